//! Statements that make and change such values.

use super::{SIZE, SLOPE, are_in, some_type, value};
use crate::Ty;
use crate::assignment::widen;
use crate::float::{float, scaled};
use crate::scope::{Draft, Expr, Place};
use crate::text::bare;

/// `let mut p = Spot { .. };`
pub(crate) fn let_data(d: &mut Draft) -> Option<String> {
    if !are_in(d) {
        return None;
    }
    let ty = some_type(d);
    let depth = d.rng.pick(&[0, 1, 1, 2]);
    let e = value(d, &ty, depth);
    let name = d.fresh();
    let mutable = d.rng.chance(75);
    // A `None` alone does not say of what, and nor does `Form::Nothing`.
    let is_open = matches!(ty, Ty::Maybe | Ty::Form) || d.rng.chance(25);
    let ascription = if is_open { format!(": {}", ty.rust()) } else { String::new() };
    d.frame.scope.declare(&name, &ty, mutable, &e);
    Some(format!("let {}{name}{ascription} = {};", if mutable { "mut " } else { "" }, bare(&e.text)))
}

/// `let Spot { a, w: [v, _], .. } = p;`
pub(crate) fn let_fields(d: &mut Draft) -> Option<String> {
    if !are_in(d) {
        return None;
    }
    let e = value(d, &Ty::Spot, 1);
    let [a, v] = ["a", "v"].map(|stem| d.unique(stem));
    for name in [&a, &v] {
        d.frame.scope.declare(name, &Ty::Float, false, &e);
    }
    let pattern = d.rng.pick(&["Spot { a: $A, w: [$V, _], .. }", "Spot { w: [_, $V], b: $A, a: _ }"]);
    Some(format!("let {} = {};", pattern.replace("$A", &a).replace("$V", &v), bare(&e.text)))
}

const SWAPPED: &str = "let each = &mut $P;\nstd::mem::swap(&mut each.a, &mut each.b);";
/// Changes what one of these holds.
pub(crate) fn change(d: &mut Draft) -> Option<String> {
    if !are_in(d) {
        return None;
    }
    let place: Place =
        d.place(|p| p.mutable && matches!(p.ty, Ty::Spot | Ty::Spots(_) | Ty::Cloud | Ty::Form | Ty::Maybe))?;
    let var = &d.frame.scope.vars[place.var];
    let (size, slope) = if var.room.is_some() { (var.size, var.slope) } else { (SIZE, SLOPE) };
    if size < 1.0 {
        return None;
    }
    let e = scaled(float(d, 1).typed(&Ty::Float), 1.0, slope);
    widen(d, &place, &Expr::new("", 1.0, e.slope));
    let k = d.unique("k");
    let text = d.rng.pick(match place.ty {
        Ty::Spot => &[
            "$P.nudge($K);",
            "nudged(&mut $P, $K);",
            "$P.a = 0.5 * $P.a + 0.5 * $K;\n$P.w.swap(0, 1);",
            "$P *= 0.7;",
            "$P = Spot { b: $K, ..$P };",
            "$P += Spot { a: 0.0, b: 0.0, w: [0.0; 2] };",
            "std::mem::swap(&mut $P.a, &mut $P.b);",
        ],
        Ty::Spots(_) => &[
            "for each in $P.iter_mut() {\neach.nudge($K);\n}",
            "for each in &mut $P {\neach.a = 0.5 * each.a + 0.5 * $K;\n}",
            "for each in $P.iter_mut() {\n*each = Spot { w: [$K, each.a], ..*each };\n}",
            "for at in 0..$P.len() {\n$P[at] = $P[at] * 0.5;\n$P[at].w[1] = $K;\n}",
            "$P.push(Spot::new($K));\nlet last = $P.pop().unwrap();\n$P[0].a = last.a;",
            "$P.insert(0, Spot::new($K));\n$P.truncate($P.len() - 1);",
            "let gone = $P.remove(0);\n$P.push(Spot { b: $K, ..gone });",
            "let gone = $P.swap_remove(0);\n$P.push(gone * 0.5);",
            "$P.swap(0, 1);",
            "$P.reverse();\n$P[1].b = $K;",
            "$P.sort_by(|s, t| s.a.total_cmp(&t.a));",
            "($P[0].a, $P[1].b) = ($P[1].b, $P[0].a);",
        ][..],
        Ty::Cloud => &[
            "$P.lead.nudge($K);",
            "$P.spots[$P.of as usize % 2].nudge($K);",
            "$P.lead = $P.spots[1] * 0.5;\n$P.spots[0] = Spot::new($K);",
            "std::mem::swap(&mut $P.lead, &mut $P.spots[0]);",
            "$P = Cloud { lead: Spot::new($K), ..$P };",
            "$P.step($K);",
        ],
        Ty::Form => &[
            "if let Form::Bar { from, to } = &mut $P {\n*from = 0.5 * *from + 0.5 * $K;\nto.nudge($K);\n}",
            "match &mut $P {\nForm::Dot(r) => *r *= 0.5,\nForm::Bar { to, .. } => to.a = $K,\nForm::Nothing => {}\n}",
            "$P = match $P {\nForm::Dot(r) => Form::Bar { from: $K, to: Spot::new(r) },\nForm::Bar { from, .. } => Form::Dot(from),\nForm::Nothing => Form::Nothing,\n};",
        ],
        _ => &["if let Some(inside) = &mut $P {\n*inside = 0.5 * *inside + 0.5 * $K;\n}", "$P = $P.map(|inside| 0.5 * inside + 0.5 * $K);", "$P = Some($P.unwrap_or($K));"],
    });
    // An element of a vector is not borrowed twice.
    let is_element = place.text.contains('[');
    let text =
        if is_element { text.replace("std::mem::swap(&mut $P.a, &mut $P.b);", SWAPPED) } else { text.to_owned() };
    Some(format!("let {k}: f64 = {};\n{}", bare(&e.text), text.replace("$P", &place.text).replace("$K", &k)))
}
