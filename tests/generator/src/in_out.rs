//! Functions that write through their parameters, and their calls.
//!
//! What they write is a mean of what was there and of the other argument, so that
//! the bounds of a variable hold after the call as well, in loops too.

use super::assignment::widen;
use super::float::{float, scaled};
use super::scope::{Draft, Expr, Place};
use super::text::bare;
use super::{Language, Ty, branch};

/// Bounds of what goes in, where the variable does not say them.
const SIZE: f64 = 4.0;
const SLOPE: f64 = 60.0;

/// How a function takes what it changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `&mut f64`
    Scalar,
    /// `&mut [f64]`
    Slice,
    /// `&mut Vec<f64>`
    Vector,
    /// `&mut (f64, f64)`
    Pair,
    /// `(&mut f64, f64)`
    ScalarInTuple,
    /// `(&mut [f64], f64)`
    SliceInTuple,
    /// `(&[f64], &mut [f64])`
    TwoSlices,
    /// `((&mut f64, i32), &mut Vec<f64>)`
    Nested,
    /// `&mut [Vec<f64>]`
    Rows,
    /// `&mut (Vec<f64>, f64)`
    VectorInPair,
    /// `&mut [f64]`, and a float comes back.
    SliceAndResult,
    /// `&mut Vec<f64>`, and a float comes back.
    VectorAndResult,
}

const FORMS: [Form; 12] = [
    Form::Scalar,
    Form::Slice,
    Form::Vector,
    Form::Pair,
    Form::ScalarInTuple,
    Form::SliceInTuple,
    Form::TwoSlices,
    Form::Nested,
    Form::Rows,
    Form::VectorInPair,
    Form::SliceAndResult,
    Form::VectorAndResult,
];

impl Form {
    fn parameter(self) -> &'static str {
        match self {
            Form::Scalar => "&mut f64",
            Form::Slice | Form::SliceAndResult => "&mut [f64]",
            Form::Vector | Form::VectorAndResult => "&mut Vec<f64>",
            Form::Pair => "&mut (f64, f64)",
            Form::ScalarInTuple => "(&mut f64, f64)",
            Form::SliceInTuple => "(&mut [f64], f64)",
            Form::TwoSlices => "(&[f64], &mut [f64])",
            Form::Nested => "((&mut f64, i32), &mut Vec<f64>)",
            Form::Rows => "&mut [Vec<f64>]",
            Form::VectorInPair => "&mut (Vec<f64>, f64)",
        }
    }
}

/// A function that writes through its parameter; it takes a float besides.
#[derive(Clone, Debug)]
pub(super) struct Writer {
    name: String,
    form: Form,
}

/// Writes such a function.
pub(super) fn writer(d: &mut Draft, name: &str) -> String {
    let form = d.rng.pick(&FORMS);
    let mut body = String::new();
    for _ in 0..=d.rng.below(3) {
        body += &step(d, form);
        body += "\n";
    }
    d.writers.push(Writer { name: name.to_owned(), form });
    let result = match form {
        Form::SliceAndResult | Form::VectorAndResult => {
            body += d.rng.pick(&["0.5 * p[0] + 0.3 * k\n", "(p[1] * k).tanh()\n", "return p[0].sin();\n"]);
            "-> f64 "
        }
        _ => "",
    };
    format!("#[grad(hvp)]\nfn {name}(p: {}, k: f64) {result}{{\n{body}}}\n", form.parameter())
}

fn step(d: &mut Draft, form: Form) -> String {
    match form {
        Form::Scalar => scalar(d, "(*p)", "k"),
        Form::Slice | Form::SliceAndResult => slice(d, "p", "k"),
        Form::Vector | Form::VectorAndResult => vector(d, "p", "k"),
        Form::Pair => match d.rng.below(4) {
            0 => scalar(d, "p.0", "k"),
            1 => scalar(d, "p.1", "p.0"),
            2 => "*p = (0.5 * p.1 + 0.5 * k, p.0.sin());".to_owned(),
            _ => "std::mem::swap(&mut p.0, &mut p.1);".to_owned(),
        },
        Form::ScalarInTuple => {
            let k = d.rng.pick(&["k", "p.1"]);
            scalar(d, "(*p.0)", k)
        }
        Form::SliceInTuple => {
            let k = d.rng.pick(&["k", "p.1"]);
            slice(d, "p.0", k)
        }
        Form::TwoSlices => match d.rng.below(3) {
            0 => "for (a, b) in p.0.iter().zip(p.1.iter_mut()) {\n*b = 0.5 * *b - 0.5 * a.sin();\n}".to_owned(),
            1 => "p.1[0] = 0.4 * p.0[0] + 0.6 * k;".to_owned(),
            _ => slice(d, "p.1", "k"),
        },
        Form::Nested => match d.rng.below(3) {
            0 => "if p.0.1 > 0 {\n*p.0.0 = 0.5 * *p.0.0 + 0.5 * p.1[0];\n}".to_owned(),
            1 => scalar(d, "(*p.0.0)", "k"),
            _ => vector(d, "p.1", "k"),
        },
        Form::Rows => d
            .rng
            .pick(&[
                "p.swap(0, 1);",
                "for row in p.iter_mut() {\nrow.push(0.5 * row[0] + 0.5 * k);\n}",
                "p[0].push(0.5 * k);",
                "p[1] = vec![0.5 * k + 0.5 * p[0][0]];",
                "p[0][0] = 0.5 * p[1][0] - 0.5 * k.sin();",
            ])
            .to_owned(),
        Form::VectorInPair => match d.rng.below(3) {
            0 => "p.0.push(0.5 * p.1 + 0.5 * k);".to_owned(),
            1 => scalar(d, "p.1", "p.0[0]"),
            _ => scalar(d, "p.0[0]", "k"),
        },
    }
}

/// Changes a float.
fn scalar(d: &mut Draft, place: &str, k: &str) -> String {
    let called = |form| move |w: &&Writer| w.form == form;
    if let Some(other) = d.writers.iter().find(called(Form::Scalar)).filter(|_| place.starts_with('(')).cloned()
        && d.rng.chance(30)
    {
        return format!("{}(&mut {}, {k});", other.name, bare(place));
    }
    if let Some(other) = d.writers.iter().find(called(Form::ScalarInTuple)).filter(|_| place.starts_with('(')).cloned()
        && d.rng.chance(40)
    {
        return format!("{}((&mut {}, {k}), 0.5);", other.name, bare(place));
    }
    let text = d.rng.pick(&[
        "P = 0.5 * P + 0.5 * K;",
        "P = (0.5 * P).sin() + 0.5 * K.tanh();",
        "if K > 0.3 {\nP = K.sin();\n} else {\nP = 0.5 * P - 0.5 * K;\n}",
        "P *= 0.7;\nP -= 0.3 * K.atan();",
        "P = if K.abs() < 1e9 { 0.6 * P + 0.4 * K } else { todo!() };",
        "for _ in 0..3 {\nP = 0.9 * P + 0.1 * K;\n}",
    ]);
    text.replace('P', place).replace('K', &format!("({k})"))
}

/// Changes a slice of two elements or more.
fn slice(d: &mut Draft, place: &str, k: &str) -> String {
    let text = d.rng.pick(&[
        "for i in 0..P.len() {\nP[i] = 0.5 * P[i] + 0.5 * K;\n}",
        "for v in P.iter_mut() {\n*v = 0.5 * (*v).sin() - 0.5 * K;\n}",
        "P.reverse();\nP[0] = 0.5 * P[0] + 0.5 * P[1];",
        "let (head, tail) = P.split_at_mut(1);\nhead[0] = 0.5 * tail[0] + 0.5 * K;\ntail[0] = head[0].sin();",
        "P.swap(0, 1);",
        "if P.len() > 50 {\nunreachable!();\n}",
        "let own = match P.len() {\n0 => panic!(),\n1 => unimplemented!(),\n_ => P.to_vec(),\n};\nP[1] = 0.5 * own[0] + 0.5 * K;",
    ]);
    text.replace('P', place).replace('K', &format!("({k})"))
}

/// Changes a vector, which is as long as before.
fn vector(d: &mut Draft, place: &str, k: &str) -> String {
    if d.rng.chance(40) {
        return slice(d, place, k);
    }
    let text = d.rng.pick(&[
        "P.push(0.5 * P[0] + 0.5 * K);\nlet _ = P.remove(0);",
        "P.insert(0, 0.5 * K);\nP.truncate(P.len() - 1);",
        "*P = P.iter().map(|v| 0.5 * v + 0.5 * K).collect();",
        "let last = P.pop().unwrap_or(K);\nP.push(0.5 * last - 0.5 * K);",
    ]);
    text.replace('P', place).replace('K', &format!("({k})"))
}

/// `h(&mut a, k);`
pub(super) fn call(d: &mut Draft) -> Option<String> {
    if d.language == Language::Scalars || d.writers.is_empty() {
        return None;
    }
    let writers = d.writers.clone();
    let Writer { name, form } = d.rng.pick(&writers);
    match form {
        Form::Scalar => on(d, &|ty| *ty == Ty::Float, &|_, a, k| format!("{name}(&mut {a}, {k});")),
        Form::Pair => on(d, &|ty| *ty == Ty::pair(), &|_, a, k| format!("{name}(&mut {a}, {k});")),
        Form::Slice => on(d, &is_array, &|_, a, k| format!("{name}(&mut {a}, {k});")),
        Form::Vector => on(d, &is_list, &|_, a, k| format!("{name}(&mut {a}, {k});")),
        Form::SliceAndResult | Form::VectorAndResult => {
            let fits = if form == Form::SliceAndResult { is_array } else { is_list };
            on(d, &fits, &|d, a, k| {
                let got = d.unique("got");
                format!("let {got}: f64 = {name}(&mut {a}, {k});\n{a}[0] = 0.6 * {a}[0] + 0.4 * {got};")
            })
        }
        Form::ScalarInTuple => on(d, &|ty| *ty == Ty::Float, &|_, a, k| format!("{name}((&mut {a}, {k}), 0.3);")),
        Form::SliceInTuple => on(d, &is_array, &|_, a, k| format!("{name}((&mut {a}[..], {k}), {k});")),
        Form::TwoSlices => on(d, &is_array, &|_, a, k| format!("{name}((&[{k}, 0.2], &mut {a}), {k});")),
        Form::Nested => on(d, &is_list, &|d, a, k| {
            let local = d.unique("local");
            format!("let mut {local} = {k};\n{name}(((&mut {local}, 1), &mut {a}), {k});\n{a}[0] = {local};")
        }),
        Form::Rows => on(d, &is_list, &|d, a, k| {
            let rows = d.unique("rows");
            let made = d.rng.pick(&["vec![A.clone(), vec![K]]", "[vec![K, 0.1], A.clone()]"]);
            let made = made.replace('A', a).replace('K', k);
            format!(
                "let mut {rows} = {made};\n{name}(&mut {rows}, {k});\n{a}[0] = {rows}[0][0];\n{a}[1] = {rows}[1][0];"
            )
        }),
        Form::VectorInPair => on(d, &is_list, &|d, a, k| {
            let pair = d.unique("pair");
            let text = format!("let mut {pair} = ({a}.clone(), {k});\n{name}(&mut {pair}, {k});");
            format!("{text}\n{a}[0] = {pair}.1;\n{a}[1] = {pair}.0[{pair}.0.len() - 1];")
        }),
    }
}

fn is_array(ty: &Ty) -> bool {
    matches!(ty, Ty::Array(len) | Ty::List(len) if *len >= 2)
}

fn is_list(ty: &Ty) -> bool {
    matches!(ty, Ty::List(len) if *len >= 2)
}

/// The call on a variable of such a type, with a float that has been computed.
fn on(d: &mut Draft, fits: &dyn Fn(&Ty) -> bool, write: &dyn Fn(&mut Draft, &str, &str) -> String) -> Option<String> {
    let place: Place = d.place(|p| p.mutable && fits(&p.ty))?;
    let var = &d.frame.scope.vars[place.var];
    let (size, slope) = if var.room.is_some() { (var.size, var.slope) } else { (SIZE, SLOPE) };
    let e: Expr = scaled(float(d, 1).typed(&Ty::Float), size.min(1.0), slope);
    widen(d, &place, &e);
    let k = d.unique("k");
    let text = write(d, &place.text, &k);
    Some(format!("let {k}: f64 = {};\n{text}", bare(&e.text)))
}

/// A condition that never holds.
pub(super) fn impossible(d: &mut Draft) -> Option<String> {
    let place = d.place(|p| matches!(p.ty, Ty::Float | Ty::Int))?;
    Some(match place.ty {
        Ty::Float => format!("({}).abs() < -1.0", place.text),
        _ => format!("({}) % 7 > 7", place.text),
    })
}

/// What is never left.
pub(super) fn diverging(d: &mut Draft) -> &'static str {
    d.rng.pick(&["panic!()", "unreachable!(\"never\")", "todo!()", "unimplemented!()", "loop {}"])
}

/// A value that is given on the one path that there is.
pub(super) fn guarded(d: &mut Draft, e: Expr) -> Expr {
    let Some(impossible) = impossible(d).filter(|_| branch::may_nest(d)) else { return e };
    let (value, never) = (bare(&e.text).to_owned(), diverging(d));
    let text = match d.rng.below(3) {
        0 => format!("(if {impossible} {{ {never} }} else {{ {value} }})"),
        1 => format!("(if !({impossible}) {{ {value} }} else {{ {never} }})"),
        _ => format!("(match 3 {{\n_ if {impossible} => {never},\n_ => {value},\n}})"),
    };
    Expr { text, literal: false, ..e }
}
