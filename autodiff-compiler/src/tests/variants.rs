//! However companions are asked for, they are the same: `only(..)`, `name = ".."`,
//! `wrt(..)` and attributes above each other change which there are and what they are
//! called, and nothing in them.
//!
//! Held token by token where the tokens must be equal. `wrt(..)` makes other code: its
//! derivatives are held against those of the default companions by the interpreter.

use super::arguments::Arguments;
use super::corpus::files;
use super::desk;
use super::whole::Whole;
use super::world::{self, File};
use crate::expand;
use crate::ir::interp::Stop;
use crate::ir::{Param, ParamRole, Shape, Value};
use crate::protocol::TABLE;
use crate::transform::Policy;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use std::collections::BTreeMap;
use std::path::Path;
use syn::{Item, ItemFn};

/// The functions of an expansion by their names: the user's, and the companions.
type Functions = BTreeMap<String, String>;

/// A check of a function, given what is expanded of it by default and its number.
type Check = fn(&ItemFn, &Functions, usize) -> Result<(), String>;

/// To check each function in each way would take minutes. At the desk every fifth one is checked,
/// in ways that take turns.
#[test]
fn only_another_name_and_attributes_above_each_other_change_no_companion() {
    let (mut failures, mut count) = (Vec::new(), 0);
    let checks: [Check; 4] = [only_one, only_some, another_name, above_each_other];
    for path in files() {
        let source = std::fs::read_to_string(&path).expect("a file of the corpus can be read");
        for function in functions_of(&source) {
            count += 1;
            if !desk::takes(count, 5) {
                continue;
            }
            let turn = count / 5 % checks.len();
            let ways = if desk::is_whole() { 0..checks.len() } else { turn..turn + 1 };
            let all = expanded(&quote!(hvp), &function);
            if all.len() < 2 {
                // Rustc is to decide a condition first.
                continue;
            }
            let result = checks[ways].iter().try_for_each(|check| check(&function, &all, count / 20));
            if let Err(failure) = result {
                failures.push(format!("{}, `{}`: {failure}", stem(&path), function.sig.ident));
            }
        }
    }
    assert!(count > 500, "{count} functions are hardly the corpus");
    assert!(failures.is_empty(), "{} of {count} differ:\n{}", failures.len(), failures.join("\n"));
}

/// The functions under `#[grad]`, without it.
pub(super) fn functions_of(source: &str) -> Vec<ItemFn> {
    let file = syn::parse_file(source).expect("the corpus is Rust");
    let grad = |item| {
        let Item::Fn(mut function) = item else { return None };
        let at = function.attrs.iter().position(|attribute| attribute.path().is_ident("grad"))?;
        function.attrs.remove(at);
        Some(function)
    };
    file.items.into_iter().filter_map(grad).collect()
}

fn only_one(function: &ItemFn, all: &Functions, turn: usize) -> Result<(), String> {
    let asked: Vec<_> = TABLE.iter().filter(|row| !row.is_hidden()).collect();
    let suffix = asked[turn % asked.len()].suffix;
    let name = format!("{}_{suffix}", function.sig.ident);
    if !all.contains_key(&name) {
        return Ok(());
    }
    let suffix: TokenStream = suffix.parse().expect("an identifier");
    let attr = quote!(only(#suffix));
    let only = expanded(&attr, function);
    if !only.contains_key(&name) {
        return Err(format!("`{attr}` gives no `{name}`"));
    }
    same(&attr.to_string(), all, &only)
}

fn only_some(function: &ItemFn, all: &Functions, turn: usize) -> Result<(), String> {
    let some = [quote!(only(jvp, vjp_into)), quote!(only(vjp, jvp), hvp), quote!(hvp, only(vjp_into))];
    let attr = &some[turn % some.len()];
    same(&attr.to_string(), all, &expanded(attr, function))
}

fn another_name(function: &ItemFn, all: &Functions, _: usize) -> Result<(), String> {
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
}

/// The text, with its own name and that of its companion taken out.
fn renamed(tokens: &str, base: &str, suffix: &str) -> String {
    tokens.replacen(&format!("fn {base}{suffix}"), "fn it", 1)
}

fn above_each_other(function: &ItemFn, all: &Functions, _: usize) -> Result<(), String> {
    let mut above = function.clone();
    above.attrs.insert(0, syn::parse_quote!(#[grad(hvp, name = "below")]));
    let tokens = expand::grad(expand::Surroundings::Unknown, quote!(hvp), above.to_token_stream());
    let ident = function.sig.ident.to_string();
    let left = items(tokens.clone()).into_iter().find(|(name, _)| name.as_ref() == Some(&ident));
    let (_, left) = left.ok_or("the function is gone")?;
    let mut left: ItemFn = syn::parse2(left.into_iter().collect()).map_err(|error| error.to_string())?;
    let at = left.attrs.iter().position(|attribute| attribute.path().is_ident("grad"));
    left.attrs.remove(at.ok_or("the attribute below is gone")?);
    let companions = |mut functions: Functions| {
        functions.remove(&ident);
        functions
    };
    same("the upper one", all, &companions(functions(tokens)))?;
    // What is left is the function itself, so the lower attribute sees what one that is
    // alone sees: it only is not called dead where companions alone are used.
    let [left, alone] = [left, function.clone()].map(|mut function| {
        function.attrs.retain(|attribute| !attribute.path().is_ident("allow"));
        function.to_token_stream().to_string()
    });
    if left == alone { Ok(()) } else { Err(format!("the lower attribute sees\n{left}\nand not\n{alone}")) }
}

fn stem(path: &Path) -> String {
    path.file_stem().expect("a file has a name").to_string_lossy().into_owned()
}

fn expanded(attr: &TokenStream, function: &ItemFn) -> Functions {
    functions(expand::grad(expand::Surroundings::Unknown, attr.clone(), function.to_token_stream()))
}

/// Without their documentation, which names what they belong to.
fn functions(tokens: TokenStream) -> Functions {
    items(tokens).into_iter().map(|(name, tokens)| named(name, tokens)).collect()
}

fn named(name: Option<String>, tokens: Vec<TokenTree>) -> (String, String) {
    let mut text = String::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let is_doc = |next: &TokenTree| next.to_string().trim_start_matches(['[', ' ']).starts_with("doc ");
        if token.to_string() == "#" && tokens.peek().is_some_and(is_doc) {
            tokens.next();
            continue;
        }
        text += &token.to_string();
        text.push(' ');
    }
    name.map_or_else(|| (text.clone(), String::new()), |name| (name, text.clone()))
}

/// The items, and the names of those that are functions. What is emitted is not parsed: that
/// it is Rust is held by whatever compiles it.
fn items(tokens: TokenStream) -> Vec<(Option<String>, Vec<TokenTree>)> {
    let (mut items, mut item, mut name) = (Vec::new(), Vec::new(), None);
    for token in tokens {
        let after_fn = matches!(item.last(), Some(TokenTree::Ident(last)) if last == "fn");
        if after_fn && name.is_none() {
            name = Some(token.to_string());
        }
        let ends = match &token {
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
            TokenTree::Punct(punct) => punct.as_char() == ';',
            _ => false,
        };
        item.push(token);
        if ends {
            items.push((name.take(), std::mem::take(&mut item)));
        }
    }
    items
}

/// Each of some functions is the one of that name among all. A tangent may ask the
/// adjoint of a callee only if it has reason to think that there is one.
fn same(what: &str, all: &Functions, some: &Functions) -> Result<(), String> {
    let has_tangents_alone = ["jvp", "hvp"].iter().any(|mode| what.contains(mode)) && !what.contains("vjp ");
    // By its name, or brought by that of its function.
    let calls = ["_vjp (", "_vjp) (", "_adjoint ("];
    let asks = |tokens: &String| has_tangents_alone && calls.iter().any(|call| tokens.contains(call));
    let is_other = |name: &String, tokens: &String| all.get(name).is_some_and(|other| other != tokens && !asks(other));
    let differing = some.iter().find(|(name, tokens)| !all.contains_key(*name) || is_other(name, tokens));
    differing.map_or(Ok(()), |(name, tokens)| {
        let by_default = all.get(name).map_or("there is none", String::as_str);
        Err(format!("`{name}` of {what} is\n{tokens}\nand by default\n{by_default}"))
    })
}

/// The derivatives with respect to one argument are those among all.
#[test]
fn with_respect_to_some_they_are_as_with_respect_to_all() {
    let (mut failures, mut compared) = (Vec::new(), 0);
    for (number, path) in files().iter().enumerate().filter(|(number, _)| desk::takes(*number, 3)) {
        let source = std::fs::read_to_string(path).expect("a file of the corpus can be read");
        match with_respect_to_one(&source, &stem(path), number) {
            Ok(count) => compared += count,
            Err(failure) => failures.push(format!("{}: {failure}", stem(path))),
        }
    }
    println!("{compared} compared");
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
    assert!(compared > desk::cases(100, 300), "{compared} compared");
}

/// With respect to one argument, at the first point: to one after the other, or at the desk to the
/// one whose turn it is. What the function writes to is always among them: without it there may be
/// no output.
fn with_respect_to_one(source: &str, name: &str, turn: usize) -> Result<usize, String> {
    let all = File::parse(source, Policy::Minimal)?;
    let func = all.companion(name, "").map_err(|stop| format!("{stop:?}"))?;
    let params = func.params.iter().filter(|p| p.role == ParamRole::Differentiable).collect::<Vec<_>>();
    let Some(args) = world::arguments(source, "POINTS", &func).into_iter().next() else { return Ok(0) };
    let is_written = |param: &Param| matches!(param.form.shape(), Some(Shape::Mut(_)));
    let mut compared = 0;
    let alone: Vec<_> = params.iter().filter(|param| !is_written(param)).collect();
    for (number, param) in alone.iter().enumerate() {
        if !desk::is_whole() && number != turn / 3 % alone.len() {
            continue;
        }
        let kept: Vec<_> = params.iter().filter(|other| is_written(other) || other.name == param.name).collect();
        let names = kept.iter().map(|param| param.name.clone()).collect::<Vec<_>>().join(", ");
        let leaves: Vec<Value> = kept.iter().filter_map(|p| p.form.shape()).flat_map(Shape::leaves).copied().collect();
        let wanted: Vec<bool> =
            func.param_values(ParamRole::Differentiable).iter().map(|w| leaves.contains(w)).collect();
        let Some(source) = with_attribute(source, name, &format!("hvp, wrt({names})")) else { continue };
        let some = File::parse(&source, Policy::Minimal).map_err(|error| format!("wrt({names}): {error}"))?;
        match agree(&all, &some, name, &args, &wanted) {
            Ok(Ok(())) => compared += 1,
            Ok(Err(failure)) => return Err(format!("wrt({names}): {failure}")),
            Err(Stop::Unsupported(_)) => {}
            Err(stop) => return Err(format!("wrt({names}): {stop:?}")),
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
