//! The computational graph of a function, as data: IR → nodes and edges.

mod label;

pub(crate) use label::expression;

use crate::analysis::{Activity, is_carrier};
use crate::ir::{Apply, Atom, Block, Func, Op, ParamForm, ParamRole, Shape, Stmt, Value};

/// What [`autodiff_core::graph::Graph`] holds, before it is written as tokens.
#[derive(Debug, Default)]
pub struct Graph {
    /// In evaluation order.
    pub nodes: Vec<Node>,
    /// From, to, and whether a derivative flows.
    pub edges: Vec<(u32, u32, bool)>,
    /// Label and parent.
    pub clusters: Vec<(String, Option<usize>)>,
    /// The ids of the nodes that are returned.
    pub outputs: Vec<u32>,
}

/// A value of the graph.
#[derive(Debug)]
pub struct Node {
    /// The number `i` of `w_i`.
    pub id: u32,
    /// The operation.
    pub op: String,
    /// The right side of `w_i = ..`.
    pub expression: String,
    /// The text in the function that it comes from.
    pub source: String,
    /// Where it comes from.
    pub role: Role,
    /// Whether a derivative flows through it.
    pub active: bool,
    /// Why, or why not.
    pub reason: String,
    /// The region that it is computed in.
    pub cluster: Option<usize>,
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A parameter, or a part of one.
    Input,
    /// A named constant.
    Constant,
    /// The result of an operation.
    Inner,
}

struct Draw<'a> {
    func: &'a Func,
    activity: &'a Activity,
    graph: Graph,
}

/// Draws the graph of a primal.
pub(crate) fn graph(func: &Func, activity: &Activity) -> Graph {
    let mut cx = Draw { func, activity, graph: Graph::default() };
    for param in &func.params {
        let ParamForm::Scalars(shape) = &param.form else { continue };
        let single = matches!(shape.behind_refs(), Shape::Leaf(_));
        for (i, value) in shape.leaves().into_iter().enumerate() {
            let name = if single { param.name.clone() } else { format!("{}.{i}", param.name) };
            let constant = param.role == ParamRole::Constant && func.kind(*value).is_float();
            let reason = if constant { Some("inactive: `#[constant]`".to_owned()) } else { None };
            node(&mut cx, *value, "input", &name, &name, Role::Input, reason, None);
        }
    }
    block(&mut cx, &func.body, None);
    for atom in &func.body.yields {
        let id = atom.value().and_then(|w| number(func, w));
        cx.graph.outputs.extend(id);
    }
    cx.graph
}

fn number(func: &Func, value: Value) -> Option<u32> {
    func.values[value.index()].number
}

#[allow(clippy::too_many_arguments, reason = "a node has as many parts")]
fn node(
    cx: &mut Draw<'_>,
    value: Value,
    op: &str,
    expression: &str,
    source: &str,
    role: Role,
    reason: Option<String>,
    cluster: Option<usize>,
) {
    let Some(id) = number(cx.func, value) else { return };
    cx.graph.nodes.push(Node {
        id,
        op: op.to_owned(),
        expression: expression.to_owned(),
        source: source.to_owned(),
        role,
        active: cx.activity.is_active(value),
        reason: reason.unwrap_or_else(|| cx.activity.explain(cx.func, value)),
        cluster,
    });
}

fn edge(cx: &mut Draw<'_>, from: Atom, to: Value, carries: bool) {
    let Some(from) = from.value() else { return };
    let active = carries && cx.activity.is_active(from) && cx.activity.is_active(to);
    if let (Some(from), Some(to)) = (number(cx.func, from), number(cx.func, to)) {
        // An operand that stands twice, as in `x * x`, is one edge.
        match cx.graph.edges.iter_mut().find(|(f, t, _)| (*f, *t) == (from, to)) {
            Some(known) => known.2 |= active,
            None => cx.graph.edges.push((from, to, active)),
        }
    }
}

fn block(cx: &mut Draw<'_>, block: &Block, cluster: Option<usize>) {
    for stmt in &block.stmts {
        match stmt {
            Stmt::Apply(apply) => self::apply(cx, apply, cluster),
            Stmt::Call(call) => {
                let text = label::call(cx.func, call);
                let single = matches!(call.dst, Shape::Leaf(_));
                for (i, dst) in call.dst.leaves().into_iter().enumerate() {
                    let text = if single { text.clone() } else { format!("{text}.{i}") };
                    let source = label::source(&call.origin, &text);
                    node(cx, *dst, &format!("call {}", call.callee.name), &text, &source, Role::Inner, None, cluster);
                    call.operands().into_iter().for_each(|a| edge(cx, a, *dst, true));
                }
            }
            Stmt::If(branch) => {
                let whole = self::cluster(cx, format!("if {}", label::atom(cx.func, branch.cond)), cluster);
                for (name, arm) in [("then", &branch.then), ("else", &branch.orelse)] {
                    if !arm.stmts.is_empty() {
                        let inner = self::cluster(cx, name.to_owned(), Some(whole));
                        self::block(cx, arm, Some(inner));
                    }
                }
                for (i, dst) in branch.dst.iter().enumerate() {
                    let yields = [branch.then.yields[i], branch.orelse.yields[i]];
                    let text = label::choice(cx.func, branch.cond, yields);
                    let source = label::source(&branch.origin, &text);
                    node(cx, *dst, "if", &text, &source, Role::Inner, None, Some(whole));
                    yields.into_iter().for_each(|a| edge(cx, a, *dst, true));
                    edge(cx, branch.cond, *dst, false);
                }
            }
            _ => {}
        }
    }
}

fn apply(cx: &mut Draw<'_>, apply: &Apply, cluster: Option<usize>) {
    let text = label::expression(cx.func, &Stmt::Apply(apply.clone()));
    let source = label::source(&apply.origin, &text);
    let role = if matches!(apply.op, Op::Foreign(_)) && apply.args.is_empty() { Role::Constant } else { Role::Inner };
    node(cx, apply.dst, &apply.op.to_string(), &text, &source, role, None, cluster);
    for (i, arg) in apply.args.iter().enumerate() {
        edge(cx, *arg, apply.dst, is_carrier(&apply.op, i));
    }
}

fn cluster(cx: &mut Draw<'_>, label: String, parent: Option<usize>) -> usize {
    cx.graph.clusters.push((label, parent));
    cx.graph.clusters.len() - 1
}
