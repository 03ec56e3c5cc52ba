//! One module of generated code per file of the directories of functions on
//! memory.

use crate::corpus::{FILTER, is_wanted, sources, stem, variable, write};
use crate::program::{self, Program};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use std::fs;
use std::path::{Path, PathBuf};

/// Writes `output` into the output directory, with a module for each file of
/// the directories.
pub(crate) fn generate(directories: &[&str], output: &str) {
    println!("cargo::rerun-if-env-changed={FILTER}");
    let out = PathBuf::from(variable("OUT_DIR"));
    let mut modules = TokenStream::new();
    for directory in directories {
        println!("cargo::rerun-if-changed={directory}");
        let directory = PathBuf::from(variable("CARGO_MANIFEST_DIR")).join(directory);
        for path in sources(&directory).iter().filter(|path| is_wanted(&stem(path))) {
            modules.extend(module(path, &out).unwrap_or_else(|error| panic!("{}: {error}", path.display())));
        }
    }
    let file = syn::parse2(modules).expect("the generated modules are Rust");
    write(&out.join(output), &prettyplease::unparse(&file));
}

fn module(path: &Path, out: &Path) -> Result<TokenStream, String> {
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let name = stem(path);
    let wide = read(&text, &name, "wide")?;
    let glue = wide.glue(&format_ident!("Wide"));
    let narrow = if text.contains("//! no f32:") { None } else { Some(narrow(&text, &name, out)?) };
    let tests = tests(&wide, narrow.is_some());
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

fn read(text: &str, name: &str, module: &str) -> Result<Program, String> {
    let file = syn::parse_file(text).map_err(|error| error.to_string())?;
    program::read(&file, name, module)
}

/// The same file in single precision.
fn narrow(text: &str, name: &str, out: &Path) -> Result<TokenStream, String> {
    let text = text.replace("f64", "f32");
    let path = out.join(format!("{name}_program_f32.rs"));
    write(&path, &text);
    let path = path.display().to_string();
    let glue = read(&text, name, "narrow")?.glue(&format_ident!("Narrow"));
    Ok(quote! {
        #[path = #path]
        mod narrow;
        #glue
    })
}

fn tests(wide: &Program, has_narrow: bool) -> TokenStream {
    let mut checks = vec![
        ("forward_fd", quote! { program_forward::<Wide>() }),
        ("reverse_forward", quote! { program_reverse::<Wide>() }),
        ("into_forms", quote! { program_into::<Wide>() }),
    ];
    if wide.is_objective() {
        checks.push(("gradient", quote! { program_gradient::<Wide>() }));
    }
    if wide.is_curved() {
        checks.push(("hvp", quote! { program_second::<Wide>() }));
    }
    if has_narrow {
        checks.push(("f32", quote! { program_narrow::<Wide, Narrow>() }));
    }
    checks.into_iter().map(|(name, check)| crate::corpus::test(name, &check)).collect()
}
