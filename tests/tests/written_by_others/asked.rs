//! Methods of constants that are asked within assertions and searches, or for a number.

use autodiff::{check, grad};

struct Mesh {
    n: usize,
    low: f64,
    high: f64,
}

impl Mesh {
    fn contains(&self, x: f64) -> bool {
        x > self.low && x < self.high
    }

    fn cell(&self, x: f64) -> usize {
        ((x - self.low) * self.n as f64) as usize
    }
}

#[grad(hvp)]
fn asserted(#[constant] mesh: &Mesh, x: f64) -> f64 {
    assert!(mesh.contains(x));
    assert!(mesh.contains(x) && !mesh.contains(x + 10.0), "{x} is outside of {}", mesh.high);
    debug_assert!(!mesh.contains(x + 10.0));
    x * x * x
}

#[grad(hvp)]
fn any_and_all(#[constant] mesh: &Mesh, xs: &[f64]) -> f64 {
    let inside = xs.iter().all(|x| mesh.contains(*x));
    if xs.iter().any(|x| !mesh.contains(*x)) || !inside { 1.0 } else { xs[0] * xs[1] }
}

#[grad(hvp)]
fn found(#[constant] mesh: &Mesh, xs: &[f64]) -> f64 {
    let i = xs.iter().position(|x| mesh.contains(*x)).unwrap();
    let first = xs.iter().find(|x| mesh.contains(**x)).unwrap();
    xs[i] * xs[1] * first
}

#[grad(hvp)]
fn numbered(#[constant] mesh: &Mesh, table: &[f64], x: f64) -> f64 {
    let i = mesh.cell(x);
    let mut sum = table[mesh.cell(2.0 * x)] * x;
    for j in 0..i {
        sum += table[j] * x * x;
    }
    if i == 2 { sum + table[i] * x } else { sum }
}

#[test]
fn questions_stand_everywhere() {
    let mesh = Mesh { n: 5, low: 0.0, high: 1.0 };
    check!(
        asserted(
            #[constant]
            &mesh,
            0.7
        ),
        hvp
    );
    check!(
        any_and_all(
            #[constant]
            &mesh,
            &[0.7, 0.4]
        ),
        hvp
    );
    check!(
        found(
            #[constant]
            &mesh,
            &[1.7, 0.4]
        ),
        hvp
    );
    check!(
        numbered(
            #[constant]
            &mesh,
            &[0.7, 0.4, 1.3, 0.2, 0.9],
            0.45
        ),
        hvp
    );
}

/// Panics are those of the function, with its words.
#[test]
fn an_assertion_says_what_it_says() {
    let said = |run: &dyn Fn()| {
        let hook = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| {}));
        let payload = std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).unwrap_err();
        std::panic::set_hook(hook);
        payload.downcast_ref::<String>().cloned().or_else(|| payload.downcast_ref::<&str>().map(ToString::to_string))
    };
    let (mesh, outside) = (Mesh { n: 5, low: 0.0, high: 1.0 }, Mesh { n: 5, low: 0.0, high: 20.0 });
    let of_function = said(&|| _ = asserted(&mesh, 2.0));
    assert_eq!(of_function.as_deref(), Some("assertion failed: mesh.contains(x)"));
    assert_eq!(said(&|| _ = asserted_vjp(&mesh, 2.0, 1.0)), of_function);
    assert_eq!(said(&|| _ = asserted_jvp(&outside, 2.0, 1.0)), Some("2 is outside of 20".to_owned()));
}
