//! The parameters of what solves an equation, its names and its place.

use autodiff::{check, grad, rule};

/// Constants, arguments by value, results that may not be there, and `f32`.
#[grad]
fn line(x: f64, c: Vec<f64>, #[constant] shift: f64, names: &str) -> f64 {
    c[0] * (x - shift) - c[1] * names.len() as f64
}

#[rule(implicit = line)]
fn crossing(c: Vec<f64>, #[constant] shift: f64, names: &str) -> Option<f64> {
    (c[0] != 0.0).then(|| c[1] * names.len() as f64 / c[0] + shift)
}

#[grad]
fn called(a: f64) -> Option<f64> {
    let x = crossing(
        vec![a, a * a],
        #[constant]
        7.0,
        "ab",
    )?;
    Some(x * x)
}

#[grad]
fn narrow_residual(x: f32, p: f32) -> f32 {
    x * x - p
}

#[rule(implicit = narrow_residual)]
fn narrow(p: f32) -> f32 {
    p.sqrt()
}

#[test]
fn parameters() {
    let (value, bar) = crossing_vjp(vec![2.0, 3.0], 1.0, "ab", 1.0).expect("it crosses");
    assert_eq!((value, bar), (4.0, vec![-1.5, 1.0]));
    assert_eq!(crossing_jvp(vec![0.0, 3.0], 1.0, "ab", vec![1.0, 0.0]), None);
    // 2a + 7, squared.
    assert_eq!(called_grad(1.0), Some(36.0));
    assert_eq!(called_grad(0.0), None);
    assert_eq!(narrow_grad(4.0), 0.25);
}

mod physics {
    use autodiff::{grad, rule};

    /// Names as those of what is generated, and as many unknowns as the caller says.
    #[grad(hvp)]
    pub(super) fn balance<const N: usize>(x: &[f64; N], linear: &[f64; N], seed: (f64, usize)) -> [f64; N] {
        let mut out = [0.0; N];
        for i in 0..N {
            out[i] = seed.0 * x[i] - linear[N - 1 - i] * linear[i];
        }
        out
    }

    pub(super) mod solvers {
        use super::{grad, rule};

        #[rule(hvp, implicit = super::balance)]
        pub(crate) fn balanced<const N: usize>(linear: &[f64; N], seed: (f64, usize)) -> [f64; N] {
            std::array::from_fn(|i| linear[N - 1 - i] * linear[i] / seed.0)
        }

        #[grad(hvp)]
        pub(crate) fn total(linear: &[f64; 3], seed: f64) -> f64 {
            let x = balanced(linear, (seed, 7));
            x[0] * x[1] + x[2]
        }
    }
}

#[test]
fn names_and_extents() {
    use physics::solvers::{balanced_vjp, total_grad};
    let (x, (linear_bar, seed_bar)) = balanced_vjp(&[1.0, 2.0, 4.0], (2.0, 7), [1.0, 0.0, 0.0]);
    assert_eq!((x, linear_bar, seed_bar), ([2.0, 2.0, 2.0], [2.0, 0.0, 0.5], (-1.0, ())));
    // l₀ l₁² l₂ / s² + l₀ l₂ / s
    assert_eq!(total_grad(&[1.0, 2.0, 4.0], 2.0), ([6.0, 4.0, 1.5], -5.0));
    check!(physics::solvers::total(&[1.0, 2.0, 4.0], 2.0), hvp);
}
