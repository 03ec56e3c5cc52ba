//! Functions: the main one, its helpers, those nested in a body.

use super::call::{ARGUMENT, argument, gathering, returned};
use super::discrete::boolean;
use super::float::STORED;
use super::names;
use super::scope::{Callee, Draft, Expr, Frame, Scope};
use super::statement;
use super::text::bare;
use super::{Language, Param, Ty, What};

/// Writes one `#[grad]` function, and tells how to call it.
pub(super) fn function(d: &mut Draft, name: &str, head: Head, budget: usize) -> (String, Callee) {
    let mut frame = Frame::new(&head, budget);
    std::mem::swap(&mut d.frame, &mut frame);
    let text = written(d, name, &head);
    let gain = 1.0 + d.frame.returned;
    let cost = d.frame.cost.max(1) * if head.recursive.is_some() { 6 } else { 1 };
    std::mem::swap(&mut d.frame, &mut frame);
    let params = head.params.into_iter().map(|p| p.ty).collect();
    (text, Callee { name: name.to_owned(), params, result: head.result, gain, base: 0.0, cost })
}

/// The parameters and the result of a function.
pub(super) struct Head {
    pub(super) params: Vec<Param>,
    /// Which of them are declared `mut`.
    mutable: Vec<bool>,
    pub(super) result: Ty,
    /// The integer parameter on which it calls itself, if it does.
    recursive: Option<usize>,
    /// A bound of the arguments.
    size: f64,
}

/// Some parameters, the first of them a float, and a result.
pub(super) fn head(d: &mut Draft, mut size: f64) -> Head {
    let mut params: Vec<Param> = Vec::new();
    for i in 0..=d.rng.below(4) {
        let (names, ty) = match d.rng.below(20) {
            0..=9 => (["x", "y", "z", "w"], Ty::Float),
            _ if i == 0 => (["x", "y", "z", "w"], Ty::Float),
            10..=13 => (["", "n", "m", "k"], Ty::Int),
            14 => (["", "flag", "other", "third"], Ty::Bool),
            15..=17 => (["", "p", "q", "pair"], Ty::pair()),
            _ => (["", "r", "s", "at"], Ty::Ref),
        };
        params.push(Param { name: names[i].to_owned(), ty });
    }
    let mut mutable: Vec<bool> = params.iter().map(|p| p.ty != Ty::Ref && d.rng.chance(15)).collect();
    let counter = params.iter().position(|p| p.ty == Ty::Int);
    let recursive = counter.filter(|_| d.rng.chance(35));
    if let Some(i) = recursive {
        // Nothing may raise what bounds the recursion, and its arguments may
        // be larger than those from outside.
        mutable[i] = false;
        size = STORED;
    }
    let result = if d.rng.chance(30) { Ty::pair() } else { Ty::Float };
    Head { params, mutable, result, recursive, size }
}

/// A function beside the main one, and how to call it; it may be left out.
pub(super) fn helper(d: &mut Draft, name: &str) -> Option<(String, Callee)> {
    d.part(What::Function, |d| {
        if d.is_left_out() {
            return None;
        }
        let head = helper_head(d);
        let budget = 1 + d.rng.below(8);
        Some(function(d, name, head, budget))
    })
}

/// The parameters and the result of such a function, which may take slices and give
/// vectors.
fn helper_head(d: &mut Draft) -> Head {
    let mut head = head(d, STORED);
    if d.language == Language::Scalars {
        return head;
    }
    for i in 1..head.params.len() {
        if Some(i) != head.recursive && !head.mutable[i] && d.rng.chance(40) {
            let slice = Ty::Slice(d.rng.pick(&[2, 2, 3]));
            head.params[i].ty = if super::choice::are_in(d) && d.rng.chance(25) { Ty::Choice } else { slice };
        }
    }
    if super::data::are_in(d) && head.recursive.is_none() {
        for i in 1..head.params.len() {
            if !head.mutable[i] && d.rng.chance(50) {
                head.params[i].ty = super::data::parameter(d);
            }
        }
        if d.rng.chance(40) {
            head.result = d.rng.pick(&[Ty::Spot, Ty::Spot, Ty::Spots(2), Ty::Form, Ty::Maybe, Ty::Maybe]);
            return head;
        }
    }
    if head.recursive.is_none() && d.rng.chance(30) {
        head.result = d.rng.pick(&[Ty::List(2), Ty::List(3), Ty::Array(2)]);
        // What it gives can go into it again.
        if let [_, .., last] = &mut head.params[..]
            && matches!(last.ty, Ty::Float | Ty::Slice(_))
            && !head.mutable[head.mutable.len() - 1]
            && d.rng.chance(40)
        {
            last.ty = head.result.clone();
        }
    }
    head
}

impl Frame {
    /// No function at all, before the first.
    pub(super) fn empty() -> Self {
        Self {
            scope: Scope::default(),
            result: Ty::Float,
            returned: 0.0,
            budget: 0,
            nesting: 0,
            loops: Vec::new(),
            cost: 0,
        }
    }

    fn new(head: &Head, budget: usize) -> Self {
        let mut scope = Scope::default();
        for (p, &mutable) in head.params.iter().zip(&head.mutable) {
            let bounds = match p.ty {
                Ty::Int => Expr::new("", f64::from(ARGUMENT), 0.0),
                _ => Expr::new("", head.size, 1.0),
            };
            scope.declare(&p.name, &p.ty, mutable, &bounds);
        }
        Self { scope, result: head.result.clone(), returned: 0.0, budget, nesting: 0, loops: Vec::new(), cost: 0 }
    }
}

fn written(d: &mut Draft, name: &str, head: &Head) -> String {
    let params: Vec<String> = head
        .params
        .iter()
        .zip(&head.mutable)
        .map(|(p, &mutable)| {
            let before = match (mutable, &p.ty) {
                (true, _) => "mut ",
                (_, Ty::Choice) => "#[constant] ",
                _ => "",
            };
            format!("{before}{}: {}", p.name, p.ty.rust())
        })
        .collect();
    let mut text = format!("#[grad(hvp)]\nfn {name}({}) -> {} {{\n", params.join(", "), head.result.rust());
    if let Some(counter) = head.recursive {
        text += &recursion(d, name, head, counter);
    }
    text += &statement::several(d, d.frame.budget);
    let tail = if d.rng.chance(80) { gathering(d) } else { returned(d) };
    text += &match d.rng.below(10) {
        0 => format!("return {tail};"),
        _ => tail,
    };
    text + "\n}\n"
}

/// The start of a function that calls itself with a smaller integer.
fn recursion(d: &mut Draft, name: &str, head: &Head, counter: usize) -> String {
    let n = &head.params[counter].name;
    let base = returned(d);
    let calls: Vec<String> = [1, 2]
        .iter()
        .map(|step| {
            let args = head.params.iter().enumerate().map(|(i, p)| {
                if i == counter {
                    return format!("{n} - {step}");
                }
                let e = argument(d, &p.ty, 1);
                bare(&e.text).to_owned()
            });
            let args: Vec<String> = args.collect();
            format!("{name}({})", args.join(", "))
        })
        .collect();
    let again = match d.rng.below(3) {
        0 => {
            let c = bare(&boolean(d, 1).text).to_owned();
            format!("if {c} {{\n{}\n}} else {{\n{}\n}}", calls[0], calls[1])
        }
        _ => calls[0].clone(),
    };
    let again_name = d.unique("again");
    d.frame.scope.declare(&again_name, &head.result, false, &Expr::new("", STORED, 8.0));
    format!("if {n} <= 0 {{\nreturn {base};\n}}\nlet {again_name} = {again};\n")
}

/// A function inside a body: one of integers, which needs no `#[grad]`, or a
/// differentiated one.
pub(super) fn nested(d: &mut Draft) -> Option<String> {
    let name = names::of_std(d).unwrap_or_else(|| d.unique("inner"));
    if d.rng.chance(40) {
        let (factor, offset) = (d.rng.between(-4, 4), d.rng.between(0, 9));
        let params = vec![Ty::Int];
        let callee = Callee { name: name.clone(), params, result: Ty::Int, gain: 0.0, base: 0.0, cost: 1 };
        d.frame.scope.callees.push(callee);
        return Some(format!("fn {name}(k: i32) -> i32 {{\n(k * {factor} + {offset}) % {ARGUMENT}\n}}"));
    }
    let head = head(d, STORED);
    let budget = d.rng.below(3);
    let (text, callee) = function(d, &name, head, budget);
    d.frame.scope.callees.push(callee);
    Some(text)
}
