//! Enums, with and without payload.

use super::check;
use autodiff::Differentiable;

#[derive(Clone, Debug, PartialEq, Differentiable)]
enum Shape<T> {
    Nothing,
    Circle {
        radius: T,
    },
    Box(T, f64),
    Named {
        #[constant]
        name: String,
        size: T,
        #[constant]
        rate: f64,
    },
    Group(Vec<Shape<T>>),
}

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
enum Side {
    Left,
    Right,
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
enum Turn {
    Left,
    Right(f64),
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
enum Counted {
    Nothing,
    Of { n: u8, side: Option<Side>, past: [Option<bool>; 2] },
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
enum Kept {
    Nothing,
    Rate(#[constant] f64),
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
enum Named<T> {
    A,
    B(T),
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
enum Chain {
    End,
    Link(u8, Box<Chain>),
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
enum Only {
    This(f64),
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
enum Never {}

#[derive(Clone, Debug, PartialEq, Differentiable)]
enum Expr {
    Constant(#[constant] f64),
    Variable(f64),
    Product(Box<Expr>, Box<Expr>),
}

#[test]
fn leaves_are_those_of_the_variant() {
    check(&Shape::<f64>::Nothing, &[]);
    check(&Shape::Circle { radius: 1.0 }, &[1.0]);
    check(&Shape::Box([1.0, 2.0], 3.0), &[1.0, 2.0, 3.0]);
    check(&Shape::Group(vec![Shape::Circle { radius: 1.0 }, Shape::Nothing, Shape::Box(2.0, 3.0)]), &[1.0, 2.0, 3.0]);
    check(&Side::Left, &[]);
    check(&Only::This(1.0), &[1.0]);
    check(&Vec::<Never>::new(), &[]);
    let product = Expr::Product(Box::new(Expr::Constant(2.0)), Box::new(Expr::Variable(3.0)));
    check(&product, &[3.0]);
}

#[test]
fn zeros_keep_variants_and_constants() {
    let named = Shape::Named { name: "a".to_owned(), size: 2.0, rate: 3.0 };
    check(&named, &[2.0]);
    assert_eq!(named.zero_like(), Shape::Named { name: "a".to_owned(), size: 0.0, rate: 0.0 });
    assert_eq!([Side::Right, Side::Left].zero_like(), [Side::Right, Side::Left]);
}

#[test]
#[should_panic(expected = "derivatives of different variants are combined, `Shape::Circle` and `Shape::Box`")]
fn sums_of_two_variants_are_refused() {
    Shape::Circle { radius: 1.0 }.accumulate(&Shape::Box(1.0, 2.0));
}

#[test]
#[should_panic(expected = "`Shape::Nothing` and `Shape::Circle`")]
fn even_if_one_has_no_leaves() {
    Shape::Nothing.accumulate(&Shape::Circle { radius: 1.0 });
}

#[test]
#[should_panic(expected = "`Turn::Left` and `Turn::Right`")]
fn products_of_two_variants_are_refused() {
    let _ = Turn::Left.inner_product(&Turn::Right(1.0));
}

#[test]
#[should_panic(expected = "`shadow[0]` is of the variant `Turn::Left`, but `primal[0]` of `Turn::Right`")]
fn variants_are_compared() {
    autodiff::__private::same_extents("shadow", &[Turn::Left], "primal", &[Turn::Right(1.0)]);
}

#[test]
fn derivatives_without_leaves_are_one() {
    let mut left = (Side::Left, Counted::Of { n: 3, side: Some(Side::Left), past: [None, None] });
    let right = (Side::Right, Counted::Nothing);
    left.accumulate(&right);
    assert_eq!(left.0, Side::Left);
    assert_eq!((left.inner_product(&right), left.leaves(), right.leaves()), (0.0, 0, 0));
    autodiff::__private::same_extents_value("shadow", &left, "primal", &right);
}

/// What is under `#[constant]` may be needed by the shadow, whatever it is.
#[test]
#[should_panic(expected = "`shadow[0]` is of the variant `Kept::Nothing`, but `primal[0]` of `Kept::Rate`")]
fn constants_are_no_leaves_and_are_compared() {
    autodiff::__private::same_extents("shadow", &[Kept::Nothing], "primal", &[Kept::Rate(1.0)]);
}

/// A parameter is asked as what it is.
#[test]
#[should_panic(expected = "`Named::A` and `Named::B`")]
fn a_parameter_decides() {
    let mut named = Named::<u8>::A;
    named.accumulate(&Named::B(1));
    Named::A.accumulate(&Named::B(1.0));
}

/// A type that holds itself does not ask itself.
#[test]
#[should_panic(expected = "`Chain::End` and `Chain::Link`")]
fn what_holds_itself_is_compared() {
    Chain::End.accumulate(&Chain::Link(1, Box::new(Chain::End)));
}

#[test]
#[should_panic(expected = "`Some` and `None`")]
fn options_are_enums() {
    Some(Only::This(1.0)).accumulate(&None);
}
