//! Statements.

use super::assignment;
use super::attributes;
use super::branch::{self, Arm, block, condition, match_arms, may_nest, returning, value};
use super::closure;
use super::data;
use super::function;
use super::in_out;
use super::loops;
use super::memory;
use super::moves;
use super::names;
use super::pattern;
use super::scope::{Bound, Draft, Expr};
use super::text::bare;
use super::{Language, Ty, What};

/// A production: one statement, or nothing where it does not apply.
type Production = fn(&mut Draft) -> Option<String>;

/// The statements and their weights: first in the body of the function, then
/// in a block, where what is not assigned to an outer variable is lost.
const STATEMENTS: &[(usize, usize, Production)] = &[
    (14, 4, let_value),
    (9, 1, let_mutable),
    (4, 1, let_pattern),
    (3, 1, let_deferred),
    (2, 1, let_else),
    (1, 1, let_reference),
    (6, 10, assignment::assign),
    (13, 18, assignment::compound),
    (1, 2, assignment::swap),
    (5, 3, if_statement),
    (4, 3, match_statement),
    (1, 1, |d| may_nest(d).then(|| block(d))),
    (3, 2, early_return),
    (1, 1, constant),
    (1, 1, function::nested),
    (1, 1, unused),
    (1, 1, assertion),
    (2, 1, attributes::kept),
    (1, 1, attributes::kept_block),
    (1, 1, attributes::absent),
    (8, 3, memory::let_array),
    (6, 3, memory::let_call),
    (12, 6, loops::for_range),
    (4, 2, loops::for_elements),
    (4, 2, loops::while_counter),
    (3, 1, loops::loop_statement),
    (2, 1, loops::let_loop),
    (1, 1, loops::labeled_block),
    (2, 1, loops::for_each_element),
    (2, 8, loops::leave),
    (2, 3, memory::overwrite),
    (1, 1, memory::let_indices),
    (1, 3, memory::reindex),
    (1, 1, memory::let_index),
    (2, 1, closure::let_closure),
    (1, 3, moves::shuffle),
    (1, 1, moves::let_broken),
    (4, 3, in_out::call),
    (14, 4, data::let_data),
    (3, 2, data::let_fields),
    (12, 12, data::change),
];

/// So many statements, or fewer where the function has enough already.
pub(super) fn several(d: &mut Draft, count: usize) -> String {
    let mut text = String::new();
    for _ in 0..count {
        if d.frame.budget == 0 {
            break;
        }
        d.frame.budget -= 1;
        let written = d.part(What::Statement, |d| if d.is_left_out() { None } else { Some(statement(d)) });
        if let Some(written) = written {
            text += &written;
            text += "\n";
        }
    }
    text
}

fn statement(d: &mut Draft) -> String {
    d.frame.cost += loops::rounds(d, 0);
    if let Some(text) = names::statement(d) {
        return text;
    }
    let outermost = d.frame.nesting == 0;
    let weight = |&(body, block, p): &(usize, usize, Production)| (if outermost { body } else { block }, p);
    let table: Vec<(usize, Production)> = STATEMENTS.iter().map(weight).collect();
    loop {
        let production = d.rng.weighted(&table);
        if let Some(text) = production(d) {
            return text;
        }
    }
}

/// How deep an expression of a statement may be.
pub(super) fn depth(d: &mut Draft) -> usize {
    d.rng.pick(&[0, 1, 1, 2, 2, 2, 3])
}

/// The type of a local variable.
fn local_type(d: &mut Draft) -> Ty {
    if d.language != Language::Scalars && d.rng.chance(12) {
        return memory::array_type(d);
    }
    match d.rng.below(20) {
        0..=11 => Ty::Float,
        12..=13 => Ty::Int,
        14 => Ty::Bool,
        _ => tuple_type(d, 2),
    }
}

fn tuple_type(d: &mut Draft, depth: usize) -> Ty {
    let count = d.rng.pick(&[2, 2, 2, 3]);
    let entries = (0..count).map(|_| match d.rng.below(10) {
        0..=5 => Ty::Float,
        6 => Ty::Int,
        7 => Ty::Bool,
        8 if d.language != Language::Scalars && d.rng.chance(20) => Ty::Array(2),
        _ if depth > 1 => tuple_type(d, depth - 1),
        _ => Ty::Float,
    });
    Ty::Tuple(entries.collect())
}

pub(super) fn let_value(d: &mut Draft) -> Option<String> {
    let (name, ty, e) = local(d);
    d.frame.scope.declare(&name, &ty, false, &e);
    Some(format!("let {name}{} = {};", ascription(d, &ty), bare(&e.text)))
}

fn let_mutable(d: &mut Draft) -> Option<String> {
    let (name, ty, e) = local(d);
    d.frame.scope.declare(&name, &ty, true, &e);
    Some(format!("let mut {name}{} = {};", ascription(d, &ty), bare(&e.text)))
}

/// The name, type and value of a new variable.
fn local(d: &mut Draft) -> (String, Ty, Expr) {
    let ty = local_type(d);
    let depth = depth(d);
    let e = value(d, &ty, depth);
    (d.fresh(), ty, e)
}

fn ascription(d: &mut Draft, ty: &Ty) -> String {
    if d.rng.chance(25) { format!(": {}", ty.rust()) } else { String::new() }
}

fn let_pattern(d: &mut Draft) -> Option<String> {
    let ty = if d.rng.chance(50) { Ty::pair() } else { tuple_type(d, 2) };
    let depth = depth(d);
    let e = value(d, &ty, depth);
    let pattern = pattern::destructuring(d, &ty);
    pattern::bind(d, &pattern, &e);
    let ascription = ascription(d, &ty);
    Some(format!("let {}{ascription} = {};", pattern.text, bare(&e.text)))
}

/// A variable that the branches after it initialise.
fn let_deferred(d: &mut Draft) -> Option<String> {
    if !may_nest(d) {
        return None;
    }
    let ty = local_type(d);
    let name = d.unique("late");
    let mut all = Expr::new("", 0.0, 0.0);
    let mut initialise = |d: &mut Draft, at: Arm| {
        if at == Arm::Earlier && d.rng.chance(12) {
            return returning(d);
        }
        let (text, e) = branch::assigning(d, &name, &ty);
        all.widen(&e);
        text
    };
    let branches = if d.rng.chance(60) {
        let first = d.scoped(|d| format!("if {} {}", condition(d), initialise(d, Arm::Earlier)));
        format!("{first} else {}", initialise(d, Arm::Last))
    } else {
        match_arms(d, initialise)
    };
    d.frame.scope.declare(&name, &ty, false, &all);
    let ascription = ascription(d, &ty);
    Some(format!("let {name}{ascription};\n{branches}"))
}

fn let_else(d: &mut Draft) -> Option<String> {
    if !may_nest(d) {
        return None;
    }
    let (scrutinee, ty) = pattern::scrutinee(d);
    let otherwise = returning(d);
    let pattern = pattern::refutable(d, &ty);
    pattern::bind(d, &pattern, &scrutinee);
    let mut text = pattern.text;
    if ty == Ty::Int && text.contains('|') {
        text = format!("({text})");
    }
    Some(format!("let {text} = {} else {otherwise};", scrutinee.text))
}

/// A local reference, to what is never assigned to.
fn let_reference(d: &mut Draft) -> Option<String> {
    let place = d.place(|p| p.ty == Ty::Float && !p.mutable)?;
    let e = d.read(&place);
    let name = d.fresh();
    d.frame.scope.declare(&name, &Ty::Ref, false, &e);
    Some(format!("let {name} = &{};", e.text))
}

fn if_statement(d: &mut Draft) -> Option<String> {
    if !may_nest(d) {
        return None;
    }
    let mut text = d.scoped(|d| format!("if {} {}", condition(d), branch(d)));
    if d.rng.chance(25) {
        text += &d.scoped(|d| format!(" else if {} {}", condition(d), branch(d)));
    }
    // The last branch goes on, so that what follows can be reached.
    if d.rng.chance(50) {
        text += &format!(" else {}", block(d));
    }
    Some(text)
}

fn match_statement(d: &mut Draft) -> Option<String> {
    if !may_nest(d) {
        return None;
    }
    Some(match_arms(d, |d, at| match at {
        Arm::Earlier => branch(d),
        Arm::Last => block(d),
    }))
}

/// A block of a statement, which now and then returns.
fn branch(d: &mut Draft) -> String {
    if d.rng.chance(15) { returning(d) } else { block(d) }
}

fn early_return(d: &mut Draft) -> Option<String> {
    if !may_nest(d) {
        return None;
    }
    Some(d.scoped(|d| format!("if {} {}", condition(d), returning(d))))
}

/// A constant of the block.
fn constant(d: &mut Draft) -> Option<String> {
    let name = d.unique("K");
    let (ty, value) = if d.rng.chance(50) {
        (Ty::Float, f64::from(d.rng.between(-20, 20)) / 10.0)
    } else {
        (Ty::Int, f64::from(d.rng.between(-2, 5)))
    };
    let text = if ty == Ty::Int { format!("{value}") } else { format!("{value:?}") };
    let declared = format!("const {name}: {} = {text};", ty.rust());
    d.frame.scope.declare(&name, &ty, false, &Expr::new("", value.abs(), 0.0));
    if let Some(var) = d.frame.scope.vars.last_mut() {
        var.bound = Bound::Const;
    }
    Some(declared)
}

/// A value that nothing uses.
fn unused(d: &mut Draft) -> Option<String> {
    let e = value(d, &Ty::Float, 1);
    Some(match d.rng.below(3) {
        0 => format!("let _ = {};", bare(&e.text)),
        1 => format!("let _unused = {};", bare(&e.text)),
        _ => format!("{}.cos();", e.text),
    })
}

/// An assertion that holds.
fn assertion(d: &mut Draft) -> Option<String> {
    // The arguments of a macro have no effects of their own.
    let place = d.place(|p| p.ty == Ty::Float)?;
    let e = d.read(&place);
    let macro_name = d.rng.pick(&["assert!", "debug_assert!"]);
    let text = bare(&e.text);
    Some(match d.rng.below(2) {
        0 => format!("{macro_name}(({text}).is_finite());"),
        _ => format!("{macro_name}(({text}) < 1e6, \"too large\");"),
    })
}
