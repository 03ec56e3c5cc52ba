//! A file of `#[grad]` functions, lowered, for the interpreter to run.

use super::arguments::Arguments;
use super::constants::Constants;
use super::eval;
use crate::config;
use crate::errors::Errors;
use crate::expand;
use crate::ir::interp::{InTwo, Scalar, Stop, World, run};
use crate::ir::verify::check;
use crate::ir::{Block, BulkOp, Callee, Checkpoints, Control, Foreign, Func, Kind, Stmt};
use crate::lower;
use crate::rulebook::Rulebook;
use crate::transform::{self, Along, Callees, Calls, Keeps, Observe, Policy, Seed, TangentWish, Wish};
use proc_macro2::TokenStream;
use quote::ToTokens;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// The functions of a file by name, and their companions as they are asked for.
pub(super) struct File {
    policy: Policy,
    functions: BTreeMap<String, Rc<Func>>,
    constants: Constants,
    rules: Rulebook,
    derived: RefCell<BTreeMap<String, Rc<Func>>>,
    calls: Calls,
    in_two: RefCell<BTreeMap<String, Option<Rc<InTwo>>>>,
    tape: RefCell<Vec<Vec<Scalar>>>,
}

impl File {
    /// Lowers each function under `#[grad]`, those in modules too.
    pub(super) fn parse(source: &str, policy: Policy) -> Result<File, String> {
        let parsed = syn::parse_file(source).map_err(|e| e.to_string())?;
        let mut file = File {
            policy,
            functions: BTreeMap::new(),
            constants: Constants::default(),
            rules: Rulebook::new(lower::rule),
            derived: RefCell::default(),
            calls: Calls::InTwo,
            in_two: RefCell::default(),
            tape: RefCell::default(),
        };
        file.items(&parsed.items)?;
        Ok(file)
    }

    fn items(&mut self, items: &[syn::Item]) -> Result<(), String> {
        for item in items {
            self.constants.add(item);
            match item {
                syn::Item::Fn(function) => self.function(function)?,
                syn::Item::Mod(module) => self.items(module.content.as_ref().map_or(&[], |(_, items)| &items[..]))?,
                _ => {}
            }
        }
        Ok(())
    }

    fn function(&mut self, function: &syn::ItemFn) -> Result<(), String> {
        let Some(lower::Lowered { func, items, .. }) = lowered(function)? else { return Ok(()) };
        let items: Vec<syn::Item> = items.into_iter().filter_map(|item| syn::parse2(item).ok()).collect();
        self.items(&items)?;
        let name = func.name.clone();
        if self.functions.insert(name.clone(), Rc::new(func)).is_some() {
            return Err(format!("there are two functions `{name}`"));
        }
        Ok(())
    }

    /// The same with checkpoints for each loop that is counted.
    pub(super) fn with_checkpoints(mut self, checkpoints: Checkpoints) -> File {
        for func in self.functions.values_mut() {
            let mut kept = Func::clone(func);
            keep(checkpoints, &mut kept.body);
            *func = Rc::new(kept);
        }
        self
    }

    /// The same where callees hand nothing to their adjoints, which run them again.
    pub(super) fn with_whole_calls(mut self) -> File {
        self.calls = Calls::Whole;
        self
    }

    /// Whether the derivative of a companion is taken: then no callee hands anything to its adjoint.
    fn wish(&self, seed: Seed, calls: Calls) -> Wish {
        Wish { observe: Observe::Nothing, policy: self.policy, seed, calls }
    }

    pub(super) fn names(&self) -> Vec<String> {
        self.functions.keys().cloned().collect()
    }

    /// The function, or one of its companions by name: `f_vjp_jvp`.
    pub(super) fn companion(&self, name: &str, companion: &str) -> Result<Rc<Func>, Stop> {
        if companion.is_empty() {
            let function = self.functions.get(name).cloned();
            return function.ok_or_else(|| Stop::Unsupported(format!("there is no function `{name}`")));
        }
        let key = format!("{name}{companion}");
        if let Some(known) = self.derived.borrow().get(&key) {
            return Ok(Rc::clone(known));
        }
        let func = Rc::new(self.derive(name, companion)?);
        check(&func).map_err(|broken| Stop::Broken(format!("{broken}\n{func}")))?;
        self.derived.borrow_mut().insert(key, Rc::clone(&func));
        Ok(func)
    }

    /// Puts a companion of the function `wrong` in the place of one of `name`.
    pub(super) fn replace(&self, name: &str, companion: &str, wrong: &str) {
        let wrong = self.companion(wrong, companion).expect("it is derived");
        self.derived.borrow_mut().insert(format!("{name}{companion}"), wrong);
    }

    /// What the adjoint of a function saves.
    pub(super) fn saved(&self, name: &str) -> Result<Vec<String>, Stop> {
        let primal = self.companion(name, "")?;
        Ok(expand::adjoint(&self.rules, self.wish(Seed::Parameter, self.calls), &primal).saved)
    }

    /// A companion of a companion is the transform of its transform.
    fn derive(&self, name: &str, companion: &str) -> Result<Func, Stop> {
        let (before, last) = companion.rsplit_once('_').expect("a companion's name starts with an underscore");
        let adjoint = |seed, calls, func: &Func| expand::adjoint(&self.rules, self.wish(seed, calls), func).func;
        let gradient = |calls, func: &Func| transform::dce(transform::without_value(&adjoint(Seed::One, calls, func)));
        match last {
            "jvp" => Ok(expand::tangent(&self.rules, TANGENT, &*self.before_another(name, before)?)),
            "vjp" => Ok(adjoint(Seed::Parameter, self.calls, &*self.before_another(name, before)?)),
            "grad" => Ok(gradient(self.calls, &*self.before_another(name, before)?)),
            "whole" if before.ends_with("_grad") => {
                let before = before.trim_end_matches("_grad");
                Ok(gradient(Calls::Whole, &*self.before_another(name, before)?))
            }
            "whole" => {
                let before = before.trim_end_matches("_vjp");
                Ok(adjoint(Seed::Parameter, Calls::Whole, &*self.before_another(name, before)?))
            }
            "into" => {
                let primal = before.strip_suffix("_vjp").expect("what adds into shadows is an adjoint");
                let (primal, vjp) = (self.before_another(name, primal)?, self.companion(name, before)?);
                Ok(transform::into(&primal, &vjp))
            }
            "adjoint" => {
                let vjp = format!("{before}_vjp_whole");
                let (primal, vjp) = (self.before_another(name, before)?, self.companion(name, &vjp)?);
                Ok(transform::dce(transform::adjoint_only(&primal, &vjp)))
            }
            _ => Err(Stop::Unsupported(format!("the companion `{companion}`"))),
        }
    }

    /// A companion as it is before another derivative is taken of it.
    fn before_another(&self, name: &str, companion: &str) -> Result<Rc<Func>, Stop> {
        match companion {
            of if of.ends_with("_vjp") || of.ends_with("_grad") => self.companion(name, &format!("{of}_whole")),
            of if of.ends_with("_vjp_into") => {
                let primal = of.trim_end_matches("_vjp_into");
                let (func, vjp) =
                    (self.companion(name, primal)?, self.companion(name, &format!("{primal}_vjp_whole"))?);
                Ok(Rc::new(transform::into(&func, &vjp)))
            }
            of => self.companion(name, of),
        }
    }

    /// Runs a function or companion.
    pub(super) fn run(&self, name: &str, companion: &str, args: &[Scalar]) -> Result<Vec<Scalar>, Stop> {
        run(self, &*self.companion(name, companion)?, args)
    }
}

fn keep(checkpoints: Checkpoints, block: &mut Block) {
    for stmt in &mut block.stmts {
        stmt.regions_mut().into_iter().for_each(|region| keep(checkpoints, region));
        if let Stmt::Loop(repeat) = stmt
            && (matches!(repeat.control, Control::For(_)) || matches!(checkpoints, Checkpoints::Every(_)))
            && !matches!((checkpoints, repeat.checkpoints), (Checkpoints::Iterations, Checkpoints::Independent))
        {
            repeat.checkpoints = checkpoints;
        }
    }
}

const TANGENT: TangentWish = TangentWish { observe: Observe::Nothing, callees: Callees::Both, along: Along::Line };

impl World for File {
    fn function(&self, callee: &Callee, companion: &str) -> Result<Rc<Func>, Stop> {
        self.companion(&callee.name.to_string(), companion)
    }

    fn in_two(&self, callee: &Callee) -> Result<Option<Rc<InTwo>>, Stop> {
        let name = callee.name.to_string();
        if let Some(known) = self.in_two.borrow().get(&name) {
            return Ok(known.clone());
        }
        let func = self.companion(&name, "")?;
        let policy = if self.policy == Policy::Everything { Policy::Everything } else { Policy::Apart };
        let wish = Wish { policy, ..self.wish(Seed::Parameter, self.calls) };
        let in_two =
            transform::in_two(&func, expand::adjoint(&self.rules, wish, &func).func, Keeps::Scalars).map(|in_two| {
                let mut reverse = transform::into(&func, &in_two.reverse);
                let is_check =
                    |stmt: &Stmt| matches!(stmt, Stmt::Bulk(bulk) if matches!(bulk.op, BulkOp::SameExtents { .. }));
                reverse.body.stmts.retain(|stmt| !is_check(stmt));
                Rc::new(InTwo { augmented: in_two.augmented, reverse, recorded: in_two.recorded.len() })
            });
        self.in_two.borrow_mut().insert(name, in_two.clone());
        Ok(in_two)
    }

    fn tape(&self) -> &RefCell<Vec<Vec<Scalar>>> {
        &self.tape
    }

    fn foreign(&self, foreign: &Foreign, args: &[Scalar], kind: Kind) -> Result<Scalar, Stop> {
        eval::foreign(&self.constants, &foreign.code, args, kind)
    }
}

/// The function, lowered as in [`expand::grad`], if it is under `#[grad]`.
fn lowered(function: &syn::ItemFn) -> Result<Option<lower::Lowered>, String> {
    let mut function = function.clone();
    let Some(at) = function.attrs.iter().position(|a| a.path().is_ident("grad")) else { return Ok(None) };
    let attr = match function.attrs.remove(at).meta {
        syn::Meta::List(list) => list.tokens,
        _ => TokenStream::new(),
    };
    let errors = Errors::default();
    let config = config::parse(&errors, attr);
    let function = decided(&errors, function);
    let signature = lower::signature(&errors, &config, &function);
    let lowered = lower::function(&errors, &signature, &function).ok().filter(|_| errors.is_empty());
    let messages: Vec<_> = errors.into_list().iter().map(|e| e.message.text()).collect();
    match lowered {
        Some(lowered) if messages.is_empty() => Ok(Some(lowered)),
        _ => Err(format!("`{}`: {}\n{}", function.sig.ident, messages.join("; "), function.to_token_stream())),
    }
}

/// The function where every condition is decided, as rustc would.
fn decided(errors: &Errors, mut function: lower::Function) -> lower::Function {
    while let Some(condition) = lower::condition(&function) {
        let verdict = match condition.to_string().as_str() {
            "all ()" => lower::Verdict::Holds,
            "any ()" => lower::Verdict::Fails,
            other => panic!("only rustc can decide `{other}`"),
        };
        function = lower::decided(errors, &function, &condition, verdict);
    }
    function
}

/// The arguments in the constants `POINTS` and `KINKS` of a file of the corpus,
/// as far as they are scalars.
pub(super) fn points(source: &str) -> Vec<Vec<Scalar>> {
    let (constants, entries) = entries(source, &["POINTS", "KINKS"]);
    entries.iter().filter_map(|entry| eval::leaves(&constants, entry)).collect()
}

/// The arguments in one of these constants for a function, memory among them.
pub(super) fn arguments(source: &str, list: &str, func: &Func) -> Vec<Arguments> {
    let (constants, entries) = entries(source, &[list]);
    entries.iter().filter_map(|entry| Arguments::read(&constants, func, entry)).collect()
}

/// The constants of a file, and the entries of lists of arguments among them.
fn entries(source: &str, lists: &[&str]) -> (Constants, Vec<syn::Expr>) {
    let file = syn::parse_file(source).expect("the corpus is Rust");
    let mut constants = Constants::default();
    file.items.iter().for_each(|item| constants.add(item));
    let lists = lists.iter().filter_map(|name| constants.expr(name));
    let entries = lists.flat_map(|list| match list {
        syn::Expr::Reference(inner) => match &*inner.expr {
            syn::Expr::Array(array) => array.elems.iter().cloned().collect(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    });
    let entries = entries.collect();
    (constants, entries)
}
