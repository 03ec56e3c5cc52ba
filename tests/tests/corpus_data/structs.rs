//! Structs: how their parts are read, made, changed and handed on.

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Copy, Debug, Default, PartialEq, Differentiable)]
struct P {
    x: f64,
    y: f64,
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct Pair(f64, f64);

#[derive(Clone, Copy, Debug, Differentiable)]
struct Segment {
    from: P,
    to: P,
}

#[derive(Clone, Debug, Differentiable)]
struct Mixed {
    n: usize,
    values: Vec<f64>,
    flags: [bool; 2],
    inner: (f64, P),
}

#[derive(Clone, Debug, Differentiable)]
struct Labelled {
    #[constant]
    label: &'static str,
    value: f64,
}

#[grad(hvp)]
fn by_value(p: P) -> f64 {
    p.x * p.y.sin()
}

#[grad(hvp)]
fn by_reference(p: &P) -> f64 {
    p.x.exp() / p.y
}

#[grad(hvp)]
fn of_a_tuple_struct(p: &Pair) -> f64 {
    p.0 * p.1 * p.1
}

#[grad(hvp)]
fn nested(s: &Segment) -> f64 {
    (s.to.x - s.from.x).hypot(s.to.y - s.from.y)
}

#[grad(hvp)]
fn made(x: f64, y: f64) -> f64 {
    let p = P { x, y: x * y };
    by_reference(&p) * p.x
}

#[grad(hvp)]
fn made_nested(x: f64, y: f64) -> f64 {
    let s = Segment { from: P { x, y }, to: P { x: y, y: x * x } };
    nested(&s)
}

#[grad(hvp)]
fn returned(x: f64, y: f64) -> P {
    P { x: x * y, y: x - y }
}

#[grad(hvp)]
fn of_returned(x: f64, y: f64) -> f64 {
    let p = returned(x, y);
    p.x * p.y
}

#[grad(hvp)]
fn of_returned_at_once(x: f64, y: f64) -> f64 {
    by_value(returned(x, y)) + returned(y, x).y
}

#[grad(hvp)]
fn updated(p: &P, x: f64) -> f64 {
    let q = P { x, ..*p };
    q.x * q.y
}

#[grad(hvp)]
fn destructured(s: &Segment) -> f64 {
    let Segment { from: P { x: a, y: b }, to } = *s;
    a * to.y - b * to.x
}

#[grad(hvp)]
fn field_assigned(p: &P, t: f64) -> f64 {
    let mut q = *p;
    q.x = t * q.y;
    q.y += q.x;
    q.y *= t;
    q.x * q.y
}

#[grad(hvp)]
fn whole_assigned(s: &Segment, t: f64) -> f64 {
    let mut s = *s;
    s.from = s.to;
    s.to = P { x: t, y: s.from.x * t };
    s.from.x * s.to.y
}

#[grad(hvp)]
fn swapped_fields(s: &Segment) -> f64 {
    let mut s = *s;
    let to = s.from;
    s.from = s.to;
    s.to = to;
    s.from.x * s.to.x * s.to.x
}

#[grad(hvp)]
fn carried(p: &P, n: usize) -> f64 {
    let mut q = *p;
    for _ in 0..n {
        q = P { x: q.x + 0.1 * q.y, y: q.y - 0.1 * q.x.sin() };
    }
    q.x
}

#[grad(hvp)]
fn chosen(p: &P, q: &P) -> f64 {
    let r = if p.x > q.x { *p } else { P { x: q.x * p.y, ..*q } };
    r.x * r.y
}

#[grad(hvp)]
fn early(p: &P) -> f64 {
    if p.x < 0.0 {
        return p.y.exp();
    }
    p.x.sqrt() * p.y
}

#[grad(hvp)]
fn in_out(p: &mut P, t: f64) {
    p.x *= t;
    p.y = p.x.sin();
}

#[grad(hvp)]
fn of_in_out(p: &P, t: f64) -> f64 {
    let mut q = *p;
    in_out(&mut q, t);
    in_out(&mut q, p.x);
    q.x * q.y
}

#[grad(hvp)]
fn of_mixed(m: &Mixed) -> f64 {
    let mut sum = m.inner.0 * m.inner.1.x;
    for i in 0..m.n {
        if m.flags[i % 2] {
            sum += m.values[i].powi(2) * m.inner.1.y;
        }
    }
    sum
}

#[grad(hvp)]
fn of_labelled(l: &Labelled, x: f64) -> f64 {
    if l.label == "square" { l.value * x * x } else { l.value.ln() * x }
}

#[grad(hvp)]
fn default_and_set(x: f64) -> f64 {
    let mut p = P::default();
    p.x = x;
    p.y = p.x * 2.0 + p.y;
    p.x * p.y
}

#[grad(hvp)]
fn closure_over(p: &P, x: f64) -> f64 {
    let line = |t: f64| p.x * t + p.y;
    line(x) * line(2.0 * x)
}

#[grad(hvp)]
fn tuple_of_structs(p: &P, x: f64) -> f64 {
    let (a, b) = (*p, P { x, y: p.x });
    let pair = (a, b);
    pair.0.x * pair.1.x + pair.0.y * pair.1.y
}

#[grad(hvp)]
fn array_field(m: &[[f64; 2]; 2], p: &P) -> f64 {
    let q = P { x: m[0][0] * p.x + m[0][1] * p.y, y: m[1][0] * p.x + m[1][1] * p.y };
    q.x * q.x + q.y
}

/// What is folded has another name: it is a copy.
#[grad]
fn folded_beside(x: f64) -> f64 {
    let p = P { x, y: x * x };
    let s = [2.0, 3.0].iter().fold(p.clone(), |acc, t| P { x: acc.x * t, y: acc.y + x });
    let mut other = P { x: 1.0, y: x };
    let old = std::mem::replace(&mut other, p.clone());
    other.x *= x;
    s.x * s.y + p.x * p.y + old.y * other.x
}

#[test]
fn what_is_folded_is_a_copy() {
    check!(folded_beside(0.7));
}

#[test]
fn all() {
    let (p, q) = (P { x: 0.7, y: -1.3 }, P { x: 1.2, y: 0.4 });
    let s = Segment { from: p, to: q };
    check!(by_value(p), hvp);
    check!(by_reference(&p), hvp);
    check!(of_a_tuple_struct(&Pair(1.5, -0.5)), hvp);
    check!(nested(&s), hvp);
    check!(made(0.7, 1.9), hvp);
    check!(made_nested(0.7, 1.9), hvp);
    check!(returned(0.7, 1.9));
    check!(of_returned(0.7, 1.9), hvp);
    check!(of_returned_at_once(0.7, 1.9), hvp);
    check!(updated(&p, 0.3), hvp);
    check!(destructured(&s), hvp);
    check!(field_assigned(&p, 0.3), hvp);
    check!(whole_assigned(&s, 0.3), hvp);
    check!(swapped_fields(&s), hvp);
    check!(carried(&p, 7), hvp);
    check!(chosen(&p, &q), hvp);
    check!(chosen(&q, &p), hvp);
    check!(early(&p), hvp);
    check!(early(&P { x: -0.4, y: 0.2 }), hvp);
    check!(of_in_out(&p, 0.3), hvp);
    let mixed = Mixed { n: 3, values: vec![0.5, -1.0, 2.0], flags: [true, false], inner: (0.3, p) };
    check!(of_mixed(&mixed), hvp);
    check!(of_labelled(&Labelled { label: "square", value: 2.0 }, 0.3), hvp);
    check!(of_labelled(&Labelled { label: "line", value: 2.0 }, 0.3), hvp);
    check!(default_and_set(0.3), hvp);
    check!(closure_over(&p, 0.3), hvp);
    check!(tuple_of_structs(&p, 0.3), hvp);
    check!(array_field(&[[1.0, 2.0], [-0.5, 0.3]], &p), hvp);
}
