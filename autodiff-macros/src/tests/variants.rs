//! However companions are asked for, they are the same: `only(..)`, `name = ".."`,
//! `wrt(..)` and attributes above each other change which there are and what they are
//! called, and nothing in them.
//!
//! Held token by token where the tokens must be equal. `wrt(..)` makes other code: its
//! derivatives are held against those of the default companions by the interpreter.

use super::arguments::Arguments;
use super::corpus::files;
use super::whole::Whole;
use super::world::{self, File};
use crate::config::Companion;
use crate::expand;
use crate::ir::ParamRole;
use crate::ir::interp::Stop;
use crate::transform::Policy;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use std::collections::BTreeMap;
use std::path::Path;
use syn::{Item, ItemFn};

/// The functions of an expansion by their names: the user's, and the companions.
type Functions = BTreeMap<String, String>;

#[test]
fn only_some_of_them_are_those_of_all() {
    each_function(&|function, all| {
        for (suffix, companion) in Companion::ALL {
            let name = format!("{}_{suffix}", function.sig.ident);
            if !all.contains_key(&name) || companion == Companion::Hvp {
                continue;
            }
            let suffix: TokenStream = suffix.parse().expect("an identifier");
            let only = expanded(&quote!(only(#suffix)), function);
            if !only.contains_key(&name) {
                return Err(format!("`only({suffix})` gives no `{name}`"));
            }
            same(&format!("only({suffix})"), all, &only)?;
        }
        let pairs = [quote!(only(jvp, vjp_into)), quote!(only(vjp, jvp), hvp), quote!(hvp, only(vjp_into))];
        pairs.iter().try_for_each(|attr| same(&attr.to_string(), all, &expanded(attr, function)))
    });
}

#[test]
fn another_name_is_all_that_changes() {
    each_function(&|function, all| {
        let named = expanded(&quote!(hvp, name = "another"), function);
        let ident = function.sig.ident.to_string();
        if named.len() != all.len() {
            return Err(format!("there are {} functions, not {}", named.len(), all.len()));
        }
        for (name, tokens) in &named {
            let Some(suffix) = name.strip_prefix("another") else { continue };
            let by_default = all.get(&format!("{ident}{suffix}")).map(|tokens| renamed(tokens, &ident, suffix));
            if by_default.as_ref() != Some(&renamed(tokens, "another", suffix)) {
                return Err(format!("`{name}` is\n{tokens}\nand by default\n{by_default:?}"));
            }
        }
        Ok(())
    });
}

/// The text, with its own name and that of its companion taken out.
fn renamed(tokens: &str, base: &str, suffix: &str) -> String {
    tokens.replacen(&format!("fn {base}{suffix}"), "fn it", 1)
}

#[test]
fn attributes_above_each_other_do_not_see_each_other() {
    each_function(&|function, all| {
        let mut above = function.clone();
        above.attrs.insert(0, syn::parse_quote!(#[grad(hvp, name = "below")]));
        let outer = expand::grad(quote!(hvp), above.to_token_stream());
        let items = items(outer);
        let left = items.iter().find_map(|item| match item {
            Item::Fn(left) if left.sig.ident == function.sig.ident => Some(left.clone()),
            _ => None,
        });
        let mut left = left.ok_or("the function is gone")?;
        let Some(at) = left.attrs.iter().position(|attribute| attribute.path().is_ident("grad")) else {
            return Err("the attribute below is gone".to_owned());
        };
        left.attrs.remove(at);
        let companions = |functions: Functions| -> Functions {
            let own = |(name, _): &(String, String)| *name != function.sig.ident.to_string();
            functions.into_iter().filter(own).collect()
        };
        // `#[constant]` is for both of them.
        same("the upper one", all, &companions(functions(&items)))?;
        let alone = companions(expanded(&quote!(hvp, name = "below"), function));
        let below = companions(expanded(&quote!(hvp, name = "below"), &left));
        if alone == below { Ok(()) } else { Err("the lower one differs from one that is alone".to_owned()) }
    });
}

/// Every function under `#[grad]` in the corpus, with what is expanded of it.
fn each_function(check: &dyn Fn(&ItemFn, &Functions) -> Result<(), String>) {
    let (mut failures, mut count) = (Vec::new(), 0);
    for path in files() {
        let source = std::fs::read_to_string(&path).expect("a file of the corpus can be read");
        let file = syn::parse_file(&source).expect("the corpus is Rust");
        for item in file.items {
            let Item::Fn(mut function) = item else { continue };
            let Some(at) = function.attrs.iter().position(|a| a.path().is_ident("grad")) else { continue };
            function.attrs.remove(at);
            let all = expanded(&quote!(hvp), &function);
            count += 1;
            if let Err(failure) = check(&function, &all) {
                failures.push(format!("{}, `{}`: {failure}", stem(&path), function.sig.ident));
            }
        }
    }
    assert!(count > 500, "{count} functions are hardly the corpus");
    assert!(failures.is_empty(), "{} of {count} differ:\n{}", failures.len(), failures.join("\n"));
}

fn stem(path: &Path) -> String {
    path.file_stem().expect("a file has a name").to_string_lossy().into_owned()
}

fn expanded(attr: &TokenStream, function: &ItemFn) -> Functions {
    functions(&items(expand::grad(attr.clone(), function.to_token_stream())))
}

fn items(tokens: TokenStream) -> Vec<Item> {
    syn::parse2::<syn::File>(tokens).expect("what is emitted is Rust").items
}

/// Without their documentation, which names what they belong to.
fn functions(items: &[Item]) -> Functions {
    let each = items.iter().map(|item| match item {
        Item::Fn(function) => {
            let mut function = function.clone();
            function.attrs.retain(|attribute| !attribute.path().is_ident("doc"));
            (function.sig.ident.to_string(), function.to_token_stream().to_string())
        }
        other => (other.to_token_stream().to_string(), String::new()),
    });
    each.collect()
}

/// Each of some functions is the one of that name among all.
fn same(what: &str, all: &Functions, some: &Functions) -> Result<(), String> {
    let differing = some.iter().find(|(name, tokens)| all.get(*name) != Some(*tokens));
    differing.map_or(Ok(()), |(name, tokens)| {
        let by_default = all.get(name).map_or("there is none", String::as_str);
        Err(format!("`{name}` of {what} is\n{tokens}\nand by default\n{by_default}"))
    })
}

/// The derivatives with respect to one argument are those among all.
#[test]
fn with_respect_to_some_they_are_as_with_respect_to_all() {
    let (mut failures, mut compared) = (Vec::new(), 0);
    for path in files() {
        let source = std::fs::read_to_string(&path).expect("a file of the corpus can be read");
        match with_respect_to_one(&source, &stem(&path)) {
            Ok(count) => compared += count,
            Err(failure) => failures.push(format!("{}: {failure}", stem(&path))),
        }
    }
    println!("{compared} compared");
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
    assert!(compared > 500, "{compared} compared");
}

/// With respect to each argument in turn, at the first point.
fn with_respect_to_one(source: &str, name: &str) -> Result<usize, String> {
    let all = File::parse(source, Policy::Minimal)?;
    let func = all.companion(name, "").map_err(|stop| format!("{stop:?}"))?;
    let params = func.params.iter().filter(|p| p.role == ParamRole::Differentiable).collect::<Vec<_>>();
    let Some(args) = world::arguments(source, "POINTS", &func).into_iter().next() else { return Ok(0) };
    let mut compared = 0;
    for param in params.iter().filter(|_| params.len() > 1) {
        let shape = param.form.shape().ok_or("a differentiable parameter has a shape")?;
        let actives = func.param_values(ParamRole::Differentiable);
        let wanted: Vec<bool> = actives.iter().map(|w| shape.leaves().contains(&w)).collect();
        let Some(source) = with_attribute(source, name, &format!("hvp, wrt({})", param.name)) else { continue };
        let some = File::parse(&source, Policy::Minimal).map_err(|error| format!("wrt({}): {error}", param.name))?;
        match agree(&all, &some, name, &args, &wanted) {
            Ok(Ok(())) => compared += 1,
            Ok(Err(failure)) => return Err(format!("wrt({}): {failure}", param.name)),
            Err(Stop::Unsupported(_)) => {}
            Err(stop) => return Err(format!("wrt({}): {stop:?}", param.name)),
        }
    }
    Ok(compared)
}

/// The file with another attribute for its main function; `None` where that calls
/// itself, as it would pass tangents to what takes none.
fn with_attribute(source: &str, name: &str, attr: &str) -> Option<String> {
    let mut file = syn::parse_file(source).ok()?;
    let attr: TokenStream = attr.parse().ok()?;
    for item in &mut file.items {
        let Item::Fn(function) = item else { continue };
        if function.sig.ident != name {
            if function.block.to_token_stream().to_string().contains(&format!("{name} (")) {
                return None;
            }
            continue;
        }
        if function.block.to_token_stream().to_string().contains(&format!("{name} (")) {
            return None;
        }
        function.attrs.retain(|attribute| !attribute.path().is_ident("grad"));
        function.attrs.push(syn::parse_quote!(#[grad(#attr)]));
    }
    Some(file.into_token_stream().to_string())
}

/// Whether the derivatives along the wanted arguments are the same in both.
fn agree(all: &File, some: &File, name: &str, args: &Arguments, wanted: &[bool]) -> Result<Result<(), String>, Stop> {
    let [all, some] = [all, some].map(|file| Whole::new(file, name, args));
    let outputs = all.outputs()?;
    let which: Vec<usize> = all.inputs_of(wanted)?;
    // What an argument leaves that is now constant is no output any more.
    if some.outputs()?.len() != outputs.len() {
        return Ok(Ok(()));
    }
    let pick = |numbers: &[f64]| which.iter().map(|i| numbers[*i]).collect::<Vec<_>>();
    let spread = |numbers: &[f64], len: usize| {
        let mut spread = vec![0.0; len];
        which.iter().zip(numbers).for_each(|(i, x)| spread[*i] = *x);
        spread
    };
    let width = all.inputs()?.len();
    let along: Vec<f64> = (0..which.len()).map(|i| 1.0 - 0.3 * f64::from(u32::try_from(i).unwrap_or(0))).collect();
    let seed: Vec<f64> = (0..outputs.len()).map(|o| 0.7 + 0.2 * f64::from(u32::try_from(o).unwrap_or(0))).collect();
    let forward = [all.tangent(&spread(&along, width))?.derivative, some.tangent(&along)?.derivative];
    let reverse = [pick(&all.reverse(&seed)?.derivative), some.reverse(&seed)?.derivative];
    for (what, [all, some]) in [("forward", forward), ("reverse", reverse)] {
        let magnitude = all.iter().filter(|x| x.is_finite()).fold(1.0_f64, |m, x| m.max(x.abs()));
        let close = |(a, b): (&f64, &f64)| a == b || (a.is_nan() && b.is_nan()) || (a - b).abs() <= 1e-12 * magnitude;
        if all.len() != some.len() || !all.iter().zip(&some).all(close) {
            return Ok(Err(format!("{what}: {some:?}, with respect to all {all:?}")));
        }
    }
    Ok(Ok(()))
}
