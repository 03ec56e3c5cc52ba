//! Conditional compilation inside a function: on statements, `let`s, arms, elements,
//! arguments, fields, parameters and results.

use autodiff::grad;

#[derive(Clone, Copy)]
struct Weights {
    near: f64,
    far: f64,
}

#[grad(hvp)]
fn weighted(#[cfg(any())] x: i32, #[cfg(all())] x: f64, y: f64, #[cfg(any())] z: f64) -> f64 {
    #[cfg(any())]
    return z;
    let w = Weights {
        #[cfg(any())]
        near: 7.0,
        #[cfg(all())]
        near: 0.5,
        far: 2.0,
    };
    w.near * x + w.far * y
}

#[grad(hvp)]
pub fn conditions(x: f64, y: f64) -> f64 {
    let s = x.sin();
    #[cfg(any())]
    let s = s * 3.0;
    #[cfg(all())]
    let s = s * y;
    let mut t = weighted(s, y);
    #[cfg(any())]
    {
        t = 100.0 * x;
    }
    #[cfg(all())]
    {
        t *= x;
    }
    let all = [
        #[cfg(any())]
        7.0,
        s,
        #[cfg(all())]
        t,
        #[cfg(any())]
        x,
    ];
    let (a, b) = (
        #[cfg(any())]
        x,
        all[0],
        all[1].max(
            #[cfg(any())]
            x,
            -9.0,
        ),
    );
    let f = |#[cfg(any())] u: f64, v: f64| v * v + a;
    for i in 0..2 {
        match i {
            #[cfg(any())]
            0 => return x,
            #[cfg(all())]
            0 => t += f(b),
            #[cfg(any())]
            _ => {}
            #[cfg_attr(all(), allow(clippy::assign_op_pattern))]
            _ => t = t * y,
        }
    }
    #[cfg(any())]
    const SCALE: i32 = 7;
    #[cfg(all())]
    const SCALE: f64 = 0.25;
    let v = vec![
        {
            #[cfg(any())]
            let a = 1.0;
            a
        },
        t,
    ];
    if cfg!(any()) {
        return x;
    }
    #[cfg(any())]
    return 7.0;
    #[cfg(all())]
    return SCALE * (v[0] + v[1]);
    #[cfg(any())]
    x
}

pub const POINTS: &[(f64, f64)] = &[(0.7, -0.4), (2.7, 0.3)];
