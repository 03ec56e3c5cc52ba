//! One module of generated code per file of a directory.

use crate::subject::{self, Subject};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Restricts the corpus to the files named in it, separated by commas, while
/// one construct is being worked on.
const FILTER: &str = "AUTODIFF_CORPUS";

/// Asks for all that a run at the desk takes in turn: of each four files, one is there in single
/// precision, too, and one has the companions of each of these words.
const WHOLE: &str = "AUTODIFF_WHOLE";
const IN_TURN: [&[&str]; 3] = [&["pullback"], &["sparse_jacobian", "sparse_hessian"], &["taylor"]];

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Emit {
    Subjects,
    SubjectsAndTests,
}

/// Writes `outputs` into the output directory: together they have a module for each
/// file of `directory`, each for an equal part of them.
pub(crate) fn generate(directory: &str, outputs: &[&str], emit: Emit) {
    println!("cargo::rerun-if-changed={directory}");
    println!("cargo::rerun-if-env-changed={FILTER}");
    println!("cargo::rerun-if-env-changed={WHOLE}");
    let directory = PathBuf::from(variable("CARGO_MANIFEST_DIR")).join(directory);
    let sources = sources(&directory);
    let part = sources.len().div_ceil(outputs.len()).max(1);
    let mut parts = sources.chunks(part);
    for output in outputs {
        // Two directories may have files of one name.
        let output = PathBuf::from(variable("OUT_DIR")).join(output);
        let modules: TokenStream = parts
            .next()
            .unwrap_or_default()
            .iter()
            .enumerate()
            .filter(|(_, path)| emit == Emit::Subjects || is_wanted(&stem(path)))
            .map(|(number, path)| {
                let turn = (emit == Emit::SubjectsAndTests && !is_whole()).then_some(number % 4);
                module(path, &output, Wish { emit, turn }).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
            })
            .collect();
        let file = syn::parse2(modules).expect("the generated modules are Rust");
        write(&output.with_extension("rs"), &prettyplease::unparse(&file));
    }
}

fn variable(name: &str) -> String {
    env::var(name).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// In the order of their names, so that the output is always the same.
fn sources(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).unwrap_or_else(|error| panic!("{}: {error}", directory.display()));
    let paths = entries.map(|entry| entry.expect("the directory can be listed").path());
    let mut sources: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|extension| extension == "rs")).collect();
    sources.sort();
    sources
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn is_wanted(name: &str) -> bool {
    env::var(FILTER).map_or(true, |names| names.is_empty() || names.split(',').any(|wanted| wanted.trim() == name))
}

/// Who works on some files wants all of them.
fn is_whole() -> bool {
    env::var_os(WHOLE).is_some() || env::var(FILTER).is_ok_and(|names| !names.is_empty())
}

/// What is made of a file.
#[derive(Clone, Copy)]
struct Wish {
    emit: Emit,
    /// Which of the turns it has, if it does not have all.
    turn: Option<usize>,
}

fn module(path: &Path, prefix: &Path, wish: Wish) -> Result<TokenStream, String> {
    let original = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let text = wish.turn.map_or_else(|| original.clone(), |turn| in_turn(&original, turn));
    let name = stem(path);
    let mut path = path.to_owned();
    if text != original {
        path = PathBuf::from(format!("{}_{name}_f64.rs", prefix.display()));
        write(&path, &text);
    }
    let wide = read(&text, &name)?;
    let glue = wide.glue(&format_ident!("wide"), &format_ident!("WIDE"));
    let is_narrow = wish.turn.is_none_or(|turn| turn == 0) && !text.contains("//! no f32:");
    let narrow = if is_narrow { Some(narrow(&text, &name, prefix)?) } else { None };
    let tests = if wish.emit == Emit::SubjectsAndTests { tests(&wide, narrow.is_some()) } else { TokenStream::new() };
    let (name, path) = (format_ident!("{name}"), path.display().to_string());
    Ok(quote! {
        pub mod #name {
            #[path = #path]
            mod wide;
            #glue
            #narrow
            #tests
        }
    })
}

/// The file without the words whose turn it is not.
fn in_turn(text: &str, turn: usize) -> String {
    let others = IN_TURN.iter().enumerate().filter(|(number, _)| number + 1 != turn);
    let words = others.flat_map(|(_, words)| words.iter());
    words.fold(text.to_owned(), |text, word| text.replace(&format!(", {word}"), ""))
}

fn read(text: &str, name: &str) -> Result<Subject, String> {
    let file = syn::parse_file(text).map_err(|error| error.to_string())?;
    subject::read(&file, name)
}

/// The same file in single precision. Replacing the token in the text rather
/// than in the syntax tree keeps the lines where they are, for the errors.
fn narrow(text: &str, name: &str, prefix: &Path) -> Result<TokenStream, String> {
    let text = text.replace("f64", "f32");
    let path = PathBuf::from(format!("{}_{name}_f32.rs", prefix.display()));
    write(&path, &text);
    let path = path.display().to_string();
    let glue = read(&text, name)?.glue(&format_ident!("narrow"), &format_ident!("NARROW"));
    Ok(quote! {
        #[path = #path]
        mod narrow;
        #glue
    })
}

/// Left alone if nothing changed, so that nothing is compiled again.
fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|present| present == text) {
        return;
    }
    fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

fn tests(wide: &Subject, has_narrow: bool) -> TokenStream {
    let mut checks = vec!["primal_bits", "forward_fd", "reverse_forward", "into_forms"];
    if wide.is_objective() {
        checks.push("gradient");
    }
    if wide.is_curved() {
        checks.push("hvp");
    }
    if wide.has_pullback() {
        checks.push("pullback");
    }
    if wide.is_sparse() {
        checks.push("sparse");
    }
    if wide.has_taylor() {
        checks.push("taylor");
    }
    let checks = checks.into_iter().map(|name| {
        let name = format_ident!("{name}");
        test(&name, &quote! { #name(&WIDE) })
    });
    let narrow = has_narrow.then(|| test(&format_ident!("f32"), &quote! { single_precision(&WIDE, &NARROW) }));
    checks.chain(narrow).collect()
}

fn test(name: &Ident, check: &TokenStream) -> TokenStream {
    quote! {
        #[test]
        fn #name() -> ::autodiff_tests::check::Verdict {
            ::autodiff_tests::check::#check
        }
    }
}
