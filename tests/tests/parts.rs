//! Parts of data: elements that leave a vector, fields that are given to functions of
//! numbers, constants beside data, and conversions between types.
#![allow(clippy::all, clippy::pedantic, reason = "written as people write it")]
#![allow(
    clippy::needless_pass_by_value,
    clippy::ptr_arg,
    clippy::trivially_copy_pass_by_ref,
    clippy::useless_vec,
    reason = "written as people write it"
)]

use autodiff::{Differentiable, grad, rule};
use autodiff_tests::directions::{Modes, check};

#[derive(Clone, Debug, Differentiable)]
struct Row {
    weight: f64,
    entries: Vec<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct V2 {
    x: f64,
    y: f64,
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct Polar {
    r: f64,
    angle: f64,
}

#[derive(Clone, Debug, Differentiable)]
enum Load {
    None,
    At(f64),
}

#[grad(hvp)]
impl std::ops::Add for V2 {
    type Output = V2;
    fn add(self, o: V2) -> V2 {
        V2 { x: self.x + o.x, y: self.y + o.y }
    }
}

#[grad(hvp)]
impl std::ops::AddAssign for V2 {
    fn add_assign(&mut self, o: V2) {
        self.x += o.x;
        self.y += o.y;
    }
}

#[grad(hvp)]
impl std::ops::Mul<f64> for V2 {
    type Output = V2;
    fn mul(self, k: f64) -> V2 {
        V2 { x: self.x * k, y: self.y * k }
    }
}

#[grad(hvp)]
impl std::ops::Sub for V2 {
    type Output = V2;
    fn sub(self, o: V2) -> V2 {
        V2 { x: self.x - o.x, y: self.y - o.y }
    }
}

#[grad(hvp)]
impl V2 {
    fn diagonal(x: f64) -> Self {
        V2 { x, y: x.sin() }
    }
}

#[grad(hvp)]
impl From<Polar> for V2 {
    fn from(p: Polar) -> Self {
        V2 { x: p.r * p.angle.cos(), y: p.r * p.angle.sin() }
    }
}

#[grad(hvp)]
fn product(a: f64, b: f64) -> f64 {
    a * a * b
}

#[grad(hvp)]
fn both(a: f64, b: f64) -> (f64, f64) {
    (a * b, a.sin())
}

#[grad(hvp)]
fn of_pair(p: (f64, f64)) -> f64 {
    p.0 * p.1.exp()
}

#[rule(dx = "3.0 * x * x", hvp)]
fn cube(x: f64) -> f64 {
    x * x * x
}

#[grad(hvp)]
fn loaded(x: f64, load: Load, y: f64) -> f64 {
    match load {
        Load::None => x * y,
        Load::At(at) => x * at + y,
    }
}

macro_rules! agrees {
    ($name:ident, $at:expr, $value:ident, $grad:ident, $jvp:ident, $hvp:ident) => {
        #[test]
        fn $name() {
            check(
                &$at,
                &Modes {
                    value: |p| $value(p),
                    gradient: |p| $grad(p),
                    tangent: |p, d| $jvp(p, d).1,
                    hessian: Some(|p, d| $hvp(p, d).1),
                },
            );
        }
    };
}

fn rows() -> Vec<Row> {
    vec![
        Row { weight: 0.7, entries: vec![1.2] },
        Row { weight: -0.4, entries: vec![0.3, 0.9] },
        Row { weight: 1.1, entries: vec![0.2, -0.8, 0.6] },
    ]
}

/// Rows of different lengths: the zeros of a row that has left are as long as it was.
#[grad(hvp)]
fn popped(rows: &Vec<Row>) -> f64 {
    let mut rows = rows.clone();
    let last = rows.pop().unwrap();
    let first = rows.remove(0);
    rows.push(Row { weight: last.weight * first.weight, entries: vec![last.entries[2]] });
    rows.insert(1, first);
    let swapped = rows.swap_remove(0);
    rows.push(last);
    let sum: f64 = rows.iter().map(|row| row.weight * row.entries[0]).sum();
    sum * swapped.entries[1]
}
agrees!(elements_that_leave, rows(), popped, popped_grad, popped_jvp, popped_hvp);

#[grad(hvp)]
fn shortened(rows: &Vec<Row>) -> f64 {
    let mut rows = rows.clone();
    let mut total = 0.0;
    while let Some(row) = rows.pop() {
        total = row.weight * row.entries[0].sin() - 0.5 * total;
    }
    rows.push(Row { weight: total, entries: vec![total * total] });
    rows.truncate(1);
    let seen = rows[0].entries[0];
    rows.clear();
    seen * total
}
agrees!(a_vector_is_emptied, rows(), shortened, shortened_grad, shortened_jvp, shortened_hvp);

#[grad(hvp)]
fn given(v: &V2) -> f64 {
    let (a, b) = both(v.x, v.y);
    product(v.x, v.y) + cube(v.y) * a + of_pair((v.x, v.y)) * b
}
agrees!(fields_are_arguments_of_numbers, V2 { x: 0.7, y: -0.4 }, given, given_grad, given_jvp, given_hvp);

#[grad(hvp)]
fn with_variants(v: &V2) -> f64 {
    loaded(v.x, Load::None, v.y) + loaded(v.y, Load::At(v.x), 1.5)
}
agrees!(
    a_variant_is_an_argument,
    V2 { x: 0.7, y: -0.4 },
    with_variants,
    with_variants_grad,
    with_variants_jvp,
    with_variants_hvp
);

#[grad(hvp)]
fn of_constants(v: &V2) -> f64 {
    let mut sum = *v + V2 { x: 0.5, y: -1.0 };
    sum += V2 { x: 1.0, y: 0.25 };
    let moved = V2::diagonal(v.x) * 0.5 - sum;
    let all = vec![moved, V2::diagonal(v.y)];
    all[0].x * all[1].y + moved.y * sum.x
}
agrees!(
    constants_beside_data,
    V2 { x: 0.7, y: -0.4 },
    of_constants,
    of_constants_grad,
    of_constants_jvp,
    of_constants_hvp
);

#[grad(hvp)]
fn cartesian(p: &Polar) -> f64 {
    let v: V2 = (*p).into();
    let w = V2::from(Polar { r: p.angle, angle: p.r });
    v.x * w.y + v.y
}
agrees!(
    one_type_is_made_of_another,
    Polar { r: 1.3, angle: 0.4 },
    cartesian,
    cartesian_grad,
    cartesian_jvp,
    cartesian_hvp
);

#[grad(hvp)]
fn exchanged(v: &V2) -> f64 {
    let mut w = *v;
    let before = w.x.sin();
    std::mem::swap(&mut w.x, &mut w.y);
    before * w.x * w.x + w.y
}
agrees!(fields_change_places, V2 { x: 0.7, y: -0.4 }, exchanged, exchanged_grad, exchanged_jvp, exchanged_hvp);

#[derive(Clone, Debug, Differentiable)]
struct Counted {
    value: f64,
    single: f32,
    n: usize,
    on: bool,
}

/// Integers in a struct: literals are of the field's type, and casts of them are.
#[grad(hvp)]
fn counted(v: &V2) -> f64 {
    let mut of = Counted { value: v.x, single: 1.0, n: 2, on: true };
    of.n += 1;
    of.on = !of.on;
    if !of.on {
        of.value *= of.n as f64;
    }
    of.value.powi(of.n as i32) * v.y
}
agrees!(integers_in_a_struct, V2 { x: 0.7, y: -0.4 }, counted, counted_grad, counted_jvp, counted_hvp);

/// A method that floats have, too, of an integer field.
#[grad(hvp)]
fn remainder(v: &V2) -> f64 {
    let of = Counted { value: v.x, single: 1.0, n: 5, on: true };
    let mut power = v.y;
    for _ in 0..of.n.rem_euclid(3) {
        power *= of.value;
    }
    power
}
agrees!(a_remainder_of_an_integer, V2 { x: 0.7, y: -0.4 }, remainder, remainder_grad, remainder_jvp, remainder_hvp);

/// A float in a struct decides as an integer.
#[grad(hvp)]
fn decides(v: &V2) -> f64 {
    let V2 { x, y } = *v;
    if (10.0 * x) as i32 % 2 == 1 && (y as i32 % 2) <= 0 { x * x * y } else { y }
}
agrees!(a_part_is_cast_to_an_integer, V2 { x: 0.72, y: -0.4 }, decides, decides_grad, decides_jvp, decides_hvp);

/// A cast of a float that is a part of data has a derivative, once its type is said.
#[grad]
fn widened(of: &Counted) -> f64 {
    let single: f32 = of.single;
    single as f64 * of.value
}

#[test]
fn a_float_that_is_cast_has_a_derivative() {
    let of = Counted { value: 3.0, single: 0.5, n: 1, on: false };
    let gradient = widened_grad(&of);
    assert_eq!((gradient.value, gradient.single), (0.5, 3.0));
}

#[derive(Debug, Differentiable)]
struct Halved {
    a: f64,
    b: f64,
}

impl Clone for Halved {
    fn clone(&self) -> Self {
        Halved { a: 0.5 * self.a, b: self.b }
    }
}

#[grad]
fn of_a_clone(a: f64, b: f64) -> f64 {
    let of = Halved { a, b };
    let half = of.clone();
    half.a * half.b
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct Turned {
    a: f64,
    b: f64,
}

#[allow(clippy::should_implement_trait, reason = "a name of std's")]
impl Turned {
    fn clone(&self) -> Self {
        Turned { a: self.b, b: self.a }
    }
}

#[grad]
fn of_a_method(a: f64, b: f64) -> f64 {
    let of = Turned { a, b };
    let turned = of.clone();
    turned.a * turned.a * turned.b
}

/// A clone is differentiated as a copy, and says so where it is none.
#[test]
fn a_clone_that_is_no_copy_panics() {
    assert_eq!((of_a_clone(2.0, 3.0), of_a_method(2.0, 3.0)), (3.0, 18.0));
    let forward = || of_a_clone_jvp(2.0, 1.0, 3.0, 0.0).1;
    let reverse = || of_a_clone_grad(2.0, 3.0).0;
    let method = || of_a_method_grad(2.0, 3.0).0;
    for derivative in [&forward as &dyn Fn() -> f64, &reverse, &method] {
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(derivative));
        let panic = result.expect_err("a derivative is given");
        let text = panic.downcast_ref::<String>().expect("a message");
        assert!(text.contains("gives other floats"), "{text}");
    }
}

/// What a `break` brings along is data.
#[grad(hvp)]
fn left_with(v: &V2) -> f64 {
    let mut q = *v;
    let mut sum = 0.0;
    for i in 0..3 {
        let left = loop {
            q.x += 0.1 * q.y * q.y;
            if q.x > 0.8 {
                break V2 { x: q.y, y: q.x };
            }
            if i == 2 {
                break q;
            }
        };
        let (taken, factor) = 'block: {
            if left.x > 0.0 {
                break 'block (V2 { x: left.y, y: 2.0 * left.x }, q.x);
            }
            (left, q.y)
        };
        sum += taken.x * taken.y * factor;
        q.y *= 1.3;
    }
    sum
}
agrees!(data_leaves_loops, V2 { x: 0.7, y: -0.4 }, left_with, left_with_grad, left_with_jvp, left_with_hvp);

/// An array of one value of a type that is `Copy`.
#[grad(hvp)]
fn repeated(v: &V2) -> f64 {
    let mut all = ([*v; 3], [[V2 { x: 0.5, y: 1.0 }; 2]; 2]);
    all.0[1].x *= all.0[0].y;
    all.0[2] = all.0[1] + all.0[0];
    all.1[1][0] += *v;
    let (flat, rows) = all;
    flat.iter().map(|of| of.x * of.y).sum::<f64>() * rows[1][0].x * rows[0][1].y
}
agrees!(data_is_repeated, V2 { x: 0.7, y: -0.4 }, repeated, repeated_grad, repeated_jvp, repeated_hvp);
