//! The state of lowering.

use super::kinds::{KindVar, Kinds, Known};
use super::scope::{Maker, Operand, Operands, Scope, Var};
use crate::errors::{Error, Errors, Message, Reported};
use crate::ir::{Apply, Atom, Builder, Checkpoints, IntKind, Kind, Op, Origin, Shape, Source, Stmt, Value};
use proc_macro2::TokenStream;
use quote::ToTokens;
use std::rc::Rc;

/// A variable that changes, and of whose type nothing is known where it is made.
#[derive(Clone, Debug)]
pub(crate) struct Unseen {
    pub(crate) name: String,
    pub(crate) kind: KindVar,
    /// What makes it, as far as that is seen.
    pub(crate) maker: Maker,
}

/// What lowering carries along.
pub(crate) struct Cx<'e> {
    pub(crate) errors: &'e Errors,
    pub(crate) out: Builder,
    pub(crate) kinds: Kinds,
    /// The kind of each value of `out`.
    pub(crate) kind_of: Vec<KindVar>,
    pub(crate) scope: Scope,
    /// The early returns that the rest of the current region lies behind.
    pub(crate) open_ifs: Vec<crate::lower::control::exit::OpenIf>,
    /// The regions around the current one: statements so far, and open `If`s.
    pub(crate) around: Vec<(Vec<Stmt>, Vec<crate::lower::control::exit::OpenIf>)>,
    /// The loops and labeled blocks around, outermost first.
    pub(crate) jump_targets: Vec<crate::lower::control::loops::JumpTarget>,
    /// The hidden variables of a `return` inside a loop.
    pub(crate) returning: Option<Returning>,
    /// Where memory is kept that is returned early.
    pub(crate) reserved_results: crate::lower::control::early_result::ReservedResults,
    /// How many loops of an iterator are around what is lowered, besides the first.
    pub(crate) flattened: usize,
    /// The checkpoints that are wanted of the loops that come next, and where that is written.
    pub(crate) checkpoints: Option<(Checkpoints, TokenStream)>,
    /// The same for what `break` brings along, by the loop and the leaf.
    pub(crate) reserved_for_breaks: crate::lower::control::early_result::ReservedForBreaks,
    /// What each view is a view of.
    pub(crate) views: std::collections::BTreeMap<Value, Value>,
    /// What comes of code that is not looked into.
    pub(crate) given: std::collections::BTreeSet<Value>,
    /// What a `#[constant] let` keeps out of the derivative.
    pub(crate) kept_out: std::collections::BTreeSet<Value>,
    /// How many regions there are around each handle.
    pub(crate) homes: std::collections::BTreeMap<Value, usize>,
    /// The items of the collections that are being made.
    pub(crate) collecting: Vec<crate::lower::value::expr::Expect>,
    /// How many loops there have been.
    pub(crate) loops: u32,
    /// The body that is lowered, for questions about all of it.
    pub(crate) body: TokenStream,
    /// The kinds of the result; of an `Option` or a `Result`, of what is there.
    pub(crate) result: Shape<KindVar>,
    /// The function's own result, where it is an `Option` or a `Result`.
    pub(crate) fallible: Option<crate::lower::border::fallible::Fallible>,
    /// The call that is asked for its value, and is not made yet.
    pub(crate) awaited: Option<Awaited>,
    pub(crate) items: Vec<TokenStream>,
    pub(crate) item_names: Vec<String>,
    /// What a `use` in the body brings, with its full path.
    pub(crate) imports: Vec<(String, Vec<String>)>,
    /// Items that compile only if what was concluded from names is true.
    pub(crate) claims: Vec<TokenStream>,
    /// The same about values that are handed on from call to call.
    pub(crate) handed_on: Vec<TokenStream>,
    /// Values of unknown type, by number, taken for floats because of a method or an operator.
    pub(crate) claimed_floats: std::collections::BTreeSet<usize>,
    /// Values by the names that the user binds to them, in the order of the source.
    pub(crate) bound: Vec<(Value, String)>,
    /// What a `let mut` holds: a copy, also where it is only looked at elsewhere.
    pub(crate) changing: std::collections::BTreeSet<Value>,
    /// Variables that change, and of whose types nothing is known where they are made.
    pub(crate) unseen_variables: Vec<Unseen>,
    /// What was taken for an `Option` because of a `take`, and by what that is told.
    pub(crate) emptied: Vec<(KindVar, String)>,
    /// Calls of functions of types with parts of data that could be integers, and what they are given.
    pub(crate) open_calls: Vec<(String, Vec<KindVar>)>,
    /// Names that are taken for those of types and variants.
    pub(crate) named: super::capital::Named,
    /// The data that some of the paths to here have put in a place, which is to be named on
    /// those alone.
    pub(crate) unnamed: Vec<crate::lower::control::shared::Unnamed>,
    /// The constants of the body, whose types are in sight.
    pub(crate) constants: Vec<(String, Known)>,
    /// The functions of the body that have no `#[grad]`.
    pub(crate) plain_functions: Vec<String>,
    /// The results of the functions in sight: the function itself, and those of its body.
    pub(crate) results: Vec<(String, Shape<Kind>)>,
    /// What is there, of those that are an `Option` or a `Result`.
    pub(crate) payloads: Vec<(String, Shape<Kind>)>,
    /// Kinds that a call must know to find its companion.
    pub(crate) must_know: Vec<(KindVar, Slot, Error)>,
    /// The ranges that are run through, and what is said where a type must be named that cannot be.
    pub(crate) ranges: Vec<(KindVar, Error)>,
    /// Kinds of integers that generated code must name.
    pub(crate) must_be_seen: Vec<KindVar>,
    /// The literals that are values of their own.
    pub(crate) literals: Vec<crate::lower::state::typed::Literal>,
    /// The results of calls that read no float and write to nothing.
    pub(crate) plain_calls: std::collections::BTreeSet<Value>,
    /// The values of code that is passed through although the types of all that it reads and gives are known.
    pub(crate) transparent: std::collections::BTreeSet<Value>,
    /// The calls of functions that have been lowered.
    pub(crate) siblings: Vec<crate::lower::call::sibling::Sibling>,
    /// The methods whose receivers are being lowered, outermost first.
    pub(crate) chain: Vec<syn::Ident>,
    /// The products and quotients of what may be data.
    pub(crate) products: Vec<crate::lower::state::products::Product>,
    /// The parts of data that were taken for scalars.
    pub(crate) guesses: Vec<crate::lower::state::products::Guess>,
    /// The parts of data that were cloned, and by which method.
    pub(crate) cloned: std::collections::BTreeMap<Value, proc_macro2::Ident>,
    /// What has been loaded to be read where it is: it is referred to, or an operand.
    pub(crate) borrowed: std::collections::BTreeSet<Value>,
    /// What was found to be memory by an index, or because it is run through, and where.
    pub(crate) indexed: Vec<(KindVar, proc_macro2::Span)>,
    /// What functions of types give, where nothing says whether that is a number.
    pub(crate) of_types: std::collections::BTreeSet<Value>,
    /// The kinds of what a function makes that a type of complex numbers has.
    pub(crate) complex: Vec<KindVar>,
    pub(crate) multiples: Vec<(KindVar, KindVar)>,
    /// The kinds of arrays that methods and functions of types give.
    pub(crate) arrays: Vec<(KindVar, crate::lower::state::arrays::Rank)>,
    /// What is known of other kinds.
    pub(crate) noted: crate::lower::state::arrays::Noted,
    /// The parameters without a derivative that are arrays.
    pub(crate) constant_arrays: std::collections::BTreeMap<String, crate::lower::state::arrays::Rank>,
    /// What is assigned by an operator: `w2` of `a += b`.
    pub(crate) assigned: std::collections::BTreeSet<Value>,
    /// What a type that is no primitive's is taken for.
    pub(crate) sees: Sees,
    /// The type parameters of the function that are floats.
    pub(crate) floats: Vec<super::float_parameter::FloatParameter>,
    /// The type parameters of the function.
    pub(crate) type_parameters: Vec<String>,
    /// The closures that are values.
    pub(crate) nested: Vec<super::functions::Nested>,
    /// The copies of what variables refer to that move.
    pub(crate) walked: std::collections::BTreeSet<Value>,
    /// How many expressions around have operands that wait for others.
    pub(crate) waiting: usize,
    /// What the loops around run through, as it is written.
    pub(crate) run_through: Vec<proc_macro2::TokenStream>,
    /// The iterators that variables hold.
    pub(crate) iterators: Vec<crate::lower::iter::stored::Stored>,
    /// The kinds of data that are functions, and what these take and give.
    pub(crate) functions: Vec<(KindVar, Rc<super::functions::FunctionType>)>,
    /// The kinds of numbers of functions, and which functions these are.
    pub(crate) chosen: Vec<(KindVar, Rc<super::functions::Chosen>)>,
    /// What stands beside the method.
    pub(crate) neighbours: super::neighbours::Neighbours,
    /// What is known of the values of the parameters.
    pub(crate) params: super::scope::Params,
    /// How names that are no variables are read.
    pub(crate) dialect: Dialect,
}

/// Whether a callee can be given nothing for the tangent of an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// It can, if the argument is no result of a call.
    There,
    None,
}

/// What is had of a call that is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keeps {
    Value,
    /// The code around the call makes an `Option` of what it gives.
    Option,
    /// The code around the call tells whether it has succeeded.
    Success,
    /// Nobody asks.
    Nothing,
}

/// A call that is asked for its value.
#[derive(Debug)]
pub(crate) struct Awaited {
    /// Where it stands in the parsed source.
    pub(crate) place: usize,
    pub(crate) asked: crate::ir::Asked,
    pub(crate) keeps: Keeps,
}

/// Whether a loop has returned, and what.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Returning {
    pub(crate) flag: Var,
    pub(crate) value: Var,
}

/// What the types that are written down are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sees {
    /// A type that the macro does not know is none of its business.
    Primitives,
    /// It is that of data, which has a derivative.
    Data,
}

/// Whose text is lowered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    User,
    /// A rule of core: `F` is the float type, constants come by bare name.
    Rule,
}

/// Why there is no value.
#[derive(Clone, Debug)]
pub(crate) enum Stop {
    Error(Reported),
    /// Control does not get here: a panic came before.
    Never,
    /// The function has returned these atoms.
    Return(Vec<Atom>),
    /// Control leaves to where one of these flags belongs.
    Leave(Vec<Var>),
}

pub(crate) type Res<T> = Result<T, Stop>;

impl From<Reported> for Stop {
    fn from(reported: Reported) -> Self {
        Stop::Error(reported)
    }
}

impl<'e> Cx<'e> {
    /// The user has a name for this value.
    pub(crate) fn called(&mut self, atom: Atom, name: &syn::Ident) {
        self.bound.extend(atom.value().map(|value| (value, name.to_string())));
    }

    pub(crate) fn new(errors: &'e Errors) -> Self {
        Cx {
            errors,
            out: Builder::default(),
            kinds: Kinds::knowing(errors.tuples()),
            kind_of: Vec::new(),
            scope: Scope::default(),
            open_ifs: Vec::new(),
            around: Vec::new(),
            jump_targets: Vec::new(),
            returning: None,
            reserved_results: Vec::new(),
            flattened: 0,
            checkpoints: None,
            reserved_for_breaks: Vec::new(),
            views: std::collections::BTreeMap::new(),
            given: std::collections::BTreeSet::new(),
            kept_out: std::collections::BTreeSet::new(),
            homes: std::collections::BTreeMap::new(),
            collecting: Vec::new(),
            loops: 0,
            body: TokenStream::new(),
            result: Shape::unit(),
            fallible: None,
            awaited: None,
            payloads: Vec::new(),
            items: Vec::new(),
            item_names: Vec::new(),
            imports: Vec::new(),
            claims: Vec::new(),
            handed_on: Vec::new(),
            claimed_floats: std::collections::BTreeSet::new(),
            bound: Vec::new(),
            unseen_variables: Vec::new(),
            emptied: Vec::new(),
            open_calls: Vec::new(),
            changing: std::collections::BTreeSet::new(),
            named: super::capital::Named::default(),
            unnamed: Vec::new(),
            constants: Vec::new(),
            plain_functions: Vec::new(),
            results: Vec::new(),
            must_know: Vec::new(),
            ranges: Vec::new(),
            must_be_seen: Vec::new(),
            literals: Vec::new(),
            plain_calls: std::collections::BTreeSet::new(),
            transparent: std::collections::BTreeSet::new(),
            siblings: Vec::new(),
            chain: Vec::new(),
            sees: Sees::Primitives,
            floats: Vec::new(),
            type_parameters: Vec::new(),
            params: super::scope::Params::default(),
            products: Vec::new(),
            guesses: Vec::new(),
            functions: Vec::new(),
            chosen: Vec::new(),
            nested: Vec::new(),
            iterators: Vec::new(),
            walked: std::collections::BTreeSet::new(),
            waiting: 0,
            run_through: Vec::new(),
            cloned: std::collections::BTreeMap::new(),
            borrowed: std::collections::BTreeSet::new(),
            neighbours: super::neighbours::Neighbours::default(),
            indexed: Vec::new(),
            of_types: std::collections::BTreeSet::new(),
            complex: Vec::new(),
            multiples: Vec::new(),
            arrays: Vec::new(),
            noted: crate::lower::state::arrays::Noted::default(),
            constant_arrays: std::collections::BTreeMap::new(),
            assigned: std::collections::BTreeSet::new(),
            dialect: Dialect::User,
        }
    }

    /// Reports `message` at the tokens of `at`.
    pub(crate) fn refuse(&self, at: &dyn ToTokens, message: Message) -> Stop {
        Stop::Error(self.errors.report(error_at(at, message)))
    }

    pub(crate) fn exactly(&mut self, kind: Kind) -> KindVar {
        self.kinds.exactly(kind)
    }

    /// The kind of indices and lengths.
    pub(crate) fn usize_kind(&mut self) -> KindVar {
        self.exactly(Kind::Int(IntKind::Usize))
    }

    /// Whether it is data, or may turn out to be.
    pub(crate) fn may_be_data(&self, kind: KindVar) -> bool {
        self.kinds.known(kind) == Known::Part || self.kinds.is_data(kind)
    }

    pub(crate) fn known(&self, operand: Operand) -> Known {
        self.kinds.known(operand.kind)
    }

    /// Makes two kinds the same, or reports that they cannot be.
    pub(crate) fn unify(&mut self, at: &dyn ToTokens, a: KindVar, b: KindVar) -> Res<()> {
        self.kinds.unify(a, b).map_err(|(left, right)| {
            super::alias::found(self, (a, left), (b, right));
            let float = [left, right].into_iter().find(|known| known.may_be_float());
            let is_integer = |known: &Known| matches!(known, Known::SomeInt | Known::Exactly(Kind::Int(_)));
            let message = match float {
                Some(float) if [left, right].iter().any(is_integer) => {
                    let name = if let Known::Exactly(kind) = float { kind.type_name() } else { "f64" };
                    Message::IntegerLiteral { float: name.to_owned() }
                }
                _ => Message::MixedKinds { left: left.describe(), right: right.describe() },
            };
            self.refuse(at, message)
        })
    }

    pub(crate) fn fresh(&mut self, kind: KindVar) -> Value {
        // `finish` fills the kind in.
        let value = self.out.temp(Kind::Opaque);
        self.kind_of.push(kind);
        value
    }

    /// The statements written so far on the way to here, region by region.
    pub(crate) fn open_statements(&mut self) -> impl Iterator<Item = &mut Vec<Stmt>> {
        let around = self
            .around
            .iter_mut()
            .flat_map(|(stmts, open_ifs)| open_ifs.iter_mut().map(|open| &mut open.before).chain([stmts]));
        let here = self.open_ifs.iter_mut().map(|open| &mut open.before);
        around.chain(here).chain([&mut self.out.stmts])
    }

    /// Appends `dst = op args`.
    pub(crate) fn apply(&mut self, at: &dyn ToTokens, op: Op, args: Vec<Atom>, kind: KindVar) -> Operands {
        let dst = self.fresh(kind);
        let origin = origin(at);
        self.out.push(Stmt::Apply(Apply { dst, op, args, origin }));
        Shape::Leaf(Operand { atom: Atom::Value(dst), kind })
    }
}

/// An error that spans the tokens of `at`.
pub(crate) fn error_at(at: &dyn ToTokens, message: Message) -> Error {
    let mut tokens = at.to_token_stream().into_iter();
    let start = tokens.next().map_or_else(proc_macro2::Span::call_site, |t| t.span());
    let end = tokens.last().map_or(start, |t| t.span());
    Error { start, end, message }
}

/// The tokens as source text and span; of none, nothing.
pub(crate) fn origin(at: &dyn ToTokens) -> Origin {
    let tokens = at.to_token_stream();
    let span = tokens.clone().into_iter().next()?.span();
    Some(Rc::new(Source { text: Some(crate::lower::tokens::text::text(tokens)), span }))
}
