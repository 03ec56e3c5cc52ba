//! A fast Fourier transform in place: bit reversal, then log2(n) stages of
//! butterflies. The length is a power of two.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn fft(re: &mut [f64], im: &mut [f64]) {
    let n = re.len();
    let mut j = 0;
    for i in 1..n {
        let mut bit = n >> 1;
        while j & bit != 0 {
            j ^= bit;
            bit >>= 1;
        }
        j |= bit;
        if i < j {
            re.swap(i, j);
            im.swap(i, j);
        }
    }
    let mut len = 2;
    while len <= n {
        let angle = -2.0 * std::f64::consts::PI / len as f64;
        for start in (0..n).step_by(len) {
            for k in 0..len / 2 {
                let (s, c) = (angle * k as f64).sin_cos();
                let (a, b) = (start + k, start + k + len / 2);
                let (tr, ti) = (re[b] * c - im[b] * s, re[b] * s + im[b] * c);
                re[b] = re[a] - tr;
                im[b] = im[a] - ti;
                re[a] += tr;
                im[a] += ti;
            }
        }
        len *= 2;
    }
}

pub const POINTS: &[(&[f64], &[f64])] =
    &[(&[1.0, 0.5, -0.7, 2.0], &[0.0, 0.3, 1.1, -0.4]), (&[0.8, -1.5], &[0.2, 0.6]), (&[0.4], &[0.9])];
