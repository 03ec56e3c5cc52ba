//! What an adjoint does without for the callees that have run.
//!
//! A callee on memory is called in the primal sweep, and by its `_vjp_into` in the adjoint sweep,
//! on the arguments as they were: what changes is copied before. Where nobody asks that companion
//! for the value, its adjoint sweep alone will do, and the callee says which arguments that reads. A
//! copy that is made for nothing else is made only if they are read:
//!
//! ```text
//! w3 = new copy w1                w3 = new copy w1           // if `g` reads its argument 0
//! call g(w1)                      call g(w1)
//! ..                              ..
//! t1 = call g_vjp_into(w3, ..)    call g_adjoint_into(w3, ..)
//! ```

use crate::ir::{
    Atom, Bulk, BulkOp, Call, Called, Callee, Fails, Form, Func, Init, Memory, New, Offers, Op, Place, Receiver,
    Record, Set, Shape, Step, Stmt, Value, has_fixed_extents,
};
use proc_macro2::{TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Which callees are asked for their adjoint sweep alone, and what is copied for them.
#[derive(Debug, Default)]
pub(crate) struct Spared {
    read: Set,
    copies: BTreeMap<Value, Vec<Reader>>,
}

/// A callee that a copy is made for.
#[derive(Clone, Debug)]
pub(crate) struct Reader {
    pub(crate) callee: Rc<Callee>,
    /// The position of the copy among the arguments.
    pub(crate) argument: usize,
    /// Whether its adjoint may have a record besides.
    pub(crate) record: Record,
}

/// What is read of memory.
enum Mention {
    /// It is an argument of a callee that has run.
    By(Reader),
    /// It is copied to, or lent under, another name.
    As(Value),
    /// Anything else.
    Other,
}

/// Asks which copies there are for callees alone.
pub(crate) fn spared(func: &Func) -> Spared {
    let mut spared = Spared::default();
    func.body.visit_reads(&mut |w| spared.read.insert(w));
    let mut table = Table::default();
    func.body.visit(&mut |stmt| note(&mut table, &spared, func, stmt));
    for yielded in func.body.yields.iter().filter_map(|atom| atom.value()) {
        table.mention(yielded, Mention::Other);
    }
    func.body.visit(&mut |stmt| {
        if let Stmt::New(New { dst, init: Init::Copy(_), .. }) = stmt
            && may_be_empty(func, *dst)
        {
            let mut readers = Vec::new();
            if readers_of(&table, *dst, &mut BTreeSet::new(), &mut readers) && !readers.is_empty() {
                spared.copies.insert(*dst, readers);
            }
        }
    });
    spared
}

impl Spared {
    /// The companion in the place of which the adjoint sweep runs.
    pub(crate) const COMPANION: &'static str = "_vjp_into";

    /// Whether the call is of a function that has run, for its adjoint alone.
    pub(crate) fn runs_after(&self, call: &Call) -> bool {
        call.companion == Self::COMPANION
            && may_tell(call)
            && !call.dst.leaves().into_iter().any(|w| self.read.contains(*w))
    }

    /// The callees that a copy is made for, if it is made for nothing else.
    pub(crate) fn readers(&self, copy: Value) -> Option<&[Reader]> {
        self.copies.get(&copy).map(Vec::as_slice)
    }
}

impl Callee {
    /// Whether its companions can be imported.
    pub(crate) fn is_of_module(&self) -> bool {
        is_module(&self.prefix) && !self.comes_alone()
    }

    /// Whether it is a function by its name alone that is called as one of `autodiff::special` is, which a
    /// `use` may have brought without its companions.
    pub(crate) fn comes_alone(&self) -> bool {
        self.called == Called::Path
            && self.prefix.is_empty()
            && self.generics.is_empty()
            && crate::std_names::is_special_function(&self.name.to_string())
    }
}

/// Whether the function that is called may offer more than the companions that all have.
fn may_tell(call: &Call) -> bool {
    call.callee.called == Called::Path
        && call.slots.is_none()
        && matches!(call.fails, Fails::Never)
        && call.callee.generics.is_empty()
        && call.callee.is_of_module()
}

/// Whether what is called may record something for its adjoint.
pub(crate) fn may_offer(call: &Call) -> bool {
    call.companion.is_empty() && call.callee.primal.is_empty() && (may_tell(call) || may_be_asked(call))
}

/// Whether the call is of a method of one place, which may have another one beside it that tells.
fn may_be_asked(call: &Call) -> bool {
    let is_lent = matches!(call.callee.called, Called::Method(Receiver::Place | Receiver::Reference | Receiver::Asked));
    let on_place = |receiver: &Shape<Atom>| match receiver {
        Shape::Ref(of) | Shape::Mut(of) => matches!(**of, Shape::Leaf(Atom::Value(_))),
        Shape::Leaf(_) | Shape::Tuple(_) => false,
    };
    is_lent
        && call.callee.offers == Offers::Perhaps
        && call.args.first().is_some_and(on_place)
        && call.is_differentiable(0)
        && call.slots.is_none()
        && matches!(call.fails, Fails::Never)
        && call.callee.generics.is_empty()
}

/// Whether the path is that of a module, and not of a type, whose companions cannot be imported.
/// What begins with `::` means something else in each edition.
fn is_module(prefix: &TokenStream) -> bool {
    const PRIMITIVES: [&str; 17] = [
        "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "str", "u8", "u16", "u32", "u64",
        "u128", "usize",
    ];
    let begins_with_name = !matches!(prefix.clone().into_iter().next(), Some(TokenTree::Punct(_)));
    begins_with_name
        && prefix.clone().into_iter().all(|token| match token {
            TokenTree::Ident(name) => {
                let name = name.to_string();
                let is_own = name == "__autodiff_crate";
                !is_own && !name.contains(char::is_uppercase) && !PRIMITIVES.contains(&&*name)
            }
            TokenTree::Punct(punct) => punct.as_char() == ':',
            _ => false,
        })
}

/// Whether an empty vector can stand for the copy.
fn may_be_empty(func: &Func, copy: Value) -> bool {
    let memory = func.kind(copy).memory();
    memory.is_some_and(|memory| memory.form == Form::Vec && has_fixed_extents(&memory.elem) && is_seen(memory))
}

fn is_seen(memory: &Memory) -> bool {
    memory.elem.leaves().into_iter().all(|kind| match kind.memory() {
        Some(memory) => matches!(memory.form, Form::Array(_)) && is_seen(memory),
        None => true,
    })
}

/// How memory is named.
#[derive(Default)]
struct Table {
    mentions: BTreeMap<Value, Vec<Mention>>,
}

impl Table {
    fn mention(&mut self, of: Value, mention: Mention) {
        self.mentions.entry(of).or_default().push(mention);
    }
}

fn note(table: &mut Table, spared: &Spared, func: &Func, stmt: &Stmt) {
    match stmt {
        Stmt::Call(call) if spared.runs_after(call) => arguments(table, call),
        Stmt::New(New { dst, init: Init::Copy(place), .. }) if is_all(func, place) => {
            table.mention(place.base, Mention::As(*dst));
            others(table, place);
        }
        Stmt::View(view) if is_all(func, &view.place) => {
            table.mention(view.place.base, Mention::As(view.dst));
            others(table, &view.place);
        }
        // A tape is read by the views of its elements.
        Stmt::Bulk(Bulk { op: BulkOp::Push { dst, value: Shape::Leaf(value) }, .. }) if dst.path.is_empty() => {
            if let Some(w) = value.value() {
                table.mention(w, Mention::As(dst.base));
            }
        }
        Stmt::Apply(apply) if matches!(apply.op, Op::Len) && is_tape(func, apply.args[0].value()) => {}
        _ => {
            let operands: Vec<_> = stmt.operands().into_iter().filter_map(Atom::value).collect();
            operands.into_iter().for_each(|w| table.mention(w, Mention::Other));
        }
    }
    for yielded in stmt.regions().into_iter().flat_map(|region| &region.yields).filter_map(|atom| atom.value()) {
        table.mention(yielded, Mention::Other);
    }
}

/// The memory, or an element of a list of such.
fn is_all(func: &Func, place: &Place) -> bool {
    match &place.path[..] {
        [] => true,
        [Step::Index(_)] => is_tape(func, Some(place.base)),
        _ => false,
    }
}

/// Whether it may be a tape of copies.
fn is_tape(func: &Func, list: Option<Value>) -> bool {
    let memory = list.and_then(|w| func.kind(w).memory());
    memory.is_some_and(|memory| {
        let element = match &memory.elem {
            Shape::Leaf(kind) => kind.memory(),
            _ => None,
        };
        memory.form == Form::Vec && element.is_some_and(|element| element.form == Form::Vec)
    })
}

fn others(table: &mut Table, place: &Place) {
    let indices: Vec<_> = place.indices().into_iter().filter_map(Atom::value).collect();
    indices.into_iter().for_each(|w| table.mention(w, Mention::Other));
}

/// What a callee is given: of its own arguments it says what it reads, the others are shadows.
fn arguments(table: &mut Table, call: &Call) {
    for (i, arg) in call.args.iter().enumerate() {
        let leaves: Vec<Value> = arg.leaves().into_iter().filter_map(|atom| atom.value()).collect();
        for w in leaves {
            let reader = Reader { callee: Rc::clone(&call.callee), argument: i, record: call.record };
            let is_own = i < call.roles.len();
            let is_alone = matches!(arg.behind_refs(), Shape::Leaf(_));
            table.mention(w, if is_own && is_alone { Mention::By(reader) } else { Mention::Other });
        }
    }
}

/// Collects who reads the memory; `false` if that is not callees alone.
fn readers_of(table: &Table, of: Value, seen: &mut BTreeSet<Value>, out: &mut Vec<Reader>) -> bool {
    if !seen.insert(of) {
        return true;
    }
    table.mentions.get(&of).into_iter().flatten().all(|mention| match mention {
        Mention::By(reader) => {
            let is_same = |other: &Reader| {
                let path = |callee: &Callee| format!("{}{}", callee.prefix, callee.name);
                let has_record = |reader: &Reader| reader.record != Record::None;
                (other.argument, has_record(other)) == (reader.argument, has_record(reader))
                    && path(&other.callee) == path(&reader.callee)
            };
            if !out.iter().any(is_same) {
                out.push(reader.clone());
            }
            true
        }
        Mention::As(other) => readers_of(table, *other, seen, out),
        Mention::Other => false,
    })
}
