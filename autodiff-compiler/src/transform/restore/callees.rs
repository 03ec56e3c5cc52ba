//! How callees run with their adjoints, in words: for the companion `f_report`.

use crate::analysis::may_offer;
use crate::ir::{Call, Called, Fails, Func, Offers, Record, Stmt, text_of};
use crate::protocol::Companion;

/// A line for each call that has an adjoint.
pub(super) fn told(func: &Func) -> Vec<String> {
    let (mut texts, mut lines) = (Vec::new(), Vec::new());
    func.body.visit(&mut |stmt| {
        let Stmt::Call(call) = stmt else { return };
        let text = text(call);
        if let Some(how) = how(call) {
            lines.push((text.clone(), format!("`{text}`: {how}")));
        }
        texts.push(text);
    });
    // In the order of the function, whose sweep is the first. One that runs for several seeds is one call.
    lines.sort_by_key(|(text, _)| texts.iter().position(|first| first == text));
    lines.dedup();
    lines.into_iter().map(|(_, line)| line).collect()
}

/// A call as the user wrote it, up to a block in it; what has no text goes by its name.
fn text(call: &Call) -> String {
    let text = text_of(&call.origin).map_or_else(|| call.callee.name.to_string(), str::to_owned);
    text.split(" {").next().unwrap_or(&text).to_owned()
}

/// How a call runs with its adjoint, if it is of a companion that is one.
fn how(call: &Call) -> Option<String> {
    let is = |companion: Companion| call.companion.ends_with(&companion.ending());
    let callee = &call.callee.name;
    match call.record {
        _ if call.callee.called == Called::Operator => None,
        Record::Read(_) => Some(format!(
            "its adjoint runs later, and reads what `{callee}` has recorded; what that does not record is computed again"
        )),
        _ if is(Companion::VjpInto) && call.runs_again => Some(format!("runs again in its adjoint: {}", why(call))),
        _ if is(Companion::VjpInto) => {
            Some("value and adjoint at once, as what arrives at it is known before".to_owned())
        }
        _ if is(Companion::Vjp) => Some("value and partials at once".to_owned()),
        _ if is(Companion::Adjoint) => Some("its adjoint runs later, and computes again what it reads".to_owned()),
        _ => None,
    }
}

/// Why a callee records nothing for its adjoint.
fn why(call: &Call) -> String {
    let primal = Call { companion: String::new(), ..call.clone() };
    let text = match () {
        () if call.callee.called == Called::Function => "it is data that is called",
        () if call.slots.is_some() => "the type of an argument is not seen",
        () if !matches!(call.fails, Fails::Never) => "it may give nothing",
        () if !call.callee.primal.is_empty() => "it is given functions",
        () if !call.callee.generics.is_empty() => "what has type arguments records nothing",
        () if call.callee.offers == Offers::Nothing => {
            "it is called as methods of std and of vectors are, or runs nothing that is dear"
        }
        () if !may_offer(&primal) && call.callee.called != Called::Path => {
            "what it is called on is made for it, or is a constant"
        }
        () if !may_offer(&primal) => "a function of a type records nothing",
        () => "it is called again in an iteration, or from a function that may stand within another one",
    };
    text.to_owned()
}
