//! Where a value is inactive, anything goes: methods, macros and types that the
//! macro does not know are passed through as they stand.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    reason = "casts of small integers are what functions on tables are full of"
)]

use approx::assert_relative_eq;
use autodiff::grad;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Mode {
    Linear,
    Scaled { by: f64 },
}

impl Mode {
    fn factor(self) -> f64 {
        match self {
            Mode::Linear => 1.0,
            Mode::Scaled { by } => by,
        }
    }
}

#[grad(hvp)]
fn opaque_parameter(x: f64, #[constant] mode: Mode) -> f64 {
    let factor: f64 = mode.factor();
    if mode == Mode::Linear { x } else { factor * x * x }
}

#[test]
fn a_parameter_of_any_type() {
    assert_eq!(opaque_parameter_grad(3.0, Mode::Linear), 1.0);
    assert_eq!(opaque_parameter_grad(3.0, Mode::Scaled { by: 2.0 }), 12.0);
    assert_eq!(opaque_parameter_jvp(3.0, Mode::Scaled { by: 2.0 }, 1.0), (18.0, 12.0));
    assert_eq!(opaque_parameter_hvp(3.0, Mode::Scaled { by: 2.0 }, 1.0), (12.0, 4.0));
}

#[grad(hvp)]
fn integers(x: f64, n: u32, bits: u64) -> f64 {
    let scale = f64::from(n.pow(2).saturating_sub(1));
    let zeros = bits.leading_zeros() + bits.rotate_left(3).count_ones();
    let even = n.is_multiple_of(2) || bits.checked_add(1).is_none();
    let shift = (bits >> 2) as usize % 7;
    if even { scale * x + f64::from(zeros) } else { x.powi(shift as i32) }
}

#[test]
fn methods_of_integers() {
    assert_eq!(integers(2.0, 4, 12), 30.0 + 62.0);
    assert_eq!(integers_grad(2.0, 4, 12), 15.0);
    assert_eq!(integers_grad(2.0, 3, 12), 12.0);
    assert_eq!(integers_hvp(2.0, 3, 12, 1.0), (12.0, 12.0));
}

#[grad]
fn strings(x: f64, #[constant] unit: &str) -> f64 {
    let unit = unit.trim().to_lowercase();
    let scale = match unit.as_str() {
        "km" => 1e3,
        "cm" => 1e-2,
        _ => 1.0,
    };
    scale * x * unit.len() as f64
}

#[test]
fn methods_of_strings() {
    assert_eq!(strings_grad(1.0, " KM"), 2e3);
    assert_eq!(strings_grad(1.0, "m"), 1.0);
}

#[grad(hvp)]
fn table_lookup(x: f64, i: usize, #[constant] table: &[f64]) -> f64 {
    let j = (i + 1) % table.len();
    let slope = table[j] - table[i];
    table[i] + slope * x + table.iter().copied().sum::<f64>() * x * x
}

#[test]
fn indexing_a_constant_table() {
    let table = [1.0, 4.0, 9.0];
    assert_eq!(table_lookup_grad(0.5, 1, &table), 5.0 + 14.0);
    assert_eq!(table_lookup_grad(0.5, 2, &table), -8.0 + 14.0);
    assert_eq!(table_lookup_hvp(0.5, 1, &table, 1.0), (19.0, 28.0));
}

#[grad(hvp)]
fn local_table(x: f64, #[constant] k: f64, i: usize) -> f64 {
    let table = [k, 2.0 * k, 1.0];
    let zeros = [0.5; 2];
    table[i] * x * x + zeros[1] * x
}

#[test]
fn a_local_array_of_constants() {
    assert_eq!(local_table_grad(3.0, 5.0, 1), 60.5);
    assert_eq!(local_table_grad(3.0, 5.0, 2), 6.5);
    assert_eq!(local_table_hvp(3.0, 5.0, 1, 1.0), (60.5, 20.0));
}

struct Spring {
    stiffness: f64,
    rest: (f64, f64),
    table: Vec<f64>,
}

impl Spring {
    const HALF: f64 = 0.5;

    fn damping(&self, level: usize) -> f64 {
        self.table[level]
    }

    fn count() -> usize {
        2
    }

    #[grad(hvp)]
    fn energy(#[constant] &self, x: f64, level: usize) -> f64 {
        let stretch = x - self.rest.1;
        let damping: f64 = self.damping(level);
        let scale = Self::HALF * self.stiffness;
        scale * stretch * stretch + damping * x + Self::count() as f64 * self.table.len() as f64 * x
    }
}

#[test]
fn fields_and_methods_of_self() {
    let spring = Spring { stiffness: 4.0, rest: (9.0, 1.0), table: vec![0.25, 0.75] };
    assert_eq!(spring.energy_grad(3.0, 1), 8.0 + 0.75 + 4.0);
    assert_eq!(spring.energy_hvp(3.0, 0, 1.0), (8.0 + 0.25 + 4.0, 4.0));
}

trait Special {
    fn gamma_function(self) -> f64;
}

impl Special for f64 {
    fn gamma_function(self) -> f64 {
        self * (self - 1.0)
    }
}

#[grad]
fn constant_let(x: f64) -> f64 {
    #[constant]
    let scale = x.gamma_function();
    #[constant]
    let sum = {
        let mut sum = 0.0;
        for i in 0..3 {
            sum += x * f64::from(i);
        }
        sum
    };
    #[constant]
    let (low, high): (f64, f64) = [x, 2.0 * x].iter().fold((0.0, 0.0), |(low, high), v| (low + v, high - v));
    scale * x + sum * x + (low - high) * x
}

#[test]
fn a_let_taken_as_a_constant() {
    // 3 * 2 + (0 + 3 + 6) + (9 + 9), each times x.
    assert_eq!(constant_let(3.0), 99.0);
    assert_eq!(constant_let_grad(3.0), 33.0);
}

static OFFSET: f64 = 0.25;
const WEIGHTS: [f64; 2] = [2.0, 3.0];

mod units {
    pub(super) const SCALE: f64 = 10.0;

    pub(super) fn factor(n: u8) -> f64 {
        f64::from(n) * SCALE
    }
}

#[grad]
fn items(x: f64, n: u8) -> f64 {
    const LOCAL: f64 = 7.0;
    x * units::SCALE + OFFSET * x + WEIGHTS[1] * x + LOCAL * x + units::factor(n) * x + x * std::f64::consts::PI
}

#[test]
fn constants_statics_and_helpers() {
    assert_relative_eq!(items_grad(1.0, 2), 10.0 + 0.25 + 3.0 + 7.0 + 20.0 + std::f64::consts::PI);
}

#[grad]
fn generic<const N: usize>(x: f64, #[constant] weights: &[f64; N]) -> f64 {
    let n = N as f64;
    n * x * weights[N - 1]
}

#[test]
fn a_generic_constant() {
    assert_eq!(generic_grad(2.0, &[1.0, 5.0]), 10.0);
    assert_eq!(generic_grad::<1>(2.0, &[3.0]), 3.0);
}

struct Polynomial;

impl Polynomial {
    fn coefficient(i: i32) -> f64 {
        f64::from(i + 1)
    }

    #[grad]
    fn value(x: f64) -> f64 {
        Self::coefficient(0) + Self::coefficient(1) * x + Polynomial::coefficient(2) * x * x
    }
}

#[test]
fn associated_functions() {
    assert_eq!(Polynomial::value_grad(2.0), 2.0 + 12.0);
}

macro_rules! log_to {
    ($log:expr, $($arg:tt)*) => {
        $log.borrow_mut().push(format!($($arg)*))
    };
}

macro_rules! twice {
    ($e:expr) => {
        2.0 * $e
    };
}

#[grad]
fn macros(x: f64, #[constant] k: f64, n: u8, #[constant] log: &std::cell::RefCell<Vec<String>>) -> f64 {
    log_to!(log, "k = {k}, n = {}", n);
    let name = format!("{k:.1}/{n}");
    let list = [k, 2.0];
    twice!(k) * x + name.len() as f64 * x + list[0] * x
}

#[test]
fn macros_on_inactive_values() {
    let log = std::cell::RefCell::default();
    assert_eq!(macros_grad(3.0, 1.5, 2, &log), 3.0 + 5.0 + 1.5);
    assert_eq!(log.take(), ["k = 1.5, n = 2"]);
}

#[grad]
fn function_values(x: f64, #[constant] k: f64, #[constant] pick: fn(f64) -> f64) -> f64 {
    fn plain(v: f64) -> f64 {
        v + 1.0
    }
    let scale: f64 = pick(k);
    scale * x + plain(k) * x
}

#[test]
fn functions_without_companions() {
    assert_eq!(function_values_grad(3.0, 2.0, |k| k * k), 4.0 + 3.0);
}

#[grad]
fn questions(x: f64, y: f64) -> f64 {
    let inside = (0.0..1.0).contains(&x) && (-y..=y).contains(&x);
    let bits = x.to_bits().is_multiple_of(2) || x.total_cmp(&y).is_lt();
    let text = format!("{x}");
    println!("{text} {bits}");
    if inside { x * y } else { x + y }
}

#[test]
fn questions_about_active_values() {
    assert_eq!(questions_grad(0.5, 2.0), (2.0, 0.5));
    assert_eq!(questions_grad(1.5, 2.0), (1.0, 1.0));
    assert_eq!(questions_grad(0.5, 0.25), (1.0, 1.0));
}

#[derive(Clone, Copy)]
struct Point {
    x: f64,
    y: f64,
}

#[grad]
fn structs(x: f64, #[constant] k: f64) -> f64 {
    let p = Point { x: k, y: 2.0 };
    let q = Point { y: 3.0, ..p };
    let choice = if k > 0.0 { Some(k) } else { None };
    p.x * x + q.y * x + choice.unwrap_or(1.0) * x
}

#[test]
fn structs_of_constants() {
    assert_eq!(structs_grad(1.0, 5.0), 13.0);
    assert_eq!(structs_grad(1.0, -5.0), -1.0);
}

#[grad]
fn with_helper(x: f64) -> f64 {
    #[grad]
    fn scaled(x: f64, #[constant] by: &Point) -> f64 {
        #[constant]
        let sum = by.x + by.y + x.gamma_function();
        x * sum
    }
    let point = Point { x: 1.0, y: 2.0 };
    scaled(x, &point)
}

#[test]
fn a_helper_with_constants_of_its_own() {
    assert_eq!(with_helper_grad(3.0), 9.0);
}

#[derive(Clone, Copy)]
enum Shape {
    Point,
    Disc { radius: f64 },
    Power(i32),
}

#[grad(hvp)]
fn enums(x: f64, #[constant] shape: Shape) -> f64 {
    #[constant]
    let (radius, n): (f64, i32) = match shape {
        Shape::Point => (0.0, 0),
        Shape::Disc { radius } => (radius, 1),
        Shape::Power(n) => (1.0, n),
    };
    if matches!(shape, Shape::Power(n) if n > 2) { x.powi(n) } else { radius * x }
}

#[test]
fn what_an_enum_holds() {
    assert_eq!(enums_grad(2.0, Shape::Point), 0.0);
    assert_eq!(enums_grad(2.0, Shape::Disc { radius: 3.0 }), 3.0);
    assert_eq!(enums_hvp(2.0, Shape::Power(3), 1.0), (12.0, 12.0));
}

#[grad]
fn closures(x: f64, n: usize, #[constant] pairs: &[(f64, usize)]) -> f64 {
    let next = |i: usize| i + n;
    let sum = pairs.iter().map(|(v, i)| v * (i + n) as f64).sum::<f64>();
    let (weight, count) = pairs[0];
    x * next(2) as f64 + sum * x + weight * x * count as f64
}

#[test]
fn closures_over_inactive_values() {
    let pairs = [(1.5, 2), (0.5, 4)];
    assert_eq!(closures_grad(2.0, 3, &pairs), 5.0 + 7.5 + 3.5 + 3.0);
}
