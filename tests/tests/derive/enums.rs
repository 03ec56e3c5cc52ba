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
    assert_eq!(named.zero_like(), Shape::Named { name: "a".to_owned(), size: 0.0, rate: 3.0 });
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
#[should_panic(expected = "`Side::Left` and `Side::Right`")]
fn products_of_two_variants_are_refused() {
    let _ = Side::Left.inner_product(&Side::Right);
}

#[test]
#[should_panic(expected = "`shadow[0]` is of the variant `Side::Left`, but `primal[0]` of `Side::Right`")]
fn variants_are_compared() {
    autodiff::__private::same_extents("shadow", &[Side::Left], "primal", &[Side::Right]);
}

#[test]
#[should_panic(expected = "`Some` and `None`")]
fn options_are_enums() {
    Some(Only::This(1.0)).accumulate(&None);
}
