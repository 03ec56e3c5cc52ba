//! The yield curve of Nelson and Siegel, fitted to bonds by Levenberg and Marquardt's method
//! with a Jacobian of forward sweeps.

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Copy, Debug, Differentiable)]
struct NelsonSiegel {
    level: f64,
    slope: f64,
    curvature: f64,
    tau: f64,
}

#[grad(hvp)]
impl NelsonSiegel {
    /// The yield of a bond without coupons that ends in some years.
    fn zero_rate(&self, years: f64) -> f64 {
        let x = years / self.tau;
        let loading = if x.abs() < 1e-8 { 1.0 - x / 2.0 } else { -(-x).exp_m1() / x };
        self.level + self.slope * loading + self.curvature * (loading - (-x).exp())
    }

    fn discount(&self, years: f64) -> f64 {
        (-self.zero_rate(years) * years).exp()
    }

    /// The price of a bond that pays its coupon once a year.
    fn price(&self, bond: &Bond) -> f64 {
        let coupons: f64 = (1..=bond.years).map(|year| bond.coupon * self.discount(f64::from(year))).sum();
        coupons + 100.0 * self.discount(f64::from(bond.years))
    }
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct Bond {
    years: u32,
    coupon: f64,
    price: f64,
}

#[grad(hvp)]
fn misfit(curve: &NelsonSiegel, #[constant] bonds: &[Bond]) -> f64 {
    bonds.iter().map(|bond| (curve.price(bond) - bond.price).powi(2)).sum()
}

#[grad(hvp)]
fn misfit_of_quotes(curve: &NelsonSiegel, bonds: &[Bond]) -> f64 {
    let mut sum = 0.0;
    for bond in bonds {
        let residual = curve.price(bond) - bond.price;
        sum += residual * residual / bond.years as f64;
    }
    sum
}

pub(crate) fn run() {
    let truth = NelsonSiegel { level: 0.042, slope: -0.021, curvature: 0.013, tau: 2.1 };
    let quoted = |years, coupon| {
        let bond = Bond { years, coupon, price: 0.0 };
        Bond { price: truth.price(&bond), ..bond }
    };
    let bonds = [(1, 1.0), (2, 2.5), (3, 0.5), (5, 3.0), (7, 2.0), (10, 4.0), (15, 3.5), (20, 1.5)];
    let bonds = bonds.map(|(years, coupon)| quoted(years, coupon));
    let mut curve = NelsonSiegel { level: 0.03, slope: -0.01, curvature: 0.005, tau: 1.5 };
    check!(NelsonSiegel::price(&curve, &bonds[3]), hvp);
    check!(
        misfit(
            &curve,
            #[constant]
            &bonds
        ),
        hvp
    );
    check!(misfit_of_quotes(&curve, &bonds), hvp);
    let before = misfit(&curve, &bonds);
    let mut damping = 1e-3;
    for _ in 0..100 {
        let next = step(&curve, &bonds, damping);
        let is_better = misfit(&next, &bonds) < misfit(&curve, &bonds);
        damping *= if is_better { 0.3 } else { 4.0 };
        curve = if is_better { next } else { curve };
    }
    let after = misfit(&curve, &bonds);
    println!("  yield curve              level {:.6}, slope {:.6}", curve.level, curve.slope);
    println!("                           curvature {:.6}, tau {:.6}", curve.curvature, curve.tau);
    assert!(after < 1e-12 && before > 1.0, "{before} and {after}");
}

/// A step of Gauss and Newton, damped.
fn step(curve: &NelsonSiegel, bonds: &[Bond], damping: f64) -> NelsonSiegel {
    let mut matrix = [[0.0; 5]; 4];
    for bond in bonds {
        let (along, _) = curve.price_grad(bond);
        let row = along.flatten();
        let residual = curve.price(bond) - bond.price;
        for i in 0..4 {
            (0..4).for_each(|j| matrix[i][j] += row[i] * row[j]);
            matrix[i][4] -= row[i] * residual;
        }
    }
    (0..4).for_each(|i| matrix[i][i] *= 1.0 + damping);
    for i in 0..4 {
        for k in i + 1..4 {
            let factor = matrix[k][i] / matrix[i][i];
            (i..5).for_each(|j| matrix[k][j] -= factor * matrix[i][j]);
        }
    }
    let mut next = [0.0; 4];
    for i in (0..4).rev() {
        let known: f64 = (i + 1..4).map(|j| matrix[i][j] * next[j]).sum();
        next[i] = (matrix[i][4] - known) / matrix[i][i];
    }
    let mut moved = *curve;
    let at = curve.flatten();
    moved.read_from(&[at[0] + next[0], at[1] + next[1], at[2] + next[2], at[3] + next[3]]);
    moved
}
