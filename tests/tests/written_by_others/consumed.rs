//! Methods that take a value which is no `Copy`, and those that give back what they have changed.

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Debug, Differentiable)]
struct Model {
    c: f64,
    s: Vec<f64>,
}

#[grad]
impl Model {
    fn new() -> Model {
        Model { c: 2.0, s: vec![1.0, 3.0] }
    }

    fn of(c: f64) -> Model {
        Model { c, s: vec![c; 2] }
    }

    fn with(mut self, c: f64) -> Self {
        self.c *= c;
        self
    }

    fn and(mut self, v: f64) -> Model {
        self.s.push(v * self.c);
        self
    }

    fn run(&self) -> f64 {
        self.c * self.c + self.s.iter().map(|v| v * v).sum::<f64>() * self.c
    }

    fn end(self, k: f64) -> f64 {
        self.run() * k
    }
}

#[grad]
fn local(c: f64) -> f64 {
    let m = Model { c: 3.0, s: vec![0.5; 2] };
    let m = m.with(c);
    m.run()
}

#[grad]
fn chained(c: f64, d: f64) -> f64 {
    Model::new().with(c).and(d).run()
}

#[grad]
fn assigned(c: f64, d: f64) -> f64 {
    let mut m = Model::new();
    m = m.with(c);
    m = m.and(d);
    m.run()
}

#[grad]
fn active(c: f64, d: f64) -> f64 {
    let m = Model::of(c);
    let m = m.and(d);
    m.end(d)
}

#[grad]
fn looped(c: f64, d: f64) -> f64 {
    let mut m = Model::of(c);
    for i in 0..3 {
        m = m.and(d * i as f64);
    }
    m.end(d)
}

#[grad]
fn twice(c: f64, d: f64) -> f64 {
    let m = Model::of(c);
    let n = m.clone().with(d);
    m.with(c).run() * n.run()
}

#[grad]
fn given(m: Model, c: f64) -> f64 {
    let n = m.with(c);
    n.run()
}

#[test]
fn what_is_taken_is_a_clone_in_the_companions() {
    check!(local(0.7));
    check!(chained(0.7, 0.3));
    check!(assigned(0.7, 0.3));
    check!(active(0.7, 0.3));
    check!(looped(0.7, 0.3));
    check!(twice(0.7, 0.3));
    check!(given(Model::of(0.4), 0.7));
}

#[derive(Clone, Differentiable)]
struct Epidemic {
    s: f64,
    i: f64,
    rate: f64,
}

#[grad]
impl Epidemic {
    fn init(&mut self) -> &mut Self {
        self.s = 1.0 - self.i;
        self
    }

    fn step(&mut self, h: f64) -> &mut Epidemic {
        if h == 0.0 {
            return self;
        }
        let new = self.rate * self.s * self.i * h;
        self.s -= new;
        self.i += new;
        return self;
    }

    fn both(&mut self, h: f64) -> f64 {
        self.init();
        self.step(h);
        self.s * self.i
    }
}

#[grad]
fn infected(rate: f64, i: f64, h: f64) -> f64 {
    let mut model = Epidemic { s: 0.0, i, rate };
    model.init();
    for _ in 0..4 {
        model.step(h);
    }
    model.i * model.i + model.both(h)
}

#[test]
fn what_gives_itself_back_is_called_as_a_statement() {
    check!(infected(0.8, 0.1, 0.25));
    assert!((Epidemic { s: 0.0, i: 0.1, rate: 0.8 }.init().step(0.5).i - 0.136).abs() < 1e-12);
}
