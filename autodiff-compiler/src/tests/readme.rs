//! The README shows what comes out, not what once came out.

use super::snapshots::expansion;
use crate::protocol::{Asked, TABLE};

const SIGMOID: &str = "\
#[grad]
fn sigmoid(x: f64, a: f64) -> f64 {
    1.0 / (1.0 + (-a * x).exp())
}
";

const ROOT: &str = "\
#[grad]
fn root(a: f64) -> f64 {
    let mut y = a;
    for _ in 0..20 {
        y = 0.5 * (y + a / y);
    }
    y
}
";

/// One function of an expansion, without the attributes that the README says
/// it leaves out.
fn without_attributes(expansion: &str, name: &str) -> String {
    let file = syn::parse_file(expansion).expect("an expansion is Rust");
    let mut functions = file.items.into_iter().filter_map(|item| match item {
        syn::Item::Fn(function) if function.sig.ident == name => Some(function),
        _ => None,
    });
    let mut function = functions.next().expect("the companion is there");
    function.attrs.retain(|attr| !["inline", "allow"].iter().any(|left_out| attr.path().is_ident(left_out)));
    let items = vec![syn::Item::Fn(function)];
    prettyplease::unparse(&syn::File { shebang: None, frontmatter: None, attrs: Vec::new(), items })
}

#[test]
fn it_shows_the_expansion_as_it_is() {
    let readme = concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md");
    let readme = std::fs::read_to_string(readme).expect("the README is there");
    for (source, companion) in [(SIGMOID, "sigmoid_grad"), (ROOT, "root_vjp")] {
        assert!(readme.contains(source), "the README has another function");
        let companion = without_attributes(&expansion(source), companion);
        let block = format!("```rust\n{companion}```\n");
        assert!(readme.contains(&block), "the README has to show\n\n{block}");
    }
}

/// The page that `cargo doc` opens on has each argument of the attribute.
#[test]
fn the_documentation_has_each_argument() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../src/lib.rs");
    let page = std::fs::read_to_string(page).expect("the facade is there");
    let companions = TABLE.iter().filter(|row| row.asked == Asked::ByName).map(|row| row.suffix);
    for argument in companions.chain(["only(", "wrt(", "name =", "members", "crate ="]) {
        assert!(page.contains(&format!("//! - `{argument}")), "the documentation does not have `{argument}`");
    }
}
