//! Bilinear image sampling with clamping.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn bilinear_sampling(img: &[f64], t: f64) -> f64 {
    let (w, h) = (2usize, img.len() / 2);
    let at = |r: isize, c: isize| {
        let r = r.clamp(0, h as isize - 1) as usize;
        let c = c.clamp(0, w as isize - 1) as usize;
        img[r * w + c]
    };
    let (u, v) = (0.4 * t, 0.3 + 0.2 * t);
    let (r, c) = (u.floor(), v.floor());
    let (fr, fc) = (u - r, v - c);
    let (r, c) = (r as isize, c as isize);
    (1.0 - fr) * ((1.0 - fc) * at(r, c) + fc * at(r, c + 1)) + fr * ((1.0 - fc) * at(r + 1, c) + fc * at(r + 1, c + 1))
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.9, 0.5, 0.2, -0.1, 0.3, 0.6], 1.3)];
