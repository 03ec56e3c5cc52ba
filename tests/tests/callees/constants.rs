//! Constants of a caller for parameters that a callee has under `#[constant]`, and for those that it has not.

use autodiff::{Differentiable, check, grad};

#[grad(hvp)]
fn damped(x: f64, #[constant] k: f64) -> f64 {
    (-k * x * x).exp() * x
}

#[grad(hvp)]
fn plain(x: f64, k: f64) -> f64 {
    (k * x).sin()
}

#[grad(hvp)]
fn weighted(#[constant] w: &[f64], x: &[f64]) -> f64 {
    w.iter().zip(x).map(|(w, x)| w * x * x).sum()
}

#[grad(hvp)]
fn narrow(x: f32, #[constant] k: f32) -> f32 {
    (k * x).cos()
}

#[grad(hvp)]
fn filled(x: &[f64], #[constant] k: &[f64; 2], out: &mut f64) -> Result<(), String> {
    if x.is_empty() {
        return Err("nothing is there".to_owned());
    }
    *out = x.iter().map(|x| (x - k[0]).powi(2) * k[1]).sum();
    Ok(())
}

/// Companions that are written by hand have something for each argument.
mod by_hand {
    pub(super) fn power(x: f64, k: f64) -> f64 {
        k * x * x
    }

    pub(super) fn power_jvp(x: f64, k: f64, x_dot: f64, k_dot: f64) -> (f64, f64) {
        (power(x, k), 2.0 * k * x * x_dot + x * x * k_dot)
    }

    pub(super) fn power_vjp(x: f64, k: f64, y_bar: f64) -> (f64, (f64, f64)) {
        (power(x, k), (2.0 * k * x * y_bar, x * x * y_bar))
    }
}

#[grad]
fn of_companions_by_hand(x: f64, #[constant] k: f64) -> f64 {
    by_hand::power(x, k) + by_hand::power(x.sin(), 3.0) + by_hand::power(k, x)
}

#[grad(hvp)]
fn through_a_result(x: &[f64], #[constant] k: &[f64; 2]) -> f64 {
    let mut value = 0.0;
    filled(x, k, &mut value).expect("there is something");
    let mut other = 0.0;
    if filled(x, &[0.5, 2.0], &mut other).is_err() {
        return 0.0;
    }
    value * other
}

#[grad(hvp)]
fn in_single_precision(x: f32, #[constant] k: f32) -> f32 {
    narrow(x, k) * narrow(x * x, 0.5) + narrow(x, 2.0 * k)
}

#[derive(Clone, Debug, Differentiable)]
struct Model {
    a: f64,
    k: f64,
    w: Vec<f64>,
}

#[grad(hvp)]
impl Model {
    /// All of it is a constant: what its fields are is not seen.
    fn of_data(#[constant] &self, x: f64) -> f64 {
        damped(x, self.k) + plain(x, self.a) + damped(x, 0.25) + weighted(&self.w, &[x, 2.0 * x])
    }

    /// The derivative along one field ends where the `let` says so.
    fn partly(&self, x: f64) -> f64 {
        #[constant]
        let k = self.k;
        #[constant]
        let w = &self.w;
        damped(x * self.a, k) + plain(self.a, k) + weighted(w, &[self.a, x])
    }
}

impl Model {
    /// Nobody sees the block.
    #[grad(hvp)]
    fn alone(x: f64, #[constant] k: f64) -> f64 {
        damped(x, k) * plain(x, 0.5 * k)
    }
}

mod inside {
    use super::{damped, damped_jvp, damped_vjp, damped_vjp_jvp};
    use autodiff::grad;

    #[grad(hvp)]
    pub(super) fn imported(x: f64, #[constant] k: f64) -> f64 {
        damped(x, k) + super::plain(x, 2.0) + super::damped(x * x, 1.0 + k)
    }
}

#[derive(Clone, Debug, Differentiable)]
struct Inner {
    c: f64,
    #[constant]
    rate: f64,
}

#[derive(Clone, Debug, Differentiable)]
struct Held {
    a: f64,
    #[constant]
    k: f64,
    #[constant]
    w: Vec<f64>,
    u: Vec<f64>,
    inner: Inner,
}

#[grad(hvp)]
fn dot(x: &[f64], y: &[f64]) -> f64 {
    x.iter().zip(y).map(|(x, y)| x * y * y).sum()
}

#[grad(hvp)]
impl Held {
    fn fields(&self, x: f64) -> f64 {
        damped(x * self.a, self.k) + plain(x, self.k) + plain(self.k, self.a) + plain(self.inner.c, self.inner.rate)
    }

    fn slices(&self, x: f64) -> f64 {
        weighted(&self.w, &[self.a, x]) + weighted(&self.w, &self.u) + dot(&self.u, &self.w) + dot(&self.w, &self.u)
    }

    /// What is read as a number, and given.
    fn numbers(&self, x: f64) -> f64 {
        let twice = 2.0 * self.a * x;
        let k: f64 = self.k;
        damped(twice, self.inner.rate) * self.inner.rate.sqrt() + damped(x, k) * k
    }
}

#[grad(hvp)]
fn of_held(held: &Held, x: f64) -> f64 {
    damped(x, held.inner.rate) + damped(held.inner.c * x, held.k)
}

#[test]
fn a_field_under_constant_is_a_constant() {
    let held = Held { a: 0.7, k: 1.2, w: vec![0.5, -1.5], u: vec![0.4, 0.9], inner: Inner { c: 0.3, rate: 0.8 } };
    check!(Held::fields(&held, 0.6), hvp);
    check!(Held::slices(&held, 0.6), hvp);
    check!(Held::numbers(&held, 0.6), hvp);
    check!(of_held(&held, 0.6), hvp);
}

#[test]
fn a_constant_fits_a_parameter_of_either_kind() {
    let model = Model { a: 0.7, k: 1.2, w: vec![0.5, -1.5] };
    check!(of_companions_by_hand(
        0.6,
        #[constant]
        1.5
    ));
    check!(
        through_a_result(
            &[0.3, -0.8, 1.1],
            #[constant]
            &[0.2, 1.5]
        ),
        hvp
    );
    check!(
        Model::of_data(
            #[constant]
            &model,
            0.6
        ),
        hvp
    );
    check!(
        Model::alone(
            0.6,
            #[constant]
            1.3
        ),
        hvp
    );
    check!(
        inside::imported(
            0.6,
            #[constant]
            1.3
        ),
        hvp
    );
}

#[test]
fn a_derivative_ends_where_it_is_said() {
    let model = Model { a: 0.7, k: 1.2, w: vec![0.5, -1.5] };
    let (x, h) = (0.6, 1e-6);
    let (along, x_bar) = model.partly_grad(x);
    assert!(along.k == 0.0 && along.w == [0.0, 0.0]);
    let by_a = |a: f64| Model { a, ..model.clone() }.partly(x);
    assert!((along.a - (by_a(0.7 + h) - by_a(0.7 - h)) / (2.0 * h)).abs() < 1e-8);
    assert!((x_bar - (model.partly(x + h) - model.partly(x - h)) / (2.0 * h)).abs() < 1e-8);
}

#[test]
fn of_single_precision() {
    let (x, k, h) = (0.6_f32, 1.3_f32, 1e-2_f32);
    let slope = (in_single_precision(x + h, k) - in_single_precision(x - h, k)) / (2.0 * h);
    assert!((in_single_precision_grad(x, k) - slope).abs() < 1e-3);
    assert!(in_single_precision_jvp(x, k, 1.0).1 == in_single_precision_grad(x, k));
}

#[test]
fn of_a_function_in_a_block() {
    #[grad(hvp)]
    fn local(x: f64, #[constant] k: f64) -> f64 {
        damped(x, k) + plain(x, 2.0 * k)
    }
    check!(
        local(
            0.6,
            #[constant]
            1.3
        ),
        hvp
    );
}
