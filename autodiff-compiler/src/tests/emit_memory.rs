//! Memory and loops as tokens, from IR made by hand.

use crate::emit::{self, Context, Target};
use crate::ir::{
    Access, Atom, Block, Builder, BulkOp, Carried, Checkpoints, Control, Cotangent, Form, Func, Init, IntKind, Kind,
    Limits, Loop, LoopId, Memory, Op, Order, Param, ParamForm, ParamRole, Place, Range, Shape, Step, Stmt, Value,
    Write, fold,
};
use crate::lower::{Declared, DeclaredForm, Signature};
use crate::protocol::Companion;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

const USIZE: Kind = Kind::Int(IntKind::Usize);

fn slice() -> Kind {
    Memory::kind(Form::Slice, Shape::Leaf(Kind::F64))
}

fn vector() -> Kind {
    Memory::kind(Form::Vec, Shape::Leaf(Kind::F64))
}

fn at(base: Value, i: impl Into<Atom>) -> Place {
    Place { base, path: vec![Step::Index(i.into())], access: Access::First }
}

/// A function in the making.
#[derive(Default)]
struct Maker {
    out: Builder,
    params: Vec<(String, TokenStream, Shape<Value>)>,
    cotangents: Vec<Cotangent>,
}

impl Maker {
    fn param(&mut self, name: &str, ty: TokenStream, kind: Kind, wrap: impl Fn(Shape<Value>) -> Shape<Value>) -> Value {
        let value = self.named(kind, name);
        self.params.push((name.to_owned(), ty, wrap(Shape::Leaf(value))));
        value
    }

    fn named(&mut self, kind: Kind, name: &str) -> Value {
        self.out.fresh(kind, Some(name.to_owned()))
    }

    fn load(&mut self, dst: Value, place: Place) {
        self.out.load(dst, place);
    }

    fn store(&mut self, place: Place, write: Write, value: impl Into<Atom>) {
        self.out.store(place, write, value.into());
    }

    fn new_memory(&mut self, dst: Value, init: Init) {
        self.out.make(dst, init);
    }

    fn bulk(&mut self, op: BulkOp) {
        self.out.bulk(op);
    }

    fn view(&mut self, dst: Value, place: Place) {
        self.out.view(dst, place);
    }

    fn rule(&mut self, name: &'static str, args: Vec<Atom>) -> Atom {
        self.out.apply(Op::Rule(fold::arith(name)), args, Kind::F64)
    }

    fn len(&mut self, of: Value) -> Value {
        let dst = self.named(USIZE, "n");
        self.out.define(dst, Op::Len, vec![of.into()]);
        dst
    }

    /// `for i in 0..n`, with what it carries: parameter, initial and next value.
    fn count(
        &mut self,
        (index, to): (Value, Atom),
        carried: &[(Value, Atom)],
        body: impl FnOnce(&mut Maker) -> Vec<Atom>,
    ) -> Vec<Value> {
        let outer = std::mem::take(&mut self.out.stmts);
        let yields = body(self);
        let stmts = std::mem::replace(&mut self.out.stmts, outer);
        let range = Range { index, from: Atom::Int(0), to, limits: Limits::HalfOpen, order: Order::Up };
        let carried: Vec<_> = carried
            .iter()
            .map(|(param, init)| Carried { param: *param, init: *init, dst: self.out.temp(Kind::F64) })
            .collect();
        let dsts = carried.iter().map(|c| c.dst).collect();
        self.out.push(Stmt::Loop(Loop {
            id: LoopId(0),
            control: Control::For(range),
            carried,
            body: Block { stmts, yields },
            checkpoints: Checkpoints::Iterations,
            origin: self.out.here(),
        }));
        dsts
    }

    /// The body of the companion that returns these.
    fn text(self, companion: Companion, result: Shape<Kind>, yields: Vec<Atom>) -> String {
        let role = ParamRole::Differentiable;
        let declared = |(name, ty, shape): &(String, TokenStream, Shape<Value>)| {
            let shape = shape.map(&mut |w| self.out.kind(*w));
            Declared { name: name.clone(), form: DeclaredForm::Scalars { ty: ty.clone(), shape }, role, receiver: None }
        };
        let signature = Signature {
            functions: Vec::new(),
            krate: quote!(ad),
            floats: Vec::new(),
            imports: TokenStream::new(),
            name: "f".to_owned(),
            ident: Ident::new("f", Span::call_site()),
            vis: TokenStream::new(),
            attrs: TokenStream::new(),
            generics: TokenStream::new(),
            where_clause: TokenStream::new(),
            neighbours: crate::lower::Neighbours::default(),
            params: self.params.iter().map(declared).collect(),
            result: result.clone(),
            takes_self: false,
            mentions_imports: false,
            result_ty: TokenStream::new(),
            fallible: None,
            declared: None,
            other_name: None,
            is_complete: true,
            open_types: Vec::new(),
            generic_arguments: TokenStream::new(),
            vectors: crate::lower::Vectors::default(),
            bounded: crate::lower::Bounded::Parameters,
            gives_function: false,
            is_associated: false,
        };
        let params = self.params.iter();
        let params = params
            .map(|(name, _, shape)| Param { name: name.clone(), form: ParamForm::Scalars(shape.clone()), role })
            .collect();
        let body = Block { stmts: self.out.stmts, yields };
        let (values, cotangents) = (self.out.values, self.cotangents);
        let func = Func { name: "f".to_owned(), params, body, result, values, cotangents };
        let cx = Context {
            signature: &signature,
            base: "f".to_owned(),
            items: &[],
            several: Vec::new(),
            closures: std::rc::Rc::default(),
            uncut: false,
            krate: quote!(ad),
            siblings: TokenStream::new(),
            may_be_in_block: true,
        };
        let tokens = emit::companion(&cx, &Target { func: &func, companion });
        let file = prettyplease::unparse(&syn::parse2(tokens).expect("the companion is Rust"));
        file.split_once(&format!("fn f{}", companion.ending())).expect("a function").1.to_owned()
    }
}

fn by_ref(shape: Shape<Value>) -> Shape<Value> {
    Shape::Ref(Box::new(shape))
}

fn by_mut(shape: Shape<Value>) -> Shape<Value> {
    Shape::Mut(Box::new(shape))
}

fn by_value(shape: Shape<Value>) -> Shape<Value> {
    shape
}

#[test]
fn a_sum_is_a_variable() {
    let mut f = Maker::default();
    let x = f.param("x", quote!(&[f64]), slice(), by_ref);
    let n = f.len(x);
    let (i, s) = (f.named(USIZE, "i"), f.named(Kind::F64, "s"));
    let dsts = f.count((i, n.into()), &[(s, Atom::ZERO)], |f| {
        let element = f.out.temp(Kind::F64);
        f.load(element, at(x, i));
        vec![f.rule("add", vec![s.into(), Atom::Neg(element)])]
    });
    let text = f.text(Companion::Vjp, Shape::Leaf(Kind::F64), vec![dsts[0].into()]);
    insta::assert_snapshot!(text, @r"
    (x: &[f64]) -> f64 {
        let n = x.len();
        let mut s = 0.0_f64;
        for i in 0..n {
            s -= x[i];
        }
        s
    }
    ");
}

#[test]
fn carried_values_change_at_once() {
    let mut f = Maker::default();
    let x = f.param("x", quote!(f64), Kind::F64, by_value);
    let (i, a, b, c) = (f.named(USIZE, "i"), f.named(Kind::F64, "a"), f.named(Kind::F64, "b"), f.named(Kind::F64, "c"));
    let carried = [(a, x.into()), (b, Atom::ONE), (c, Atom::ONE)];
    let dsts = f.count((i, Atom::Int(4)), &carried, |f| {
        let product = f.rule("mul", vec![a.into(), b.into()]);
        vec![b.into(), product, a.into()]
    });
    let yields = dsts.into_iter().map(Atom::Value).collect();
    let text = f.text(Companion::Vjp, Shape::Tuple(vec![Shape::Leaf(Kind::F64); 3]), yields);
    insta::assert_snapshot!(text, @r"
    (x: f64) -> (f64, f64, f64) {
        let mut a = x;
        let mut b = 1.0_f64;
        let mut c = 1.0_f64;
        for i in 0..4_usize {
            c = a;
            (a, b) = (b, a * b);
        }
        (a, b, c)
    }
    ");
}

#[test]
fn an_inner_loop_goes_on_with_the_variable() {
    let mut f = Maker::default();
    let x = f.param("x", quote!(f64), Kind::F64, by_value);
    let (i, j) = (f.named(USIZE, "i"), f.named(USIZE, "j"));
    let (s, t) = (f.named(Kind::F64, "s"), f.named(Kind::F64, "s"));
    // Read in the loop, and so computed before it.
    let twice = f.rule("add", vec![x.into(), x.into()]);
    let dsts = f.count((i, Atom::Int(2)), &[(s, Atom::ZERO)], |f| {
        let dsts = f.count((j, Atom::Int(3)), &[(t, s.into())], |f| vec![f.rule("add", vec![t.into(), twice])]);
        vec![dsts[0].into()]
    });
    let text = f.text(Companion::Vjp, Shape::Leaf(Kind::F64), vec![dsts[0].into()]);
    insta::assert_snapshot!(text, @r"
    (x: f64) -> f64 {
        let t1 = x + x;
        let mut s = 0.0_f64;
        for i in 0..2_usize {
            for j in 0..3_usize {
                s += t1;
            }
        }
        s
    }
    ");
}

#[test]
fn what_is_written_is_read_in_its_place() {
    let mut f = Maker::default();
    let y = f.param("y", quote!(&mut [f64]), slice(), by_mut);
    let first = f.out.temp(Kind::F64);
    f.load(first, at(y, Atom::Int(0)));
    f.store(at(y, Atom::Int(0)), Write::Set, Atom::ZERO);
    f.store(at(y, Atom::Int(1)), Write::Add, Atom::Neg(first));
    let row = f.named(slice(), "row");
    let path = vec![Step::Range { from: Some(Atom::Int(1)), to: None, limits: Limits::HalfOpen }];
    f.view(row, Place { base: y, path, access: Access::First });
    f.store(at(row, Atom::Int(0)), Write::Set, Atom::ONE);
    f.store(at(row, Atom::Int(1)), Write::Set, Atom::ONE);
    let text = f.text(Companion::Vjp, Shape::unit(), Vec::new());
    insta::assert_snapshot!(text, @r"
    (y: &mut [f64]) {
        let t1 = y[0];
        y[0] = 0.0;
        y[1] -= t1;
        let _ = &y[1..];
        y[1..][0] = 1.0;
        y[1..][1] = 1.0;
    }
    ");
}

#[test]
fn memory_is_moved_where_it_ends() {
    let mut f = Maker::default();
    let x = f.param("x", quote!(Vec<f64>), vector(), by_value);
    let [a, b, c] = ["a", "b", "c"].map(|name| f.named(vector(), name));
    f.new_memory(a, Init::Copy(Place::whole(x)));
    f.new_memory(b, Init::Copy(Place::whole(a)));
    f.new_memory(c, Init::ZeroLike(Place::whole(a)));
    f.bulk(BulkOp::Copy { dst: Place::whole(c), write: Write::Add, src: Place::whole(b) });
    f.bulk(BulkOp::Swap { a: at(c, Atom::Int(0)), b: at(c, Atom::Int(1)) });
    f.bulk(BulkOp::Push { dst: Place::whole(c), value: Shape::Leaf(Atom::ONE) });
    let text = f.text(Companion::Vjp, Shape::Leaf(vector()), vec![c.into()]);
    insta::assert_snapshot!(text, @r"
    (x: Vec<f64>) -> ad::__private::Vec<f64> {
        let a = x;
        let b = a.to_vec();
        let mut c = ad::__private::vec![0.0_f64; a.len()];
        ad::__private::accumulate(&mut c, &b);
        c.swap(0, 1);
        c.push(1.0_f64);
        c
    }
    ");
}

/// A gradient with a shadow, returned or the caller's.
fn gradient(companion: Companion) -> String {
    let mut f = Maker::default();
    let x = f.param("x", quote!(&[f64]), slice(), by_ref);
    let bar = f.named(vector(), "x_bar");
    f.new_memory(bar, Init::ZeroLike(Place::whole(x)));
    f.store(at(bar, Atom::Int(0)), Write::Add, Atom::ONE);
    f.cotangents.push(Cotangent { piece: 0, memory: bar });
    let result = Shape::Tuple(vec![Shape::Leaf(Kind::F64), Shape::Leaf(vector())]);
    f.text(companion, result, vec![Atom::ZERO, bar.into()])
}

#[test]
fn a_shadow_is_the_memory_itself() {
    insta::assert_snapshot!(gradient(Companion::Vjp), @r"
    (x: &[f64]) -> (f64, ad::__private::Vec<f64>) {
        let mut x_bar = ad::__private::vec![0.0_f64; x.len()];
        x_bar[0] += 1.0;
        (0.0, x_bar)
    }
    ");
    insta::assert_snapshot!(gradient(Companion::VjpInto), @r#"
    (x: &[f64], x_bar: &mut [f64]) -> f64 {
        ad::__private::same_extents("x_bar", x_bar, "x", x);
        x_bar[0] += 1.0;
        0.0
    }
    "#);
    insta::assert_snapshot!(gradient(Companion::GradInto), @r#"
    (x: &[f64], x_bar: &mut [f64]) -> f64 {
        ad::__private::same_extents("x_bar", x_bar, "x", x);
        x_bar.fill(0.0);
        x_bar[0] += 1.0;
        0.0
    }
    "#);
}
