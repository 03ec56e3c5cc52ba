//! Operations as a textbook writes them: `w4 = exp(w3)`, `w3 = -w2·w1`.

use crate::ir::{Atom, Call, Func, Op, Origin, Shape, Stmt, text_of};

/// The right side of `w_i = ..`.
pub(crate) fn expression(func: &Func, stmt: &Stmt) -> String {
    match stmt {
        Stmt::Apply(apply) => operation(func, &apply.op, &apply.args, &apply.origin),
        Stmt::Call(call) => self::call(func, call),
        Stmt::If(branch) => format!("if {}", atom(func, branch.cond)),
        _ => String::new(),
    }
}

/// The source text of a statement, or its expression.
pub(crate) fn source(origin: &Origin, otherwise: &str) -> String {
    text_of(origin).unwrap_or(otherwise).to_owned()
}

/// An operand by its number.
pub(crate) fn atom(func: &Func, atom: Atom) -> String {
    let name = |w: crate::ir::Value| match func.values[w.index()].number {
        Some(number) => format!("w{number}"),
        None => format!("t{}", w.index()),
    };
    match atom {
        Atom::Value(w) => name(w),
        Atom::Neg(w) => format!("-{}", name(w)),
        Atom::Float(x) if x.fract() == 0.0 && x.abs() < 1e15 => format!("{x}"),
        Atom::Float(x) => format!("{x:?}"),
        Atom::Int(n) => n.to_string(),
        Atom::Bool(b) => b.to_string(),
        Atom::Undef => "·".to_owned(),
    }
}

/// The value of an `if`.
pub(crate) fn choice(func: &Func, cond: Atom, yields: [Atom; 2]) -> String {
    let [a, b] = yields.map(|y| atom(func, y));
    format!("{a} if {} else {b}", atom(func, cond))
}

pub(crate) fn call(func: &Func, call: &Call) -> String {
    let args: Vec<_> = call.args.iter().map(|arg| argument(func, arg)).collect();
    format!("{}({})", call.callee.name, args.join(", "))
}

fn argument(func: &Func, shape: &Shape<Atom>) -> String {
    match shape {
        Shape::Leaf(leaf) => atom(func, *leaf),
        Shape::Ref(inner) | Shape::Mut(inner) => argument(func, inner),
        Shape::Tuple(entries) => {
            let entries: Vec<_> = entries.iter().map(|e| argument(func, e)).collect();
            format!("({})", entries.join(", "))
        }
    }
}

fn operation(func: &Func, op: &Op, args: &[Atom], origin: &Origin) -> String {
    let texts: Vec<_> = args.iter().map(|a| atom(func, *a)).collect();
    // A negative operand on the right is set off: `w1 - (-w2)`.
    let right = |i: usize| if texts[i].starts_with('-') { format!("({})", texts[i]) } else { texts[i].clone() };
    match op {
        Op::Rule(rule) => match rule.name {
            "add" => format!("{} + {}", texts[0], right(1)),
            "sub" => format!("{} - {}", texts[0], right(1)),
            "mul" => format!("{}·{}", texts[0], right(1)),
            "div" => format!("{} / {}", texts[0], right(1)),
            "rem" => format!("{} mod {}", texts[0], right(1)),
            "neg" => format!("-{}", right(0)),
            name => format!("{name}({})", texts.join(", ")),
        },
        Op::Compare(_) | Op::And | Op::Or => format!("{} {op} {}", texts[0], right(1)),
        Op::Not => format!("!{}", texts[0]),
        Op::Cast(kind) => format!("{} as {}", texts[0], kind.type_name()),
        Op::Len => format!("len({})", texts[0]),
        Op::Unwritten => "unwritten".to_owned(),
        Op::Constant => texts[0].clone(),
        Op::Predicate(name) => format!("{name}({})", texts.join(", ")),
        Op::Int(_) | Op::Foreign(_) | Op::Series(_) => source(origin, &texts.join(", ")),
    }
}
