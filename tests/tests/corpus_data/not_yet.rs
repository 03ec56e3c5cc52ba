//! Methods of `&self` that give nothing at first: indicators and filters that warm up.

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Differentiable)]
struct Last {
    v: Option<f64>,
    n: u32,
}

#[grad]
impl Last {
    fn up(&mut self, x: f64) {
        self.n += 1;
        if self.n > 2 {
            self.v = Some(x * x);
        }
    }

    fn last(&self) -> Option<f64> {
        self.v
    }
}

#[grad]
fn if_let(x: f64) -> f64 {
    let mut l = Last { v: None, n: 0 };
    let mut s = x;
    for i in 0..4 {
        l.up(x * i as f64);
        if let Some(a) = l.last() {
            s += a * a;
        }
    }
    s
}

#[grad]
fn or_else_a_number(x: f64) -> f64 {
    let mut l = Last { v: None, n: 0 };
    let mut s = x;
    for i in 0..4 {
        l.up(x * i as f64);
        s += l.last().unwrap_or(x);
    }
    s
}

#[grad]
fn in_a_variable(x: f64) -> f64 {
    let mut l = Last { v: None, n: 0 };
    let mut s = x;
    for i in 0..4 {
        l.up(x * i as f64);
        let o: Option<f64> = l.last();
        if let Some(a) = o {
            s += a * a;
        }
    }
    s
}

#[grad]
fn through_a_reference(x: f64) -> f64 {
    let mut l = Last { v: None, n: 0 };
    let mut s = x;
    for i in 0..4 {
        l.up(x * i as f64);
        let r = &l;
        if let Some(a) = r.last() {
            s += a * a;
        }
    }
    s
}

#[derive(Clone, Differentiable)]
struct Level {
    v: f64,
}

#[derive(Debug)]
struct Low;

#[grad]
impl Level {
    fn up(&mut self, x: f64) {
        self.v += x * x;
    }

    fn level(&self, by: f64) -> Result<f64, Low> {
        if self.v < 0.2 { Err(Low) } else { Ok(self.v * by) }
    }
}

#[grad]
fn of_a_result(x: f64) -> f64 {
    let mut l = Level { v: 0.0 };
    let mut s = x;
    for i in 0..4 {
        l.up(x * i as f64 * 0.3);
        match l.level(x) {
            Ok(a) => s += a * a,
            Err(_) => {}
        }
    }
    s
}

#[grad]
trait Indicator {
    fn take_in(&mut self, x: f64);
    fn value(&self) -> Option<f64>;
}

#[derive(Clone, Differentiable)]
struct Mean {
    v: Vec<f64>,
}

#[grad(members)]
impl Indicator for Mean {
    fn take_in(&mut self, x: f64) {
        self.v.push(x * x);
    }

    fn value(&self) -> Option<f64> {
        if self.v.len() < 2 { None } else { Some(self.v.iter().sum::<f64>() / self.v.len() as f64) }
    }
}

#[grad]
fn of_a_trait(x: f64) -> f64 {
    let mut m = Mean { v: vec![] };
    let mut s = 0.0;
    for i in 0..3 {
        m.take_in(x * i as f64);
        if let Some(a) = m.value() {
            s += a * a;
        }
    }
    s
}

#[grad]
fn over<M: Indicator + Differentiable + Clone>(m: &M, x: f64) -> f64 {
    let mut m = m.clone();
    let mut s = 0.0;
    for i in 0..3 {
        m.take_in(x * i as f64);
        if let Some(a) = m.value() {
            s += a * a;
        }
    }
    s
}

#[test]
fn what_gives_nothing_yet_is_not_reversed() {
    check!(if_let(0.5));
    check!(or_else_a_number(0.5));
    check!(in_a_variable(0.5));
    check!(through_a_reference(0.5));
    check!(of_a_result(0.7));
    check!(of_a_trait(0.7));
    check!(over(&Mean { v: vec![] }, 0.7));
}
