//! The adjoint sweep of a function that has run does the same without what it says that it
//! does not read: that is taken away from it here, on all of the corpus.

use super::arguments::Arguments;
use super::desk;
use super::modes::floats;
use super::world::{self, File};
use crate::ir::interp::{Content, Handle, Scalar, Stop, run};
use crate::ir::{BulkOp, Func, Shape, Stmt, Value};
use crate::transform::{self, Policy, Second};
use std::path::{Path, PathBuf};

#[test]
fn what_is_not_read_need_not_be_there() {
    let (mut compared, mut failures) = (0, Vec::new());
    for (number, path) in on_memory().into_iter().enumerate() {
        if !desk::takes(number, 3) {
            continue;
        }
        let source = std::fs::read_to_string(&path).expect("a file of the corpus can be read");
        let name = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
        let Ok(file) = File::parse(&source, Policy::Minimal) else { continue };
        match compare(&file, &source, &name) {
            Ok(count) => compared += count,
            Err(Stop::Unsupported(_)) => {}
            Err(stop) => failures.push(format!("{name}: {stop:?}")),
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(compared > desk::cases(100, 300), "only {compared} points");
}

/// The files of the corpus that are about memory.
pub(super) fn on_memory() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests");
    let folders = ["algorithms", "iterators", "loops", "memory", "options"].map(|f| root.join("corpus").join(f));
    let list = |folder| std::fs::read_dir(folder).expect("the corpus is there");
    let files = folders.into_iter().chain([root.join("regressions")]).flat_map(list);
    let mut paths: Vec<_> = files.map(|entry| entry.expect("it can be listed").path()).collect();
    paths.sort();
    paths
}

/// At how many points the two agree.
fn compare(file: &File, source: &str, name: &str) -> Result<usize, Stop> {
    let (func, vjp) = (file.companion(name, "")?, file.companion(name, "_vjp")?);
    let Second { func: second, reads, .. } = transform::second(&func, &vjp);
    let whole = transform::into(&func, &vjp);
    let mut second = transform::into(&func, &second);
    second.body.stmts.retain(|stmt| !matches!(stmt, Stmt::Bulk(bulk) if matches!(bulk.op, BulkOp::SameExtents { .. })));
    let points = world::arguments(source, "POINTS", &func);
    for point in &points {
        let own = point.scalars();
        let mut left = Vec::new();
        let positions = func.params.iter().zip(&reads).flat_map(|(param, reads)| {
            let leaves = param.form.shape().map_or(0, |shape| shape.leaves().len());
            std::iter::repeat_n(*reads, leaves)
        });
        for (arg, reads) in own.iter().zip(positions) {
            let is_taken_away = !reads && matches!(arg, Scalar::Memory(_));
            left.push(if is_taken_away { Scalar::Memory(Handle::new(Content::List(Vec::new()))) } else { arg.clone() });
        }
        let first = Shadows::of(file, &func, point)?;
        let again = Shadows::of(file, &func, point)?;
        run(file, &whole, &[point.scalars(), first.seeds, first.bars.clone()].concat())?;
        run(file, &second, &[left, again.seeds, again.bars.clone()].concat())?;
        let [first, again] = [first.bars, again.bars].map(|bars| floats(&flat(&bars)));
        let same = |(a, b): (&f64, &f64)| a == b || (a.is_nan() && b.is_nan());
        if first.len() != again.len() || !first.iter().zip(&again).all(same) {
            return Err(Stop::Broken(format!("{first:?} and {again:?}\n{second}")));
        }
    }
    Ok(points.len())
}

/// What an adjoint that adds into shadows is given besides the arguments.
pub(super) struct Shadows {
    pub(super) seeds: Vec<Scalar>,
    pub(super) bars: Vec<Scalar>,
}

impl Shadows {
    /// Seeds that are the value itself, and shadows that are zeros, or what goes in.
    pub(super) fn of(file: &File, func: &Func, point: &Arguments) -> Result<Shadows, Stop> {
        let (params, before, left) = (func.all_param_values(), point.scalars(), point.scalars());
        let is_memory =
            |(w, arg): (&Value, &Scalar)| func.kind(*w).memory().is_some() == matches!(arg, Scalar::Memory(_));
        if !params.iter().zip(&left).all(is_memory) {
            return Err(Stop::Unsupported("a number behind `&mut`".to_owned()));
        }
        let value = run(file, func, &left)?;
        let kinds = func.result.leaves().into_iter();
        let seeds = value.into_iter().zip(kinds).filter(|(_, kind)| kind.is_differentiable()).map(|(seed, _)| seed);
        let of = |w: &Value, args: &[Scalar]| {
            args[params.iter().position(|param| param == w).expect("it is a parameter")].clone()
        };
        let mut bars = Vec::new();
        for piece in func.pieces() {
            let Shape::Leaf(w) = piece.shape.behind_refs() else {
                return Err(Stop::Unsupported("a shadow of several".to_owned()));
            };
            // The cotangent that goes in is of what the function leaves.
            let is_in_out = piece.in_out().is_some();
            let content = match of(w, if is_in_out { &left } else { &before }) {
                Scalar::Memory(handle) => handle.content(),
                scalar => Content::Scalar(scalar),
            };
            let content = if is_in_out { content } else { zeros(&content) };
            bars.push(Scalar::Memory(Handle::new(content)));
        }
        Ok(Shadows { seeds: seeds.collect(), bars })
    }
}

fn zeros(content: &Content) -> Content {
    match content {
        Content::Scalar(Scalar::F64(_)) => Content::Scalar(Scalar::F64(0.0)),
        Content::Scalar(Scalar::F32(_)) => Content::Scalar(Scalar::F32(0.0)),
        Content::Scalar(other) => Content::Scalar(other.clone()),
        Content::Tuple(entries) => Content::Tuple(entries.iter().map(zeros).collect()),
        Content::List(elements) => Content::List(elements.iter().map(zeros).collect()),
    }
}

pub(super) fn flat(scalars: &[Scalar]) -> Vec<Scalar> {
    let flat = |scalar: &Scalar| match scalar {
        Scalar::Memory(handle) => handle.scalars(),
        other => vec![other.clone()],
    };
    scalars.iter().flat_map(flat).collect()
}
