//! Buffers that are made once, before the loops around them. That the numbers are the same, to the
//! last bit, is found out where the policies are compared.

use super::world::File;
use crate::ir::verify::check;
use crate::ir::{Block, Func, Stmt};
use crate::transform::{Policy, hoist};

fn parse(source: &str) -> File {
    File::parse(source, Policy::Minimal).unwrap_or_else(|error| panic!("{error}"))
}

/// How many pieces of memory the loops of a block make.
fn made_in_loops(block: &Block) -> usize {
    let mut made = 0;
    block.visit(&mut |stmt| {
        if let Stmt::Loop(repeat) = stmt {
            made += repeat.body.stmts.iter().filter(|stmt| matches!(stmt, Stmt::New(_))).count();
        }
    });
    made
}

/// The gradient of `f` before and after the pass.
fn gradients(file: &File) -> [Func; 2] {
    let before = Func::clone(&*file.companion("f", "_grad").unwrap_or_else(|stop| panic!("{stop:?}")));
    let after = hoist(before.clone());
    check(&after).unwrap_or_else(|broken| panic!("{broken}\n{after}"));
    [before, after]
}

const NETWORK: &str = "#[grad] fn f(w: &[f64], x: &[f64], m: usize) -> f64 {
    let mut total = 0.0;
    for row in x.chunks_exact(m) {
        let mut net = 0.0;
        for j in 0..m {
            let mut sum = 0.0;
            for v in row { sum += v * w[j]; }
            net += sum.tanh() * w[j];
        }
        total += net.exp();
    }
    total
}";

#[test]
fn tapes_of_an_iteration_are_made_once() {
    let [before, after] = gradients(&parse(NETWORK));
    assert!(made_in_loops(&before.body) > 0, "{before}");
    assert_eq!(made_in_loops(&after.body), 0, "{after}");
}

/// A tape that an inner loop fills from end to end is not cleared before; a shadow is, and a tape of
/// what only some iterations record.
#[test]
fn what_is_filled_first_is_not_cleared() {
    let counts = |source: &str| {
        let text = gradients(&parse(source))[1].to_string();
        ["unwrite", "reset"].map(|word| text.matches(word).count())
    };
    let [unwritten, reset] = counts(NETWORK);
    assert!(unwritten > 0 && reset == 0, "{unwritten}, {reset}");
    let shadow = NETWORK
        .replace("let mut net", "let mut own = vec![0.0; m]; let mut net")
        .replace("net += sum.tanh() * w[j];", "own[j] += sum.tanh(); net += own[j / 2] * own[j];");
    assert!(counts(&shadow)[1] > 0, "{:?}", counts(&shadow));
}

#[test]
fn what_the_user_makes_stays_where_it_is() {
    let source = "#[grad] fn f(x: &[f64], n: usize) -> f64 {
        let mut total = 0.0;
        for v in x { let t = vec![*v; n]; total += t[0] * t[n - 1]; }
        total
    }";
    let [before, after] = gradients(&parse(source));
    let user = |func: &Func| {
        let mut made = 0;
        func.body.visit(&mut |stmt| {
            made += usize::from(matches!(stmt, Stmt::New(new) if func.values[new.dst.index()].number.is_some()));
        });
        made
    };
    assert_eq!(user(&before), user(&after), "{after}");
}

#[test]
fn what_is_handed_on_moves() {
    let source = "#[grad] fn f(x: &[f64], n: usize) -> f64 {
        let mut state = vec![1.0; n];
        for i in 0..x.len() {
            let mut next = vec![0.0; n];
            for j in 0..n { next[j] = state[j] * x[i].sin() + state[n - 1 - j]; }
            state = next;
        }
        state[0] * state[n - 1]
    }";
    gradients(&parse(source));
}
