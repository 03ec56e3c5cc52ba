//! What is active in a function, and what is refused of that.

use crate::analysis::{self, Activity};
use crate::errors::Errors;
use crate::ir::Func;
use crate::lower::{self, Lowered};

/// Of a function, with its closures.
pub(super) fn all(errors: &Errors, lowered: &mut Lowered) -> Activity {
    let activity = one(errors, &mut lowered.func);
    lowered.closures.iter_mut().for_each(|of| drop(one(errors, &mut of.func)));
    activity
}

/// What asks a constant for a truth value that decides has no companions, and is written as code
/// before the rest is looked at.
fn one(errors: &Errors, func: &mut Func) -> Activity {
    let activity = analysis::activity(func);
    let needed = analysis::needed(func, &activity);
    lower::questions_as_code(func, &|answer| !needed[answer.index()], &|given| activity.is_varied(given));
    analysis::check(errors, func, &activity);
    activity
}
