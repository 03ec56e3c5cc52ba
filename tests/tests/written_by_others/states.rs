//! States from constructors without floats, which a method changes that gives a value.

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Differentiable)]
struct Filter {
    z: f64,
}

impl Filter {
    fn new() -> Filter {
        Filter { z: 0.0 }
    }

    fn checked(order: usize) -> Result<Filter, NoOrder> {
        if order == 0 { Err(NoOrder) } else { Ok(Filter::new()) }
    }
}

/// An error of which there are no clones.
#[derive(Debug)]
struct NoOrder;

#[grad]
impl Filter {
    fn process(&mut self, x: f64, k: f64) -> f64 {
        self.z = k * x + (1.0 - k) * self.z;
        self.z
    }

    fn energy(&self) -> f64 {
        self.z * self.z
    }
}

fn filter() -> Filter {
    Filter::new()
}

#[derive(Clone, Differentiable)]
struct Chain {
    a: Filter,
    b: Filter,
}

#[grad]
impl Chain {
    fn run(&mut self, x: f64, k: f64) -> f64 {
        let y = self.a.process(x, k);
        self.b.process(y, k * y)
    }
}

#[grad]
fn once(k: f64) -> f64 {
    let mut f = Filter::new();
    f.process(k, k)
}

#[grad]
fn looped(k: f64, xs: &[f64]) -> f64 {
    let mut f = Filter::new();
    let mut s = 0.0;
    for &x in xs {
        s += f.process(x, k);
    }
    s + f.energy()
}

#[grad]
fn pushed(k: f64, xs: &[f64]) -> Vec<f64> {
    let mut f: Filter = Filter::new();
    let mut out = Vec::new();
    for &x in xs {
        out.push(f.process(x, k));
    }
    out
}

#[grad]
fn mapped(k: f64, xs: &[f64]) -> f64 {
    let mut f = Filter::new();
    xs.iter().map(|&x| f.process(x, k)).map(|y| y * y).sum()
}

#[grad]
fn in_closure(k: f64, x: f64) -> f64 {
    let mut f = Filter::new();
    let mut step = |x: f64| f.process(x, k);
    let y = step(x);
    step(y) * y
}

#[grad]
fn unwrapped(k: f64, x: f64) -> f64 {
    let mut f = Filter::checked(3).unwrap();
    f.process(x, k) * f.process(x * x, k)
}

#[grad]
fn by_function(k: f64, xs: &[f64]) -> f64 {
    let mut f = filter();
    let mut s = 0.0;
    for &x in xs {
        s += f.process(x, k);
    }
    s
}

#[grad]
fn in_struct(k: f64, x: f64) -> f64 {
    let mut c = Chain { a: Filter::new(), b: Filter::new() };
    c.run(x, k) + c.a.process(x * x, k) * c.b.energy()
}

#[grad]
fn in_tuple(k: f64, x: f64) -> f64 {
    let (mut a, mut b) = (Filter::new(), Filter::new());
    let y = a.process(x, k);
    b.process(y, k) * a.process(y * y, k)
}

#[grad]
fn behind_reference(k: f64, x: f64) -> f64 {
    let mut a = Filter::new();
    let f = &mut a;
    let y = f.process(x, k);
    f.process(y, k) * y
}

#[grad]
fn of_vector(k: f64, xs: &[f64]) -> f64 {
    let mut filters = vec![Filter::new(); 3];
    let mut s = 0.0;
    for &x in xs {
        let mut y = x;
        for f in &mut filters {
            y = f.process(y, k);
        }
        s += y * y;
    }
    s
}

#[grad]
fn of_array(k: f64, xs: &[f64]) -> f64 {
    let mut filters = [Filter::new(), Filter::new()];
    let mut s = 0.0;
    for &x in xs {
        s += filters[0].process(x, k) * filters[1].process(x * x, k);
    }
    s + filters.iter_mut().map(|f| f.process(k, k)).sum::<f64>()
}

#[grad]
fn of_collected(k: f64, xs: &[f64]) -> f64 {
    let mut filters: Vec<Filter> = (0..2).map(|_| Filter::new()).collect();
    let mut s = 0.0;
    for (i, &x) in xs.iter().enumerate() {
        s += filters[i % 2].process(x, k);
    }
    s
}

#[test]
fn a_state_that_begins_without_floats_is_differentiated() {
    let (k, x, xs) = (0.37, 0.9, [0.3, -0.4, 1.2]);
    check!(once(k));
    check!(looped(k, &xs));
    check!(pushed(k, &xs));
    check!(mapped(k, &xs));
    check!(in_closure(k, x));
    check!(unwrapped(k, x));
    check!(by_function(k, &xs));
    check!(in_struct(k, x));
    check!(in_tuple(k, x));
    check!(behind_reference(k, x));
}

#[test]
fn and_so_are_several_of_them() {
    let (k, xs) = (0.37, [0.3, -0.4, 1.2]);
    check!(of_vector(k, &xs));
    check!(of_array(k, &xs));
    check!(of_collected(k, &xs));
}

#[test]
#[allow(clippy::float_cmp, reason = "the numbers are exact")]
fn the_derivative_is_that_of_the_state() {
    // The state is k k after one step.
    assert_eq!(once_grad(0.5), 1.0);
}
