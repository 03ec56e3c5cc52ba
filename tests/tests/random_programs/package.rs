//! The scratch package: random programs, adapters to slices, and binaries that
//! check some of them each.

use std::fmt::Write as _;
use std::ops::Range;

use autodiff_generator::{Arg, Param, Program, Ty, points, special_points};
use autodiff_tests::package::PROFILE;

/// How many programs go into one binary: they are compiled side by side, and the
/// compiler's memory bounds each.
const TOGETHER: usize = 40;

/// The manifest, with the library by path. A binary is named here, and not found
/// in its folder: there may be files of an earlier run.
pub(crate) fn manifest(programs: usize) -> String {
    let mut text = format!(
        "[package]\nname = \"random-programs\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
         publish = false\nautobins = false\n\n[dependencies]\n\
         autodiff = {{ path = 'LIBRARY', features = ['num-traits'] }}\n\n\
         [workspace]\n\n{PROFILE}"
    );
    for name in binaries(programs) {
        write!(text, "\n[[bin]]\nname = \"{name}\"\npath = \"src/{name}.rs\"\n").unwrap();
    }
    text
}

/// The names of the binaries that check so many programs.
pub(crate) fn binaries(programs: usize) -> Vec<String> {
    (0..programs.div_ceil(TOGETHER)).map(|number| format!("part{number}")).collect()
}

/// Whether loops cut what they run through.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Loops {
    Cut,
    /// In the programs of odd seeds they do not.
    CutInOthers,
}

/// The files of the package: a module for each program, so that an error of the
/// compiler says whose it is.
pub(crate) fn files(programs: &[&Program], loops: Loops) -> Vec<(String, String)> {
    let modules = programs.iter().enumerate().map(|(number, p)| {
        // The functions are private, so the adapter of each is beside them.
        let (case, mut source) = (case(p), with_matrices(p).unwrap_or_else(|| p.source.clone()));
        if loops == Loops::CutInOthers && p.seed % 2 == 1 {
            source = source.replace("#[grad(", "#[grad(uncut, ");
        }
        let text = format!("use super::*;\nuse autodiff::grad;\n{source}\npub const CASE: Case = {case};\n");
        (format!("m{number}.rs"), text)
    });
    let binaries = binaries(programs.len()).into_iter().enumerate().map(|(part, name)| {
        let first = part * TOGETHER;
        (format!("{name}.rs"), binary(first..programs.len().min(first + TOGETHER)))
    });
    modules.chain(binaries).collect()
}

/// The binary that checks these programs.
fn binary(numbers: Range<usize>) -> String {
    let mut text = String::from("#![allow(warnings)]\nmod check;\nmod exempt;\nuse check::*;\n");
    let mut cases = String::new();
    for number in numbers {
        writeln!(text, "mod m{number};").unwrap();
        write!(cases, "(&m{number}::CASE, {number}), ").unwrap();
    }
    writeln!(text, "static CASES: &[(&Case, usize)] = &[{cases}];").unwrap();
    text + MAIN
}

/// Prints, for each program, the bits of its derivatives, one line for each matrix, and
/// what is wrong with it, in lines of their own; then the counts.
const MAIN: &str = r#"
fn main() {
    // What panics is caught, and the programs may do so at special points.
    std::panic::set_hook(Box::new(|_| {}));
    let (mut compared, mut skipped) = (0, 0);
    for (case, number) in CASES {
        println!("program {number}");
        let mut outcome = Outcome::default();
        let run = std::panic::AssertUnwindSafe(|| check(case, &mut outcome));
        if std::panic::catch_unwind(run).is_err() {
            outcome.failures.push("it panics".to_owned());
        }
        for line in &outcome.bits {
            println!("{line}");
        }
        for failure in &outcome.failures {
            println!("! {}", failure.replace('\n', "\n! "));
        }
        compared += outcome.compared;
        skipped += outcome.skipped;
    }
    println!("counts {compared} {skipped}");
}
"#;

/// The program with matrices of its function and its pullback, unless a macro writes that.
fn with_matrices(p: &Program) -> Option<String> {
    let hessian = if p.result == Ty::Float { ", hessian_into" } else { "" };
    let head = format!("#[grad(hvp)]\nfn {}(", p.name);
    let asked = format!("#[grad(hvp, pullback, jacobian_into{hessian})]\nfn {}(", p.name);
    let text = p.source.contains(&head).then(|| p.source.replacen(&head, &asked, 1))?;
    Some(if has_orders(p) { text.replace("#[grad(hvp", "#[grad(order = 2") } else { text })
}

/// Whether the companions of a program have companions, and those of its callees: one program in
/// three, as each is three times as large then. Operators of data have none.
fn has_orders(p: &Program) -> bool {
    p.result == Ty::Float && !p.source.contains("impl ") && (p.seed / 4).is_multiple_of(3)
}

/// One `Case`: the adapters unpack slices into arguments, and pack results.
fn case(p: &Program) -> String {
    let name = &p.name;
    let arguments = arguments(p);
    let tangents = tangents(p);
    let result = flat("y", &p.result);
    let cotangents = cotangents(p);
    let packed = pack(&p.result, "s", &mut 0);
    let shadows = shadows(p);
    let mut text = format!(
        "Case {{ seed: {seed}, single: {single}, outputs: {outputs},\n\
         primal: |n, x| {{ let y = {name}({arguments}); vec![{result}] }},\n\
         jvp: |n, x, t| {{ let (y, g) = {name}_jvp({arguments}, {tangents}); \
         (vec![{result}], vec![{dot}]) }},\n\
         vjp: |n, x, s| {{ let (y, g) = {name}_vjp({arguments}, {packed}); \
         (vec![{result}], vec![{cotangents}]) }},\n\
         vjp_into: |n, x, s, bar| {{ {before} \
         let y = {name}_vjp_into({arguments}, {packed}, {passed}); {after} vec![{result}] }},\n",
        seed = p.seed,
        single = p.single,
        outputs = width(&p.result),
        dot = flat("g", &p.result),
        before = shadows.before,
        passed = shadows.passed,
        after = shadows.after,
    );
    let jacobian = with_matrices(p).map_or_else(
        || "None".to_owned(),
        |_| format!("Some(|n, x, m| {{ let y = {name}_jacobian_into({arguments}, m); vec![{result}] }})"),
    );
    writeln!(text, "jacobian: {jacobian},").unwrap();
    let pullback = with_matrices(p).map_or_else(
        || "None".to_owned(),
        |_| {
            format!(
                "Some(|n, x, s| {{ let (y, late) = {name}_pullback({arguments}); \
                 let g = late({packed}); (vec![{result}], vec![{cotangents}]) }})"
            )
        },
    );
    writeln!(text, "pullback: {pullback},").unwrap();
    if p.result == Ty::Float {
        let hessian = match with_matrices(p) {
            Some(_) => format!(
                "hessian: Some(|n, x, m| {{ let g = {name}_hessian_into({arguments}, m); vec![{cotangents}] }}),\n"
            ),
            None => "hessian: None,\n".to_owned(),
        };
        let second = second(p);
        write!(
            text,
            "scalar: Some(Scalar {{\n\
             grad: |n, x| {{ let g = {name}_grad({arguments}); vec![{cotangents}] }},\n\
             value_and_grad: |n, x| {{ let (y, g) = {name}_value_and_grad({arguments}); \
             (vec![y], vec![{cotangents}]) }},\n\
             grad_into: |n, x, bar| {{ {before} \
             let y = {name}_grad_into({arguments}, {passed}); {after} vec![y] }},\n\
             hvp: |n, x, t| {{ let (g, h) = {name}_hvp({arguments}, {tangents}); \
             let g = {{ vec![{cotangents}] }}; (g, {{ let g = h; vec![{cotangents}] }}) }},\n{hessian}{second}}}),\n",
            before = shadows.before,
            passed = shadows.passed,
            after = shadows.after,
        )
        .unwrap();
    } else {
        text += "scalar: None,\n";
    }
    let list = |points: &[Vec<Arg>]| points.iter().map(|point| literal(point)).collect::<Vec<_>>().join(", ");
    format!("{text}points: &[{}], special: &[{}] }}", list(&points(p)), list(&special_points(p)))
}

/// The companions of companions. A tangent is a parameter beside the function's own, so it has
/// tangents and cotangents of its own, which follow those of the arguments.
fn second(p: &Program) -> String {
    if with_matrices(p).is_none() || !has_orders(p) {
        return "second: None,\n".to_owned();
    }
    let (name, arguments, cotangents) = (&p.name, arguments(p), cotangents(p));
    let [along, across, still] = ["t", "u", "zeros"].map(|slice| tangents_of(p, slice));
    let of_tuple: Vec<String> =
        active(p).into_iter().enumerate().map(|(i, param)| flat(&format!("g.{i}"), &param.ty)).collect();
    let seed = match active(p)[..] {
        [only] => pack(&only.ty, "s", &mut 0).trim_start_matches('&').to_owned(),
        ref several => {
            let mut next = 0;
            let entries =
                several.iter().map(|param| pack(&param.ty, "s", &mut next).trim_start_matches('&').to_owned());
            format!("({})", entries.collect::<Vec<_>>().join(", "))
        }
    };
    format!(
        "second: Some(Second {{\n\
         jvp_jvp: |n, x, t, u| {{ let zeros = vec![0.0; x.len()]; \
         {name}_jvp_jvp({arguments}, {along}, {across}, {still}).1.1 }},\n\
         jvp_vjp: |n, x, t| {{ let (_, g) = {name}_jvp_vjp({arguments}, {along}, (0.0, 1.0)); vec![{}] }},\n\
         grad_vjp: |n, x, s| {{ let (y, g) = {name}_grad_vjp({arguments}, {seed}); \
         ({{ let g = y; vec![{cotangents}] }}, vec![{cotangents}]) }} }}),\n",
        of_tuple.join(", ")
    )
}

/// How many floats a type holds.
fn width(ty: &Ty) -> usize {
    match ty {
        Ty::Float | Ty::Ref => 1,
        Ty::Tuple(entries) => entries.iter().map(width).sum(),
        // No parameter and no result holds an array or an index.
        _ => 0,
    }
}

/// A float, reference or tuple made of the next entries of a slice.
fn pack(ty: &Ty, slice: &str, next: &mut usize) -> String {
    if let Ty::Tuple(entries) = ty {
        let entries: Vec<String> = entries.iter().map(|ty| pack(ty, slice, next)).collect();
        return format!("({})", entries.join(", "));
    }
    *next += 1;
    let sign = if *ty == Ty::Ref { "&" } else { "" };
    format!("{sign}{slice}[{}]", *next - 1)
}

/// The floats of a value, with commas.
fn flat(value: &str, ty: &Ty) -> String {
    match ty {
        Ty::Tuple(entries) => {
            let entries = entries.iter().enumerate();
            let entries: Vec<String> = entries.map(|(i, ty)| flat(&format!("{value}.{i}"), ty)).collect();
            entries.join(", ")
        }
        _ => value.to_owned(),
    }
}

fn arguments(p: &Program) -> String {
    let (mut float, mut fixed) = (0, 0..);
    let argument = |param: &Param| match param.ty {
        Ty::Int => format!("n[{}]", fixed.next().unwrap()),
        Ty::Bool => format!("n[{}] != 0", fixed.next().unwrap()),
        _ => pack(&param.ty, "x", &mut float),
    };
    p.params.iter().map(argument).collect::<Vec<_>>().join(", ")
}

/// The parameters that have a tangent.
fn active(p: &Program) -> Vec<&Param> {
    p.params.iter().filter(|param| width(&param.ty) > 0).collect()
}

fn tangents(p: &Program) -> String {
    tangents_of(p, "t")
}

/// Tangents, from a slice.
fn tangents_of(p: &Program, slice: &str) -> String {
    let mut next = 0;
    let tangents = active(p).into_iter().map(|param| pack(&param.ty, slice, &mut next));
    tangents.collect::<Vec<_>>().join(", ")
}

/// The floats of the cotangents `g`: a tuple, or bare if there is one.
fn cotangents(p: &Program) -> String {
    let active = active(p);
    if let [only] = active[..] {
        return flat("g", &only.ty);
    }
    let entries = active.iter().enumerate();
    entries.map(|(i, param)| flat(&format!("g.{i}"), &param.ty)).collect::<Vec<_>>().join(", ")
}

/// How shadows of the parameters' own types are taken from `bar` and put back.
struct Shadows {
    before: String,
    passed: String,
    after: String,
}

fn shadows(p: &Program) -> Shadows {
    let mut shadows = Shadows { before: String::new(), passed: String::new(), after: String::new() };
    let mut next = 0;
    for (i, param) in active(p).into_iter().enumerate() {
        let start = next;
        let packed = pack(&param.ty, "bar", &mut next);
        let packed = packed.trim_start_matches('&');
        write!(shadows.before, "let mut b{i} = {packed}; ").unwrap();
        write!(shadows.passed, "{}&mut b{i}", if i > 0 { ", " } else { "" }).unwrap();
        let back = flat(&format!("b{i}"), &param.ty);
        write!(shadows.after, "bar[{start}..{next}].copy_from_slice(&[{back}]); ").unwrap();
    }
    shadows
}

/// A point: the integers and booleans, then the floats.
fn literal(point: &[Arg]) -> String {
    let (mut fixed, mut floats) = (Vec::new(), Vec::new());
    for arg in point {
        match *arg {
            Arg::Float(x) => floats.push(x),
            Arg::Pair(x, y) => floats.extend([x, y]),
            Arg::Int(n) => fixed.push(n),
            Arg::Bool(b) => fixed.push(i32::from(b)),
        }
    }
    let floats: Vec<String> = floats.into_iter().map(float).collect();
    format!("(&{fixed:?}, &[{}])", floats.join(", "))
}

fn float(x: f64) -> String {
    match x {
        _ if x.is_nan() => "f64::NAN".to_owned(),
        f64::INFINITY => "f64::INFINITY".to_owned(),
        f64::NEG_INFINITY => "f64::NEG_INFINITY".to_owned(),
        _ => format!("{x:?}"),
    }
}
