//! Functions and methods that a trait of one's own adds to floats, and structs that are taken by the methods that
//! are called on them.

use autodiff::{Differentiable, check, grad};

#[grad]
trait Mix: Sized + Differentiable {
    fn mix(a: &Self, b: &Self) -> Self;
    fn scaled(a: Self, t: f64) -> Self;
    fn squared(self) -> Self;
}

#[grad(members)]
impl Mix for f64 {
    fn mix(a: &Self, b: &Self) -> Self {
        a * b + b.sin()
    }

    fn scaled(a: Self, t: f64) -> Self {
        a * t
    }

    fn squared(self) -> Self {
        self * self
    }
}

#[grad]
fn by_the_type(x: f64) -> f64 {
    f64::mix(&x, &2.0) + f64::scaled(x, 2.0 * x) + x.squared()
}

#[grad]
fn by_the_trait(x: f64, y: f64) -> f64 {
    <f64 as Mix>::mix(&x, &y) * Mix::mix(&y, &x)
}

#[test]
fn a_trait_adds_functions_to_floats() {
    check!(by_the_type(0.4));
    check!(by_the_trait(0.4, 1.3));
}

#[derive(Clone, Differentiable)]
struct Gain {
    a: f64,
    b: f64,
}

#[grad]
impl Gain {
    fn with(mut self, x: f64) -> Self {
        self.a *= x;
        self
    }

    fn value(&self) -> f64 {
        self.a * self.b
    }
}

#[grad]
fn of_constants(x: f64) -> f64 {
    Gain { a: 1.0, b: 2.0 }.with(x).value()
}

#[grad]
fn of_active(x: f64) -> f64 {
    let gain = Gain { a: x, b: 2.0 }.with(x);
    gain.value() + (Gain { a: x, b: x }).value()
}

#[test]
fn a_struct_that_is_written_down_is_taken() {
    check!(of_constants(0.4));
    check!(of_active(0.4));
}

/// Floats whose type no signature says.
mod single {
    use super::*;

    #[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
    struct Polar {
        r: f32,
        angle: f32,
    }

    #[grad]
    impl Polar {
        fn new(r: f32, angle: f32) -> Polar {
            Polar { r, angle }
        }

        /// The block names `f32`.
        fn turned(&self) -> Polar {
            Polar::new(self.r * self.angle.cos() * 2.0, 1.0 / self.r)
        }
    }

    /// The body names it.
    #[grad]
    fn in_degrees(p: Polar) -> Polar {
        let whole = 2.0 * std::f32::consts::PI;
        Polar { r: p.r * (p.angle * whole / 360.0).cos(), angle: p.angle }
    }

    /// What is cast to an `f64` is none.
    #[grad]
    fn widened(p: &Polar, x: f64) -> f64 {
        p.angle.sin() as f64 * x + (p.r * p.r * 0.5).sqrt() as f64
    }

    #[test]
    fn the_precision_is_told_elsewhere() {
        let (p, along) = (Polar::new(0.3, 0.5), Polar::new(1.0, 0.0));
        assert_eq!(p.turned_jvp(&along).1, Polar::new(2.0 * 0.5_f32.cos(), -1.0 / (0.3 * 0.3)));
        let (_, dot) = in_degrees_jvp(p, along);
        assert!((dot.r - (0.5_f32 * std::f32::consts::PI / 180.0).cos()).abs() < 1e-6 && dot.angle == 0.0);
        let (p_bar, x_bar) = widened_grad(&p, 2.0);
        assert_eq!(x_bar, f64::from(0.5_f32.sin()));
        assert!((p_bar.angle - 2.0 * 0.5_f32.cos()).abs() < 1e-6 && (p_bar.r - 0.5_f32.sqrt()).abs() < 1e-6);
    }
}

/// What an assertion compares is a reference in a companion.
mod compared {
    use super::*;

    #[derive(Clone, Debug, PartialEq, PartialOrd, Differentiable)]
    struct Date {
        day: i64,
        zone: String,
    }

    fn today() -> Date {
        Date { day: 2, zone: String::new() }
    }

    #[grad]
    fn by_value(x: f64, date: Date) -> f64 {
        assert!(date > today() && !(today() == date), "{} too early", date.day);
        assert_ne!(date, today());
        debug_assert!(x > 0.0 && date >= today());
        x * x * date.day as f64
    }

    #[grad]
    fn by_reference(x: f64, date: &Date) -> f64 {
        assert!(*date > today());
        let same = date;
        assert!(date == same);
        assert_eq!(date, same);
        x * x
    }

    #[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Differentiable)]
    struct Price(f64);

    #[grad]
    fn variables(x: f64) -> f64 {
        let p = Price(x);
        let q = Price(2.0 * x);
        assert!(p < q);
        assert_ne!(p, q);
        assert!(&p != &q);
        let r = &p;
        assert!(r != &q);
        p.0 * q.0
    }

    #[test]
    fn assertions_compare_values() {
        let date = Date { day: 3, zone: String::new() };
        check!(by_value(1.0, date.clone()));
        check!(by_reference(0.3, &date));
        check!(variables(0.3));
    }
}
