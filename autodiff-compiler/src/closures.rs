//! The code of closures that are values, by the ordinary pipeline.

use crate::config::Config;
use crate::derivatives::Derivatives;
use crate::emit::{self, Target};
use crate::expand::{context, krate};
use crate::lower::{Lowered, Signature};
use crate::protocol::Companion;
use crate::transform::Calls;
use std::rc::Rc;

/// The code of the closures that are values, those inside of others first.
pub(crate) fn closures(config: &Config, around: &Signature, lowered: &Lowered) -> Rc<Vec<emit::ClosureTokens>> {
    use Companion::{Hvp, Jvp, Primal, VjpInto, VjpIntoJvp};
    let krate = krate(config);
    let is_forward = |c: &Companion| matches!(c, Jvp | Hvp);
    let has_forward = config.companions.iter().any(is_forward);
    let has_reverse = config.companions.iter().any(|c| *c != Jvp);
    let parts =
        [(Primal, true), (Jvp, has_forward), (VjpInto, has_reverse), (VjpIntoJvp, config.companions.contains(&Hvp))];
    let mut done: Vec<emit::ClosureTokens> = Vec::new();
    for (id, closure) in lowered.closures.iter().enumerate() {
        let mut tokens = emit::closure_head(&krate, closure, id);
        let signature = around.of_closure(&krate, closure);
        let mut cx = context(config, &signature, &[]);
        cx.closures = Rc::new(done.clone());
        let derivatives = Derivatives::new(config, Calls::Whole, &closure.func);
        for companion in parts.into_iter().filter(|(_, is_wanted)| *is_wanted).map(|(companion, _)| companion) {
            let target = Target { func: &derivatives.of(companion), companion };
            tokens.parts.push((companion, emit::closure_part(&cx, closure, &tokens, &target)));
        }
        done.push(tokens);
    }
    Rc::new(done)
}
