//! Writes what `restore` has decided: yields, tapes, and what is put on them.

use super::{Path, Restore, Site, arms, tape};
use crate::ir::{Atom, Block, If, Kind, Op, Stmt, Value};

pub(super) fn write(cx: &mut Restore<'_>, block: &mut Block, path: &Path, count: &mut usize) {
    let mut out = Vec::new();
    // Memory as the block leaves it: that is what its shadow must be like. A value of a foreign
    // type is read before it moves.
    let mut at_the_end = Vec::new();
    for mut stmt in std::mem::take(&mut block.stmts) {
        let number = *count;
        let has_regions = !stmt.regions().is_empty();
        let site = path.last().and_then(|(number, _)| cx.sites.get(number)).cloned();
        if has_regions {
            prepare(cx, number, &stmt, site.as_ref(), &mut out);
        }
        let params = stmt.params();
        let mut regions = arms(path, stmt.regions_mut(), count);
        let last = regions.len().saturating_sub(1);
        for (i, (path, region)) in regions.iter_mut().enumerate() {
            write(cx, region, path, count);
            if i == last {
                begin(cx, &params, number, region);
            }
        }
        if let Stmt::If(branch) = &mut stmt {
            lead_out(cx, branch, path, number);
        }
        let defined = stmt.defines();
        out.push(stmt);
        let (late, early): (Vec<_>, Vec<_>) = defined.into_iter().partition(|w| match cx.values[w.index()].kind {
            Kind::Memory(_) => true,
            kind => kind == Kind::Opaque && !cx.changing.contains(w),
        });
        record(cx, &early, site.as_ref(), &mut out);
        record(cx, &late, site.as_ref(), &mut at_the_end);
    }
    out.append(&mut at_the_end);
    block.stmts = out;
}

/// What stands before a statement: the tapes that it fills, and where on them
/// it begins.
fn prepare(cx: &mut Restore<'_>, number: usize, stmt: &Stmt, site: Option<&Site>, out: &mut Vec<Stmt>) {
    for tape in cx.tapes.declared.get(&number).cloned().unwrap_or_default() {
        tape::declare(cx, tape, stmt, out);
    }
    for (position, memory) in cx.tapes.positions.get(&number).cloned().unwrap_or_default() {
        out.push(Stmt::apply(position, Op::Len, vec![memory.into()]));
        record(cx, &[position], site, out);
    }
}

/// What an iteration begins with is recorded first.
fn begin(cx: &mut Restore<'_>, params: &[Value], number: usize, body: &mut Block) {
    let site = cx.sites.get(&number).cloned();
    let mut first = Vec::new();
    record(cx, params, site.as_ref(), &mut first);
    body.stmts.splice(0..0, first);
}

fn record(cx: &mut Restore<'_>, values: &[Value], site: Option<&Site>, out: &mut Vec<Stmt>) {
    for value in values {
        for tape in cx.tapes.recorded.get(value).cloned().unwrap_or_default() {
            tape::record(cx, tape, *value, site, out);
        }
    }
}

/// Adds to an `If` the yields by which saved values leave it.
fn lead_out(cx: &Restore<'_>, branch: &mut If, path: &Path, number: usize) {
    for ((value, depth), outside) in &cx.saved {
        let home = &cx.homes[value].0;
        if home[..*depth] != path[..] || home[*depth].0 != number {
            continue;
        }
        let inside = cx.saved.get(&(*value, depth + 1)).unwrap_or(value);
        let If { dst, then, orelse, .. } = branch;
        let [here, there] = if home[*depth].1 == 0 { [then, orelse] } else { [orelse, then] };
        here.yields.push(Atom::Value(*inside));
        there.yields.push(Atom::Undef);
        dst.push(*outside);
    }
}
