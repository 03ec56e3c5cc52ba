//! Who hands a record to its adjoint, who asks for one, and for how long it is kept.

use crate::expand::{self, Surroundings};
use proc_macro2::TokenStream;

fn expanded(surroundings: Surroundings, attr: &str, function: &str) -> String {
    let [attr, function]: [TokenStream; 2] = [attr, function].map(|text| text.parse().expect("tokens"));
    expand::grad(surroundings, attr, function).to_string()
}

fn in_a_module(function: &str) -> String {
    expanded(Surroundings::Module, "", function)
}

fn offers(function: &str) -> bool {
    in_a_module(function).contains("fn f_augmented")
}

/// The cost model of one place decides.
#[test]
fn what_is_dear_is_recorded() {
    assert!(offers("fn f(x: &[f64], y: &mut [f64]) { for i in 0..x.len() { y[i] = x[i].exp(); } }"));
    assert!(offers("fn f(x: &[f64], y: &mut [f64]) -> f64 { for i in 0..y.len() { y[i] *= x[i] * y[i]; } y[0] }"));
    assert!(offers("fn f(x: &[f64]) -> f64 { h(x[0]) * x[1] }"));
    assert!(!offers("fn f(x: &[f64], y: &mut [f64]) { for i in 0..x.len() { y[i] = x[i] * x[i]; } }"));
    assert!(!offers("fn f(x: &[f64]) -> f64 { x[0] * x[1] * x[2] }"));
    assert!(!offers("fn f(x: f64) -> f64 { x.exp() }"));
}

#[test]
fn what_no_tape_holds_is_not_recorded() {
    assert!(!offers("fn f<const N: usize>(x: &[f64; N], y: &mut [f64]) { for i in 0..N { y[i] = x[i].exp(); } }"));
    assert!(!offers("fn f(x: &[f64], y: &mut [f64]) -> Option<f64> { y[0] = x[0].exp(); Some(y[0] * y[0]) }"));
    assert!(!offers("fn f(x: impl AsRef<[f64]>, y: &mut [f64]) { y[0] = x.as_ref()[0].exp(); y[0] *= y[0]; }"));
}

const UNFUSED: &str = "fn f(x: &[f64], n: usize) -> f64 {
    let mut y = x.to_vec();
    for _ in 0..n { g(x, &mut y); y[0] *= y[1]; }
    y[0]
}";

const FUSED: &str = "fn f(x: &[f64], d: &[f64]) -> f64 {
    let mut s = 0.0;
    for r in 0..d.len() { let mut y = vec![d[r]; 2]; g(x, &mut y); s += y[0] * y[1]; }
    s
}";

#[test]
fn an_iteration_that_is_reversed_at_once_takes_back_what_it_has_recorded() {
    let text = in_a_module(FUSED);
    assert!(text.contains("augmented !") && text.contains("take_back"), "{text}");
    let text = in_a_module(UNFUSED);
    assert!(text.contains("augmented !") && !text.contains("take_back"), "{text}");
}

/// A list of the positions is made before the loop, and cleared in each iteration.
#[test]
fn so_does_one_that_notes_where_its_records_are() {
    let points = "fn f(x: &[f64], n: usize, k: usize) -> f64 {
        let mut s = 0.0;
        for r in 0..n {
            let mut t = vec![0.0; k];
            for c in 0..k { t[c] = g(&x[c..], r); }
            s += h(&t);
        }
        s
    }";
    let text = in_a_module(points);
    assert!(text.contains(". resize (") && text.contains("take_back"), "{text}");
    // Here the next iteration finds them.
    let kept =
        points.replace("let mut t = vec![0.0; k];", "").replace("let mut s", "let mut t = vec![0.0; k]; let mut s");
    let text = in_a_module(&kept);
    assert!(text.contains("augmented !") && !text.contains("take_back"), "{text}");
}

/// What a block has may hide what the module has; and nobody takes the tangent of a record.
#[test]
fn who_asks_nobody_runs_callees_whole() {
    let text = expanded(Surroundings::Unknown, "", UNFUSED);
    assert!(!text.contains("augmented") && !text.contains("__tape"), "{text}");
    let text = expanded(Surroundings::Module, "only(hvp)", UNFUSED);
    assert!(!text.contains("augmented") && text.contains("g_vjp_into_jvp"), "{text}");
}

/// A vector that is made for the adjoint lies on the tape as it is, and where each element is set first it
/// is one that has served before. What a user makes is made as it says.
#[test]
fn a_vector_that_nobody_else_needs_is_given_to_the_tape() {
    let begun_in_room = in_a_module(
        "fn f(x: &[f64], t: f64) -> f64 {
            let (mut p, mut s) = (1.0, 0.0);
            for c in x { s += c * p; p *= t; }
            s
        }",
    );
    assert!(begun_in_room.contains("__tape . unwritten (") && begun_in_room.contains("__tape . give ("));
    assert!(begun_in_room.contains("__record . given ()") && !begun_in_room.contains("put_slice"));

    let made = "fn f(x: &[f64]) -> f64 {
        let mut y = vec![0.0; x.len()];
        for i in 0..x.len() { y[i] = x[i].exp(); }
        let mut s = 0.0;
        for i in 0..x.len() { s += y[i].sin() * y[i]; }
        s
    }";
    let text = in_a_module(made);
    assert!(text.contains("__tape . give (y)") && !text.contains("let mut y = __tape"), "{text}");
    // What is given back is still needed.
    let given_back = made.replace("-> f64", "-> Vec<f64>").replace("s\n    }", "y[0] = s; y\n    }");
    let text = in_a_module(&given_back);
    assert!(text.contains("fn f_augmented") && !text.contains("give (y)"), "{text}");
}

/// The adjoint of what gives a vector borrows the shadow of that, unless it hands it on.
#[test]
fn a_seed_is_borrowed() {
    let borrows = |function: &str| {
        let text = in_a_module(function);
        assert!(text.contains("fn f_reverse_into") || text.contains("fn f_adjoint_into"), "{text}");
        text.contains("seed . lent ()")
    };
    assert!(borrows("fn f(x: &[f64], k: &[f64]) -> Vec<f64> { x.iter().zip(k).map(|(x, k)| x + 2.0 * k).collect() }"));
    assert!(borrows("fn f(x: &[f64]) -> Vec<f64> { x.iter().map(|x| x.exp().sin()).collect() }"));
    assert!(!borrows("fn f(x: &[f64]) -> Vec<f64> { let y: Vec<f64> = g(x); y }"));
    assert!(!borrows("fn f(x: &[f64]) -> f64 { let mut s = 0.0; for x in x { s += x.exp().sin(); } s }"));
}

/// Who runs such adjoints in a loop makes the shadow once: where the adjoint is the last to name it.
#[test]
fn a_loop_has_one_shadow_for_what_callees_give() {
    let steps = "fn f(x: &[f64], n: usize) -> f64 {
        let mut y = x.to_vec();
        for _ in 0..n { h(&g(&y), &mut y); y[0] *= y[1]; }
        y[0]
    }";
    let text = in_a_module(steps);
    assert!(text.contains("__room_0 . zeros_like (") && text.contains("given_seed ! (& mut __room_0"), "{text}");
    let text = in_a_module("fn f(x: &[f64], y: &mut Vec<f64>) { h(&g(x), y); y[0] *= y[1]; }");
    assert!(!text.contains("__room_0"), "{text}");
}

fn in_a_block(methods: &str) -> String {
    in_a_module(&format!("impl Sim {{ {methods} }}"))
}

const STEP: &str = "fn step(&mut self, n: usize) -> f64 {
    let mut s = 0.0;
    for i in 0..n { self.x[i] = self.x[i].exp(); s += self.x[i]; }
    s
}";

/// A method is beside it that tells, where its receiver is lent and nothing stands in the way.
#[test]
fn a_method_tells_by_a_method() {
    let offers = |method: &str| in_a_block(method).contains("fn step_in_two");
    assert!(offers(STEP));
    assert!(offers(
        &STEP
            .replace("&mut self", "&self")
            .replace("self.x[i] = self.x[i].exp(); s += self.x[i]", "s += self.x[i].exp()")
    ));
    assert!(!offers("fn step(&mut self, dt: f64) { self.x = self.x * dt; }"));
    assert!(!offers(&STEP.replace("&mut self", "mut self")));
    assert!(!offers(&STEP.replace("step(", "step<T: Copy>(").replace("n: usize", "n: usize, _t: T")));
    assert!(!offers(&STEP.replace("-> f64", "-> Option<f64>").replace(" s\n", " Some(s)\n")));
    assert!(!in_a_module(&format!("trait Moves {{ {STEP} }}")).contains("in_two"));
    // A float whose type is not seen, and data of another type, are on no tape.
    assert!(!offers(&STEP.replace("s += self.x[i];", "self.p = self.p.turned(s); s += self.p.r();")));
}

/// Nobody asks a method in sight that runs nothing dear, nor what is called as methods of std are.
#[test]
fn a_method_that_may_tell_is_asked() {
    let asks = |body: &str, others: &str| {
        in_a_block(&format!(
            "fn run(&mut self, n: usize) -> f64 {{ let mut s = 0.0; for _ in 0..n {{ {body} }} s }} {others}"
        ))
        .contains("augmented_method !")
    };
    assert!(asks("s += self.step(n); s = s.sin();", STEP));
    assert!(asks("s += self.part.advance(s); s = s.sin();", ""));
    assert!(!asks(
        "s += self.scaled(s); s = s.sin();",
        "fn scaled(&mut self, by: f64) -> f64 { self.k = self.k * by; by }"
    ));
    assert!(!asks("s += self.part.dot(s); s = s.sin();", ""));
    // One whose block is not seen has no surroundings to ask from.
    let text =
        expanded(Surroundings::Unknown, "", "fn run(&mut self) -> f64 { let e = self.step(3); e.sin() * self.k }");
    assert!(!text.contains("augmented_method"), "{text}");
}
