//! What moves elements, and rows of an array as items.

use super::branch::condition;
use super::closure::without_blocks;
use super::memory::{array, array_place, array_type, by_reference};
use super::scope::{Draft, Expr};
use super::text::bare;
use super::{Language, Ty};

/// `a.rotate_left(1);` and its like: the elements and their bounds stay.
pub(super) fn shuffle(d: &mut Draft) -> Option<String> {
    let (place, len) = array_place(d)?;
    if !place.mutable || matches!(place.ty, Ty::Slice(_)) {
        return None;
    }
    let (a, k) = (&place.text, d.rng.below(len + 1));
    let i = d.rng.below(len);
    let list = matches!(place.ty, Ty::List(_));
    Some(match d.rng.below(7) {
        0 => format!("{a}.rotate_left({k});"),
        1 => format!("{a}.rotate_right({k});"),
        2..=3 => format!("{a}.sort_by(f64::total_cmp);"),
        4 => format!("{a}.copy_within(0..{i}, {});", len - i),
        5 if list => format!("{{\nlet moved = {a}.remove({i});\n{a}.push(moved);\n}}"),
        6 if list => format!("{{\nlet moved = {a}.pop().unwrap();\n{a}.insert({i}, moved);\n}}"),
        _ => {
            let old = d.unique("old");
            format!("{{\nlet {old} = std::mem::replace(&mut {a}[{i}], 0.0);\n{a}[{}] = {old};\n}}", len - 1)
        }
    })
}

/// `let a = loop { … break t; };`
pub(super) fn let_broken(d: &mut Draft) -> Option<String> {
    if d.language == Language::Scalars || d.frame.nesting > 1 {
        return None;
    }
    let ty = array_type(d);
    let (count, made) = (d.unique("n"), d.unique("made"));
    let (e, last, test) = without_blocks(d, |d| (array(d, &ty, 0), array(d, &ty, 0), condition(d)));
    let mut bounds = e.clone();
    bounds.widen(&last);
    let name = d.fresh();
    let text = format!(
        "let mut {name} = {{\nlet mut {count} = 0;\nloop {{\nlet {made} = {};\n{count} += 1;\n\
         if {} {{\nbreak {made};\n}}\nif {count} > 2 {{\nbreak {};\n}}\n}}\n}};",
        bare(&e.text),
        bare(&test),
        bare(&last.text)
    );
    d.frame.scope.declare(&name, &ty, true, &bounds);
    Some(text)
}

/// A reduction over numbered, skipped or nested items.
pub(super) fn over_rows(d: &mut Draft) -> Option<Expr> {
    let (place, len) = array_place(d)?;
    let (a, e, n) = (&place.text, d.read(&place), f64::from(u32::try_from(len).ok()?));
    let (text, many) = match d.rng.below(8) {
        0 => (format!("(1..).zip({}).map(|(k, v)| v / k as f64).sum::<f64>()", by_reference(&place)), n),
        1 => (format!("{a}.iter().skip_while(|v| **v < 0.1).sum::<f64>()"), n),
        2 => (format!("{a}.windows(2).flatten().sum::<f64>()"), 2.0 * n),
        3 => (format!("{a}.chunks(2).flat_map(|c| c.iter().map(|v| 0.5 * v)).sum::<f64>()"), n),
        4 => (format!("{a}.chunks(2).max_by(|p, q| p[0].total_cmp(&q[0])).map_or(0.5, |c| c[0])"), 1.0),
        5 => (format!("{a}.iter().filter_map(|v| (*v > 0.1).then(|| 0.5 * v)).sum::<f64>()"), n),
        6 => (resized(a), 2.0),
        _ => (format!("{a}.iter().fold([0.5, 1.0], |mut s, v| {{\ns[0] += v;\ns[1] *= 0.5;\ns\n}})[0]"), n),
    };
    Some(Expr::new(text, many * e.size + 1.0, many * e.slope))
}

/// A vector that is longer or shorter after the last branch of its block.
fn resized(a: &str) -> String {
    format!(
        "({{\nlet mut more = {a}.to_vec();\nif more[0] > 0.1 {{\nmore.push(0.5 * more[0]);\n\
         more[0] + more[more.len() - 1]\n}} else {{\nmore.clear();\nmore.push(0.3);\nmore[0]\n}}\n}})"
    )
}
