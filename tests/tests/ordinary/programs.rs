//! Lists, trees and states, as programs build them and go through them.

use super::*;

#[grad(hvp)]
fn ref_choice2(p: &Body) -> f64 {
    let r = if p.mass > 1.0 { &p.pos } else { &p.vel };
    let w = if p.mass > 1.0 { p.vel } else { p.pos };
    r.norm2() * r.x * w.norm2()
}
agrees!(bodies()[1], ref_choice2, ref_choice2_grad, ref_choice2_jvp, ref_choice2_hvp);

#[grad(hvp)]
fn ref_choice_elem(p: &Vec<Body>) -> f64 {
    let r = match p.len() {
        1 => &p[0],
        4 => &p[2],
        _ => &p[1],
    };
    let w = if r.mass > 0.0 { &r.vel } else { &p[0].vel };
    r.mass * w.norm2()
}
agrees!(bodies(), ref_choice_elem, ref_choice_elem_grad, ref_choice_elem_jvp, ref_choice_elem_hvp);

#[grad(hvp)]
fn opt_or2(p: &Held) -> f64 {
    let w = p.last.unwrap();
    let u = p.all[0].and_then(|w| if w.x > 0.0 { Some(V3 { x: w.y, ..w }) } else { None }).unwrap_or(w);
    w.norm2() * u.x
}
agrees!(held(), opt_or2, opt_or2_grad, opt_or2_jvp, opt_or2_hvp);

#[derive(Clone, Debug, Differentiable)]
struct Node {
    v: f64,
    next: Option<Box<Node>>,
}

#[grad(hvp)]
fn node_sum(p: &Node) -> f64 {
    match &p.next {
        Some(n) => p.v * node_sum(n),
        None => p.v * p.v,
    }
}
fn list() -> Node {
    Node { v: 0.7, next: Some(Box::new(Node { v: 1.3, next: Some(Box::new(Node { v: -0.4, next: None })) })) }
}
agrees!(list(), node_sum, node_sum_grad, node_sum_jvp, node_sum_hvp);

#[grad(hvp)]
fn node_built(p: &V3) -> f64 {
    let n = Node { v: p.x, next: Some(Box::new(Node { v: p.y, next: None })) };
    let m = Node { v: p.z, next: Some(Box::new(n.clone())) };
    node_sum(&m) + node_sum(&n)
}
agrees!(v(), node_built, node_built_grad, node_built_jvp, node_built_hvp);

#[grad(hvp)]
fn node_list(p: &Vec<f64>) -> f64 {
    let mut head = None;
    for k in p {
        head = Some(Box::new(Node { v: *k, next: head.take() }));
    }
    let n = head.unwrap();
    node_sum(&n)
}
agrees!(vec![0.4, 1.3, 0.8], node_list, node_list_grad, node_list_jvp, node_list_hvp);

#[grad(hvp)]
fn states(p: &V3) -> f64 {
    let mut st = State::Idle;
    let mut sum = 0.0;
    for i in 0..5 {
        st = match st {
            State::Idle if i > 0 => State::Run { speed: p.x },
            State::Idle => State::Idle,
            State::Run { speed } if speed > 1.0 => State::Stop(speed),
            State::Run { speed } => State::Run { speed: speed * 1.7 * p.y.abs() + 0.5 },
            State::Stop(s) => State::Stop(s * 0.5),
        };
        sum += match &st {
            State::Idle => 0.1,
            State::Run { speed } => speed * p.z,
            State::Stop(s) => *s,
        };
    }
    sum
}

#[derive(Clone, Debug, Differentiable)]
enum State {
    Idle,
    Run { speed: f64 },
    Stop(f64),
}
agrees!(v(), states, states_grad, states_jvp, states_hvp);

#[derive(Clone, Copy, Debug, PartialEq)]
enum Mode {
    A,
    B,
}

#[grad(hvp)]
fn modes(p: &V3) -> f64 {
    let mut m = Mode::A;
    let mut s = 0.0;
    for i in 0..4 {
        s += match m {
            Mode::A => p.x,
            Mode::B => p.y * s,
        };
        m = if i % 2 == 0 { Mode::B } else { Mode::A };
    }
    s
}
agrees!(v(), modes, modes_grad, modes_jvp, modes_hvp);

#[grad(hvp)]
fn rec_simplify(p: &V3) -> f64 {
    let e = double(&Expr::Add(Box::new(Expr::Lit(p.x)), Box::new(Expr::Lit(p.y))), p.z);
    e.eval(p.x)
}

#[grad(hvp)]
fn double(e: &Expr, k: f64) -> Expr {
    match e {
        Expr::Lit(v) => Expr::Lit(v * k),
        Expr::Add(a, b) => Expr::Add(Box::new(double(a, k)), Box::new(double(b, k))),
        Expr::Mul(a, b) => Expr::Mul(Box::new(double(a, k)), b.clone()),
    }
}
agrees!(v(), rec_simplify, rec_simplify_grad, rec_simplify_jvp, rec_simplify_hvp);

#[grad(hvp)]
fn it_retain(p: &Vec<Body>) -> f64 {
    let mut bs = p.clone();
    bs.retain(|b| b.mass > 1.2);
    bs.iter().map(|b| b.mass * b.vel.norm2()).sum::<f64>() * bs[0].mass
}
agrees!(bodies(), it_retain, it_retain_grad, it_retain_jvp, it_retain_hvp);

#[grad(hvp)]
fn it_retain_floats(p: &Vec<f64>) -> f64 {
    let mut x = p.clone();
    let k = 0.5;
    x.retain(|v| *v > k * 0.1);
    x[1] *= x[0];
    x.retain(|&v| v < 2.0);
    x.iter().enumerate().map(|(i, v)| v * v * i as f64).sum::<f64>() * x[0] + x.len() as f64
}
agrees!(
    vec![-0.3, 0.7, 2.5, 1.1, -0.2, 0.9],
    it_retain_floats,
    it_retain_floats_grad,
    it_retain_floats_jvp,
    it_retain_floats_hvp
);
