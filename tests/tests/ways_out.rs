//! What the macro says to write instead of what it refuses, written: each way out
//! compiles, and gives the right derivative.

// The functions are written as people write them.
#![allow(clippy::needless_pass_by_value, clippy::cast_lossless, clippy::cast_precision_loss)]
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
#![allow(missing_docs, reason = "the companions")]

use autodiff::grad;

/// `OptionParameter`: the value itself, and beside it a `bool`.
#[grad]
fn value_and_flag(x: f64, weight: f64, is_there: bool) -> f64 {
    if is_there { x * weight } else { x }
}

/// `OptionParameter`: a constant.
#[grad]
fn constant_option(x: f64, #[constant] weights: Option<&[f64]>) -> f64 {
    let weight: f64 = weights.map_or(1.0, |w| w[0]);
    x * x * weight
}

/// `OptionResult`: the value itself, and beside it a `bool`.
#[grad]
fn root(x: f64) -> (f64, bool) {
    if x < 0.0 { (0.0, false) } else { (x.sqrt(), true) }
}

#[grad]
fn rooted(x: f64) -> f64 {
    let (value, is_there) = root(x);
    if is_there { value } else { x }
}

/// `FunctionParameter`: as `impl Fn`. `UnclearClosure`: with its type. `ClosureChanges`: what it
/// computes is returned.
#[grad]
fn at(f: impl Fn(&[f64]) -> (f64, f64), x: &[f64]) -> f64 {
    let (y, more) = f(x);
    y + more
}

#[grad]
fn given(k: f64, x: &[f64]) -> f64 {
    at(|x: &[f64]| (k * x[0], x[1]), x)
}

#[grad]
fn square(x: f64) -> f64 {
    x * x
}

#[grad]
fn twice(x: f64) -> f64 {
    square(square(x))
}

/// `ClosureCall`: a closure in a `let` of this function.
#[grad]
fn closed(x: f64) -> f64 {
    let f = |y: f64| y * y + x;
    f(f(x))
}

/// `TypeParameter`: a constant.
#[grad]
fn scaled<T: Into<f64> + Copy>(#[constant] factor: T, x: f64) -> f64 {
    let factor: f64 = factor.into();
    factor * x * x
}

/// `UnknownParameterType`, `TextParameter`: a constant.
#[grad]
fn constants(
    x: f64,
    #[constant] spring: &Spring,
    #[constant] time: std::time::Duration,
    #[constant] unit: String,
) -> f64 {
    let time: f64 = time.as_secs_f64();
    x * spring.k * time * if unit == "mm" { 0.5 } else { 1.0 }
}

/// `TextParameter`: as `&str`.
#[grad]
fn in_unit(x: f64, unit: &str) -> f64 {
    match unit {
        "mm" => x / 1000.0,
        _ => x,
    }
}

struct Spring {
    k: f64,
}

impl Spring {
    #[grad]
    fn energy(#[constant] &self, x: f64) -> f64 {
        0.5 * self.k * x * x
    }
}

/// `MethodOfUnseen`: by its path.
#[grad]
fn stored(x: f64) -> f64 {
    let spring = Spring { k: 3.0 };
    Spring::energy(&spring, x) + x
}

/// `IntegerLiteral`: a point, or a cast.
#[grad]
fn line(x: f64, n: i32) -> f64 {
    2.0 * x + n as f64 * x
}

/// A constant of an unseen type for companions by hand: it is marked.
#[derive(Clone, Copy)]
enum Axis {
    X,
    Y,
}

fn along(x: f64, axis: Axis) -> f64 {
    if matches!(axis, Axis::X) { x * x } else { x }
}

fn along_jvp(x: f64, axis: Axis, x_dot: f64) -> (f64, f64) {
    (along(x, axis), if matches!(axis, Axis::X) { 2.0 * x * x_dot } else { x_dot })
}

fn along_vjp(x: f64, axis: Axis, y_bar: f64) -> (f64, f64) {
    along_jvp(x, axis, y_bar)
}

#[grad]
fn by_hand(x: f64) -> f64 {
    let other = Axis::Y;
    along(
        x,
        #[constant]
        Axis::X,
    ) + along(
        x * x,
        #[constant]
        other,
    )
}

/// The claim that what is handed on is a float: the type of what the call gives.
#[grad]
fn polar(x: f64, y: f64) -> (f64, f64) {
    (x.hypot(y), y.atan2(x))
}

#[grad]
fn abscissa((r, angle): (f64, f64)) -> f64 {
    r * angle.cos()
}

#[grad]
fn counted(x: f64) -> (f64, usize) {
    (x * x, 3)
}

#[grad]
fn times(x: f64, n: usize) -> f64 {
    x * n as f64
}

#[grad]
fn point(t: f64) -> [f64; 2] {
    [t, t * t]
}

#[grad]
fn turned(p: [f64; 2], t: f64) -> [f64; 2] {
    [p[1] * t, p[0]]
}

#[grad]
fn handed_on(x: f64, y: f64) -> f64 {
    let p: (f64, f64) = polar(x, y);
    let (a, n): (f64, usize) = counted(x);
    let v: [f64; 2] = if x > 1.0 { turned(point(x), y) } else { point(y) };
    abscissa(p) + times(a, n) + v[0]
}

/// `SlicePattern`: the length, and the elements by their indices.
#[grad]
fn by_length(x: &[f64]) -> f64 {
    if x.len() == 2 {
        let (a, b) = (x[0], x[1]);
        a * b
    } else {
        x[0]
    }
}

/// `NeedsAnnotation`: an integer, by its type; one that is compared with an integer is one.
#[grad]
fn in_bins(x: f64, table: &[f64]) -> f64 {
    let n: usize = bin(x);
    x * n as f64 + x * table[bin(x).min(1)]
}

fn bin(x: f64) -> usize {
    x as usize
}

/// `NotGrad` needs no way out where no companion is called: a function of the body.
#[grad]
fn by_own_bin(x: f64) -> f64 {
    fn own(x: f64) -> usize {
        x as usize + 1
    }
    x * own(x).min(3) as f64
}

/// `UnsupportedAssignment`, `NotIterable`: the type of what a call gives.
#[grad]
fn filled(x: f64) -> f64 {
    let mut v: Vec<f64> = zeros(3);
    v[1] = x * x;
    let w: Vec<f64> = zeros(2);
    for k in &w {
        v[1] += k * x;
    }
    v[1]
}

fn zeros(n: usize) -> Vec<f64> {
    vec![0.0; n]
}

#[test]
fn every_way_out_is_one() {
    let mut x_bar = [0.0; 2];
    by_length_grad_into(&[2.0, 3.0], &mut x_bar);
    assert_eq!(x_bar, [3.0, 2.0]);
    let mut table_bar = [0.0; 2];
    let mut x_bar = 0.0;
    in_bins_grad_into(2.5, &[5.0, 7.0], &mut x_bar, &mut table_bar);
    assert_eq!((x_bar, table_bar), (9.0, [0.0, 2.5]));
    assert_eq!((by_own_bin_grad(1.5), filled_grad(3.0)), (2.0, 6.0));
    let (_, (x_bar, y_bar)) = handed_on_vjp(2.0, 0.5, 1.0);
    assert!((x_bar - 15.0).abs() < 1e-12 && (y_bar - 4.0).abs() < 1e-12, "{x_bar} {y_bar}");
    assert_eq!(value_and_flag_grad(2.0, 3.0, true), (3.0, 2.0));
    assert_eq!(constant_option_grad(2.0, Some(&[3.0])), 12.0);
    assert_eq!(constant_option_grad(2.0, None), 4.0);
    assert_eq!((rooted_grad(4.0), rooted_grad(-1.0)), (0.25, 1.0));
    assert_eq!(twice_grad(2.0), 32.0);
    assert_eq!(closed_grad(1.0), 13.0);
    assert_eq!(scaled_grad(2.0_f32, 3.0), 12.0);
    let unit = || "mm".to_owned();
    assert_eq!(constants_grad(1.0, &Spring { k: 2.0 }, std::time::Duration::from_secs(3), unit()), 3.0);
    assert_eq!(in_unit_grad(1.0, "mm"), 0.001);
    assert_eq!(stored_grad(2.0), 7.0);
    assert_eq!(line_grad(1.0, 3), 5.0);
    assert_eq!(by_hand_grad(3.0), 12.0);
}
