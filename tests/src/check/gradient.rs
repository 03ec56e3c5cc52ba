//! The companions of a function whose result is one float.

use super::close::{Verdict, close, magnitude, same};
use super::jacobian::{outputs, pull, unit};
use crate::subject::Subject;

/// `_grad` is `_vjp` with the seed one, and nothing for final contents;
/// `_value_and_grad` returns the gradient of `_grad`, and `_grad_into` overwrites
/// what it is given with it.
///
/// # Errors
/// The first entry that differs.
pub fn gradient(subject: &Subject) -> Verdict {
    let Some(objective) = subject.objective else { return Ok(()) };
    for (place, at) in subject.all_points() {
        let gradient = (objective.grad)(&at);
        let from_vjp = pull(subject, &at, &unit(outputs(subject, &at), 0));
        for (entry, expected) in from_vjp.iter().enumerate() {
            let what = format!("entry {entry} of _grad against _vjp");
            close(&place, &what, gradient[entry], *expected, 1e-13 * magnitude(&from_vjp))?;
        }
        same(&place, "gradient of _value_and_grad", &(objective.value_and_grad)(&at).1, &gradient)?;
        same(&place, "gradient of _grad_into", &(objective.grad_into)(&at).1, &gradient)?;
    }
    Ok(())
}
