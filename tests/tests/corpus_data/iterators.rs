//! Iterators that carry something along, count what is filtered, are made by functions of std, or are
//! gathered until a value is not there; closures that return early.

use autodiff::{check, grad};

/// An explicit scheme, of which each state follows from the last.
#[grad(hvp)]
fn decay(k: f64, loads: &[f64]) -> f64 {
    let states = loads.iter().scan(1.0, |state, load| {
        *state = *state * (1.0 - k) + load;
        Some(*state)
    });
    states.map(|s| s * s).sum()
}

#[grad(hvp)]
fn until_full(k: f64, loads: &[f64]) -> f64 {
    let filled = loads.iter().scan((0.0, 1.0), |(sum, factor), load| {
        if *sum > 2.0 {
            return None;
        }
        *sum += load * k;
        *factor *= k;
        Some(*sum * *factor)
    });
    filled.fold(0.5, |t, s| t * 0.5 + s)
}

#[grad(hvp)]
fn while_positive(k: f64, x: &[f64]) -> f64 {
    x.iter().map_while(|v| if *v > 0.0 { Some(v.sqrt() * k) } else { None }).sum()
}

#[grad(hvp)]
fn first_of_the_large(k: f64, x: &[f64], n: usize) -> f64 {
    let mut sum = 0.0;
    for v in x.iter().filter(|v| **v > 0.0).take(n) {
        if *v > 1.0 {
            continue;
        }
        sum += v * v * k;
    }
    sum + x.iter().filter(|v| **v > 0.0).skip(1).step_by(2).map(|v| v * k).sum::<f64>()
}

#[grad(hvp)]
fn beside_the_large(x: &[f64]) -> f64 {
    let ahead: f64 = x.iter().filter(|v| **v > 0.0).zip(x).map(|(a, b)| a * b).sum();
    let behind: f64 = x.iter().zip(x.iter().rev().filter(|v| **v > 0.0)).map(|(a, b)| a * b * b).sum();
    ahead + behind * x.iter().filter(|v| **v > 0.0).last().copied().unwrap_or(1.0)
}

#[grad(hvp)]
fn periodic(x: &[f64], k: f64) -> f64 {
    let weights = [1.0, k, 0.5];
    x.iter().zip(weights.iter().cycle()).map(|(v, w)| v * v * w).sum::<f64>()
        + x.iter().cycle().take(5).sum::<f64>() * k
}

#[grad(hvp)]
fn both_ends(x: &[f64]) -> f64 {
    let mut values = x.iter().copied();
    let (Some(first), Some(last)) = (values.next(), values.next_back()) else { return 1.0 };
    let second = values.nth(0).unwrap_or(2.0);
    first * last * second + values.map(|v| v * v).sum::<f64>()
}

/// What is run through up to the first negative value goes on from there.
#[grad(hvp)]
fn in_two_parts(x: &[f64], k: f64) -> f64 {
    let mut values = x.iter();
    let head: f64 = values.by_ref().take(1).map(|v| v * k).sum();
    let mut sum = head;
    for v in &mut values {
        if *v < 0.0 {
            break;
        }
        sum += v * v;
    }
    sum * values.fold(k, |t, v| t * v)
}

#[grad(hvp)]
fn series(x: f64) -> f64 {
    let terms = std::iter::successors(Some((x, 1.0)), |&(term, n)| {
        if n > 6.0 {
            return None;
        }
        Some((term * x / (n + 1.0), n + 1.0))
    });
    terms.map(|(term, _)| term).sum()
}

#[grad(hvp)]
fn fibonacci(x: f64, y: f64) -> f64 {
    let (mut a, mut b) = (x, y);
    let values = std::iter::from_fn(|| {
        let next = a + b * 0.5;
        (a, b) = (b, next);
        Some(next)
    });
    values.take(4).map(|v| v * v).sum()
}

#[grad(hvp)]
fn knots(x: &[f64], end: f64) -> f64 {
    let padded = std::iter::repeat(x[0]).take(2).chain(x.iter().copied()).chain(std::iter::once(end));
    let knots: Vec<f64> = padded.collect();
    knots.windows(2).map(|w| (w[1] - w[0]).powi(2)).sum::<f64>()
        * std::iter::zip(x, &x[1..]).map(|(a, b)| a * b).sum::<f64>()
}

#[grad(hvp)]
fn all_roots(x: &[f64], k: f64) -> f64 {
    let roots: Option<Vec<f64>> = x.iter().map(|v| (*v >= 0.0).then(|| (v + 1.0).sqrt() * k)).collect();
    let total: Option<f64> = x.iter().map(|v| if *v > -2.0 { Some(v * k) } else { None }).sum();
    match roots {
        Some(roots) => roots[0] * roots[1],
        None => total.unwrap_or(k * k),
    }
}

#[grad(hvp)]
fn product_or_error(x: &[f64]) -> f64 {
    let checked: Result<f64, String> =
        x.iter().map(|v| if *v < -3.0 { Err(format!("{v}")) } else { Ok(v + 2.0) }).product();
    let folded = x.iter().try_fold(1.0, |t, v| if *v < -0.5 { None } else { Some(t * 0.5 + v * v) });
    checked.unwrap_or(0.5) * folded.map_or(x[0], |t| t * t)
}

#[grad(hvp)]
fn by_key(x: &[f64], k: f64) -> f64 {
    let widest = x.iter().max_by_key(|v| (v.abs() * 8.0) as i64).copied().unwrap_or(k);
    let last = x.iter().rposition(|v| *v > 0.0).map_or(k, |i| x[i] * i as f64);
    let found = x.iter().find_map(|v| if *v < 0.0 { Some(v * v * k) } else { None });
    widest * last + found.unwrap_or(k)
}

#[grad(hvp)]
fn returned_early(x: &[f64], k: f64) -> f64 {
    let clipped = |v: f64| {
        if v < 0.0 {
            return 0.1 * v;
        } else if v > 1.0 {
            return 1.0 + k * v;
        }
        v * v
    };
    x.iter().map(|v| clipped(v * k)).sum()
}

/// What a closure asks leaves the closure.
#[grad(hvp)]
fn asked_in_a_closure(x: &[f64], k: f64) -> Option<f64> {
    let logs = x.iter().filter_map(|v| {
        let positive = (*v > 0.0).then(|| v * k)?;
        if positive > 2.0 {
            return None;
        }
        Some(positive.ln_1p())
    });
    let sum: f64 = logs.sum();
    if sum > 9.0 { None } else { Some(sum * k) }
}

#[test]
fn iterators() {
    let (x, mixed) = ([0.3, 1.2, 0.7, 0.9], [0.3, 1.2, -0.4, 0.9, 0.2]);
    check!(decay(0.3, &x), hvp);
    check!(until_full(0.8, &x), hvp);
    check!(until_full(2.5, &x), hvp);
    check!(while_positive(0.7, &mixed), hvp);
    check!(first_of_the_large(0.7, &mixed, 2), hvp);
    check!(first_of_the_large(0.7, &mixed, 0), hvp);
    check!(beside_the_large(&mixed), hvp);
    check!(periodic(&mixed, 0.6), hvp);
    check!(both_ends(&x), hvp);
    check!(both_ends(&[0.3, 1.2]), hvp);
    check!(in_two_parts(&mixed, 0.6), hvp);
    check!(in_two_parts(&x, 0.6), hvp);
    check!(series(0.7), hvp);
    check!(fibonacci(0.7, 1.2), hvp);
    check!(knots(&x, 0.4), hvp);
    check!(all_roots(&x, 0.8), hvp);
    check!(all_roots(&mixed, 0.8), hvp);
    check!(all_roots(&[0.5, -2.5], 0.8), hvp);
    check!(product_or_error(&x), hvp);
    check!(product_or_error(&[0.5, -0.7]), hvp);
    check!(product_or_error(&[0.5, -3.5]), hvp);
    check!(by_key(&mixed, 0.8), hvp);
    check!(by_key(&[-0.5], 0.8), hvp);
    check!(returned_early(&mixed, 1.1), hvp);
    check!(asked_in_a_closure(&mixed, 1.1), hvp);
}

/// Of nothing there is nothing again and again.
#[test]
fn empty() {
    assert_eq!(periodic_jvp(&[], 0.5, &[], 1.0), (0.0, 0.0));
    assert_eq!(both_ends_grad(&[]), Vec::<f64>::new());
}
