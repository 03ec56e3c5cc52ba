//! `take`: of an `Option`, and of types of one's own.

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Copy, Default, Differentiable)]
struct Pair {
    x: f64,
    y: f64,
}

#[grad(hvp)]
impl Pair {
    fn norm2(&self) -> f64 {
        self.x * self.x + self.y * self.y
    }
}

#[derive(Clone, Default, Differentiable)]
struct Total {
    pair: Pair,
    count: usize,
}

#[grad(hvp)]
impl Total {
    fn take(&mut self) -> Pair {
        let pair = self.pair;
        self.pair = Pair { x: 0.5, y: 0.1 };
        pair
    }

    fn add(&mut self, x: f64) {
        self.pair.x += x * x;
        self.pair.y += x.sin();
        self.count += 1;
    }
}

#[derive(Clone, Differentiable)]
struct Level {
    height: f64,
}

#[grad(hvp)]
impl Level {
    fn take(&mut self) -> f64 {
        let height = self.height;
        self.height = 0.1;
        height * height
    }
}

#[grad(hvp)]
fn of_a_local(x: f64) -> f64 {
    let mut total = Total::default();
    total.add(x);
    let pair = total.take();
    total.add(pair.x * x);
    let mut level = Level { height: x };
    total.pair.norm2() * pair.y + level.take() * level.height
}

#[derive(Clone, Default, Differentiable)]
struct Meter {
    total: Total,
    k: f64,
}

#[grad(hvp)]
impl Meter {
    fn called(&mut self, x: f64) -> f64 {
        self.total.add(x);
        let pair = self.total.take();
        pair.norm2() * self.k
    }

    fn at_once(&mut self, x: f64) -> f64 {
        self.total.add(x);
        self.total.take().norm2() * self.k
    }

    fn apart(&mut self, x: f64) -> f64 {
        self.total.add(x);
        let Pair { x: a, y } = self.total.take();
        a * y
    }
}

#[grad(hvp)]
fn of_fields(x: f64) -> f64 {
    let mut meter = Meter { k: x, ..Meter::default() };
    meter.called(x) + meter.at_once(x * 0.3) + meter.apart(x) + meter.total.pair.x * x
}

#[derive(Clone, Differentiable)]
struct Tank {
    level: Level,
    k: f64,
}

#[grad(hvp)]
fn emptied(tank: &mut Tank, x: f64) -> f64 {
    let level = tank.level.take();
    level * x + tank.k
}

#[grad(hvp)]
fn of_numbers(x: f64) -> f64 {
    let mut tank = Tank { level: Level { height: x }, k: x };
    emptied(&mut tank, x) + emptied(&mut tank, x) + tank.level.height
}

#[derive(Clone, Differentiable)]
struct Slots {
    number: Option<f64>,
    pair: Option<Pair>,
}

#[grad(hvp)]
fn taken(slots: &mut Slots, x: f64) -> f64 {
    let number = slots.number.take();
    let number = number.unwrap_or(x);
    if let Some(pair) = slots.pair.take() { number * pair.x + pair.norm2() } else { number * x }
}

#[grad(hvp)]
fn of_options(x: f64) -> f64 {
    let mut slots = Slots { number: Some(x), pair: Some(Pair { x, y: x }) };
    taken(&mut slots, x) + taken(&mut slots, x * x)
}

#[test]
fn what_has_a_take_is_emptied_by_it() {
    check!(of_a_local(0.7), hvp);
    check!(of_fields(0.7), hvp);
    check!(of_numbers(0.7), hvp);
    check!(of_options(0.7), hvp);
}
