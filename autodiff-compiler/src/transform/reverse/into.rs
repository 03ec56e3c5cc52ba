//! The adjoint that adds into shadows, as a function of the IR.
//!
//! ```text
//! f_vjp(x, y_bar) -> (y, x_bar)    f_vjp_into(x, y_bar, &mut x_bar) -> y
//! ```
//!
//! Emission gives `f_vjp` that form by itself; the tangent of it, which the
//! Hessian-vector product of a caller needs, is taken of this function.

use super::super::seeds;
use crate::ir::{
    Access, Atom, Block, Builder, BulkOp, Form, Func, Kind, Memory, Param, ParamForm, ParamRole, Place, Shape, Step,
    Stmt, Value, Write,
};

/// Turns the cotangents that a `vjp` of `func` returns into parameters.
pub(crate) fn into(func: &Func, vjp: &Func) -> Func {
    let Shape::Tuple(parts) = &vjp.result else { unreachable!("a vjp returns a pair") };
    let mut out = Builder::with_values(vjp.values.clone());
    let mut body = vjp.body.clone();
    let mut yields: Vec<Atom> = body.yields.split_off(parts[0].leaves().len());
    yields.reverse();
    let own = func.params.len();
    let mut params: Vec<Param> = vjp.params[..own].to_vec();
    let is_bar = |param: &&Param| param.form.shape().is_some_and(Shape::is_in_out);
    params.extend(vjp.params[own..].iter().filter(|p| !is_bar(p)).cloned());
    let mut bars = vjp.params[own..].iter().filter(is_bar).cloned();
    for piece in func.pieces() {
        if piece.in_out().is_some() {
            params.extend(bars.next());
            continue;
        }
        let name = seeds::unique(&params, &format!("{}_bar", piece.name));
        let shadow = shadow(&mut out, &mut body, &piece.shape, &name, &mut yields);
        let form = ParamForm::Scalars(Shape::Mut(Box::new(Shape::Leaf(shadow))));
        params.push(Param { name, form, role: ParamRole::Differentiable });
    }
    Func {
        name: format!("{}_into", vjp.name),
        params,
        body,
        result: parts[0].clone(),
        values: out.values,
        cotangents: Vec::new(),
    }
}

/// The parameter for one cotangent, into which the body adds.
fn shadow(out: &mut Builder, body: &mut Block, shape: &Shape<Value>, name: &str, yields: &mut Vec<Atom>) -> Value {
    if let Shape::Leaf(primal) = shape.behind_refs()
        && out.kind(*primal).memory().is_some()
    {
        let memory = yields.pop().and_then(Atom::value).expect("the cotangent of memory is memory");
        // Where the companion made zeros, it is given memory.
        let of = *primal;
        if let Some(vector) = out.kind(memory).memory().filter(|memory| memory.form == Form::Vec) {
            out.values[memory.index()].kind = Memory::kind(Form::Slice, vector.elem.clone());
        }
        for stmt in &mut body.stmts {
            if matches!(stmt, Stmt::New(new) if new.dst == memory) {
                let op = BulkOp::SameExtents { shadow: Place::whole(memory), of: Place::whole(of) };
                *stmt = Stmt::bulk(op);
            }
        }
        return memory;
    }
    // A shadow of several pieces owns them: that of a slice is a vector.
    let owned = |kind: Kind| kind.memory().map_or(kind, Memory::owned);
    let elem = shape.owned().map(&mut |w| owned(out.kind(*w)));
    let elem = elem.filter_map(&mut |k| k.is_differentiable().then_some(*k));
    let shadow = out.fresh(Memory::kind(Form::Cell, elem.clone()), Some(name.to_owned()));
    add(body, shadow, &mut Vec::new(), &elem, yields);
    shadow
}

fn add(body: &mut Block, shadow: Value, path: &mut Vec<Step>, elem: &Shape<Kind>, yields: &mut Vec<Atom>) {
    match elem {
        Shape::Leaf(kind) => {
            let value = yields.pop().expect("one atom for each float");
            let place = Place { base: shadow, path: path.clone(), access: Access::Again };
            if let (Kind::Memory(_), Atom::Value(memory)) = (kind, value) {
                let op = BulkOp::Copy { dst: place, write: Write::Add, src: Place::whole(memory) };
                body.stmts.push(Stmt::bulk(op));
                return;
            }
            body.stmts.push(Stmt::store(place, Write::Add, value));
        }
        Shape::Tuple(entries) => {
            for (i, entry) in entries.iter().enumerate() {
                path.push(Step::Field(i));
                add(body, shadow, path, entry, yields);
                path.pop();
            }
        }
        Shape::Ref(inner) | Shape::Mut(inner) => add(body, shadow, path, inner, yields),
    }
}
