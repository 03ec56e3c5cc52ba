//! What the derivatives of the corpus cost: how many statements, how much is saved.
//!
//! A transform that computes again what it could have read, records what it could
//! have computed, or takes for changing what stays, is still right, and no value
//! tells. So the numbers are written down in `economy.txt`, and a person looks at
//! what changes there. `AUTODIFF_ECONOMY=overwrite` writes it anew; a file of the
//! corpus that has no line in it yet is not asked for one.

use super::corpus;
use super::desk;
use super::world::File;
use crate::ir::Func;
use crate::transform::Policy;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

#[test]
fn derivatives_cost_what_they_did() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tests/economy.txt");
    let overwrites = std::env::var("AUTODIFF_ECONOMY").is_ok_and(|wish| wish == "overwrite");
    let found = costs(&|number| overwrites || desk::takes(number, 3));
    if overwrites {
        let mut text = String::from(HEAD);
        for (name, cost) in &found {
            let _ = writeln!(text, "{name}: {cost}");
        }
        std::fs::write(&path, text).expect("the table can be written");
        return;
    }
    let table = std::fs::read_to_string(&path).expect("the table is there");
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    let differs = |line: &str| {
        let (name, cost) = line.split_once(": ")?;
        let now = match found.get(name) {
            Some(now) => now,
            None if desk::is_whole() => "is gone",
            None => return None,
        };
        (now != cost).then(|| format!("{name}: {cost}\n    now {now}"))
    };
    let differing: Vec<_> = lines.filter_map(differs).collect();
    assert!(
        differing.is_empty(),
        "what derivatives cost has changed (AUTODIFF_ECONOMY=overwrite, if it is meant):\n{}",
        differing.join("\n")
    );
}

const HEAD: &str = "\
# Statements of the function, of its tangent, its adjoint and the adjoint's tangent, and what is saved for the
# adjoint. Written by `AUTODIFF_ECONOMY=overwrite cargo test -p autodiff-compiler economy`.
";

/// The costs of every function under `#[grad]` in the files of these numbers, by its file and its
/// name.
fn costs(takes: &dyn Fn(usize) -> bool) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let files = corpus::files().into_iter().chain(corpus::sources("tests"));
    for (_, path) in files.enumerate().filter(|(number, _)| takes(*number)) {
        let source = std::fs::read_to_string(&path).expect("a source can be read");
        let stem = path.file_stem().expect("a file has a name").to_string_lossy();
        // What only rustc can decide does not come here.
        let Ok(Ok(file)) = catch_unwind(|| File::parse(&source, Policy::Minimal)) else { continue };
        for name in file.names() {
            let cost = catch_unwind(AssertUnwindSafe(|| cost(&file, &name))).unwrap_or_else(|_| "panics".to_owned());
            let label = if *stem == *name { name } else { format!("{stem}/{name}") };
            found.insert(label, cost);
        }
    }
    found
}

fn cost(file: &File, name: &str) -> String {
    let mut text = String::new();
    let mut saved = String::new();
    for companion in ["", "_jvp", "_vjp", "_vjp_jvp"] {
        match file.companion(name, companion) {
            Ok(func) => {
                let _ = write!(text, "{} ", statements(&func));
                if companion == "_vjp"
                    && let Ok(lines) = file.saved(name)
                {
                    saved = lines.iter().map(|line| head(line)).collect::<Vec<_>>().join(", ");
                }
            }
            Err(stop) => return format!("{stop:?}"),
        }
    }
    if saved.is_empty() { text.trim_end().to_owned() } else { format!("{text}{saved}") }
}

/// What a line of the report is about: what stands in backquotes first.
fn head(line: &str) -> String {
    line.split('`').nth(1).map_or("a position".to_owned(), |text| format!("`{}`", text.replace('\n', " ")))
}

fn statements(func: &Func) -> usize {
    let mut count = 0;
    func.body.visit(&mut |_| count += 1);
    count
}
