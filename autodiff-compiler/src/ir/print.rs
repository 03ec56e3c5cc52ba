//! The text form of the IR, for tests and for people who debug a pass.

use super::{Atom, Block, Func, Op, Shape, Stmt, Value};
use std::fmt::{self, Display, Formatter, Write};

impl Func {
    pub(super) fn label(&self, value: Value) -> String {
        match &self.values[value.index()].name {
            Some(name) => name.clone(),
            None => format!("t{}", value.index()),
        }
    }

    pub(super) fn atom(&self, atom: Atom) -> String {
        match atom {
            Atom::Value(w) => self.label(w),
            Atom::Neg(w) => format!("-{}", self.label(w)),
            Atom::Float(x) => format!("{x:?}"),
            Atom::Int(n) => n.to_string(),
            Atom::Bool(b) => b.to_string(),
            Atom::Undef => "undef".to_owned(),
        }
    }

    fn atoms(&self, atoms: &[Atom]) -> String {
        let texts: Vec<_> = atoms.iter().map(|a| self.atom(*a)).collect();
        texts.join(", ")
    }

    pub(super) fn values(&self, values: &[Value]) -> String {
        let texts: Vec<_> = values.iter().map(|w| self.label(*w)).collect();
        texts.join(", ")
    }

    pub(super) fn write_block(&self, f: &mut Formatter<'_>, block: &Block, depth: usize) -> fmt::Result {
        let pad = "    ".repeat(depth);
        for stmt in &block.stmts {
            f.write_str(&pad)?;
            match stmt {
                Stmt::Apply(s) => writeln!(f, "{} = {} {}", self.label(s.dst), s.op, self.atoms(&s.args))?,
                Stmt::Call(s) => {
                    let args: Vec<_> = s.args.iter().map(|a| shape(a, &|a| self.atom(*a))).collect();
                    let dst = shape(&s.dst, &|w| self.label(*w));
                    let made = s.record.made().map_or(String::new(), |at| format!(", record {}", self.label(at)));
                    let read = s.record.read().map_or(String::new(), |at| format!(" of record {}", self.atom(at)));
                    writeln!(f, "{dst}{made} = call {}({}){read}", s.name(), args.join(", "))?;
                }
                Stmt::If(s) => {
                    writeln!(f, "{} = if {}", self.values(&s.dst), self.atom(s.cond))?;
                    self.write_block(f, &s.then, depth + 1)?;
                    writeln!(f, "{pad}else")?;
                    self.write_block(f, &s.orelse, depth + 1)?;
                }
                Stmt::Loop(s) => self.write_loop(f, s, depth)?,
                Stmt::Load(s) => writeln!(f, "{} = load {}", self.label(s.dst), self.place(&s.place))?,
                Stmt::Store(s) => writeln!(f, "{}", self.store(s))?,
                Stmt::New(s) => writeln!(f, "{}", self.new_memory(s))?,
                Stmt::View(s) => writeln!(f, "{}", self.view(s))?,
                Stmt::Bulk(s) => writeln!(f, "{}", self.bulk(&s.op))?,
                Stmt::Effect(s) => writeln!(f, "effect {}", s.tokens)?,
                Stmt::Probe(s) => writeln!(f, "probe {:?} {} = {}", s.of, self.label(s.subject), self.atom(s.atom))?,
                Stmt::Section(title) => writeln!(f, "; {title}")?,
            }
        }
        writeln!(f, "{pad}yield {}", self.atoms(&block.yields))
    }
}

pub(super) fn shape<T>(s: &Shape<T>, leaf: &dyn Fn(&T) -> String) -> String {
    match s {
        Shape::Leaf(x) => leaf(x),
        Shape::Ref(inner) => format!("&{}", shape(inner, leaf)),
        Shape::Mut(inner) => format!("&mut {}", shape(inner, leaf)),
        Shape::Tuple(entries) => {
            let mut text = String::from("(");
            for entry in entries {
                let _ = write!(text, "{},", shape(entry, leaf));
            }
            text + ")"
        }
    }
}

impl Display for Func {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let params: Vec<_> =
            self.params.iter().filter_map(|p| p.form.shape()).map(|s| shape(s, &|w| self.label(*w))).collect();
        writeln!(f, "fn {}({}):", self.name, params.join(", "))?;
        self.write_block(f, &self.body, 1)
    }
}

impl Display for Op {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Op::Rule(rule) => f.write_str(rule.name),
            Op::Cast(kind) => write!(f, "as_{}", kind.type_name()),
            Op::Compare(test) => f.write_str(test.symbol()),
            Op::Not => f.write_str("!"),
            Op::And => f.write_str("&&"),
            Op::Or => f.write_str("||"),
            Op::Int(op) => write!(f, "{op:?}"),
            Op::Predicate(name) => f.write_str(name),
            Op::Constant => f.write_str("constant"),
            Op::Series(rule) => write!(f, "series_{}", rule.name),
            Op::Len => f.write_str("len"),
            Op::Unwritten => f.write_str("unwritten"),
            Op::Foreign(_) => f.write_str("foreign"),
        }
    }
}

impl super::Comparison {
    pub(crate) fn symbol(self) -> &'static str {
        match self {
            super::Comparison::Eq => "==",
            super::Comparison::Ne | super::Comparison::Arrived => "!=",
            super::Comparison::Lt => "<",
            super::Comparison::Le => "<=",
            super::Comparison::Gt => ">",
            super::Comparison::Ge => ">=",
        }
    }
}
