//! Where a function panics, its companions panic: as far on their way, at the
//! same line of the source, and with the same message. They add no panic of
//! their own, but for shadows whose lengths are wrong.

#[path = "panics/subjects.rs"]
#[macro_use]
#[allow(clippy::all, clippy::pedantic, unreachable_pub, reason = "the ways to panic are what matters")]
mod subjects;

use autodiff::grad;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

/// How far a call came, where it panicked and what with.
#[derive(Debug, PartialEq)]
struct End {
    marks: Vec<usize>,
    place: Option<Place>,
    message: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Place {
    Line(u32),
    /// In std, where it does not track its caller.
    Elsewhere,
}

thread_local! {
    static PLACE: Cell<Option<Place>> = const { Cell::new(None) };
}

/// Lets the place of each panic be known to its thread.
fn listen() {
    static LISTENING: Once = Once::new();
    LISTENING.call_once(|| {
        let print = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            PLACE.set(
                panic.location().map(|at| {
                    if at.file().ends_with("subjects.rs") { Place::Line(at.line()) } else { Place::Elsewhere }
                }),
            );
            print(panic);
        }));
    });
}

fn end<T>(call: impl FnOnce() -> T) -> End {
    listen();
    PLACE.set(None);
    let _ = subjects::marks();
    let message = match catch_unwind(AssertUnwindSafe(call)) {
        Ok(_) => None,
        Err(payload) => match payload.downcast::<String>() {
            Ok(text) => Some(*text),
            Err(payload) => Some((*payload.downcast::<&str>().expect("a panic has a text")).to_owned()),
        },
    };
    End { marks: subjects::marks(), place: PLACE.get(), message }
}

type Shadows<'x> = (&'x [f64], &'x mut [f64]);

/// A function, and each of its companions, on `x` of three elements.
struct Subject {
    name: &'static str,
    n: usize,
    primal: fn(&[f64], usize),
    companions: [fn(Shadows<'_>, usize); 6],
}

macro_rules! subjects {
    ($($name:ident($n:literal): $jvp:ident, $vjp:ident, $into:ident, $grad:ident, $grad_into:ident, $hvp:ident;)*) => {
        const SUBJECTS: &[Subject] = &[$(Subject {
            name: stringify!($name),
            n: $n,
            primal: |x, n| { subjects::$name(x, n); },
            companions: [
                |(x, _), n| { subjects::$jvp(x, n, x); },
                |(x, _), n| { subjects::$vjp(x, n, 1.0); },
                |(x, x_bar), n| { subjects::$into(x, n, 1.0, x_bar); },
                |(x, _), n| { subjects::$grad(x, n); },
                |(x, x_bar), n| { subjects::$grad_into(x, n, x_bar); },
                |(x, _), n| { subjects::$hvp(x, n, x); },
            ],
        }),*];
    };
}

subjects! {
    reads_outside(4): reads_outside_jvp, reads_outside_vjp, reads_outside_vjp_into, reads_outside_grad, reads_outside_grad_into, reads_outside_hvp;
    writes_outside(2): writes_outside_jvp, writes_outside_vjp, writes_outside_vjp_into, writes_outside_grad, writes_outside_grad_into, writes_outside_hvp;
    adds_outside(5): adds_outside_jvp, adds_outside_vjp, adds_outside_vjp_into, adds_outside_grad, adds_outside_grad_into, adds_outside_hvp;
    reads_what_nobody_needs(5): reads_what_nobody_needs_jvp, reads_what_nobody_needs_vjp, reads_what_nobody_needs_vjp_into, reads_what_nobody_needs_grad, reads_what_nobody_needs_grad_into, reads_what_nobody_needs_hvp;
    writes_what_nobody_needs(5): writes_what_nobody_needs_jvp, writes_what_nobody_needs_vjp, writes_what_nobody_needs_vjp_into, writes_what_nobody_needs_grad, writes_what_nobody_needs_grad_into, writes_what_nobody_needs_hvp;
    row_outside(2): row_outside_jvp, row_outside_vjp, row_outside_vjp_into, row_outside_grad, row_outside_grad_into, row_outside_hvp;
    divides_by_zero(0): divides_by_zero_jvp, divides_by_zero_vjp, divides_by_zero_vjp_into, divides_by_zero_grad, divides_by_zero_grad_into, divides_by_zero_hvp;
    remainder_by_zero(0): remainder_by_zero_jvp, remainder_by_zero_vjp, remainder_by_zero_vjp_into, remainder_by_zero_grad, remainder_by_zero_grad_into, remainder_by_zero_hvp;
    counts_below_zero(0): counts_below_zero_jvp, counts_below_zero_vjp, counts_below_zero_vjp_into, counts_below_zero_grad, counts_below_zero_grad_into, counts_below_zero_hvp;
    ends_outside(7): ends_outside_jvp, ends_outside_vjp, ends_outside_vjp_into, ends_outside_grad, ends_outside_grad_into, ends_outside_hvp;
    ends_before_it_starts(2): ends_before_it_starts_jvp, ends_before_it_starts_vjp, ends_before_it_starts_vjp_into, ends_before_it_starts_grad, ends_before_it_starts_grad_into, ends_before_it_starts_hvp;
    splits_outside(7): splits_outside_jvp, splits_outside_vjp, splits_outside_vjp_into, splits_outside_grad, splits_outside_grad_into, splits_outside_hvp;
    splits_mutable_outside(4): splits_mutable_outside_jvp, splits_mutable_outside_vjp, splits_mutable_outside_vjp_into, splits_mutable_outside_grad, splits_mutable_outside_grad_into, splits_mutable_outside_hvp;
    swaps_outside(7): swaps_outside_jvp, swaps_outside_vjp, swaps_outside_vjp_into, swaps_outside_grad, swaps_outside_grad_into, swaps_outside_hvp;
    copies_another_length(7): copies_another_length_jvp, copies_another_length_vjp, copies_another_length_vjp_into, copies_another_length_grad, copies_another_length_grad_into, copies_another_length_hvp;
    chunks_of_nothing(0): chunks_of_nothing_jvp, chunks_of_nothing_vjp, chunks_of_nothing_vjp_into, chunks_of_nothing_grad, chunks_of_nothing_grad_into, chunks_of_nothing_hvp;
    exact_chunks_of_nothing(0): exact_chunks_of_nothing_jvp, exact_chunks_of_nothing_vjp, exact_chunks_of_nothing_vjp_into, exact_chunks_of_nothing_grad, exact_chunks_of_nothing_grad_into, exact_chunks_of_nothing_hvp;
    windows_of_nothing(0): windows_of_nothing_jvp, windows_of_nothing_vjp, windows_of_nothing_vjp_into, windows_of_nothing_grad, windows_of_nothing_grad_into, windows_of_nothing_hvp;
    window_too_small(1): window_too_small_jvp, window_too_small_vjp, window_too_small_vjp_into, window_too_small_grad, window_too_small_grad_into, window_too_small_hvp;
    steps_by_zero(0): steps_by_zero_jvp, steps_by_zero_vjp, steps_by_zero_vjp_into, steps_by_zero_grad, steps_by_zero_grad_into, steps_by_zero_hvp;
    first_of_nothing(3): first_of_nothing_jvp, first_of_nothing_vjp, first_of_nothing_vjp_into, first_of_nothing_grad, first_of_nothing_grad_into, first_of_nothing_hvp;
    last_of_nothing(0): last_of_nothing_jvp, last_of_nothing_vjp, last_of_nothing_vjp_into, last_of_nothing_grad, last_of_nothing_grad_into, last_of_nothing_hvp;
    wrong_by_assertion(2): wrong_by_assertion_jvp, wrong_by_assertion_vjp, wrong_by_assertion_vjp_into, wrong_by_assertion_grad, wrong_by_assertion_grad_into, wrong_by_assertion_hvp;
    constant_outside(4): constant_outside_jvp, constant_outside_vjp, constant_outside_vjp_into, constant_outside_grad, constant_outside_grad_into, constant_outside_hvp;
    remainder_by_method(0): remainder_by_method_jvp, remainder_by_method_vjp, remainder_by_method_vjp_into, remainder_by_method_grad, remainder_by_method_grad_into, remainder_by_method_hvp;
    in_a_callee(4): in_a_callee_jvp, in_a_callee_vjp, in_a_callee_vjp_into, in_a_callee_grad, in_a_callee_grad_into, in_a_callee_hvp;
}

/// The same end; what std panics with itself, companions panic with in sight of
/// the user.
fn assert_same(companion: End, function: &End, label: &str) {
    let End { place, .. } = companion;
    match function.place {
        Some(Place::Elsewhere) => assert!(matches!(place, Some(Place::Line(_))), "{label}: {companion:?}"),
        expected => assert_eq!(place, expected, "{label}"),
    }
    assert_eq!((companion.marks, companion.message), (function.marks.clone(), function.message.clone()), "{label}");
}

#[test]
fn companions_panic_as_their_function_does() {
    for Subject { name, n, primal, companions } in SUBJECTS {
        let x = [1.5, 2.0, 3.0];
        let expected = end(|| primal(&x, *n));
        assert!(expected.message.is_some(), "{name} does not panic");
        for (i, companion) in companions.iter().enumerate() {
            let mut x_bar = [0.0; 3];
            assert_same(end(|| companion((&x, &mut x_bar), *n)), &expected, &format!("{name}, companion {i}"));
        }
    }
}

#[test]
fn companions_return_where_their_function_does() {
    for Subject { name, primal, companions, .. } in SUBJECTS {
        let x = [1.5, 2.0, 3.0];
        for n in 0..6 {
            let expected = end(|| primal(&x, n));
            for (i, companion) in companions.iter().enumerate() {
                let mut x_bar = [0.0; 3];
                assert_same(
                    end(|| companion((&x, &mut x_bar), n)),
                    &expected,
                    &format!("{name} of {n}, companion {i}"),
                );
            }
        }
    }
}

#[grad]
fn dot(x: &[f64], rows: &[Vec<f64>]) -> f64 {
    let mut s = 0.0;
    for row in rows {
        for (a, b) in x.iter().zip(row) {
            s += a * b;
        }
    }
    s
}

#[grad]
fn square(x: &mut [f64]) {
    for v in x.iter_mut() {
        *v *= *v;
    }
}

#[grad]
fn grow(x: f64, out: &mut Vec<f64>) {
    out.push(x * x);
    out.push(x * out[0]);
}

#[grad]
fn doubled(x: &[f64]) -> Vec<f64> {
    x.iter().map(|v| 2.0 * v).collect()
}

fn message<T>(call: impl FnOnce() -> T) -> String {
    end(call).message.expect("it panics")
}

#[test]
fn shadows_of_another_length_are_named() {
    let (x, rows) = ([1.0, 2.0], vec![vec![3.0, 4.0], vec![5.0, 6.0]]);
    let ragged = vec![vec![3.0, 4.0], vec![5.0]];
    let text = message(|| dot_jvp(&x, &rows, &[1.0], &rows));
    assert_eq!(text, "`x_dot` has length 1, but `x` has length 2");
    let text = message(|| dot_jvp(&x, &rows, &x, &rows[..1]));
    assert_eq!(text, "`rows_dot` has length 1, but `rows` has length 2");
    let text = message(|| dot_jvp(&x, &rows, &x, &ragged));
    assert_eq!(text, "`rows_dot[1]` has length 1, but `rows[1]` has length 2");
    let text = message(|| dot_grad_into(&x, &rows, &mut [0.0; 3], &mut rows.clone()));
    assert_eq!(text, "`x_bar` has length 3, but `x` has length 2");
    let text = message(|| dot_vjp_into(&x, &rows, 1.0, &mut [0.0; 2], &mut ragged.clone()));
    assert_eq!(text, "`rows_bar[1]` has length 1, but `rows[1]` has length 2");
    let text = message(|| square_vjp_into(&mut [1.0, 2.0], &mut [1.0]));
    assert_eq!(text, "`x_bar` has length 1, but `x` has length 2");
    let text = message(|| square_jvp(&mut [1.0, 2.0], &mut [1.0]));
    assert_eq!(text, "`x_dot` has length 1, but `x` has length 2");
    let text = message(|| doubled_vjp(&[1.0, 2.0], vec![1.0]));
    assert!(text.contains("`y_bar` has length 1"), "{text}");
}

/// The cotangent of a vector that grows is that of what the function leaves, and
/// as long.
#[test]
fn the_shadow_of_what_grows() {
    let (mut out, mut out_dot) = (vec![3.0], vec![0.5]);
    grow_jvp(2.0, &mut out, 1.0, &mut out_dot);
    assert_eq!((out, out_dot), (vec![3.0, 4.0, 6.0], vec![0.5, 4.0, 4.0]));
    let (mut out, mut out_bar, mut x_bar) = (vec![3.0], vec![0.0, 10.0, 1.0], 0.0);
    grow_vjp_into(2.0, &mut out, &mut x_bar, &mut out_bar);
    assert_eq!((out, out_bar, x_bar), (vec![3.0, 4.0, 6.0], vec![2.0], 43.0));
    let text = message(|| grow_vjp_into(2.0, &mut vec![3.0], &mut 0.0, &mut vec![0.0]));
    assert_eq!(text, "`out_bar` has length 1, but `out` has length 3");
}
