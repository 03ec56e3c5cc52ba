//! Appending statements.
//!
//! A statement is made without an origin, and the builder gives it one as it is
//! appended: that of the statement which a transform is at ([`Builder::enter`]).
//! What is written besides a builder has none: a tape, or what lowering keeps for
//! itself, is nowhere in the user's source.

use super::{
    Access, Apply, Atom, Block, Bulk, BulkOp, If, Init, Kind, Load, New, Op, Origin, Place, Source, Stmt, Store, Value,
    ValueInfo, View, Write,
};
use std::rc::Rc;

/// The block under construction, and the values of its function.
#[derive(Default)]
pub(crate) struct Builder {
    pub(crate) values: Vec<ValueInfo>,
    pub(crate) stmts: Vec<Stmt>,
    /// Where a statement is that is appended without an origin of its own.
    here: Origin,
}

impl Builder {
    /// Continues the function that has these values.
    pub(crate) fn with_values(values: Vec<ValueInfo>) -> Self {
        Builder { values, stmts: Vec::new(), here: None }
    }

    pub(crate) fn fresh(&mut self, kind: Kind, name: Option<String>) -> Value {
        let value = Value::new(self.values.len());
        self.values.push(ValueInfo { kind, name, number: None, access: Access::First, claims: false, borrows: false });
        value
    }

    pub(crate) fn temp(&mut self, kind: Kind) -> Value {
        self.fresh(kind, None)
    }

    pub(crate) fn kind(&self, value: Value) -> Kind {
        self.values[value.index()].kind
    }

    pub(crate) fn name(&self, value: Value) -> Option<&str> {
        self.values[value.index()].name.as_deref()
    }

    pub(crate) fn push(&mut self, mut stmt: Stmt) {
        if let Some(origin @ None) = stmt.origin_mut() {
            origin.clone_from(&self.here);
        }
        self.stmts.push(stmt);
    }

    /// What is appended from now on belongs to this statement, until `leave`
    /// gets what is returned.
    pub(crate) fn enter(&mut self, stmt: &Stmt) -> Origin {
        let around = self.here.clone();
        if let Some(origin) = stmt.origin() {
            self.here = Some(Rc::new(Source { text: None, span: origin.span }));
        }
        around
    }

    /// The origin of what is appended now.
    pub(crate) fn here(&self) -> Origin {
        self.here.clone()
    }

    pub(crate) fn leave(&mut self, around: Origin) {
        self.here = around;
    }

    /// Appends `dst = op args` with a new temporary `dst`.
    pub(crate) fn apply(&mut self, op: Op, args: Vec<Atom>, kind: Kind) -> Atom {
        let dst = self.temp(kind);
        self.define(dst, op, args);
        Atom::Value(dst)
    }

    /// Appends `dst = op args`.
    pub(crate) fn define(&mut self, dst: Value, op: Op, args: Vec<Atom>) {
        self.push(Stmt::apply(dst, op, args));
    }

    /// Appends the `If` that yields into `dst`.
    pub(crate) fn branch(&mut self, dst: Vec<Value>, cond: Atom, then: Block, orelse: Block) {
        self.push(Stmt::branch(dst, cond, then, orelse));
    }

    pub(crate) fn load(&mut self, dst: Value, place: Place) {
        self.push(Stmt::load(dst, place));
    }

    pub(crate) fn store(&mut self, place: Place, write: Write, value: Atom) {
        self.push(Stmt::store(place, write, value));
    }

    /// Appends the statement that makes the memory `dst`.
    pub(crate) fn make(&mut self, dst: Value, init: Init) {
        self.push(Stmt::make(dst, init));
    }

    pub(crate) fn view(&mut self, dst: Value, place: Place) {
        self.push(Stmt::view(dst, place));
    }

    pub(crate) fn bulk(&mut self, op: BulkOp) {
        self.push(Stmt::bulk(op));
    }

    /// Gives the atom a name, so that people meet it as a statement of its own.
    /// A literal, an alias or a value that has a name keeps what it is.
    pub(crate) fn name_result(&mut self, atom: Atom, name: &str) -> Atom {
        match atom {
            Atom::Value(w) if self.name(w).is_none() => {
                self.values[w.index()].name = Some(name.to_owned());
                atom
            }
            // The sign moves into the definition, so that the name is of the
            // value and not of its negative.
            Atom::Neg(w) if self.name(w).is_none() => {
                let kind = self.kind(w);
                let dst = self.fresh(kind, Some(name.to_owned()));
                let rule = super::fold::arith("neg");
                self.define(dst, Op::Rule(rule), vec![Atom::Value(w)]);
                Atom::Value(dst)
            }
            _ => atom,
        }
    }

    /// Runs `body` on a nested block, and returns that block.
    pub(crate) fn nested<T>(&mut self, body: impl FnOnce(&mut Builder) -> (Vec<Atom>, T)) -> (Block, T) {
        let outer = std::mem::take(&mut self.stmts);
        let (yields, result) = body(self);
        let stmts = std::mem::replace(&mut self.stmts, outer);
        (Block { stmts, yields }, result)
    }
}

/// Statements that have no origin yet.
impl Stmt {
    pub(crate) fn apply(dst: Value, op: Op, args: Vec<Atom>) -> Stmt {
        Stmt::Apply(Apply { dst, op, args, origin: None })
    }

    pub(crate) fn branch(dst: Vec<Value>, cond: Atom, then: Block, orelse: Block) -> Stmt {
        Stmt::If(If { dst, cond, then, orelse, origin: None })
    }

    pub(crate) fn load(dst: Value, place: Place) -> Stmt {
        Stmt::Load(Load { dst, place, origin: None })
    }

    pub(crate) fn store(place: Place, write: Write, value: Atom) -> Stmt {
        Stmt::Store(Store { place, write, value, origin: None })
    }

    pub(crate) fn make(dst: Value, init: Init) -> Stmt {
        Stmt::New(New { dst, init, origin: None })
    }

    pub(crate) fn view(dst: Value, place: Place) -> Stmt {
        Stmt::View(View { dst, place, origin: None })
    }

    pub(crate) fn bulk(op: BulkOp) -> Stmt {
        Stmt::Bulk(Bulk { op, origin: None })
    }
}
