//! `Option`: a parameter, a field, a local, made by methods.

use autodiff::{Differentiable, grad};
use autodiff_tests::data::agree;
use autodiff_tests::modes;

type At = (Option<f64>, f64);

#[grad(hvp)]
fn matched(k: Option<f64>, x: f64) -> f64 {
    match k {
        Some(k) if k > 3.0 => k * x,
        Some(k) => k * k * x,
        None => x * x,
    }
}

#[grad(hvp)]
fn or_one(k: Option<f64>, x: f64) -> f64 {
    k.unwrap_or(1.0) * x.sin()
}

#[grad(hvp)]
fn mapped(k: Option<f64>, x: f64) -> f64 {
    k.map(|k| k * k * x).unwrap_or(x)
}

#[grad(hvp)]
fn map_or(k: Option<f64>, x: f64) -> f64 {
    k.map_or(x, |k| (k * x).exp())
}

#[grad(hvp)]
fn asked(k: Option<f64>, x: f64) -> f64 {
    if k.is_some() { k.unwrap() * x * x } else { x }
}

#[grad(hvp)]
fn filtered(k: Option<f64>, x: f64) -> f64 {
    k.filter(|k| *k > 1.0).unwrap_or_else(|| x.cos()) * x
}

#[grad(hvp)]
fn given(k: Option<f64>, x: f64) -> Option<f64> {
    k.map(|k| k * x.sin())
}

#[grad(hvp)]
fn through(k: Option<f64>, x: f64) -> Option<f64> {
    let k = k?;
    let inner = given(Some(k * k), x)?;
    Some(inner * k)
}

#[grad(hvp)]
fn ends(k: Option<f64>, x: f64) -> f64 {
    through(k, x).unwrap_or(x * x) + given(k, x).map_or(1.0, |y| y * y)
}

#[grad(hvp)]
fn then(k: Option<f64>, x: f64) -> f64 {
    let y = (x > 0.5).then(|| x.ln());
    y.unwrap_or(0.0) * k.unwrap_or(2.0)
}

#[grad(hvp)]
fn best(xs: &[f64], y: f64) -> f64 {
    let mut best: Option<f64> = None;
    for &x in xs {
        let of = x * y;
        best = match best {
            Some(b) if b > of => Some(b),
            _ => Some(of),
        };
    }
    best.unwrap_or(0.0) * y
}

#[grad(hvp)]
fn last_positive(xs: &[f64], y: f64) -> f64 {
    let mut found = None;
    for &x in xs {
        if x > 0.0 {
            found = Some(x * x);
        }
    }
    match found {
        Some(f) => f * y,
        None => y,
    }
}

#[grad(hvp)]
fn both(k: &(Option<f64>, Option<f64>), x: f64) -> f64 {
    let of_both = match (k.0, k.1) {
        (Some(k), Some(l)) => k * l,
        (Some(k), None) => k,
        (None, Some(l)) => l * l,
        (None, None) => 0.0,
    };
    of_both * x + k.0.zip(k.1).map_or(0.0, |(k, l)| k * l * l)
}

#[derive(Clone, Debug, Differentiable)]
struct Config {
    damping: Option<f64>,
    weights: Option<Vec<f64>>,
    k: f64,
}

#[grad(hvp)]
fn of_fields(config: &Config, x: f64) -> f64 {
    let mut y = config.damping.unwrap_or(0.1) * x;
    if let Some(weights) = &config.weights {
        for w in weights {
            y += w * x * config.k;
        }
    }
    if let Some(d) = config.damping {
        y *= d;
    }
    y + config.weights.as_ref().map_or(config.k, |w| w[0] * w[1])
}

#[grad(hvp)]
fn of_slices(x: &[f64]) -> f64 {
    match x {
        [] => 0.0,
        [a] => a * a,
        [a, b] => a * b * b,
        [first, middle @ .., last] => first * last * middle.iter().map(|m| m * m).sum::<f64>(),
    }
}

#[grad(hvp)]
fn by_name(name: &str, c: char, x: f64) -> f64 {
    let y = match name {
        "sin" => x.sin(),
        "cos" => x.cos(),
        _ => x,
    };
    match c {
        's' => y * y,
        'a'..='c' => y.exp(),
        _ => y,
    }
}

#[test]
fn a_parameter() {
    macro_rules! all {
        ($($f:ident $jvp:ident $grad:ident $hvp:ident;)*) => {$(
            let modes = modes!($f, $jvp, $grad, $hvp, |at: At, dot| (at.0, at.1), (dot.0, dot.1));
            for k in [Some(0.7), Some(3.5), None] {
                agree(stringify!($f), &modes, &(k, 0.9));
            }
        )*};
    }
    all! {
        matched matched_jvp matched_grad matched_hvp;
        or_one or_one_jvp or_one_grad or_one_hvp;
        mapped mapped_jvp mapped_grad mapped_hvp;
        map_or map_or_jvp map_or_grad map_or_hvp;
        asked asked_jvp asked_grad asked_hvp;
        filtered filtered_jvp filtered_grad filtered_hvp;
        ends ends_jvp ends_grad ends_hvp;
        then then_jvp then_grad then_hvp;
    }
}

#[test]
fn a_local() {
    let modes = modes!(best, best_jvp, best_grad, best_hvp, |at: (Vec<f64>, f64), dot| (&at.0, at.1), (&dot.0, dot.1));
    agree("best", &modes, &(vec![0.3, 1.4, 0.2], 0.7));
    agree("best", &modes, &(vec![], 0.7));
    let modes = modes!(
        last_positive,
        last_positive_jvp,
        last_positive_grad,
        last_positive_hvp,
        |at: (Vec<f64>, f64), dot| (&at.0, at.1),
        (&dot.0, dot.1)
    );
    agree("last_positive", &modes, &(vec![0.3, 1.4, -0.2], 0.7));
    agree("last_positive", &modes, &(vec![-1.0], 0.7));
}

#[test]
fn parts() {
    let modes = modes!(
        both,
        both_jvp,
        both_grad,
        both_hvp,
        |at: ((Option<f64>, Option<f64>), f64), dot| (&at.0, at.1),
        (&dot.0, dot.1)
    );
    for k in [(Some(0.4), Some(1.2)), (Some(0.4), None), (None, Some(0.3)), (None, None)] {
        agree("both", &modes, &(k, 0.9));
    }
    let modes = modes!(
        of_fields,
        of_fields_jvp,
        of_fields_grad,
        of_fields_hvp,
        |at: (Config, f64), dot| (&at.0, at.1),
        (&dot.0, dot.1)
    );
    for (damping, weights) in
        [(Some(0.3), Some(vec![0.5, 1.5])), (None, Some(vec![0.5, 1.5])), (Some(0.3), None), (None, None)]
    {
        agree("of_fields", &modes, &(Config { damping, weights, k: 1.1 }, 0.9));
    }
}

#[test]
fn slices_and_text() {
    let modes = modes!(of_slices, of_slices_jvp, of_slices_grad, of_slices_hvp, |at: Vec<f64>, dot| (at), (dot));
    for len in 0..5 {
        agree("of_slices", &modes, &[0.4, 1.2, 0.7, 0.9][..len.min(4)].to_vec());
    }
    for (name, c) in [("sin", 's'), ("cos", 'b'), ("", 'z')] {
        let (x, h) = (0.7, 1e-6);
        let difference = (by_name(name, c, x + h) - by_name(name, c, x - h)) / (2.0 * h);
        assert!((by_name_grad(name, c, x) - difference).abs() < 1e-8);
        assert_eq!(by_name_jvp(name, c, x, 1.0).1, by_name_grad(name, c, x));
    }
}
