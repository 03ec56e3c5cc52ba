//! Values, their kinds, and the atoms that name them.

use super::{Access, Memory};
use std::collections::{BTreeMap, HashSet};
use std::hash::{Hash, Hasher};
use std::sync::{LazyLock, Mutex, PoisonError};

/// The names of type parameters, and of types with lanes, in all expansions of the process.
static NAMES: LazyLock<Mutex<HashSet<&'static str>>> = LazyLock::new(Mutex::default);

/// The name, which is there once.
fn once(name: &str) -> &'static str {
    let mut known = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(name) = known.get(name) {
        return name;
    }
    let name: &'static str = Box::leak(name.to_owned().into_boxed_str());
    known.insert(name);
    name
}

/// An SSA value `w_i`: an index into [`super::Func::values`].
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Value(u32);

impl Value {
    pub(crate) fn new(index: usize) -> Self {
        Value(u32::try_from(index).expect("a function has fewer than 2^32 values"))
    }

    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// What is known of a value besides its definition.
#[derive(Clone, Debug)]
pub(crate) struct ValueInfo {
    pub(crate) kind: Kind,
    /// `w3`, `x`, `w3_bar`; `None` for a temporary, which emission may write
    /// in place.
    pub(crate) name: Option<String>,
    /// The number `i` of a primal `w_i`.
    pub(crate) number: Option<u32>,
    /// Whether the user's program computes it here, or it is computed once more
    /// from the same operands, and so cannot panic.
    pub(crate) access: Access,
    /// Whether the operation that gives it says that what it is called on is a float: its name alone
    /// does not.
    pub(crate) claims: bool,
    /// Whether it is data of which a part may be a reference under `#[constant]`, behind which a shadow has
    /// nothing: its type has a lifetime, or it is made of a constant.
    pub(crate) borrows: bool,
}

/// What stands in the place of a float where there are several directions: a type by its text, and the
/// float, which each of its numbers is.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Lanes {
    pub(crate) ty: &'static str,
    of: Precision,
}

#[derive(Copy, Clone, Debug)]
enum Precision {
    Double,
    Single,
}

impl Lanes {
    /// The float in the place of which they stand.
    pub(crate) fn one(self) -> Kind {
        match self.of {
            Precision::Double => Kind::F64,
            Precision::Single => Kind::F32,
        }
    }
}

/// Those of a companion, for each type of float.
#[derive(Copy, Clone, Debug)]
pub(crate) struct LanesOf {
    double: Lanes,
    single: Lanes,
}

impl LanesOf {
    /// The types by their texts.
    pub(crate) fn new(double: &str, single: &str) -> LanesOf {
        LanesOf {
            double: Lanes { ty: once(double), of: Precision::Double },
            single: Lanes { ty: once(single), of: Precision::Single },
        }
    }

    /// What stands in the place of a float of this kind, if there is such.
    pub(crate) fn of(self, kind: Kind) -> Option<Kind> {
        match kind {
            Kind::F64 => Some(Kind::Lanes(self.double)),
            Kind::F32 => Some(Kind::Lanes(self.single)),
            _ => None,
        }
    }
}

/// What a scalar is.
#[derive(Copy, Clone, Debug)]
pub(crate) enum Kind {
    F64,
    F32,
    /// A float whose type is this type parameter of the function.
    Param(&'static str),
    /// A derivative with a lane for each of several directions.
    Lanes(Lanes),
    Int(IntKind),
    Bool,
    /// A handle to memory of this type.
    Memory(&'static Memory),
    /// Anything that only foreign code handles.
    Opaque,
}

#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) enum IntKind {
    I8,
    I16,
    I32,
    I64,
    I128,
    Isize,
    U8,
    U16,
    U32,
    U64,
    U128,
    Usize,
    /// Of a type that the function leaves to inference, and generated code too.
    Open,
}

impl PartialEq for Kind {
    fn eq(&self, other: &Kind) -> bool {
        match (self, other) {
            // A type of memory is there once.
            (Kind::Memory(a), Kind::Memory(b)) => std::ptr::eq(*a, *b),
            (Kind::Int(a), Kind::Int(b)) => a == b,
            (Kind::Param(a), Kind::Param(b)) => a == b,
            (Kind::Lanes(a), Kind::Lanes(b)) => a.ty == b.ty,
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }
}

impl Eq for Kind {}

/// By the same as they are compared by.
impl Hash for Kind {
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::mem::discriminant(self).hash(state);
        match self {
            Kind::Memory(memory) => std::ptr::from_ref(*memory).hash(state),
            Kind::Int(kind) => kind.hash(state),
            Kind::Param(name) | Kind::Lanes(Lanes { ty: name, .. }) => name.hash(state),
            Kind::F64 | Kind::F32 | Kind::Bool | Kind::Opaque => {}
        }
    }
}

impl Kind {
    pub(crate) const INTS: [(&'static str, IntKind); 12] = [
        ("i8", IntKind::I8),
        ("i16", IntKind::I16),
        ("i32", IntKind::I32),
        ("i64", IntKind::I64),
        ("i128", IntKind::I128),
        ("isize", IntKind::Isize),
        ("u8", IntKind::U8),
        ("u16", IntKind::U16),
        ("u32", IntKind::U32),
        ("u64", IntKind::U64),
        ("u128", IntKind::U128),
        ("usize", IntKind::Usize),
    ];

    /// The kind of the primitive type of this name.
    pub(crate) fn of_primitive(name: &str) -> Option<Kind> {
        match name {
            "f64" => Some(Kind::F64),
            "f32" => Some(Kind::F32),
            "bool" => Some(Kind::Bool),
            _ => {
                let int = Kind::INTS.iter().find(|(text, _)| *text == name);
                int.map(|(_, kind)| Kind::Int(*kind))
            }
        }
    }

    /// The float of a type parameter. Its name is there once.
    pub(crate) fn of_parameter(name: &str) -> Kind {
        Kind::Param(once(name))
    }

    /// Whether generated code can write the type of a scalar down.
    pub(crate) fn has_name(self) -> bool {
        self.type_name() != "_"
    }

    /// The name of the type; `_` where there is none.
    pub(crate) fn type_name(self) -> &'static str {
        match self {
            Kind::F64 => "f64",
            Kind::F32 => "f32",
            Kind::Param(name) | Kind::Lanes(Lanes { ty: name, .. }) => name,
            Kind::Bool => "bool",
            Kind::Opaque | Kind::Memory(_) => "_",
            Kind::Int(kind) => Kind::INTS.iter().find(|(_, k)| *k == kind).map_or("_", |(text, _)| text),
        }
    }

    /// Of a signed integer, the unsigned one that is as wide.
    pub(crate) fn unsigned(self) -> Option<Kind> {
        let unsigned = match self {
            Kind::Int(IntKind::I8) => IntKind::U8,
            Kind::Int(IntKind::I16) => IntKind::U16,
            Kind::Int(IntKind::I32) => IntKind::U32,
            Kind::Int(IntKind::I64) => IntKind::U64,
            Kind::Int(IntKind::I128) => IntKind::U128,
            Kind::Int(IntKind::Isize) => IntKind::Usize,
            _ => return None,
        };
        Some(Kind::Int(unsigned))
    }

    /// Only floats have derivatives.
    pub(crate) fn is_float(self) -> bool {
        matches!(self, Kind::F64 | Kind::F32 | Kind::Param(_) | Kind::Lanes(_))
    }

    /// Whether it is a float, or memory with floats in it: what has a tangent
    /// and a cotangent.
    pub(crate) fn is_differentiable(self) -> bool {
        match self {
            Kind::Memory(memory) => memory.has_float(),
            kind => kind.is_float(),
        }
    }

    /// Whether it has lanes, or holds what has.
    pub(crate) fn has_lanes(self) -> bool {
        match self {
            Kind::Lanes(_) => true,
            Kind::Memory(memory) => memory.elem.leaves().into_iter().any(|kind| kind.has_lanes()),
            _ => false,
        }
    }

    pub(crate) fn memory(self) -> Option<&'static Memory> {
        match self {
            Kind::Memory(memory) => Some(memory),
            _ => None,
        }
    }
}

/// An operand.
#[derive(Copy, Clone, PartialEq, Debug)]
pub(crate) enum Atom {
    Value(Value),
    /// A float value with its sign flipped.
    Neg(Value),
    Float(f64),
    Int(i128),
    Bool(bool),
    /// What is never read: the yield of an arm that does not have the value.
    Undef,
}

impl Atom {
    pub(crate) const ZERO: Atom = Atom::Float(0.0);
    pub(crate) const ONE: Atom = Atom::Float(1.0);

    /// The value that this atom names, whatever its sign.
    pub(crate) fn value(self) -> Option<Value> {
        match self {
            Atom::Value(w) | Atom::Neg(w) => Some(w),
            Atom::Float(_) | Atom::Int(_) | Atom::Bool(_) | Atom::Undef => None,
        }
    }

    /// The same operand with the opposite sign; exact for floats.
    pub(crate) fn negated(self) -> Atom {
        match self {
            Atom::Value(w) => Atom::Neg(w),
            Atom::Neg(w) => Atom::Value(w),
            Atom::Float(x) => Atom::Float(-x),
            Atom::Int(_) | Atom::Bool(_) | Atom::Undef => self,
        }
    }

    /// Splits a negative sign off: `-w3` is `(true, w3)`.
    pub(crate) fn split_sign(self) -> (bool, Atom) {
        match self {
            Atom::Neg(w) => (true, Atom::Value(w)),
            Atom::Float(x) if x.is_sign_negative() && !x.is_nan() => (true, Atom::Float(-x)),
            atom => (false, atom),
        }
    }

    /// The atom, negated if `other` is a negative operand.
    pub(crate) fn with_sign_of(self, other: Atom) -> Atom {
        match other {
            Atom::Neg(_) => self.negated(),
            _ => self,
        }
    }

    /// What the atom is called by these names; its sign goes along.
    pub(crate) fn renamed(self, names: &BTreeMap<Value, Atom>) -> Atom {
        match self.value().and_then(|w| names.get(&w)) {
            Some(name) => name.with_sign_of(self),
            None => self,
        }
    }

    pub(crate) fn is_literal(self) -> bool {
        self.value().is_none()
    }
}

impl From<Value> for Atom {
    fn from(value: Value) -> Self {
        Atom::Value(value)
    }
}
