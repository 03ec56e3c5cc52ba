//! Callees at which nothing arrives are not run, and the derivative is the same: at ordinary seeds, and
//! where they are all zero.

use super::modes::floats;
use super::second::{Shadows, flat, on_memory};
use super::world::{self, File};
use crate::ir::interp::{Scalar, Stop, run};
use crate::transform::{self, Policy};

#[test]
fn what_is_not_run_has_added_nothing() {
    let (mut asking, mut failures) = (0, Vec::new());
    for path in on_memory() {
        let source = std::fs::read_to_string(&path).expect("a file of the corpus can be read");
        let name = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
        let Ok(file) = File::parse(&source, Policy::Minimal) else { continue };
        match compare(&file, &source, &name) {
            Ok(asks) => asking += usize::from(asks),
            Err(Stop::Unsupported(_)) => {}
            Err(stop) => failures.push(format!("{name}: {stop:?}")),
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(asking > 5, "only {asking} functions ask");
}

/// A call that is fused with its adjoint is the one run of the callee, whatever arrives: it may panic, or print.
#[test]
fn the_one_run_of_a_callee_is_not_asked_about() {
    let source = "
        #[grad]
        fn of_positive(x: &[f64]) -> f64 { assert!(x[0] > 0.0); x[0].ln() * x[1] }
        #[grad]
        fn products(x: &[f64], #[constant] w: f64) -> f64 { x.chunks_exact(2).map(|x| of_positive(x) * w).sum() }
    ";
    let file = File::parse(source, Policy::Minimal).unwrap_or_else(|_| panic!("it can be parsed"));
    let vjp = file.companion("products", "_vjp").unwrap();
    let gradient = transform::dce(transform::without_value(&vjp));
    assert!(gradient.to_string().contains("call of_positive_vjp_into"), "{gradient}");
    assert_eq!(transform::idle(gradient.clone()).to_string(), gradient.to_string());
}

/// Whether the function asks at all.
fn compare(file: &File, source: &str, name: &str) -> Result<bool, Stop> {
    let (func, vjp) = (file.companion(name, "")?, file.companion(name, "_vjp")?);
    let always = transform::into(&func, &vjp);
    let idle = transform::idle(always.clone());
    if idle.to_string() == always.to_string() {
        return Ok(false);
    }
    let points = world::arguments(source, "POINTS", &func);
    for point in &points {
        for is_idle in [false, true] {
            let mut all = Vec::new();
            for adjoint in [&always, &idle] {
                let mut shadows = Shadows::of(file, &func, point)?;
                if is_idle {
                    shadows.seeds.iter_mut().for_each(|seed| *seed = nothing(seed));
                }
                let args = [point.scalars(), shadows.seeds, shadows.bars.clone()].concat();
                let value = run(file, adjoint, &args)?;
                all.push(floats(&flat(&[value, shadows.bars].concat())));
            }
            let same = |(a, b): (&f64, &f64)| a == b || (a.is_nan() && (is_idle || b.is_nan()));
            if all[0].len() != all[1].len() || !all[0].iter().zip(&all[1]).all(same) {
                return Err(Stop::Broken(format!("{all:?}\n{idle}")));
            }
        }
    }
    Ok(true)
}

fn nothing(seed: &Scalar) -> Scalar {
    match seed {
        Scalar::F64(_) => Scalar::F64(0.0),
        Scalar::F32(_) => Scalar::F32(0.0),
        other => other.clone(),
    }
}
