//! Programs over complex numbers, as people write them.
mod ladder {
    use autodiff::grad;
    use num_complex::Complex64;
    /// impedance of an RLC ladder
    #[grad(hvp)]
    fn ladder(r: f64, l: f64, c: f64, #[constant] omega: f64) -> f64 {
        let j = Complex64::i();
        let mut z = Complex64::new(50.0, 0.0);
        for _ in 0..3 {
            let series = r + j * omega * l;
            let shunt = 1.0 / (j * omega * c);
            let total = z + series;
            z = total * shunt / (total + shunt);
        }
        z.norm()
    }
    #[test]
    fn agrees() {
        autodiff::check!(
            ladder(
                1.0,
                0.2,
                0.1,
                #[constant]
                3.0
            ),
            hvp
        );
    }
}
mod transfer {
    use autodiff::grad;
    use num_complex::Complex64;
    /// magnitude of a transfer function
    #[grad(hvp)]
    fn magnitude_db(wn: f64, zeta: f64, #[constant] omega: f64) -> f64 {
        let s = Complex64::new(0.0, omega);
        let h = wn * wn / (s * s + 2.0 * zeta * wn * s + wn * wn);
        20.0 * h.norm().log10()
    }
    #[test]
    fn agrees() {
        autodiff::check!(
            magnitude_db(
                2.0,
                0.3,
                #[constant]
                1.7
            ),
            hvp
        );
    }
}
mod power {
    use autodiff::grad;
    use num_complex::Complex64;
    use std::f64::consts::PI;
    /// DFT over Vec<Complex<f64>>
    #[grad(hvp)]
    fn power_at(x: &[f64], #[constant] k: usize) -> f64 {
        let n = x.len();
        let mut sum = Complex64::new(0.0, 0.0);
        for (i, &v) in x.iter().enumerate() {
            let angle = -2.0 * PI * (k * i) as f64 / n as f64;
            sum += v * Complex64::from_polar(1.0, angle);
        }
        sum.norm_sqr() / n as f64
    }
    #[test]
    fn agrees() {
        autodiff::check!(
            power_at(
                &[1.0, 0.5, -0.3, 0.8],
                #[constant]
                1
            ),
            hvp
        );
    }
}
mod transform {
    use autodiff::grad;
    use num_complex::Complex;
    #[grad]
    fn dft(x: &[Complex<f64>]) -> Vec<Complex<f64>> {
        let n = x.len();
        let mut out = Vec::with_capacity(n);
        for k in 0..n {
            let mut sum = Complex::new(0.0, 0.0);
            for t in 0..n {
                let w = Complex::from_polar(1.0, -2.0 * std::f64::consts::PI * (k * t) as f64 / n as f64);
                sum += x[t] * w;
            }
            out.push(sum);
        }
        out
    }
    #[test]
    fn agrees() {
        autodiff::check!(dft(&[Complex::new(1.0, 0.3), Complex::new(-0.5, 0.2), Complex::new(0.1, 0.9)]));
    }
}
mod joukowski {
    use autodiff::grad;
    use num_complex::Complex64;
    /// Joukowski map
    #[grad(hvp)]
    fn camber(zeta: &Complex64, #[constant] c: f64) -> f64 {
        let z = zeta + c * c / zeta;
        z.im / z.re
    }
    #[grad(hvp)]
    fn chord(radius: f64, center: Complex64, #[constant] n: usize) -> f64 {
        let mut best = 0.0;
        for k in 0..n {
            let theta = 2.0 * std::f64::consts::PI * k as f64 / n as f64;
            let zeta = center + radius * Complex64::new(theta.cos(), theta.sin());
            let z = zeta + zeta.inv();
            best += z.re * z.re + 0.1 * z.im;
        }
        best
    }
    #[test]
    fn agrees() {
        autodiff::check!(
            camber(
                &Complex64::new(1.2, 0.7),
                #[constant]
                1.0
            ),
            hvp
        );
        autodiff::check!(
            chord(
                1.1,
                Complex64::new(-0.1, 0.1),
                #[constant]
                7
            ),
            hvp
        );
    }
}
mod newton {
    use autodiff::grad;
    use num_complex::Complex64;
    /// Newton in the complex plane
    #[grad(hvp)]
    fn newton(z0: &Complex64, c: &Complex64) -> f64 {
        let mut z = *z0;
        for _ in 0..4 {
            let f = z.powi(3) - c;
            let df = 3.0 * z.powi(2);
            z = z - f / df;
        }
        z.norm_sqr()
    }
    #[grad(hvp)]
    fn newton2(z0: Complex64, c: Complex64) -> f64 {
        let mut z = z0;
        for _ in 0..10 {
            let f = z * z * z - c;
            if f.norm() < 1e-3 {
                break;
            }
            z -= f / (3.0 * z * z);
        }
        z.arg()
    }
    #[test]
    fn agrees() {
        autodiff::check!(newton(&Complex64::new(1.2, 0.7), &Complex64::new(0.5, 1.0)), hvp);
        autodiff::check!(newton2(Complex64::new(1.2, 0.7), Complex64::new(0.5, 1.0)), hvp);
    }
}
mod two_levels {
    use autodiff::grad;
    use num_complex::Complex64;
    /// two-level system: amplitude of the excited state
    #[grad(hvp)]
    fn rabi(omega: f64, delta: f64, t: f64) -> f64 {
        let i = Complex64::i();
        let w = (omega * omega + delta * delta).sqrt();
        let (s, c) = (0.5 * w * t).sin_cos();
        let a = Complex64::new(c, delta / w * s);
        let b = -i * (omega / w) * s;
        let phase = (i * delta * t / 2.0).exp();
        let amplitude = phase * b + 0.1 * a;
        amplitude.norm_sqr()
    }
    #[test]
    fn agrees() {
        autodiff::check!(rabi(1.0, 0.4, 1.3), hvp);
    }
}
mod filter {
    use autodiff::{Differentiable, grad};
    use num_complex::Complex64;
    #[derive(Clone, Debug, Differentiable)]
    struct Filter {
        zeros: Vec<Complex64>,
        poles: Vec<Complex64>,
        gain: f64,
    }
    #[grad(hvp)]
    impl Filter {
        fn response(&self, #[constant] omega: f64) -> f64 {
            let s = Complex64::new(0.0, omega);
            let mut h = Complex64::new(self.gain, 0.0);
            for z in &self.zeros {
                h *= s - z;
            }
            for p in self.poles.iter() {
                h /= s - p;
            }
            h.norm()
        }
    }
    #[test]
    fn agrees() {
        let f = Filter {
            zeros: vec![Complex64::new(-1.0, 0.3)],
            poles: vec![Complex64::new(-0.3, 0.9), Complex64::new(-0.3, -0.9)],
            gain: 1.2,
        };
        let (a, _) = (f.response_grad(0.8), ());
        println!("{a:?}");
    }
}
mod polynomial {
    use autodiff::grad;
    use num_complex::Complex;
    /// an FFT, recursive
    #[grad(hvp)]
    fn horner(coefficients: &[Complex<f64>], z: Complex<f64>) -> f64 {
        let mut p = Complex::new(0.0, 0.0);
        for c in coefficients.iter().rev() {
            p = p * z + c;
        }
        p.re
    }
    #[grad(hvp)]
    fn horner_fold(coefficients: &[Complex<f64>], z: Complex<f64>) -> f64 {
        let p = coefficients.iter().rev().fold(Complex::new(0.0, 0.0), |acc, c| acc * z + c);
        p.norm()
    }
    #[test]
    fn agrees() {
        let c = [Complex::new(1.0, 0.3), Complex::new(-0.5, 0.2), Complex::new(0.1, 0.9)];
        autodiff::check!(horner(&c, Complex::new(0.4, 0.6)), hvp);
        autodiff::check!(horner_fold(&c, Complex::new(0.4, 0.6)), hvp);
    }
}
mod expressions {
    use autodiff::grad;
    use num_complex::Complex64;
    /// in one expression
    #[grad(hvp)]
    fn wave(k: f64, x: f64, t: f64) -> f64 {
        (Complex64::i() * (k * x - t)).exp().re
    }
    #[grad(hvp)]
    fn mobius(z: Complex64, a: Complex64) -> f64 {
        ((z - a) / (1.0 - a.conj() * z)).norm()
    }
    #[grad(hvp)]
    fn reflection(zl: Complex64, #[constant] z0: f64) -> f64 {
        let gamma = (zl - z0) / (zl + z0);
        -20.0 * gamma.norm().log10()
    }
    #[grad(hvp)]
    fn well(z: Complex64) -> f64 {
        let w = (z * z + 1.0).sqrt();
        let u = w.ln() + z.tanh() * w.sin();
        u.re.powi(2) + u.im.abs()
    }
    #[grad(hvp)]
    fn mandelbrot_step(z: Complex64, c: Complex64) -> Complex64 {
        z * z + c
    }
    #[grad(hvp)]
    fn escape(c: Complex64) -> f64 {
        let mut z = Complex64::new(0.0, 0.0);
        for _ in 0..5 {
            z = mandelbrot_step(z, c);
        }
        z.norm()
    }
    #[test]
    fn agrees() {
        autodiff::check!(wave(1.0, 0.5, -0.3), hvp);
        autodiff::check!(mobius(Complex64::new(0.3, 0.2), Complex64::new(-0.4, 0.1)), hvp);
        autodiff::check!(
            reflection(
                Complex64::new(30.0, 12.0),
                #[constant]
                50.0
            ),
            hvp
        );
        autodiff::check!(well(Complex64::new(0.3, 0.2)), hvp);
    }
}

mod sums {
    use autodiff::grad;
    use num_complex::Complex64;

    #[grad(hvp)]
    fn sums(z: &[Complex64], x: &[f64], w: f64) -> f64 {
        let s: Complex64 = z.iter().sum();
        let t: Complex64 = x.iter().enumerate().map(|(k, x)| x * Complex64::from_polar(1.0, -w * k as f64)).sum();
        s.norm() + t.norm() * z.iter().map(|z| z * z).sum::<Complex64>().norm_sqr()
    }

    #[test]
    fn sums_of_complex_numbers() {
        let z = [Complex64::new(0.3, -0.4), Complex64::new(1.1, 0.2)];
        autodiff::check!(sums(&z, &[0.3, 0.4, -0.5], 0.7), hvp);
    }
}

mod cascades {
    use autodiff::grad;
    use num_complex::Complex;

    #[grad]
    fn pole(s: &Complex<f64>, q: f64) -> Complex<f64> {
        s * s + s / q + 1.0
    }

    #[grad]
    fn spread(s: &Complex<f64>, q: f64) -> Complex<f64> {
        pole(s, q).ln()
    }

    #[grad]
    fn cascade(f: &impl Fn(&Complex<f64>) -> Complex<f64>, s: &Complex<f64>, gain: f64) -> Complex<f64> {
        let once = -f(s);
        gain * (spread(s, 0.7) - 1.0) * once
    }

    #[grad]
    fn root(a: &Complex<f64>, b: &Complex<f64>, t: f64) -> Complex<f64> {
        let d = (a * a - 2.0 * b * t.powi(2)).sqrt();
        let e = (-d * t).exp();
        (d - a) * (1.0 - e) / (d + a)
    }

    #[grad]
    fn chain(s: &Complex<f64>, q: f64) -> Complex<f64> {
        cascade(&|s: &Complex<f64>| pole(s, 0.5 * q), s, q)
    }

    #[test]
    fn functions_of_complex_numbers_give_such() {
        let (s, z) = (Complex::new(0.4, 0.7), Complex::new(0.2, -0.3));
        autodiff::check!(spread(&s, 0.8));
        autodiff::check!(root(&s, &z, 0.6));
        autodiff::check!(chain(&s, 0.8));
    }
}

mod reflected {
    use autodiff::{check, grad};
    use num_complex::Complex64;

    /// A number that is none leaves early; the angle of refraction may be complex.
    #[grad(hvp)]
    fn reflected(n: f64, theta: f64, z: Complex64) -> f64 {
        if !z.is_finite() || z.is_nan() {
            return 0.0;
        }
        let cosine = Complex64::new(theta.cos(), 0.0);
        let inside = Complex64::from(1.0 - (n * theta.sin()).powi(2)).sqrt();
        let r = (n * cosine - inside) / (n * cosine + inside);
        r.l1_norm() * z.norm() + (r * z).l1_norm()
    }

    #[test]
    fn questions_and_real_numbers() {
        let z = Complex64::new(0.3, -0.7);
        check!(reflected(1.5, 0.4, z), hvp);
        check!(reflected(1.5, 1.1, z), hvp);
        assert_eq!(reflected_grad(1.5, 1.1, Complex64::new(f64::NAN, 0.0)).0, 0.0);
    }
}
