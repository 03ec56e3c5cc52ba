//! `Option`s: what is taken from them, looked at, changed and run through.

use super::*;

#[grad(hvp)]
fn opt_take(p: &Held) -> f64 {
    let mut h = p.clone();
    let w = h.last.take();
    let gone = h.last.is_none();
    let w = w.unwrap();
    if gone { w.norm2() * h.k } else { 0.0 }
}
agrees!(held(), opt_take, opt_take_grad, opt_take_jvp, opt_take_hvp);

#[grad(hvp)]
fn opt_take_let(p: &Held) -> f64 {
    let mut h = p.clone();
    if let Some(w) = h.last.take() { w.norm2() * h.k } else { h.k }
}
agrees!(held(), opt_take_let, opt_take_let_grad, opt_take_let_jvp, opt_take_let_hvp);

#[grad(hvp)]
fn opt_as_ref(p: &Held) -> f64 {
    let a = match p.last.as_ref() {
        Some(w) => w.x * w.y,
        None => 0.0,
    };
    let b = p.last.as_ref().map(|w| w.norm2()).unwrap_or(0.0);
    let c = p.last.as_ref().map_or(1.0, |w| w.z * p.k);
    let d = p.last.as_ref().unwrap().x;
    a * b + c * d
}
agrees!(held(), opt_as_ref, opt_as_ref_grad, opt_as_ref_jvp, opt_as_ref_hvp);

#[grad(hvp)]
fn opt_as_mut(p: &Held) -> f64 {
    let mut h = p.clone();
    if let Some(w) = h.last.as_mut() {
        w.x *= h.k;
        w.double(h.k);
    }
    h.last.unwrap().norm2()
}
agrees!(held(), opt_as_mut, opt_as_mut_grad, opt_as_mut_jvp, opt_as_mut_hvp);

#[grad(hvp)]
fn opt_if_let_mut(p: &Held) -> f64 {
    let mut h = p.clone();
    if let Some(w) = &mut h.last {
        w.x *= h.k;
        w.double(h.k);
    }
    for o in &mut h.all {
        if let Some(w) = o {
            w.y *= h.k * w.x;
        }
    }
    h.last.unwrap().norm2() + h.all[2].unwrap().y
}
agrees!(held(), opt_if_let_mut, opt_if_let_mut_grad, opt_if_let_mut_jvp, opt_if_let_mut_hvp);

#[grad(hvp)]
fn opt_flatten(p: &Held) -> f64 {
    let mut s = 0.0;
    let all: &Vec<Option<V3>> = &p.all;
    for w in all.iter().flatten() {
        s += w.norm2() * w.x;
    }
    let t: f64 = all.iter().flatten().map(|w| w.x * p.k).sum();
    s * t
}
agrees!(held(), opt_flatten, opt_flatten_grad, opt_flatten_jvp, opt_flatten_hvp);

#[grad(hvp)]
fn opt_flatten_param(all: &Vec<Option<V3>>) -> f64 {
    let mut s = 0.0;
    for w in all.iter().flatten() {
        s += w.norm2() * w.x;
    }
    s
}
agrees!(held().all, opt_flatten_param, opt_flatten_param_grad, opt_flatten_param_jvp, opt_flatten_param_hvp);

#[grad(hvp)]
fn opt_run(p: &Held) -> f64 {
    let mut s = 0.0;
    for o in &p.all {
        match o {
            Some(w) => s += w.norm2() * p.k,
            None => s *= p.k,
        }
    }
    for o in p.all.iter() {
        if let Some(w) = o {
            s += w.x * s;
        }
    }
    s
}
agrees!(held(), opt_run, opt_run_grad, opt_run_jvp, opt_run_hvp);

#[grad(hvp)]
fn opt_break(p: &Vec<Body>) -> f64 {
    let mut i = 0;
    let found = loop {
        if i >= p.len() {
            break None;
        }
        if p[i].mass > 1.1 {
            break Some(p[i].vel);
        }
        i += 1;
    };
    match found {
        Some(w) => w.x * w.y,
        None => 0.0,
    }
}
agrees!(bodies(), opt_break, opt_break_grad, opt_break_jvp, opt_break_hvp);

#[grad(hvp)]
fn opt_filter_map(p: &Held) -> f64 {
    p.all.iter().filter_map(|o| o.as_ref()).map(|w| w.x * w.y * p.k).sum::<f64>()
        + p.all.iter().filter_map(|o| *o).map(|w| w.x * p.k).sum::<f64>()
}
agrees!(held(), opt_filter_map, opt_filter_map_grad, opt_filter_map_jvp, opt_filter_map_hvp);

#[grad(hvp)]
fn opt_default(p: &Held) -> f64 {
    let w: V3 = p.last.unwrap_or_default();
    let n: V3 = p.all[1].unwrap_or_default();
    let u = p.all[0].unwrap_or(V3 { x: w.x, y: n.y, z: 1.0 });
    w.norm2() * u.x
}
agrees!(held(), opt_default, opt_default_grad, opt_default_jvp, opt_default_hvp);

/// A recursive function that gives an `Option`, taken apart where it is called.
#[grad(hvp)]
fn found(e: &Expr, depth: usize) -> Option<f64> {
    match e {
        Expr::Lit(k) => {
            if depth == 0 {
                Some(k * k)
            } else {
                None
            }
        }
        Expr::Add(a, b) | Expr::Mul(a, b) => {
            if depth == 0 {
                return None;
            }
            match found(a, depth - 1) {
                Some(k) => Some(k * 2.0),
                None => found(b, depth - 1),
            }
        }
    }
}

#[grad(hvp)]
impl Expr {
    fn deepest(e: &Expr, depth: usize) -> Option<f64> {
        match e {
            Expr::Lit(k) if depth == 0 => Some(k * k * k),
            Expr::Lit(_) => None,
            Expr::Add(a, b) | Expr::Mul(a, b) => match Self::deepest(b, depth.saturating_sub(1)) {
                Some(k) => Some(k * 3.0),
                None => Self::deepest(a, depth.saturating_sub(1)),
            },
        }
    }

    fn nearest(&self, depth: usize) -> Option<f64> {
        match self {
            Expr::Lit(k) if depth == 0 => Some(k * k),
            Expr::Lit(_) => None,
            Expr::Add(a, b) | Expr::Mul(a, b) => {
                if let Some(k) = a.nearest(depth - 1) {
                    return Some(k);
                }
                b.nearest(depth - 1)
            }
        }
    }
}

#[grad(hvp)]
fn opt_recursive(e: &Expr) -> f64 {
    found(e, 2).unwrap_or(0.5) * Expr::deepest(e, 1).unwrap_or(0.25) + e.nearest(2).map_or(0.1, |k| k * k)
}

fn tree() -> Expr {
    let lit = |k: f64| Box::new(Expr::Lit(k));
    Expr::Add(lit(0.7), Box::new(Expr::Mul(lit(1.2), lit(-0.4))))
}
agrees!(tree(), opt_recursive, opt_recursive_grad, opt_recursive_jvp, opt_recursive_hvp);
