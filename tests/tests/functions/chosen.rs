//! Functions that a variable holds: one of several, or a collection of them.

use autodiff::{check, grad};

#[grad(hvp)]
fn simpson(f: impl Fn(f64) -> f64, a: f64, b: f64, n: usize) -> f64 {
    let h = (b - a) / n as f64;
    let mut s = f(a) + f(b);
    for i in 1..n {
        s += if i % 2 == 0 { 2.0 } else { 4.0 } * f(a + i as f64 * h);
    }
    s * h / 3.0
}

#[grad(hvp)]
fn integral(k: f64, b: f64, soft: bool) -> f64 {
    let f: Box<dyn Fn(f64) -> f64> =
        if soft { Box::new(move |x| (k * x).tanh()) } else { Box::new(move |x| k * x * x) };
    simpson(&f, 0.0, b, 4) + simpson(|x| f(x) * x, 0.0, b, 4)
}

#[derive(Clone, Copy)]
enum Kind {
    Tanh,
    Relu,
    Sigmoid,
}

#[grad(hvp)]
fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

#[grad(hvp)]
fn layers(x: f64, w: &[f64], #[constant] kinds: &[Kind]) -> f64 {
    let mut y = x;
    for (w, kind) in w.iter().zip(kinds) {
        let act: fn(f64) -> f64 = match kind {
            Kind::Tanh => f64::tanh,
            Kind::Relu => |v| v.max(0.0),
            Kind::Sigmoid => sigmoid,
        };
        y = act(y * w);
    }
    y
}

/// Which one it is, an active value says.
#[grad(hvp)]
fn by_value(x: f64, k: f64) -> f64 {
    let f = if x * k > 0.0 { f64::sin } else { f64::cos };
    f(x * k) * f(k)
}

/// Each captures a variable that is hidden afterwards.
#[grad(hvp)]
fn composed(x: f64, k: f64) -> f64 {
    let k = k * 2.0;
    let stages: Vec<Box<dyn Fn(f64) -> f64>> =
        vec![Box::new(move |t| k * t), Box::new(move |t| t / k), Box::new(f64::sin)];
    let k = 7.0;
    let mut y = x;
    for f in &stages {
        y = f(y) + k;
    }
    y * y
}

#[grad(hvp)]
fn listed(x: f64, w: &[f64; 3], which: usize) -> f64 {
    let all: [fn(f64) -> f64; 3] = [f64::sin, f64::cos, |t| t * t];
    let pairs: [(&str, fn(f64) -> f64, fn(f64) -> f64); 2] =
        [("sine", f64::sin, f64::cos), ("power", f64::exp, f64::exp)];
    let mut sum = all[which](x) * all[0](x);
    for (name, f, slope) in pairs.iter() {
        sum += f(x) - slope(x) / name.len() as f64;
    }
    for f in [f64::sin, f64::cos] {
        sum += f(x * x);
    }
    sum + [f64::sin, f64::cos, f64::exp].iter().zip(w).map(|(f, w)| w * f(x)).sum::<f64>()
}

#[grad(hvp)]
fn mapped(x: &[f64], soft: bool) -> f64 {
    let act = if soft { |v: f64| v.tanh() } else { |v: f64| v.max(0.0) };
    x.iter().map(|v| act(*v)).sum::<f64>() * x.iter().copied().map(act).sum::<f64>()
}

#[grad(hvp)]
fn operated(a: f64, b: f64, op: char) -> f64 {
    let f: fn(f64, f64) -> f64 = match op {
        '+' => |x, y| x + y,
        '*' => |x, y| x * y,
        _ => f64::powf,
    };
    f(a, b)
}

#[test]
fn functions_that_are_chosen() {
    for soft in [true, false] {
        check!(
            integral(
                0.3,
                1.2,
                #[constant]
                soft
            ),
            hvp
        );
        check!(
            mapped(
                &[0.3, -0.4],
                #[constant]
                soft
            ),
            hvp
        );
    }
    let kinds = [Kind::Sigmoid, Kind::Tanh, Kind::Relu];
    check!(layers(
        0.3,
        &[0.3, -0.4, 2.0],
        #[constant]
        &kinds
    ));
    for x in [0.3, -0.3] {
        check!(by_value(x, 1.2), hvp);
    }
    check!(composed(0.3, 1.2), hvp);
    for which in 0..3 {
        check!(
            listed(
                0.3,
                &[0.3, -0.4, 2.0],
                #[constant]
                which
            ),
            hvp
        );
    }
    for op in ['+', '*', '^'] {
        check!(
            operated(
                0.3,
                1.2,
                #[constant]
                op
            ),
            hvp
        );
    }
}

#[grad(hvp)]
fn square(x: f64) -> f64 {
    x * x
}

#[grad(hvp)]
fn cube(x: f64) -> f64 {
    x * x * x
}

#[grad(hvp)]
fn by_index(x: f64, n: usize) -> f64 {
    let functions = [square, cube];
    let mut sum = 0.0;
    for i in 0..n {
        sum += functions[i % 2](x * (i as f64 + 1.0));
    }
    let more = vec![cube, square];
    sum * more[0](x) + more[1](x)
}

#[grad(hvp)]
fn by_a_condition(x: f64, k: u32) -> f64 {
    let f = if x > 0.5 { square } else { cube };
    let g = match k {
        0 => square,
        1 => cube,
        _ => f64::sin,
    };
    f(x) * f(2.0 * x) + g(x)
}

#[grad(hvp)]
fn within(x: f64) -> f64 {
    #[grad(hvp)]
    fn first(t: f64) -> f64 {
        t.sin()
    }
    #[grad(hvp)]
    fn second(t: f64) -> f64 {
        t.cos()
    }
    let turns = [first, second];
    let order = [1, 0];
    turns[order[0]](x) * turns[order[1]](x * x)
}

/// A list that is run through in place, whose items are called.
#[grad(hvp)]
fn called_in_place(x: f64) -> f64 {
    let mut y = 1.0;
    for f in [square, cube, f64::sin] {
        y *= f(x);
    }
    for f in &[square, cube] {
        y += f(2.0 * x);
    }
    y + [cube, square].iter().map(|f| f(x)).sum::<f64>()
}

/// What is called holds functions, also where no type says so.
#[test]
fn names_that_are_called() {
    check!(by_index(0.7, 3), hvp);
    for k in 0..3 {
        for x in [0.7, 0.3] {
            check!(
                by_a_condition(
                    x,
                    #[constant]
                    k
                ),
                hvp
            );
        }
    }
    check!(within(0.7), hvp);
    check!(called_in_place(0.7), hvp);
}
