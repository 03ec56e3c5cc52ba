//! What two branches leave different becomes a yield of the `If`.
//!
//! Scalars are yielded. Memory is not chosen between at run time: each branch
//! copies what it has into a place that both have.

use super::branch::reopen;
use super::early_result;
use super::exit::Maybe;
use super::shared::{self, Shared, Unnamed};
use crate::errors::Message;
use crate::ir::{Atom, Block, By, Form, If, Kind, Shape, Stmt, Value};
use crate::lower::state::cx::{Cx, Res, origin};
use crate::lower::state::kinds::{KindVar, Known};
use crate::lower::state::scope::{Holds, Operand, Operands};
use quote::ToTokens;
use std::collections::BTreeSet;

/// Collects what both arms yield.
struct Join {
    kinds: Vec<KindVar>,
    then: Vec<Atom>,
    orelse: Vec<Atom>,
    chosen: Vec<Chosen>,
    /// What the arms have made.
    made: BTreeSet<Value>,
}

/// Memory that is one thing in one branch and another in the other.
struct Chosen {
    shared: Shared,
    /// What the place is called after the branch.
    dst: Value,
    then: Option<Value>,
    orelse: Option<Value>,
}

impl Join {
    /// The operand after the branch: the same in both arms, or a new value.
    fn operand(&mut self, cx: &mut Cx<'_>, at: &dyn ToTokens, a: Option<Operand>, b: Option<Operand>) -> Res<Pending> {
        let kind = match (a, b) {
            (Some(a), Some(b)) => {
                cx.unify(at, a.kind, b.kind)?;
                a.kind
            }
            (Some(one), None) | (None, Some(one)) => one.kind,
            (None, None) => unreachable!("one arm falls through"),
        };
        let goes_on = a.is_some() && b.is_some();
        let [a, b] = [a, b].map(|o| o.map_or(Atom::Undef, |o| o.atom));
        if a == b {
            return Ok(Pending::Same(Operand { atom: a, kind }));
        }
        // What leaves a loop or is returned has its place around both.
        for (one, other) in [(a, b), (b, a)] {
            if other == Atom::Undef && early_result::is_kept(cx, one) {
                return Ok(Pending::Same(Operand { atom: one, kind }));
            }
        }
        // On a path that goes on and gives nothing there would be nothing to name.
        if goes_on && cx.kinds.is_data(kind) && (a == Atom::Undef || b == Atom::Undef) {
            let carried = cx.unseen_variables.iter().filter(|of| cx.kinds.is_same(of.kind, kind));
            carried.for_each(|of| cx.errors.is_late(&of.name));
            return Err(cx.refuse(at, Message::ChoiceOfMemory));
        }
        if let Some((form, elem)) = cx.kinds.as_memory(kind).cloned() {
            return self.choice(cx, at, (kind, form, elem), a, b);
        }
        Ok(self.yielded(kind, a, b))
    }

    /// What one arm yields as this, and the other as that.
    fn yielded(&mut self, kind: KindVar, a: Atom, b: Atom) -> Pending {
        self.kinds.push(kind);
        self.then.push(a);
        self.orelse.push(b);
        Pending::Yield(self.kinds.len() - 1)
    }

    /// Memory is copied to a place of its own; that is the value it has after
    /// the branch.
    fn choice(
        &mut self,
        cx: &mut Cx<'_>,
        at: &dyn ToTokens,
        (kind, form, elem): (KindVar, Form, Shape<KindVar>),
        a: Atom,
        b: Atom,
    ) -> Res<Pending> {
        let form = if form == Form::Slice { Form::Vec } else { form };
        let kind = if let Form::Data(_) = form { kind } else { cx.kinds.memory(form, elem) };
        let Some(shared) = Shared::of(cx, kind) else { return Err(cx.refuse(at, Message::ChoiceOfMemory)) };
        let dst = if shared.is_around() { cx.fresh(kind) } else { shared.place };
        self.chosen.push(Chosen { shared, dst, then: a.value(), orelse: b.value() });
        Ok(Pending::Same(Operand { atom: dst.into(), kind }))
    }

    fn operands(
        &mut self,
        cx: &mut Cx<'_>,
        at: &dyn ToTokens,
        a: Option<&Operands>,
        b: Option<&Operands>,
    ) -> Res<Shape<Pending>> {
        let (a, b) = match (a, b) {
            (Some(a), Some(b)) => (a, b),
            (Some(one), None) => return self.of_one_arm(cx, at, one, &|o| [Some(o), None]),
            (None, Some(one)) => return self.of_one_arm(cx, at, one, &|o| [None, Some(o)]),
            (None, None) => return Ok(Shape::unit()),
        };
        match (a, b) {
            (Shape::Leaf(a), Shape::Leaf(b)) => Ok(Shape::Leaf(self.operand(cx, at, Some(*a), Some(*b))?)),
            (Shape::Ref(a), Shape::Ref(b)) => Ok(Shape::Ref(Box::new(self.operands(cx, at, Some(a), Some(b))?))),
            // A copy would not be what is written through.
            (Shape::Mut(a), Shape::Mut(b)) if a != b => Err(cx.refuse(at, Message::ChoiceOfMemory)),
            (Shape::Mut(a), Shape::Mut(b)) => Ok(Shape::Mut(Box::new(self.operands(cx, at, Some(a), Some(b))?))),
            (Shape::Tuple(a), Shape::Tuple(b)) if a.len() == b.len() => {
                let entries = a.iter().zip(b).map(|(a, b)| self.operands(cx, at, Some(a), Some(b)));
                Ok(Shape::Tuple(entries.collect::<Res<_>>()?))
            }
            _ => Err(cx.refuse(at, Message::ShapeMismatch)),
        }
    }
}

impl Join {
    /// What only one arm gives, as the other is never left. What is written through
    /// stays the memory that it is, which must have been there before the branch.
    fn of_one_arm(
        &mut self,
        cx: &mut Cx<'_>,
        at: &dyn ToTokens,
        value: &Operands,
        sides: &dyn Fn(Operand) -> [Option<Operand>; 2],
    ) -> Res<Shape<Pending>> {
        let mut ways = value.ways().into_iter();
        try_map(value, &mut |operand| {
            let is_outside = |w: Value| cx.homes.get(&w).is_none_or(|depth| *depth <= cx.around.len());
            match (ways.next(), operand.atom.value()) {
                (Some(By::InOut), Some(handle)) if is_outside(handle) => Ok(Pending::Same(*operand)),
                (Some(By::InOut), _) => Err(cx.refuse(at, Message::ChoiceOfMemory)),
                // It was there before, and only one arm goes on.
                (_, Some(handle)) if cx.kinds.as_memory(operand.kind).is_some() && !self.made.contains(&handle) => {
                    Ok(Pending::Same(*operand))
                }
                _ => {
                    let [a, b] = sides(*operand);
                    self.operand(cx, at, a, b)
                }
            }
        })
    }
}

/// An operand after the branch, before the `If` that defines it is written.
enum Pending {
    Same(Operand),
    Yield(usize),
}

/// An element of a place that is filled before anybody reads it: of memory in it,
/// whatever is there without a computation.
pub(crate) fn blank(cx: &Cx<'_>, elem: &Shape<KindVar>) -> Option<Shape<Atom>> {
    let is_blank = |kind: &KindVar| match cx.kinds.as_memory(*kind) {
        Some((Form::Array(_), elem)) => blank(cx, elem).is_some(),
        Some((form, _)) => *form == Form::Vec,
        None => cx.kinds.known(*kind) != Known::Nothing,
    };
    elem.leaves().into_iter().all(is_blank).then(|| {
        elem.map(&mut |kind| match cx.kinds.as_memory(*kind) {
            Some(_) => Atom::Undef,
            None => zero(cx, *kind),
        })
    })
}

pub(crate) fn zero(cx: &Cx<'_>, kind: KindVar) -> Atom {
    match cx.kinds.resolve(kind) {
        Kind::Bool => Atom::Bool(false),
        Kind::Int(_) => Atom::Int(0),
        _ => Atom::ZERO,
    }
}

/// The zero of an element whose kinds are known; its literal takes any type.
pub(crate) fn zeros(cx: &Cx<'_>, elem: &Shape<KindVar>) -> Option<Shape<Atom>> {
    let known =
        elem.leaves().into_iter().all(|kind| !matches!(cx.kinds.known(*kind), Known::Nothing | Known::Memory(_)));
    known.then(|| elem.map(&mut |kind| zero(cx, *kind)))
}

fn try_map<T, U>(shape: &Shape<T>, f: &mut dyn FnMut(&T) -> Res<U>) -> Res<Shape<U>> {
    Ok(match shape {
        Shape::Leaf(leaf) => Shape::Leaf(f(leaf)?),
        Shape::Ref(inner) => Shape::Ref(Box::new(try_map(inner, f)?)),
        Shape::Mut(inner) => Shape::Mut(Box::new(try_map(inner, f)?)),
        Shape::Tuple(entries) => Shape::Tuple(entries.iter().map(|e| try_map(e, f)).collect::<Res<_>>()?),
    })
}

/// One side of a join.
pub(crate) struct Branch {
    pub(crate) stmts: Vec<Stmt>,
    /// Its value, if it falls through.
    pub(crate) value: Option<Operands>,
    /// What the variables hold, if anything after the join reads them.
    pub(crate) holds: Option<Vec<Holds>>,
    pub(crate) maybe: Option<Maybe>,
}

/// Writes the `If` in which two branches meet, and returns its value if one of
/// them has one. The first `before` variables hold what both leave.
pub(crate) fn join(
    cx: &mut Cx<'_>,
    at: &dyn ToTokens,
    cond: Atom,
    before: usize,
    arms: [Branch; 2],
) -> Res<Option<Operands>> {
    let [mut then, mut orelse] = arms;
    let mut made: BTreeSet<_> =
        [&then, &orelse].into_iter().flat_map(|arm| &arm.stmts).flat_map(Stmt::defines).collect();
    made.extend(shared::unnamed_in(cx, &made));
    let mut join = Join { kinds: Vec::new(), then: Vec::new(), orelse: Vec::new(), chosen: Vec::new(), made };
    let value = match (&then.value, &orelse.value) {
        (None, None) => None,
        (a, b) => Some(join.operands(cx, at, a.as_ref(), b.as_ref())?),
    };
    let returns = join_returns(cx, &mut join, [&mut then, &mut orelse]);
    let mut holds = cx.scope.snapshot();
    holds.truncate(before);
    let after = join_variables(cx, at, &mut join, &mut holds, [&then, &orelse])?;

    let dst: Vec<_> = join.kinds.iter().map(|kind| cx.fresh(*kind)).collect();
    let settle = |pending: &Pending| match pending {
        Pending::Same(operand) => *operand,
        Pending::Yield(i) => Operand { atom: Atom::Value(dst[*i]), kind: join.kinds[*i] },
    };
    let value = value.map(|value| value.map(&mut |p| settle(p)));
    for (i, shape) in after {
        holds[i] = Holds::Operands(shape.map(&mut |p| settle(p)));
    }
    let maybe = returns.map(|leaves| {
        let mut atoms = leaves.iter().map(|p| settle(p).atom);
        let flag = atoms.next().expect("the flag comes first");
        Maybe { flag, result: atoms.collect() }
    });
    cx.scope.restore(&holds);
    choose(cx, &join, &mut then, &mut orelse);
    let then = Block { stmts: then.stmts, yields: join.then };
    let orelse = Block { stmts: orelse.stmts, yields: join.orelse };
    let empty = dst.is_empty() && then.stmts.is_empty() && orelse.stmts.is_empty();
    if !empty {
        cx.out.push(Stmt::If(If { dst, cond, then, orelse, origin: origin(at) }));
    }
    // A path that has left has put nothing in a place, neither here nor within an arm.
    let (within, others) =
        std::mem::take(&mut cx.unnamed).into_iter().partition(|place| join.made.contains(&place.dst));
    cx.unnamed = others;
    let is_filled = |from: &Option<Value>| from.is_some_and(|from| !shared::is_unnamed(&within, from));
    for Chosen { shared, dst, then, orelse } in &join.chosen {
        if shared.is_around() && !(is_filled(then) && is_filled(orelse)) {
            cx.unnamed.push(Unnamed { shared: shared.clone(), dst: *dst });
        } else {
            shared.name(cx, *dst);
        }
    }
    reopen(cx, at, maybe);
    Ok(value)
}

/// The variables that the two branches leave different; the others are settled
/// in `holds`.
fn join_variables(
    cx: &mut Cx<'_>,
    at: &dyn ToTokens,
    join: &mut Join,
    holds: &mut [Holds],
    [then, orelse]: [&Branch; 2],
) -> Res<Vec<(usize, Shape<Pending>)>> {
    let mut after = Vec::new();
    for (i, held) in holds.iter_mut().enumerate() {
        // A branch that does not go on leaves the variables to the other.
        let a = then.holds.as_ref().map(|holds| &holds[i]);
        let b = orelse.holds.as_ref().map(|holds| &holds[i]);
        // Memory that has no value yet is not made for the sake of a path that
        // never reads it.
        let is_memory = [a, b].into_iter().flatten().any(|holds| holds_memory(cx, holds));
        let hidden = cx.scope.is_hidden(i) || !is_memory;
        match (a, b) {
            (None, None) => {}
            // The only way on leaves it as it was.
            (Some(only), None) | (None, Some(only)) if only == held => {}
            (Some(Holds::Poison), _) | (_, Some(Holds::Poison)) => *held = Holds::Poison,
            (Some(Holds::Nothing), Some(Holds::Nothing) | None) | (None, Some(Holds::Nothing)) => {
                *held = Holds::Nothing;
            }
            // What has no value on one path is read only after the other.
            (Some(Holds::Nothing), _) if !hidden && then.value.is_some() => *held = Holds::Nothing,
            (_, Some(Holds::Nothing)) if !hidden && orelse.value.is_some() => *held = Holds::Nothing,
            (Some(code), _) | (_, Some(code)) if code.is_code() => *held = code.clone(),
            (a, b) => {
                let [a, b] = [a, b].map(|h| h.and_then(operands_of));
                if a != b || a.is_none() {
                    after.push((i, join.operands(cx, at, a, b)?));
                } else if let Some(same) = a {
                    *held = Holds::Operands(same.clone());
                }
            }
        }
    }
    Ok(after)
}

/// Memory that the branches choose between: each copies what it has into a
/// place that both have.
fn choose(cx: &mut Cx<'_>, join: &Join, then: &mut Branch, orelse: &mut Branch) {
    for Chosen { shared, then: here, orelse: there, .. } in &join.chosen {
        cx.out.make(shared.place, shared.init.clone());
        for (branch, from) in [(&mut *then, here), (&mut *orelse, there)] {
            if let Some(from) = from {
                branch.stmts.push(Stmt::bulk(shared.filled_from(cx, *from)));
            }
        }
    }
}

fn operands_of(holds: &Holds) -> Option<&Operands> {
    match holds {
        Holds::Operands(operands) => Some(operands),
        _ => None,
    }
}

/// The flag and the result, where an arm may have returned.
fn join_returns(cx: &mut Cx<'_>, join: &mut Join, arms: [&mut Branch; 2]) -> Option<Vec<Pending>> {
    if arms.iter().all(|arm| arm.maybe.is_none()) {
        return None;
    }
    let result: Vec<_> = cx.result.leaves().into_iter().copied().collect();
    let mut kinds = vec![cx.exactly(Kind::Bool)];
    kinds.extend(result);
    let nothing_yet = early_result::nothing_yet(cx);
    let [then, orelse] = arms.map(|arm| -> Vec<Atom> {
        match arm.maybe.take() {
            Some(Maybe { flag, result }) => std::iter::once(flag).chain(result).collect(),
            None if arm.value.is_some() => {
                std::iter::once(Atom::Bool(false)).chain(nothing_yet.iter().copied()).collect()
            }
            None => vec![Atom::Undef; kinds.len()],
        }
    });
    let pending = kinds.iter().zip(then.into_iter().zip(orelse)).map(|(kind, (a, b))| {
        if a == b { Pending::Same(Operand { atom: a, kind: *kind }) } else { join.yielded(*kind, a, b) }
    });
    Some(pending.collect())
}

/// Whether a variable holds memory.
fn holds_memory(cx: &Cx<'_>, holds: &Holds) -> bool {
    match holds {
        Holds::Operands(operands) => operands.leaves().into_iter().any(|o| cx.kinds.as_memory(o.kind).is_some()),
        _ => false,
    }
}
