//! Structs without parameters.

use super::check;
use autodiff::Differentiable;
use std::collections::VecDeque;

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Vec3 {
    x: f64,
    y: f64,
    z: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Pair(f64, f32);

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Unit;

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Empty {}

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Everything {
    vector: Vec3,
    rows: [[f64; 2]; 2],
    list: Vec<Vec3>,
    ring: VecDeque<f64>,
    boxed: Box<Pair>,
    there: Option<f64>,
    missing: Option<Vec3>,
    tuple: (f64, Unit, [Pair; 1]),
    count: usize,
    flag: bool,
    letter: char,
    text: String,
    word: &'static str,
    nothing: (),
    empty: Empty,
}

/// A type that knows no derivative.
#[derive(Clone, Debug, PartialEq)]
struct Plain(u8);

#[derive(Clone, Debug, PartialEq, Differentiable)]
#[allow(unpredictable_function_pointer_comparisons, reason = "it is the same pointer")]
struct Problem<'a> {
    start: f64,
    #[constant]
    data: &'a [f64],
    #[constant]
    rate: f64,
    #[constant]
    plain: Plain,
    #[constant]
    apply: fn(f64) -> f64,
    end: f64,
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Tree {
    value: f64,
    children: Vec<Tree>,
    next: Option<Box<Tree>>,
}

fn everything() -> Everything {
    let vector = Vec3 { x: 1.0, y: 2.0, z: 3.0 };
    Everything {
        vector,
        rows: [[4.0, 5.0], [6.0, 7.0]],
        list: vec![vector; 2],
        ring: VecDeque::from([8.0]),
        boxed: Box::new(Pair(9.0, 10.0)),
        there: Some(11.0),
        missing: None,
        tuple: (12.0, Unit, [Pair(13.0, 14.0)]),
        count: 0,
        flag: false,
        letter: '\0',
        text: String::new(),
        word: "",
        nothing: (),
        empty: Empty {},
    }
}

#[test]
fn leaves_are_in_the_order_of_declaration() {
    check(&Vec3 { x: 1.0, y: 2.0, z: 3.0 }, &[1.0, 2.0, 3.0]);
    check(&Pair(1.0, 2.5), &[1.0, 2.5]);
    check(&Unit, &[]);
    check(&Empty {}, &[]);
    let leaves =
        [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 1.0, 2.0, 3.0, 1.0, 2.0, 3.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0];
    check(&everything(), &leaves);
}

#[test]
fn what_has_no_derivative_is_default_in_a_shadow() {
    let primal =
        Everything { count: 5, flag: true, letter: 'x', text: "text".to_owned(), word: "word", ..everything() };
    let zero = primal.zero_like();
    assert_eq!((zero.count, zero.flag, zero.letter), (0, false, '\0'));
    assert_eq!((&zero.text[..], zero.word), ("", ""));
    let mut sum = zero;
    sum.accumulate(&primal);
    assert_eq!(sum, everything());
    let mut read = primal.clone();
    read.read_from(&everything().flatten());
    assert_eq!(read, primal);
}

#[test]
fn constants_stay_as_they_are() {
    fn twice(x: f64) -> f64 {
        2.0 * x
    }
    let data = [1.0, 2.0];
    let primal = Problem { start: 1.0, data: &data, rate: 5.0, plain: Plain(7), apply: twice, end: 2.0 };
    check(&primal, &[1.0, 2.0]);
    let mut shadow = primal.zero_like();
    assert_eq!(shadow, Problem { start: 0.0, end: 0.0, ..primal.clone() });
    shadow.accumulate(&Problem { rate: 100.0, data: &[], ..primal.clone() });
    shadow.scale_by(3.0);
    assert_eq!((shadow.rate, shadow.data, shadow.apply), (5.0, &data[..], primal.apply));
}

#[test]
fn a_type_may_hold_itself() {
    let leaf = |value| Tree { value, children: vec![], next: None };
    let tree = Tree { value: 1.0, children: vec![leaf(2.0), leaf(3.0)], next: Some(Box::new(leaf(4.0))) };
    check(&tree, &[1.0, 2.0, 3.0, 4.0]);
}

/// What generated code does to memory of the type.
#[test]
fn slices_of_it_have_shadows() {
    use autodiff::__private::{accumulate, number, reset_like, same_extents, scale, set_zero, zeros_like};
    let primal = [Pair(1.0, 2.0), Pair(3.0, 4.0)];
    let mut shadow: Vec<Pair> = zeros_like(&primal[..]);
    let array: [Pair; 2] = zeros_like(&primal);
    let one: Pair = zeros_like(&primal[0]);
    assert_eq!((&shadow[..], array, one), (&[Pair(0.0, 0.0); 2][..], [Pair(0.0, 0.0); 2], Pair(0.0, 0.0)));
    same_extents("shadow", &shadow, "primal", &primal);
    accumulate(&mut shadow, &primal);
    scale(&mut shadow, f64::INFINITY);
    assert_eq!(shadow[0].0, f64::INFINITY);
    set_zero(&mut shadow);
    reset_like("shadow", &mut shadow, "primal", &primal);
    assert_eq!(shadow, array);
    assert_eq!(number(&one), 1.0);
}

#[test]
#[should_panic(expected = "derivatives of different lengths are combined")]
fn sums_of_different_lengths_are_refused() {
    let mut sum = everything();
    sum.accumulate(&Everything { list: vec![], ..everything() });
}

#[test]
#[should_panic(expected = "`shadow[1]` has length 0, but `primal[1]` has length 2")]
fn extents_of_fields_are_compared() {
    let (primal, other) = (everything(), Everything { list: vec![], ..everything() });
    autodiff::__private::same_extents("shadow", &[primal.clone(), other], "primal", &[primal.clone(), primal]);
}

#[test]
#[should_panic(expected = "a slice of length 2 for a value with 3 leaves")]
fn slices_of_another_length_are_refused() {
    Vec3 { x: 1.0, y: 2.0, z: 3.0 }.read_from(&[1.0, 2.0]);
}
