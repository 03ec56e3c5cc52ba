//! Complex numbers of the crate `num-complex`.
#![allow(missing_docs, clippy::all, clippy::pedantic, reason = "written as people write it")]

#[path = "complex/constants.rs"]
mod constants;
#[path = "complex/programs.rs"]
mod programs;

use autodiff::{Differentiable, grad};
use autodiff_tests::{data, modes};
use num_complex::{Complex, Complex32, Complex64};

/// Each function of one number: its companions against differences.
macro_rules! functions {
    ($($name:ident $grad:ident $jvp:ident $hvp:ident |$z:ident, $t:ident| { $($body:tt)* })*) => {$(
        mod $name {
            use super::*;

            #[grad(hvp)]
            pub(super) fn $name($z: &Complex64, $t: f64) -> f64 {
                $($body)*
            }
        }

        #[test]
        fn $name() {
            use $name::*;
            let modes = modes!($name, $jvp, $grad, $hvp, |at: (Complex64, f64), dot| (&at.0, at.1), (&dot.0, dot.1));
            for z in [(0.8, 0.6), (-0.7, 0.4), (0.3, -1.2), (-1.1, -0.5)] {
                data::agree(stringify!($name), &modes, &(Complex64::new(z.0, z.1), 0.7));
            }
        }
    )*};
}

functions! {
    exp exp_grad exp_jvp exp_hvp |z, t| { let y: Complex64 = z.exp(); y.re * t + y.im * y.im }
    ln ln_grad ln_jvp ln_hvp |z, t| { let y: Complex64 = z.ln(); y.re * t + y.im * y.im }
    sqrt sqrt_grad sqrt_jvp sqrt_hvp |z, t| { let y: Complex64 = z.sqrt(); y.re * t + y.im * y.im }
    inv inv_grad inv_jvp inv_hvp |z, t| { let y: Complex64 = z.inv(); y.re * t + y.im * y.im }
    sin sin_grad sin_jvp sin_hvp |z, t| { let y: Complex64 = z.sin(); y.re * t + y.im * y.im }
    cos cos_grad cos_jvp cos_hvp |z, t| { let y: Complex64 = z.cos(); y.re * t + y.im * y.im }
    tan tan_grad tan_jvp tan_hvp |z, t| { let y: Complex64 = z.tan(); y.re * t + y.im * y.im }
    sinh sinh_grad sinh_jvp sinh_hvp |z, t| { let y: Complex64 = z.sinh(); y.re * t + y.im * y.im }
    cosh cosh_grad cosh_jvp cosh_hvp |z, t| { let y: Complex64 = z.cosh(); y.re * t + y.im * y.im }
    tanh tanh_grad tanh_jvp tanh_hvp |z, t| { let y: Complex64 = z.tanh(); y.re * t + y.im * y.im }
    conj conj_grad conj_jvp conj_hvp |z, t| { let y: Complex64 = z.conj(); y.re * t + y.im * y.im }
    scale scale_grad scale_jvp scale_hvp |z, t| { let y: Complex64 = z.scale(t); y.re * t + y.im * y.im }
    unscale unscale_grad unscale_jvp unscale_hvp |z, t| { let y: Complex64 = z.unscale(t); y.re * t + y.im * y.im }
    powi powi_grad powi_jvp powi_hvp |z, t| { let y: Complex64 = z.powi(3); y.re * t + y.im * y.im }
    powu powu_grad powu_jvp powu_hvp |z, t| { let y: Complex64 = z.powu(2); y.re * t + y.im * y.im }
    powf powf_grad powf_jvp powf_hvp |z, t| { let y: Complex64 = z.powf(t); y.re * t + y.im * y.im }
    powc powc_grad powc_jvp powc_hvp |z, t| { let w: Complex64 = Complex64::new(t, 0.4); let y: Complex64 = z.powc(w); y.re * t + y.im * y.im }
    norm norm_grad norm_jvp norm_hvp |z, t| { let y: f64 = z.norm(); y * t + y * y }
    norm_sqr norm_sqr_grad norm_sqr_jvp norm_sqr_hvp |z, t| { let y: f64 = z.norm_sqr(); y * t + y * y }
    arg arg_grad arg_jvp arg_hvp |z, t| { let y: f64 = z.arg(); y * t + y * y }
    polar polar_grad polar_jvp polar_hvp |z, t| { let (r, a): (f64, f64) = z.to_polar(); r * t + a * r }
    from_polar from_polar_grad from_polar_jvp from_polar_hvp |z, t| { let y = Complex64::from_polar(t * z.re, z.im); y.re * t + y.im * y.re }
    cis cis_grad cis_jvp cis_hvp |z, t| { let y = Complex64::cis(t * z.re); y.re * t + y.im * z.im }
    new new_grad new_jvp new_hvp |z, t| { let y: Complex64 = Complex::new(t * z.re, 2.0); let p: Complex64 = y * z; p.re + y.im * t }
    unit unit_grad unit_jvp unit_hvp |z, t| { let y: Complex64 = Complex64::i() * z * t; y.re + y.im * y.im }
    products products_grad products_jvp products_hvp |z, t| { let y: Complex64 = (z * t + 1.5) * (t * z - 0.5) / (2.0 - z) - t / z + (t + z) / t - z * z + (-z); y.re * t + y.im * y.im }
    assigned assigned_grad assigned_jvp assigned_hvp |z, t| { let mut y: Complex64 = *z; y += z.conj(); y *= *z; y -= t; y /= *z; y *= t; y /= 1.0 + t; y -= *z; y += 0.25; y.re * t + y.im * y.im }
}

#[derive(Clone, Debug, Differentiable)]
struct Ladder {
    resistances: Vec<f64>,
    capacities: Vec<f64>,
    load: Complex64,
}

/// The gain in dB of a ladder of resistors and capacitors at a frequency.
#[grad(hvp)]
fn gain(ladder: &Ladder, omega: f64) -> f64 {
    let mut impedance: Complex64 = ladder.load;
    let mut transfer: Complex64 = Complex64::new(1.0, 0.0);
    for k in 0..ladder.resistances.len() {
        let admittance = Complex64::new(0.0, omega * ladder.capacities[k]);
        let parallel: Complex64 = impedance / (1.0 + impedance * admittance);
        let series: Complex64 = ladder.resistances[k] + parallel;
        transfer *= parallel / series;
        impedance = series;
    }
    20.0 * transfer.norm().log10() + transfer.arg()
}

#[test]
fn a_ladder() {
    let ladder =
        Ladder { resistances: vec![1.0, 2.5, 0.7], capacities: vec![0.4, 0.3, 1.1], load: Complex64::new(3.0, -0.5) };
    let modes = modes!(gain, gain_jvp, gain_grad, gain_hvp, |at: (Ladder, f64), dot| (&at.0, at.1), (&dot.0, dot.1));
    data::agree("gain", &modes, &(ladder, 1.3));
}

/// The discrete Fourier transform at one frequency: the power of it.
#[grad(hvp)]
fn power(signal: &[Complex64; 4], turn: f64) -> f64 {
    let mut sum: Complex64 = Complex64::new(0.0, 0.0);
    for k in 0..signal.len() {
        sum += signal[k] * Complex64::cis(-turn * k as f64);
    }
    sum.norm_sqr()
}

#[test]
fn a_transform() {
    let signal = [(0.3, 0.1), (-0.4, 0.9), (1.2, -0.2), (0.5, 0.6)].map(|(re, im)| Complex64::new(re, im));
    let modes = modes!(
        power,
        power_jvp,
        power_grad,
        power_hvp,
        |at: ([Complex64; 4], f64), dot| (&at.0, at.1),
        (&dot.0, dot.1)
    );
    data::agree("power", &modes, &(signal, 0.8));
}

/// A function that gives a complex number.
#[grad]
fn moebius(z: Complex64, w: Complex64) -> Complex64 {
    (z - w) / (1.0 - w.conj() * z)
}

#[test]
fn the_cotangent_is_by_the_conjugate() {
    let (z, w) = (Complex64::new(0.3, 0.4), Complex64::new(-0.2, 0.1));
    let derivative = (1.0 - w.conj() * w) / (1.0 - w.conj() * z).powi(2);
    let seed = Complex64::new(0.7, -0.3);
    let (_, (z_bar, _)) = moebius_vjp(z, w, seed);
    assert!((z_bar - seed * derivative.conj()).norm() < 1e-14);
    let (_, tangent) = moebius_jvp(z, w, seed, Complex64::new(0.0, 0.0));
    assert!((tangent - seed * derivative).norm() < 1e-14);
}

#[grad]
fn single(z: &Complex32) -> f32 {
    (*z * *z).norm()
}

#[test]
fn single_precision() {
    let z = Complex32::new(0.6, 0.8);
    let z_bar = single_grad(&z);
    assert!((z_bar - z * 2.0).norm() < 1e-6);
}

#[grad]
fn norm_at(z: &Complex64) -> f64 {
    z.norm()
}

#[test]
fn at_zero() {
    assert_eq!(norm_at_grad(&Complex64::new(0.0, 0.0)), Complex64::new(0.0, 0.0));
}
