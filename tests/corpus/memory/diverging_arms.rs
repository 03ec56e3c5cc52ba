//! Arms that are never left, beside arms that give memory of every kind, and
//! references that are written through.

use autodiff::grad;

#[grad(hvp)]
fn chosen(x: f64, n: usize) -> Vec<f64> {
    match n {
        0 => panic!("nothing"),
        1 => vec![x],
        2 => return vec![x, x * x],
        k if k > 100 => unimplemented!(),
        _ => {
            let mut v = vec![x];
            v.push(2.0 * x);
            v
        }
    }
}

#[grad(hvp)]
fn square(x: f64, n: usize) -> [[f64; 2]; 2] {
    for i in 0..n {
        if i == 1 {
            return [[x, x * i as f64], [x, x * x]];
        } else if i > 7 {
            unreachable!()
        }
    }
    todo!()
}

#[grad(hvp)]
fn halve(p: &mut [f64], n: usize) {
    if n == 0 {
        panic!()
    }
    match n {
        2 => p[0] *= 0.5,
        3 | 4 => p[1] *= p[0],
        _ => loop {},
    }
}

#[grad(hvp, pullback)]
pub fn diverging_arms(x: f64, n: usize) -> f64 {
    let v: Vec<f64> = chosen(x, n);
    let m: [[f64; 2]; 2] = square(v[1], n);
    let rows = if n > 1 { [vec![x], vec![x, v[0]]] } else { unimplemented!() };
    let mut a = [x, m[1][1]];
    halve(&mut a, n);
    let (r, k) = match n {
        0 => todo!(),
        1 => return x,
        _ => (&mut a, v[1]),
    };
    r[0] *= k;
    let tail = if a.len() > 1 { [m[0], a] } else { unreachable!() };
    let s = |k: usize| if k < 9 { rows[1][k] } else { panic!("{k}") };
    tail[0][0] * tail[1][1] + s(1) * a[0]
}

pub const POINTS: &[(f64, usize)] = &[(0.7, 2), (-0.4, 3), (1.1, 4)];
