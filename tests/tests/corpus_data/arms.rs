//! What is made, chosen and left within the arms of a `match`.

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Copy, Debug, Differentiable)]
struct Step {
    x: f64,
}

#[grad]
impl Step {
    fn scaled(&self, k: f64) -> Step {
        Step { x: self.x * k }
    }
}

#[derive(Clone, Debug, Differentiable)]
struct Quantile {
    height: f64,
    step: Step,
    before: Option<f64>,
    total: f64,
}

#[grad]
fn total(steps: &[Step]) -> f64 {
    steps.iter().map(|step| step.x * step.x).sum()
}

#[grad]
impl Quantile {
    /// A choice of parts in an arm, of which nothing tells that they are floats.
    fn insert(&mut self, x: f64) {
        match self.before {
            None => {
                self.before = Some(x);
            }
            Some(before) => {
                let height = self.height * before;
                let sign = if x > 0.3 { height } else { -height };
                self.total += sign;
            }
        }
    }

    /// A vector of data that is made in an arm, lent and read there.
    fn list(&mut self, x: f64) {
        if let Some(before) = self.before {
            let step = self.step.scaled(before);
            let mut steps = Vec::new();
            steps.push(step);
            steps.push(step.scaled(x));
            self.total += total(&steps) + steps[0].x * steps[1].x;
        } else {
            self.before = Some(x * x);
        }
    }

    fn choose(&mut self, x: f64) {
        for k in 0..3 {
            if x * k as f64 > 0.2 {
                let step = self.step.scaled(x);
                let next = if k == 1 { step } else { step.scaled(x) };
                self.total += next.x * self.total;
                self.step = next;
            }
        }
    }
}

#[grad]
fn inserted(height: f64, x: f64) -> f64 {
    let mut q = Quantile { height, step: Step { x: height }, before: None, total: x };
    q.insert(x);
    q.insert(x * x);
    q.list(x);
    q.choose(x);
    q.total * q.step.x
}

#[grad]
fn listed(height: f64, x: f64) -> f64 {
    let mut q = Quantile { height, step: Step { x: height }, before: None, total: x };
    q.list(x);
    q.list(height);
    q.insert(x);
    q.total * q.step.x
}

#[test]
fn chosen_in_arms() {
    check!(inserted(0.3, 0.7));
    check!(inserted(0.3, 0.4));
    check!(listed(0.3, 0.7));
}

#[derive(Clone, Debug, Differentiable)]
struct Track {
    level: f64,
    missed: u32,
    last: Option<f64>,
    kept: Vec<f64>,
}

#[grad]
impl Track {
    /// An arm that changes something and leaves: no adjoint comes back there.
    fn update(&mut self, z: Option<f64>) -> Option<f64> {
        let z = match z {
            Some(z) => z,
            None => {
                self.missed += 1;
                if self.missed > 2 {
                    self.last = None;
                    self.kept.clear();
                }
                return None;
            }
        };
        self.level += z * z;
        self.last = Some(z);
        self.kept.push(self.level);
        Some(self.level * self.kept[0])
    }

    fn checked(&mut self, z: f64) -> Result<f64, String> {
        if z < 0.0 {
            self.level += z;
            self.kept.push(z);
            return Err("below".into());
        }
        self.level += z.sqrt();
        Ok(self.level * self.kept[0])
    }
}

#[grad]
fn tracked(level: f64, z: f64) -> f64 {
    let mut track = Track { level, missed: 0, last: None, kept: vec![] };
    let first = track.update(Some(z)).unwrap_or(0.0);
    let second = track.checked(z * level).unwrap();
    first * track.level + second * track.last.unwrap_or(1.0)
}

#[test]
fn left_in_arms() {
    check!(tracked(0.3, 0.4));
}

/// No method of what is written down with its fields is std's.
#[derive(Clone, Debug, Differentiable)]
struct Queue {
    first: Option<f64>,
    rest: Vec<f64>,
}

#[grad]
impl Queue {
    fn insert(&mut self, x: f64) {
        match self.first {
            None => {
                self.first = Some(x);
            }
            Some(first) => {
                self.rest.push(first * x);
            }
        }
    }

    fn push(&mut self, x: f64) {
        self.rest.push(x * x);
    }
}

#[grad]
fn queued(x: f64) -> f64 {
    let mut queue = Queue { first: None, rest: vec![] };
    queue.insert(x);
    queue.insert(x * x);
    queue.push(x);
    queue.rest[0] * queue.rest[1]
}

#[test]
fn own_names_on_what_is_written_down() {
    check!(queued(0.7));
}
