//! The generated adjoints are compiled to packed instructions: the assembly of
//! the kernels (`benches/kernels`), optimised, has loops that write several elements of an array at a
//! time.

#![cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use autodiff_tests::package::{OPTIMISED, PROFILE, Package};

/// The kernels, and how many arrays each one's adjoint writes in loops over
/// elements: `y` and `x_bar`, `x_bar` and `y_bar`. That of a matrix times a vector is none: it runs
/// in the loops of its primal, whose sum is in one order, and takes as long as both took apart.
const KERNELS: [(&str, usize); 4] =
    [("axpy_by_index", 2), ("axpy_by_iterators", 2), ("dot_by_index", 2), ("dot_by_iterators", 2)];

#[test]
fn the_generated_adjoints_are_packed() {
    let assembly = assembly();
    let mut scalar = Vec::new();
    for (kernel, arrays) in KERNELS {
        // Its call in `shadows`, and companions that were not inlined there.
        // Mangled or not, the name stands in the symbol.
        let functions: Vec<_> =
            functions(&assembly).into_iter().filter(|f| f.0.contains(&format!("{kernel}_"))).collect();
        assert!(!functions.is_empty(), "no function of {kernel} in the assembly");
        let packed: usize = functions.iter().map(|(_, lines)| packed_writes(lines)).sum();
        println!("{kernel}: {packed} arrays are written packed");
        if packed < arrays {
            scalar.push(format!("{kernel}: {packed} of {arrays}"));
        }
    }
    assert!(scalar.is_empty(), "arrays that are written packed: {scalar:?}");
}

/// A loop by hand is recognised; if not, the test above says nothing.
#[test]
fn packed_loops_are_told_from_scalar_ones() {
    let packed = "adjoint:\n.LBB0_3:\n\tmulpd\t%xmm1, %xmm2\n\tmovupd\t%xmm2, (%rcx,%r8,8)\n\
                  \tmovupd\t%xmm3, 16(%rcx,%r8,8)\n\tmovupd\t%xmm3, (%rdx,%r8,8)\n\tjne\t.LBB0_3\n";
    let scalar = "adjoint:\n.LBB0_3:\n\tmulsd\t%xmm1, %xmm2\n\tmovsd\t%xmm2, (%rcx,%r8,8)\n\tjne\t.LBB0_3\n";
    let straight = "adjoint:\n.LBB0_3:\n\tmulpd\t%xmm1, %xmm2\n\tmovupd\t%xmm2, (%rcx)\n\tjne\t.LBB0_4\n";
    let arm = "adjoint:\nLBB0_3:\n\tfmul.2d\tv1, v1, v0\n\tfadd\tv2.2d, v2.2d, v1.2d\n\tstp\tq2, q3, [x9, #-16]\n\
               \tb.ne\tLBB0_3\n";
    for (text, expected) in [(packed, 2), (scalar, 0), (straight, 0), (arm, 1)] {
        let found = functions(text);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(packed_writes(&found[0].1), expected, "{text}");
    }
}

/// The assembly of the kernels, from a package outside of the workspace.
fn assembly() -> String {
    let package = Package::new(env!("CARGO_TARGET_TMPDIR"), "assembly");
    let kernels = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("benches").join("kernels/src/lib.rs");
    let manifest = format!(
        "[package]\nname = 'autodiff-kernels'\nversion = '0.0.0'\nedition = '2024'\npublish = false\n\n\
         [lib]\npath = '{}'\n\n[dependencies]\n\
         autodiff = {{ path = 'LIBRARY', features = ['num-traits'] }}\n\n[workspace]\n\n{PROFILE}",
        kernels.display()
    );
    package.write("Cargo.toml", &manifest);
    let file = package.path("kernels.s");
    let emitted = format!("--emit=asm={}", file.display());
    package.succeeds(&[&["rustc"], &OPTIMISED[..], &["--lib", "--", "-Ccodegen-units=1", &emitted]].concat());
    fs::read_to_string(file).expect("the assembly was written")
}

/// The functions by their symbols: a label is one unless it is local.
fn functions(assembly: &str) -> Vec<(&str, Vec<&str>)> {
    let mut functions: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in assembly.lines() {
        match label(line) {
            Some(name) if !name.starts_with(['.', 'L']) => functions.push((name, Vec::new())),
            _ => {
                if let Some((_, lines)) = functions.last_mut() {
                    lines.push(line);
                }
            }
        }
    }
    functions
}

fn label(line: &str) -> Option<&str> {
    let name = line.split(['#', ';']).next()?.trim_end().strip_suffix(':')?;
    (!name.starts_with([' ', '\t'])).then_some(name)
}

/// How many arrays are written packed, in loops of one block that compute packed:
/// the vectoriser's loops are of that kind.
fn packed_writes(lines: &[&str]) -> usize {
    let mut total = 0;
    let mut start = "";
    let (mut arrays, mut computes) = (BTreeSet::new(), false);
    for line in lines {
        if let Some(name) = label(line) {
            (start, arrays, computes) = (name, BTreeSet::new(), false);
            continue;
        }
        let instruction = line.split("//").next().unwrap_or_default().trim();
        let (mnemonic, operands) = instruction.split_once(char::is_whitespace).unwrap_or((instruction, ""));
        computes |= is_packed_arithmetic(mnemonic, operands);
        arrays.extend(packed_store(mnemonic, operands));
        if mnemonic.starts_with(['j', 'b', 'c', 't']) && operands.split_whitespace().last() == Some(start) {
            total += if computes { arrays.len() } else { 0 };
        }
    }
    total
}

fn is_packed_arithmetic(mnemonic: &str, operands: &str) -> bool {
    let operation = ["mul", "add", "sub", "fmla", "fmls"].iter().any(|name| mnemonic.contains(name));
    operation && (mnemonic.ends_with("pd") || mnemonic.contains(".2d") || operands.contains(".2d"))
}

/// The array that a packed store writes to, by the registers of the address.
fn packed_store<'a>(mnemonic: &str, operands: &'a str) -> Option<&'a str> {
    let x86 = mnemonic.trim_start_matches('v').starts_with("mov")
        && ["%xmm", "%ymm", "%zmm"].iter().any(|register| operands.starts_with(register))
        && mnemonic.ends_with(['d', 's'])
        && ["movu", "mova"].iter().any(|kind| mnemonic.contains(kind));
    if x86 {
        return operands.find('(').map(|at| &operands[at..]);
    }
    let arm = ["str", "stp", "stur"].contains(&mnemonic) && operands.starts_with('q');
    let address = operands.find('[').map(|at| &operands[at..]);
    address.filter(|_| arm).and_then(|address| address.split([',', ']']).next())
}
