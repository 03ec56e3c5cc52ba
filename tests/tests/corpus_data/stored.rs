//! Variants without floats that are stored to a part of data which a method sees afterwards.

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
pub enum Stage {
    Idle,
    On,
    Counting(u32),
    Both { first: i64, rest: Option<(u8, bool)> },
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
pub struct Envelope {
    level: f64,
    stage: Stage,
    since: Option<u32>,
    past: [Option<Stage>; 2],
    seen: Vec<u32>,
}

#[grad(hvp)]
impl Envelope {
    fn next(&mut self, rate: f64) -> f64 {
        if self.stage == Stage::On {
            self.level *= rate * self.level;
        }
        if let Stage::Counting(n) = self.stage {
            self.level *= rate + f64::from(n);
        }
        if let Some(n) = self.since {
            self.level += rate * f64::from(n);
        }
        self.level * self.level
    }

    fn peek(&self, rate: f64) -> f64 {
        match self.stage {
            Stage::Idle => self.level,
            Stage::On => self.level * rate,
            Stage::Counting(n) => self.level.powi(2) * f64::from(n),
            Stage::Both { first, rest } => {
                self.level * rate.sin() * first as f64 + rest.map_or(0.0, |(n, _)| f64::from(n))
            }
        }
    }

    fn start(&mut self) {
        self.stage = Stage::On;
    }

    fn remember(&mut self, n: u32) {
        self.since = Some(n);
        self.seen.push(n);
        self.past[0] = Some(Stage::Counting(n));
    }

    fn forget(&mut self) {
        self.since = None;
        self.seen.clear();
        self.past = [None; 2];
    }

    /// What is stored is there again, in the order of the adjoint, before it is stored.
    fn stages(&mut self, rate: f64) -> f64 {
        let before = self.peek(rate);
        self.stage = Stage::On;
        let on = self.next(rate);
        self.stage = Stage::Counting(3);
        let counting = self.next(rate) * self.peek(rate);
        self.stage = Stage::Both { first: 2, rest: Some((1, true)) };
        before * on + counting + self.peek(rate)
    }
}

#[grad(hvp)]
fn stored(a: f64, rate: f64) -> f64 {
    let mut e = Envelope { level: a, stage: Stage::Idle, since: None, past: [None, None], seen: Vec::new() };
    e.stage = Stage::On;
    e.next(rate)
}

#[grad(hvp)]
fn by_a_method(a: f64, rate: f64) -> f64 {
    let mut e = Envelope { level: a, stage: Stage::Idle, since: None, past: [None, None], seen: Vec::new() };
    e.start();
    e.next(rate) * e.peek(rate)
}

#[grad(hvp)]
fn integers(a: f64, rate: f64) -> f64 {
    let mut e = Envelope { level: a, stage: Stage::Idle, since: Some(7), past: [None, None], seen: Vec::new() };
    e.stage = Stage::Counting(2);
    e.since = Some(4);
    let first = e.next(rate);
    e.since = Some(1);
    e.next(rate) * first
}

#[grad(hvp)]
fn within(a: f64, rate: f64) -> f64 {
    let mut e = Envelope { level: a, stage: Stage::Idle, since: None, past: [None, None], seen: Vec::new() };
    e.past[1] = Some(Stage::On);
    e.seen = vec![1_u32, 2];
    e.next(rate) * e.peek(rate)
}

#[grad(hvp)]
fn in_a_loop(a: f64, rate: f64) -> f64 {
    let mut e = Envelope { level: a, stage: Stage::Idle, since: None, past: [None, None], seen: Vec::new() };
    let mut sum = 0.0;
    for i in 0..4 {
        if i == 2 {
            e.stage = Stage::On;
        }
        if sum > 3.0 {
            e.stage = Stage::Counting(i);
        }
        sum += e.next(rate);
    }
    sum * e.peek(rate)
}

#[grad(hvp)]
fn in_a_list(a: f64, rate: f64) -> f64 {
    let mut all = vec![
        Envelope { level: a, stage: Stage::Idle, since: None, past: [None, None], seen: Vec::new() },
        Envelope { level: rate, stage: Stage::On, since: None, past: [None, None], seen: Vec::new() },
    ];
    all[1].stage = Stage::On;
    let mut sum = 0.0;
    for e in all.iter_mut() {
        sum += e.next(rate);
        e.stage = Stage::Counting(1);
        sum += e.next(rate) * e.peek(a);
    }
    sum * all[0].peek(rate)
}

#[grad(hvp)]
fn to_and_fro(a: f64, rate: f64) -> f64 {
    let mut e = Envelope { level: a, stage: Stage::Idle, since: None, past: [None, None], seen: Vec::new() };
    let mut sum = e.next(rate);
    for i in 0..3 {
        e.remember(i);
        sum += e.next(rate);
        if i == 1 {
            e.forget();
        }
        sum *= e.next(rate);
    }
    sum
}

#[grad(hvp)]
fn lent(e: &mut Envelope, rate: f64) -> f64 {
    let before = e.next(rate);
    e.stage = Stage::On;
    let after = e.next(rate);
    e.since = Some(2);
    before * after + e.next(rate)
}

#[grad(hvp)]
fn to_a_function(e: &Envelope, rate: f64) -> f64 {
    let mut e = e.clone();
    lent(&mut e, rate) * e.peek(rate)
}

#[grad(hvp)]
fn to_a_method(e: &Envelope, rate: f64) -> f64 {
    let mut e = e.clone();
    let sum = e.stages(rate) + e.stages(rate);
    sum * e.next(rate)
}

fn envelope() -> Envelope {
    Envelope { level: 0.7, stage: Stage::Counting(2), since: Some(1), past: [None, Some(Stage::Idle)], seen: vec![3] }
}

#[test]
fn variants_that_are_stored() {
    for (a, rate) in [(0.7, 0.6), (1.2, 1.1)] {
        check!(stored(a, rate), hvp);
        check!(by_a_method(a, rate), hvp);
        check!(integers(a, rate), hvp);
        check!(to_and_fro(a, rate), hvp);
        check!(within(a, rate), hvp);
        check!(in_a_loop(a, rate), hvp);
        check!(in_a_list(a, rate), hvp);
    }
}

#[test]
fn variants_that_are_stored_through_a_reference() {
    for stage in [Stage::Idle, Stage::On, Stage::Counting(2)] {
        let e = Envelope { stage, ..envelope() };
        check!(to_a_function(&e, 0.6), hvp);
        check!(to_a_method(&e, 0.6), hvp);
    }
}
