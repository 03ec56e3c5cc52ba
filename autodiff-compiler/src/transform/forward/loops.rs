//! The tangent of a loop: it carries the tangents of what it carries.
//!
//! ```text
//! w9 = for w4 in 0..w2 carrying w5 = w1    w9, w9_dot = for w4 in 0..w2 carrying w5 = w1, w5_dot = w1_dot
//!     w6 = sin w5                              w6 = sin w5
//!     yield w6                                 w6_dot = mul w5_dot, cos w5
//!                                              yield w6, w6_dot
//! ```

use super::{Derivative, Forward, Tangents, block};
use crate::ir::{Atom, Block, Carried, Checkpoints, Control, Loop, Stmt};

pub(super) fn tangent_of(name: Option<&str>) -> Option<String> {
    name.map(|name| format!("{name}_dot"))
}

pub(super) fn tangent(cx: &mut Forward<'_>, dot: &mut Tangents, repeat: &Loop) {
    let active: Vec<(usize, Carried)> =
        repeat.carried.iter().copied().enumerate().filter(|(_, c)| cx.activity.is_active(c.param)).collect();
    let mut inside = dot.clone();
    let mut carried = repeat.carried.clone();
    for (_, c) in &active {
        let kind = cx.out.kind(c.param);
        let name = tangent_of(cx.out.name(c.param));
        let (param, dst) = (cx.out.fresh(kind, name.clone()), cx.out.fresh(kind, name));
        let init = super::yielded(cx, dot, c.init);
        if let Some((_, extremes)) = init {
            cx.growth.meet(c.param, extremes);
        }
        let extremes = cx.growth.assumed(c.param);
        inside.insert(c.param, Derivative::new(param.into(), extremes));
        dot.insert(c.dst, Derivative::new(dst.into(), extremes));
        carried.push(Carried { param, init: init.map_or(Atom::ZERO, |(atom, _)| atom), dst });
    }
    let outer = std::mem::take(&mut cx.out.stmts);
    block(cx, &mut inside, &repeat.body);
    let mut yields = repeat.body.yields.clone();
    for (k, c) in &active {
        let next = super::yielded(cx, &mut inside, repeat.body.yields[*k]);
        if let Some((_, extremes)) = next {
            cx.growth.meet(c.param, extremes);
        }
        yields.push(next.map_or(Atom::ZERO, |(atom, _)| atom));
    }
    let stmts = std::mem::replace(&mut cx.out.stmts, outer);
    // The condition decides how often, and has no derivative.
    let control: Control = repeat.control.clone();
    let body = Block { stmts, yields };
    // A tangent goes forwards with its primal, and keeps nothing.
    let checkpoints = Checkpoints::Iterations;
    let origin = repeat.origin.clone();
    cx.out.push(Stmt::Loop(Loop { id: repeat.id, control, carried, body, checkpoints, origin }));
}
