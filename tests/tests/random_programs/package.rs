//! The scratch package: random programs, adapters to slices, a `main`.

use std::fmt::Write as _;
use std::path::Path;

use autodiff_tests::random::hygiene::hygienic;
use autodiff_tests::random::{Arg, Language, Param, Program, Ty, points, program};

/// The manifest, with the library by path.
pub(crate) fn manifest(library: &Path) -> String {
    format!(
        "[package]\nname = \"random-programs\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
         publish = false\n\n[dependencies]\nautodiff = {{ path = '{}' }}\n\n\
         [workspace]\n\n[profile.dev]\ndebug = false\nincremental = false\n",
        library.display()
    )
}

/// The `main.rs` of these seeds.
pub(crate) fn main(seeds: &[u64]) -> String {
    let mut text = String::from("#![allow(warnings)]\nmod check;\nuse check::*;\n\n");
    let mut cases = String::new();
    for &seed in seeds {
        let language = match seed % 3 {
            0 => Language::Scalars,
            1 => Language::Whole,
            _ => Language::Compiled,
        };
        let p = program(language, seed);
        // One in three comes out of a macro.
        let made = if seed % 3 == 1 { hygienic(&p) } else { None };
        let p = Program { source: made.unwrap_or_else(|| p.source.clone()), ..p };
        // The functions are private, so the adapter of each is beside them.
        writeln!(text, "mod m{seed} {{\nuse super::*;\nuse autodiff::grad;\n{}", p.source).unwrap();
        writeln!(text, "const SOURCE: &str = {:?};", p.source).unwrap();
        writeln!(text, "pub const CASE: Case = {};\n}}", case(&p)).unwrap();
        writeln!(cases, "check(&m{seed}::CASE, &mut outcome);").unwrap();
    }
    write!(text, "fn main() {{\nlet mut outcome = Outcome::default();\n{cases}").unwrap();
    text += "report(outcome);\n}\n";
    text += REPORT;
    text
}

/// Prints the bits, one line for each matrix of derivatives, then the counts;
/// fails on any disagreement.
const REPORT: &str = r#"
fn report(outcome: Outcome) {
    for line in &outcome.bits {
        println!("{line}");
    }
    println!("counts {} {}", outcome.compared, outcome.skipped);
    for failure in &outcome.failures {
        eprintln!("{failure}");
    }
    if !outcome.failures.is_empty() {
        std::process::exit(1);
    }
}
"#;

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
        "Case {{ seed: {seed}, source: SOURCE, single: {single}, outputs: {outputs},\n\
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
    if p.result == Ty::Float {
        write!(
            text,
            "scalar: Some(Scalar {{\n\
             grad: |n, x| {{ let g = {name}_grad({arguments}); vec![{cotangents}] }},\n\
             value_and_grad: |n, x| {{ let (y, g) = {name}_value_and_grad({arguments}); \
             (vec![y], vec![{cotangents}]) }},\n\
             grad_into: |n, x, bar| {{ {before} \
             let y = {name}_grad_into({arguments}, {passed}); {after} vec![y] }},\n\
             hvp: |n, x, t| {{ let (g, h) = {name}_hvp({arguments}, {tangents}); \
             let g = {{ vec![{cotangents}] }}; (g, {{ let g = h; vec![{cotangents}] }}) }},\n}}),\n",
            before = shadows.before,
            passed = shadows.passed,
            after = shadows.after,
        )
        .unwrap();
    } else {
        text += "scalar: None,\n";
    }
    let points: Vec<String> = points(p).iter().map(|point| literal(point)).collect();
    format!("{text}points: &[{}] }}", points.join(", "))
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
    let mut next = 0;
    let tangents = active(p).into_iter().map(|param| pack(&param.ty, "t", &mut next));
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
    format!("(&{fixed:?}, &{floats:?})")
}
