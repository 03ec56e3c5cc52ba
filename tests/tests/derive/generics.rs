//! Types with parameters.

use super::check;
use autodiff::Differentiable;
use std::marker::PhantomData;

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Vec3<T> {
    x: T,
    y: T,
    z: T,
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Matrix<T, const ROWS: usize, const COLUMNS: usize = ROWS>([[T; COLUMNS]; ROWS])
where
    T: PartialEq;

/// Nothing is asked of what is only named.
#[derive(Debug, PartialEq)]
struct Kelvin;

#[derive(Debug, PartialEq, Differentiable)]
struct Measured<'a, U, N: ?Sized = str> {
    value: f64,
    unit: PhantomData<U>,
    #[constant]
    noise: &'a N,
}

impl<U, N: ?Sized> Clone for Measured<'_, U, N> {
    fn clone(&self) -> Self {
        Measured { value: self.value, unit: PhantomData, noise: self.noise }
    }
}

trait Model {
    type Parameters;
}

#[derive(Clone, Debug, PartialEq)]
struct Line;

impl Model for Line {
    type Parameters = [f64; 2];
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Fit<M: Model> {
    parameters: M::Parameters,
    start: Option<<M as Model>::Parameters>,
    #[constant]
    model: M,
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Chain<T> {
    value: T,
    next: Option<Box<Chain<T>>>,
}

#[test]
fn parameters_are_differentiable() {
    check(&Vec3 { x: 1.0, y: 2.0, z: 3.0 }, &[1.0, 2.0, 3.0]);
    check(&Vec3 { x: 1_f32, y: 2.0, z: 3.0 }, &[1.0, 2.0, 3.0]);
    check(&Vec3 { x: vec![(1.0, Some(2.0))], y: vec![], z: vec![(3.0, None)] }, &[1.0, 2.0, 3.0]);
    check(&Vec3 { x: 0, y: 0, z: 0 }, &[]);
}

#[test]
fn numbers_are_parameters() {
    check(&Matrix::<_, 1, 3>([[1.0, 2.0, 3.0]]), &[1.0, 2.0, 3.0]);
    check(&Matrix::<f64, 2>([[1.0, 2.0], [3.0, 4.0]]), &[1.0, 2.0, 3.0, 4.0]);
}

#[test]
fn constants_bound_nothing() {
    let primal = Measured::<Kelvin> { value: 1.0, unit: PhantomData, noise: "white" };
    check(&primal, &[1.0]);
    assert_eq!(primal.zero_like().noise, "white");
}

#[test]
fn associated_types_are_bounded() {
    check(&Fit { parameters: [1.0, 2.0], start: Some([3.0, 4.0]), model: Line }, &[1.0, 2.0, 3.0, 4.0]);
}

#[test]
fn a_generic_type_may_hold_itself() {
    let end = Chain { value: [3.0, 4.0], next: None };
    check(&Chain { value: [1.0, 2.0], next: Some(Box::new(end)) }, &[1.0, 2.0, 3.0, 4.0]);
}

/// Generic code over the trait.
#[test]
fn the_trait_is_a_bound() {
    fn descend<T: Differentiable>(at: &mut T, gradient: &T, rate: f64) {
        let mut step = gradient.clone();
        step.scale_by(-rate);
        at.accumulate(&step);
    }
    let mut at = Vec3 { x: 1.0, y: 2.0, z: 3.0 };
    descend(&mut at, &Vec3 { x: 1.0, y: 0.0, z: -1.0 }, 0.5);
    assert_eq!(at, Vec3 { x: 0.5, y: 2.0, z: 3.5 });
}

/// Types that come out of a macro, in a function.
#[test]
fn types_of_macros() {
    macro_rules! pair {
        ($name:ident, $param:ident, $ty:ty, $field:ident) => {
            #[derive(Clone, Debug, PartialEq, Differentiable)]
            struct $name<$param> {
                x: $ty,
                $field: Option<$ty>,
            }
        };
    }
    pair!(Pair, T, [T; 2], y);
    pair!(Same, U, U, __self_1);
    check(&Pair { x: [1.0, 2.0], y: Some([3.0, 4.0]) }, &[1.0, 2.0, 3.0, 4.0]);
    check(&Same { x: 1_f32, __self_1: None }, &[1.0]);
}
