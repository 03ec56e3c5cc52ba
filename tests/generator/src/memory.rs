//! Arrays and vectors of floats: their values, elements, and overwrites.

use super::assignment::widen;
use super::attributes;
use super::branch;
use super::call;
use super::choice;
use super::closure::without_blocks;
use super::discrete::integer;
use super::float::{float, scaled, stored};
use super::positions::{self, Index, element};
use super::scope::{Draft, Expr, Place};
use super::text::bare;
use super::{Language, Ty};

/// Bounds of the elements of a new array.
const SIZE: f64 = 4.0;
const SLOPE: f64 = 60.0;

/// The type of a local array.
pub(super) fn array_type(d: &mut Draft) -> Ty {
    let len = 1 + d.rng.pick(&[1, 1, 2, 2, 3]);
    if d.rng.chance(55) { Ty::Array(len) } else { Ty::List(len) }
}

/// How many floats an array has.
fn length(ty: &Ty) -> Option<usize> {
    match ty {
        Ty::Array(len) | Ty::List(len) | Ty::Slice(len) => Some(*len),
        _ => None,
    }
}

/// Some array that can be named here, and its length.
pub(super) fn array_place(d: &mut Draft) -> Option<(Place, usize)> {
    let place = d.place(|p| length(&p.ty).is_some())?;
    let len = length(&place.ty)?;
    Some((place, len))
}

/// An array of this type.
pub(super) fn array(d: &mut Draft, ty: &Ty, depth: usize) -> Expr {
    if depth > 0 && d.rng.chance(12) {
        let e = branch::expression(d, ty, depth - 1);
        if let Some(e) = e {
            return e;
        }
    }
    if depth > 0 && d.rng.chance(25) {
        let called = call::expression(d, ty, depth - 1);
        if let Some(e) = called.filter(|e| e.size <= SIZE && e.slope <= SLOPE) {
            return e;
        }
    }
    within(d, ty, SIZE, SLOPE)
}

/// `&a`, or a part of something longer, for a parameter that is a slice.
pub(super) fn slice(d: &mut Draft, len: usize) -> Expr {
    if choice::are_in(d) && d.rng.chance(12) {
        return choice::slice(&mut d.rng, len);
    }
    let fits = |p: &Place| super::memory::length(&p.ty).is_some_and(|own| own == len || own == len + 1);
    if let Some(place) = d.place(fits) {
        let e = d.read(&place);
        if e.size <= SIZE && e.slope <= SLOPE {
            let whole = length(&place.ty) == Some(len);
            let part =
                if whole { String::new() } else { d.rng.pick(&["[1..]", "[..LEN]"]).replace("LEN", &len.to_string()) };
            let text = format!("&{}{part}", e.text);
            return Expr { text, ..e };
        }
    }
    let e = literal(d, len, false, SIZE, SLOPE);
    Expr { text: format!("&{}", e.text), ..e }
}

/// `let mut a = h0(x);`, whose type only its uses tell.
pub(super) fn let_call(d: &mut Draft) -> Option<String> {
    let ty = d.rng.pick(&[Ty::List(2), Ty::List(3), Ty::Array(2)]);
    let (call, bounds) = call::bare_call(d, &ty, 1)?;
    if bounds.size > SIZE || bounds.slope > SLOPE {
        return None;
    }
    let name = d.unique("given");
    d.frame.scope.declare(&name, &ty, true, &bounds);
    Some(format!("let mut {name} = {call};"))
}

/// An array of this type whose elements keep to these bounds.
fn within(d: &mut Draft, ty: &Ty, size: f64, slope: f64) -> Expr {
    let len = length(ty).expect("the type of an array");
    let list = matches!(ty, Ty::List(_));
    match d.rng.below(20) {
        0..=3 => copied(d, ty, size, slope).unwrap_or_else(|| literal(d, len, list, size, slope)),
        4..=5 => repeated(d, len, list, size, slope),
        6..=7 if list => mapped(d, len, size, slope).unwrap_or_else(|| literal(d, len, list, size, slope)),
        8..=9 if list => pushed(d, len, size, slope),
        _ => literal(d, len, list, size, slope),
    }
}

/// An element of a new array.
fn entry(d: &mut Draft, size: f64, slope: f64) -> Expr {
    let depth = d.rng.pick(&[0, 1, 1]);
    scaled(stored(d, depth), size, slope)
}

/// `[a, b, c]`.
fn literal(d: &mut Draft, len: usize, list: bool, size: f64, slope: f64) -> Expr {
    let mut all = Expr::new("", 0.0, 0.0);
    let mut texts = Vec::new();
    for _ in 0..len {
        let e = entry(d, size, slope);
        all.widen(&e);
        texts.push(bare(&e.text).to_owned());
    }
    let absent = if list { "" } else { attributes::absent_element(d) };
    all.text = format!("{}[{absent}{}]", if list { "vec!" } else { "" }, texts.join(", "));
    all
}

/// `[a; 3]`.
fn repeated(d: &mut Draft, len: usize, list: bool, size: f64, slope: f64) -> Expr {
    let e = if d.rng.chance(40) { Expr::new("0.0_f64", 0.0, 0.0) } else { entry(d, size, slope) };
    let text = format!("{}[{}; {len}]", if list { "vec!" } else { "" }, bare(&e.text));
    Expr { text, ..e }
}

/// The elements of another array.
fn copied(d: &mut Draft, ty: &Ty, size: f64, slope: f64) -> Option<Expr> {
    let len = length(ty)?;
    let list = matches!(ty, Ty::List(_));
    let place = d.place(|p| length(&p.ty) == Some(len) && (list || p.ty == *ty))?;
    let e = d.read(&place);
    if e.size > size || e.slope > slope {
        return None;
    }
    let suffix = match (list, d.rng.below(3)) {
        (true, 0) => ".to_vec()",
        (true, 1) => ".iter().copied().collect::<Vec<f64>>()",
        (true, _) if matches!(place.ty, Ty::Array(_) | Ty::Slice(_)) => ".to_vec()",
        (false, 0) => "",
        _ => ".clone()",
    };
    Some(Expr { text: format!("{}{suffix}", e.text), ..e })
}

/// `a.iter().map(|v| …).collect::<Vec<f64>>()`.
fn mapped(d: &mut Draft, len: usize, size: f64, slope: f64) -> Option<Expr> {
    let place = d.place(|p| length(&p.ty) == Some(len))?;
    let (name, body) = of_element(d, &place);
    let body = scaled(body, size, slope);
    let turned = if d.rng.chance(30) { ".rev()" } else { "" };
    let text = format!("{}.iter(){turned}.map(|{name}| {}).collect::<Vec<f64>>()", place.text, bare(&body.text));
    Some(Expr { text, ..body })
}

/// A float made of an element of an array: how a closure names it, and the
/// body of the closure.
fn of_element(d: &mut Draft, place: &Place) -> (String, Expr) {
    let element = d.read(place);
    let name = d.unique("v");
    let (pattern, ty) = if d.rng.chance(50) { (format!("&{name}"), Ty::Float) } else { (name.clone(), Ty::Ref) };
    let read = if ty == Ty::Ref { format!("(*{name})") } else { name.clone() };
    let factor = without_blocks(d, |d| {
        d.frame.scope.declare(&name, &ty, false, &element);
        float(d, 1)
    });
    let slope = element.slope * factor.size + element.size * factor.slope;
    let body = Expr::new(format!("({read} * {})", factor.text), element.size * factor.size, slope);
    (pattern, body)
}

/// `{ let mut v = Vec::new(); … v.push(e); … v }`.
fn pushed(d: &mut Draft, len: usize, size: f64, slope: f64) -> Expr {
    let name = d.unique("grown");
    let start = d.rng.pick(&["Vec::new()", "Vec::with_capacity(4)"]);
    let at = d.unique("j");
    let (mut all, mut text) = (Expr::new("", 0.0, 0.0), String::new());
    let looped = d.rng.chance(60);
    for _ in 0..if looped { 1 } else { len } {
        let e = without_blocks(d, |d| {
            if looped {
                d.frame.scope.declare(&at, &Ty::Index { low: 0, high: len - 1 }, false, &Expr::new("", 0.0, 0.0));
            }
            entry(d, size, slope)
        });
        all.widen(&e);
        text += &format!("{name}.push({});\n", bare(&e.text));
    }
    if looped {
        text = format!("for {at} in 0..{len} {{\n{text}}}\n");
    }
    all.text = format!("({{\nlet mut {name} = {start};\n{text}{name}\n}})");
    all
}

/// `let mut a = [e, e, e];`
pub(super) fn let_array(d: &mut Draft) -> Option<String> {
    if d.language == Language::Scalars {
        return None;
    }
    let ty = array_type(d);
    let e = array(d, &ty, 1);
    let name = d.fresh();
    let mutable = d.rng.chance(80);
    let ascription = if d.rng.chance(25) { format!(": {}", ty.rust()) } else { String::new() };
    d.frame.scope.declare(&name, &ty, mutable, &e);
    Some(format!("let {}{name}{ascription} = {};", if mutable { "mut " } else { "" }, bare(&e.text)))
}

/// A statement that overwrites several elements at once.
pub(super) fn overwrite(d: &mut Draft) -> Option<String> {
    let place = d.place(|p| p.mutable && length(&p.ty).is_some())?;
    let (a, len) = (&place.text, length(&place.ty)?);
    let indices = positions::indices(&d.frame.scope);
    let var = &d.frame.scope.vars[place.var];
    let (size, slope) = if var.room.is_some() { (var.size, var.slope) } else { (SIZE, SLOPE) };
    match d.rng.below(10) {
        0..=2 => {
            let (i, j) = (element(d, len, &indices), element(d, len, &indices));
            Some(format!("{a}.swap({i}, {j});"))
        }
        3 => {
            let e = entry(d, size, slope);
            // The array is borrowed before its argument is read.
            if [format!("{a}["), format!("{a}.")].iter().any(|read| e.text.contains(read)) {
                return None;
            }
            widen(d, &place, &e);
            // And so is what the array is a part of.
            if e.text.contains(a.split(['.', '[']).next().unwrap_or_default()) {
                let k = d.unique("k");
                return Some(format!("let {k}: f64 = {};\n{a}.fill({k});", bare(&e.text)));
            }
            Some(format!("{a}.fill({});", bare(&e.text)))
        }
        4..=5 => {
            let e = copied(d, &Ty::List(len), size, slope)?;
            let source = e.text.split(".to_vec").next()?.split(".iter").next()?.split(".clone").next()?.to_owned();
            // Two parts of one variable are not borrowed together.
            let name = |text: &str| text.split(['.', '[']).next().unwrap_or_default().to_owned();
            if source == *a || name(&source) == name(a) {
                return None;
            }
            widen(d, &place, &e);
            Some(format!("{a}.copy_from_slice(&{source});"))
        }
        6 => Some(format!("{a}.reverse();")),
        _ => {
            let e = within(d, &place.ty, size, slope);
            widen(d, &place, &e);
            Some(format!("{a} = {};", bare(&e.text)))
        }
    }
}

/// What a loop over elements takes: a slice is a reference already.
pub(super) fn by_reference(place: &Place) -> String {
    if let Ty::Slice(_) = place.ty { place.text.clone() } else { format!("&{}", place.text) }
}

/// A sum, product or extremum of the elements of an array.
pub(super) fn reduction(d: &mut Draft) -> Option<Expr> {
    let (place, len) = array_place(d)?;
    let (a, e, n) = (&place.text, d.read(&place), f64::from(u32::try_from(len).ok()?));
    let whole = d.rng.pick(&["", ".rev()", ".skip(1)", ".take(2)"]);
    let (text, size, slope) = match d.rng.below(8) {
        0 => (format!("{a}.iter(){whole}.sum::<f64>()"), n * e.size, n * e.slope),
        1..=2 => {
            let (name, body) = of_element(d, &place);
            let text = format!("{a}.iter(){whole}.map(|{name}| {}).sum::<f64>()", bare(&body.text));
            (text, n * body.size, n * body.slope)
        }
        3..=4 => {
            let other = d.place(|p| length(&p.ty).is_some())?;
            let o = d.read(&other);
            let text = format!("{a}.iter().zip({}).map(|(p, q)| p * q).sum::<f64>()", by_reference(&other));
            (text, n * e.size * o.size, n * (e.size * o.slope + o.size * e.slope))
        }
        5 => (format!("{a}.iter(){whole}.fold(0.5, |s, v| 0.5 * s + v)"), 2.0 * e.size + 1.0, 2.0 * e.slope),
        6 => {
            let (start, name) = d.rng.pick(&[("f64::NEG_INFINITY", "max"), ("f64::INFINITY", "min")]);
            (format!("{a}.iter().copied().fold({start}, f64::{name})"), e.size, e.slope)
        }
        _ => {
            let e = scaled(Expr::new("(*v)", e.size, e.slope), 1.5, SLOPE);
            (format!("{a}.iter().map(|v| {}).product::<f64>()", e.text), 1.5_f64.powf(n), n * 3.4 * e.slope)
        }
    };
    Some(Expr::new(text, size, slope))
}

/// `let mut perm = [2, 0, 1];`
pub(super) fn let_indices(d: &mut Draft) -> Option<String> {
    if d.language == Language::Scalars {
        return None;
    }
    let (len, high) = (2 + d.rng.below(2), d.rng.pick(&[1, 1, 2]));
    let name = d.unique("perm");
    let e = permutation(d, len, high);
    d.frame.scope.declare(&name, &Ty::Indices { len, high }, true, &e);
    Some(format!("let mut {name}: [usize; {len}] = {};", e.text))
}

/// Some positions.
pub(super) fn permutation(d: &mut Draft, len: usize, high: usize) -> Expr {
    let entries: Vec<String> = (0..len).map(|_| d.rng.below(high + 1).to_string()).collect();
    Expr::new(format!("[{}]", entries.join(", ")), 0.0, 0.0)
}

/// `perm[i] = j;` and its like: memory that is not active and that decides
/// which element is.
pub(super) fn reindex(d: &mut Draft) -> Option<String> {
    let place = d.place(|p| p.mutable && matches!(p.ty, Ty::Indices { .. }))?;
    let Ty::Indices { len, high } = place.ty else { return None };
    let indices = positions::indices(&d.frame.scope);
    let (a, i, j) = (&place.text, element(d, len, &indices), element(d, len, &indices));
    let own = [&i, &j].iter().any(|at| at.contains(&format!("{a}[")));
    Some(match d.rng.below(3) {
        // The array is borrowed before its arguments are read.
        0 if own => format!("{a}.reverse();"),
        0 => format!("{a}.swap({i}, {j});"),
        1 => format!("{a}[{i}] = ({a}[{j}] + 1) % {};", high + 1),
        _ => {
            let n = integer(d, 1).typed(&Ty::Int);
            format!("{a}[{i}] = ({}).rem_euclid({}) as usize;", bare(&n.text), high + 1)
        }
    })
}

/// `let j = n.rem_euclid(3) as usize;`
pub(super) fn let_index(d: &mut Draft) -> Option<String> {
    if d.language == Language::Scalars {
        return None;
    }
    let (n, high) = (integer(d, 1).typed(&Ty::Int), d.rng.pick(&[1, 2]));
    let name = d.unique("at");
    d.frame.scope.declare(&name, &Ty::Index { low: 0, high }, false, &Expr::new("", 0.0, 0.0));
    Some(format!("let {name} = ({}).rem_euclid({}) as usize;", bare(&n.text), high + 1))
}

/// An index as an integer.
pub(super) fn index_value(d: &mut Draft) -> Option<Expr> {
    let Index { text, high, .. } = positions::index(d)?;
    Some(Expr::new(format!("({text} as i32)"), f64::from(u32::try_from(high).ok()?), 0.0))
}
