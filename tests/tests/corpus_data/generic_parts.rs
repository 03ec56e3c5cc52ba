//! Functions of generic types that are called by their paths: the parameters of the type are those of
//! what they are given.

use autodiff::{Differentiable, check, grad};
use std::marker::PhantomData;

#[derive(Clone, Copy, Debug, Differentiable)]
struct Model {
    a: f64,
}

#[grad]
impl Model {
    fn new(a: f64) -> Model {
        Model { a }
    }

    fn energy(&self, x: f64) -> f64 {
        self.a * x
    }
}

#[derive(Clone, Debug, Differentiable)]
struct Chain<P> {
    part: P,
    c: f64,
}

#[grad]
impl<P: Differentiable> Chain<P> {
    fn build(part: P, c: f64) -> Chain<P> {
        Chain { part, c }
    }

    fn weighted(c: f64, part: P) -> Self {
        Chain { part, c }
    }

    fn scaled(&self, x: f64) -> f64 {
        x * self.c
    }

    fn into_part(self, k: f64) -> P {
        assert!(k > 0.0);
        self.part
    }
}

#[grad]
fn of_fields(a: f64, r: f64) -> f64 {
    let chain = Chain::build(Model { a }, a * a);
    chain.scaled(r) + chain.part.energy(r)
}

#[grad]
fn of_a_constructor(a: f64, r: f64) -> f64 {
    let model = Model::new(a);
    let chain = Chain::build(model, a * r);
    chain.scaled(r) + chain.part.energy(r)
}

#[grad]
fn of_a_parameter(model: Model, r: f64) -> f64 {
    let chain = Chain::build(model, r * r);
    chain.scaled(r) + chain.part.energy(r)
}

#[grad]
fn in_another_place(a: f64, r: f64) -> f64 {
    let chain = Chain::weighted(a * a, Model { a });
    chain.scaled(r) + chain.part.energy(r)
}

/// By its path, and with the value itself, a method is called as a function is.
#[grad]
fn taken_by_a_path(a: f64, r: f64) -> f64 {
    let chain = Chain::build(Model { a }, a * a);
    let part = Chain::into_part(chain, r);
    part.energy(r)
}

#[test]
fn functions_of_generic_types() {
    check!(of_fields(0.3, 0.7));
    check!(of_a_constructor(0.3, 0.7));
    check!(of_a_parameter(Model { a: 0.3 }, 0.7));
    check!(in_another_place(0.3, 0.7));
    check!(taken_by_a_path(0.3, 0.7));
}

#[derive(Clone, Debug, Differentiable)]
struct Settings {
    gain: f64,
    offset: f64,
}

#[grad]
impl Settings {
    fn preset() -> Settings {
        Settings { gain: 1.5, offset: 0.2 }
    }

    fn with(mut self, gain: f64) -> Settings {
        self.gain *= gain;
        self
    }

    fn value(&self) -> f64 {
        self.gain * self.gain + self.offset
    }
}

/// A method that takes what a function without floats has made.
#[grad]
fn taken_without_floats(x: f64) -> f64 {
    let settings = Settings::preset();
    Settings::with(settings, x).value() + Settings::preset().with(x).value()
}

#[test]
fn methods_of_what_is_made_without_floats() {
    check!(taken_without_floats(0.4));
}

/// A type around an integer, as the argument of functions that have floats besides.
#[derive(Clone, Copy, Debug, Differentiable)]
struct Date(i64);

#[derive(Clone, Debug, Differentiable)]
struct Bond {
    issued: Date,
    rate: f64,
}

#[grad]
impl Bond {
    fn new(issued: Date, rate: f64) -> Bond {
        Bond { issued, rate }
    }

    fn accrued(&self, date: Date, x: f64) -> f64 {
        self.rate * x * (date.0 - self.issued.0) as f64
    }
}

#[grad]
fn since(date: &Date, x: f64) -> f64 {
    x * x * date.0 as f64
}

#[grad]
fn dated(x: f64) -> f64 {
    let bond = Bond::new(Date(1), x);
    let date = Date(3);
    bond.accrued(Date(4), x) + since(&date, x) + since(&Date(2), x)
}

#[test]
fn types_around_integers() {
    check!(dated(0.3));
}

trait Unit: Copy {
    const SCALE: f64;
}

#[derive(Clone, Copy, Debug)]
struct Km;

impl Unit for Km {
    const SCALE: f64 = 1000.0;
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct Length<U> {
    value: f64,
    unit: PhantomData<U>,
}

#[grad]
impl<U: Unit> Length<U> {
    fn new(value: f64) -> Self {
        Length { value, unit: PhantomData }
    }

    fn si(&self) -> f64 {
        self.value * U::SCALE
    }
}

#[derive(Clone, Debug, Differentiable)]
struct Grid<const N: usize> {
    cells: [f64; N],
}

#[grad]
impl<const N: usize> Grid<N> {
    fn filled(x: f64) -> Self {
        Grid { cells: [x; N] }
    }

    fn sum(&self) -> f64 {
        self.cells.iter().sum()
    }
}

/// A type that only a `let` says.
#[grad]
fn typed_by_a_let(x: f64) -> f64 {
    let length: Length<Km> = Length::new(x * x);
    let grid: Grid<3> = Grid::filled(x * x);
    let mut other: Grid<2> = Grid::filled(x);
    other.cells[0] = grid.sum();
    0.002 * length.si() + other.sum()
}

#[test]
fn types_that_a_let_gives_to_a_call() {
    check!(typed_by_a_let(0.7));
}

#[grad]
trait Payoff: Differentiable {
    fn pay(&self, s: f64) -> f64;
}

#[derive(Clone, Debug, Differentiable)]
struct Call {
    strike: f64,
}

#[grad(members)]
impl Payoff for Call {
    fn pay(&self, s: f64) -> f64 {
        (s - self.strike).max(0.0)
    }
}

#[derive(Clone, Debug, Differentiable)]
struct Pricer<P> {
    payoff: P,
    rate: f64,
}

#[grad]
impl<P: Payoff> Pricer<P> {
    fn new(payoff: P, rate: f64) -> Self {
        Pricer { payoff, rate }
    }

    fn price(&self, s: f64) -> f64 {
        (-self.rate).exp() * self.payoff.pay(s * self.rate.exp())
    }
}

/// A struct of constants, which is no `Copy`, goes into a call and into that of its companion.
#[grad]
fn priced(s: f64, rate: f64) -> f64 {
    let pricer = Pricer::new(Call { strike: 0.5 }, rate);
    pricer.price(s) * Pricer::new(Call { strike: 0.2 }, rate * s).price(rate)
}

#[test]
fn constants_that_are_written_down() {
    check!(priced(0.7, 0.3));
}
