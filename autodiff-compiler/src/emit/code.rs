//! Expressions, with the parentheses that they need and no others.

use super::Context;
use super::body::Body;
use super::{elements, lanes, located, memory, method, parameter};
use crate::ir::{Apply, Atom, Comparison, Form, IntKind, IntOp, Kind, Op, Repeat, Shape, Value};
use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};

/// How tightly an expression binds, loosest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Binding {
    /// `if`, and anything of the user's.
    Loose,
    Or,
    And,
    Compare,
    BitOr,
    BitXor,
    BitAnd,
    Shift,
    Sum,
    Product,
    Cast,
    Prefix,
    Postfix,
}

/// An expression in the making.
#[derive(Clone, Debug)]
pub(crate) struct Code {
    pub(crate) tokens: TokenStream,
    pub(crate) binding: Binding,
}

impl Code {
    pub(crate) fn new(tokens: TokenStream, binding: Binding) -> Self {
        Code { tokens, binding }
    }

    /// The tokens, parenthesised unless they bind at least this tightly.
    pub(crate) fn at_least(self, binding: Binding) -> TokenStream {
        let Code { tokens, binding: own } = self;
        if own >= binding { tokens } else { quote!((#tokens)) }
    }

    /// With a minus in front. Of two in a row rustc warns, as of what could be meant for a decrement.
    pub(super) fn negated(self) -> Code {
        let inner = self.at_least(Binding::Prefix);
        let inner = if located::begins_with_minus(&inner) { quote!((#inner)) } else { inner };
        Code::new(quote!(-#inner), Binding::Prefix)
    }

    /// As the right operand of a left-associative operator.
    pub(super) fn tighter_than(self, binding: Binding) -> TokenStream {
        let Code { tokens, binding: own } = self;
        if own > binding { tokens } else { quote!((#tokens)) }
    }
}

/// Whether a literal says its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Suffix {
    Bare,
    Typed,
}

/// An operand.
pub(crate) fn atom(body: &mut Body<'_>, atom: Atom, kind: Kind, suffix: Suffix) -> Code {
    match atom {
        Atom::Value(w) => value(body, w),
        Atom::Neg(w) => value(body, w).negated(),
        literal => match kind {
            Kind::Memory(memory) => Code::new(elements::undefined(body, memory), Binding::Postfix),
            kind => self::literal(literal, kind, suffix),
        },
    }
}

/// A value: its name, or the temporary itself.
fn value(body: &mut Body<'_>, w: Value) -> Code {
    if let Some(place) = body.places.get(&w) {
        return Code::new(place.clone(), Binding::Postfix);
    }
    if body.kind(w).memory().is_some() {
        return memory::handle(body, w).read();
    }
    match body.take_inline(w) {
        Some(code) => code,
        None => Code::new(body.names.get(w).into_token_stream(), Binding::Postfix),
    }
}

pub(crate) fn literal(atom: Atom, kind: Kind, suffix: Suffix) -> Code {
    if let Kind::Lanes(_) = kind {
        return lanes::zero(kind);
    }
    match atom {
        Atom::Float(x) => float(x, kind, suffix),
        Atom::Int(n) => int(n, kind, suffix),
        Atom::Bool(b) => Code::new(
            Ident::new(if b { "true" } else { "false" }, Span::call_site()).into_token_stream(),
            Binding::Postfix,
        ),
        // What nobody reads is the zero of its kind.
        _ => match kind {
            Kind::F64 | Kind::F32 | Kind::Param(_) => float(0.0, kind, Suffix::Typed),
            Kind::Bool => literal(Atom::Bool(false), kind, suffix),
            Kind::Int(_) | Kind::Opaque | Kind::Memory(_) | Kind::Lanes(_) => int(0, kind, Suffix::Typed),
        },
    }
}

fn float(x: f64, kind: Kind, suffix: Suffix) -> Code {
    if let Kind::Param(_) = kind {
        let number = float(x, Kind::F64, Suffix::Bare).tokens;
        return Code::new(parameter::narrowed(number, kind), Binding::Postfix);
    }
    // What is finite as it is written may not be so in its type.
    #[allow(clippy::cast_possible_truncation, reason = "the literal is an f32")]
    let x = if kind == Kind::F32 { f64::from(x as f32) } else { x };
    if !x.is_finite() {
        let ty = Ident::new(kind.type_name(), Span::call_site());
        let name = match (x.is_nan(), x > 0.0) {
            (true, _) => "NAN",
            (false, true) => "INFINITY",
            (false, false) => "NEG_INFINITY",
        };
        let name = Ident::new(name, Span::call_site());
        return Code::new(quote!(#ty::#name), Binding::Postfix);
    }
    #[allow(clippy::cast_possible_truncation, reason = "the literal is an f32")]
    let digits = match kind {
        Kind::F32 => format!("{:?}", (x as f32).abs()),
        _ => format!("{:?}", x.abs()),
    };
    number(digits, x.is_sign_negative(), kind, suffix)
}

fn int(n: i128, kind: Kind, suffix: Suffix) -> Code {
    number(n.unsigned_abs().to_string(), n < 0, kind, suffix)
}

fn number(digits: String, negative: bool, kind: Kind, suffix: Suffix) -> Code {
    let text = match suffix {
        Suffix::Typed if !matches!(kind, Kind::Opaque | Kind::Int(IntKind::Open)) => {
            format!("{digits}_{}", kind.type_name())
        }
        _ => digits,
    };
    let literal: Literal = text.parse().expect("a number is a literal");
    if negative {
        Code::new(quote!(-#literal), Binding::Prefix)
    } else {
        Code::new(literal.into_token_stream(), Binding::Postfix)
    }
}

/// A constant, a parameter or a field of one, which is no statement: it is read
/// where it is used, and so never moved.
pub(crate) fn place(apply: &Apply) -> Option<TokenStream> {
    let Op::Foreign(foreign) = &apply.op else { return None };
    let is_path = |token: TokenTree| match token {
        TokenTree::Ident(_) => true,
        TokenTree::Punct(punct) => matches!(punct.as_char(), '.' | ':'),
        TokenTree::Literal(field) => field.to_string().chars().all(|c| c.is_ascii_digit()),
        TokenTree::Group(_) => false,
    };
    let mut tokens = foreign.code.clone().into_iter();
    let starts = matches!(tokens.clone().next(), Some(TokenTree::Ident(_)));
    let is_steady = apply.args.is_empty() && foreign.repeat == Repeat::Free;
    (is_steady && starts && tokens.all(is_path)).then(|| foreign.code.clone())
}

/// `op args`.
pub(crate) fn apply(cx: &Context<'_>, body: &mut Body<'_>, apply: &Apply) -> Code {
    let kind = body.kind(apply.dst);
    let args = &apply.args;
    if let Some(method) = method::claimed(body, apply) {
        return method;
    }
    match &apply.op {
        Op::Rule(rule) if matches!(kind, Kind::Lanes(_)) => lanes::linear(body, rule.name, args, kind),
        Op::Cast(Kind::Lanes(to)) => lanes::cast(body, *to, args[0]),
        Op::Rule(rule) => self::rule(cx, body, rule.name, args, kind),
        Op::Cast(to) => cast(body, *to, args[0]),
        Op::Compare(test) => compare(body, *test, args),
        Op::Not => {
            let inner = atom(body, args[0], Kind::Bool, Suffix::Bare).at_least(Binding::Prefix);
            Code::new(quote!(!#inner), Binding::Prefix)
        }
        Op::And => infix(body, args, Kind::Bool, Binding::And, quote!(&&)),
        Op::Or => infix(body, args, Kind::Bool, Binding::Or, quote!(||)),
        Op::Int(op) => integer(body, *op, args, kind),
        Op::Predicate(name) => {
            let kind = body.kind_of(args[0]).unwrap_or(Kind::F64);
            method::plain(body, name, args, kind)
        }
        Op::Constant => atom(body, args[0], kind, Suffix::Typed),
        Op::Series(rule) => lanes::series(body, rule, args, kind),
        Op::Len => {
            let handle = args[0].value().expect("a length is of memory");
            let spot = memory::handle(body, handle);
            let prefix = spot.reader();
            // That of a type of the user's is what the method says: a vector in space has one, too.
            let is_data = matches!(body.kind(handle).memory(), Some(memory) if matches!(memory.form, Form::Data(_)));
            let discrete = body.private("discrete");
            let len = if is_data { quote!(#discrete(#prefix.len())) } else { quote!(#prefix.len()) };
            Code::new(len, Binding::Postfix)
        }
        Op::Unwritten => {
            let (unwritten, ty) = (body.private("unwritten"), super::shape::kind_type(kind));
            Code::new(quote!(#unwritten::<#ty>()), Binding::Postfix)
        }
        Op::Foreign(foreign) => super::foreign::foreign(cx, body, foreign, args),
    }
}

fn rule(cx: &Context<'_>, body: &mut Body<'_>, name: &str, args: &[Atom], kind: Kind) -> Code {
    let (binding, operator) = match name {
        "add" => (Binding::Sum, quote!(+)),
        "sub" => (Binding::Sum, quote!(-)),
        "mul" => (Binding::Product, quote!(*)),
        "div" => (Binding::Product, quote!(/)),
        "rem" => (Binding::Product, quote!(%)),
        "neg" => return atom(body, args[0], kind, Suffix::Typed).negated(),
        "scale" => return guarded(cx, body, ["zero_wins", "zero_wins_f32"], args, kind),
        "mask" => return guarded(cx, body, ["if_used", "if_used_f32"], args, kind),
        name => return method::plain(body, name, args, kind),
    };
    infix(body, args, kind, binding, operator)
}

/// A guarded product of a derivative and a partial, by its function of core.
fn guarded(
    cx: &Context<'_>,
    body: &mut Body<'_>,
    [double, single]: [&'static str; 2],
    args: &[Atom],
    kind: Kind,
) -> Code {
    if let Kind::Param(_) = kind {
        let ty = super::shape::kind_type(kind);
        let (function, [s, p]) = (Ident::new(double, Span::call_site()), operands(body, args, kind));
        return Code::new(quote!(#ty::#function(#s, #p)), Binding::Postfix);
    }
    let function = body.function(cx, if kind == Kind::F32 { single } else { double });
    let [s, p] = operands(body, args, kind);
    Code::new(quote!(#function(#s, #p)), Binding::Postfix)
}

/// Two operands as the arguments of a function.
fn operands(body: &mut Body<'_>, args: &[Atom], kind: Kind) -> [TokenStream; 2] {
    [args[0], args[1]].map(|a| atom(body, a, kind, Suffix::Bare).tokens)
}

pub(super) fn infix(body: &mut Body<'_>, args: &[Atom], kind: Kind, binding: Binding, operator: impl ToTokens) -> Code {
    // Two literals would leave the type open.
    let suffix = if args.iter().all(|a| a.is_literal()) { Suffix::Typed } else { Suffix::Bare };
    let left = atom(body, args[0], kind, suffix).at_least(binding);
    let right = atom(body, args[1], kind, Suffix::Bare).tighter_than(binding);
    Code::new(quote!(#left #operator #right), binding)
}

fn integer(body: &mut Body<'_>, op: IntOp, args: &[Atom], kind: Kind) -> Code {
    let (binding, operator) = match op {
        IntOp::Add => (Binding::Sum, quote!(+)),
        IntOp::Sub => (Binding::Sum, quote!(-)),
        IntOp::Mul => (Binding::Product, quote!(*)),
        IntOp::Div => (Binding::Product, quote!(/)),
        IntOp::Rem => (Binding::Product, quote!(%)),
        IntOp::BitAnd => (Binding::BitAnd, quote!(&)),
        IntOp::BitOr => (Binding::BitOr, quote!(|)),
        IntOp::BitXor => (Binding::BitXor, quote!(^)),
        IntOp::Shl => return shift(body, op, args, kind),
        IntOp::Shr => return shift(body, op, args, kind),
        IntOp::SaturatingSub => return method::plain(body, "saturating_sub", args, kind),
        IntOp::SaturatingAdd => return method::plain(body, "saturating_add", args, kind),
        IntOp::SaturatingMul => return method::plain(body, "saturating_mul", args, kind),
        IntOp::WrappingSub => return method::plain(body, "wrapping_sub", args, kind),
        IntOp::WrappingAdd => return method::plain(body, "wrapping_add", args, kind),
        IntOp::Min => {
            body.import("Ord as _");
            return method::plain(body, "min", args, kind);
        }
        IntOp::Max => {
            body.import("Ord as _");
            return method::plain(body, "max", args, kind);
        }
        IntOp::Segments => return method::plain(body, "div_ceil", args, kind),
        IntOp::Segment => {
            body.import("segment_length");
            let [trips, levels] = operands(body, args, kind);
            return Code::new(quote!(segment_length(#trips, #levels)), Binding::Postfix);
        }
        IntOp::Neg => return atom(body, args[0], kind, Suffix::Typed).negated(),
        IntOp::Not => {
            let inner = atom(body, args[0], kind, Suffix::Typed).at_least(Binding::Prefix);
            return Code::new(quote!(!#inner), Binding::Prefix);
        }
    };
    infix(body, args, kind, binding, operator)
}

/// What a number is shifted by may be of another type: it does not say the
/// type of a literal that is shifted.
fn shift(body: &mut Body<'_>, op: IntOp, args: &[Atom], kind: Kind) -> Code {
    let left = atom(body, args[0], kind, Suffix::Typed);
    let (left, operator) = match op {
        // A cast before `<` would open generic arguments.
        IntOp::Shl => (left.tighter_than(Binding::Cast), quote!(<<)),
        _ => (left.at_least(Binding::Shift), quote!(>>)),
    };
    let by = body.kind_of(args[1]).unwrap_or(Kind::Opaque);
    let right = atom(body, args[1], by, Suffix::Bare).tighter_than(Binding::Shift);
    Code::new(quote!(#left #operator #right), Binding::Shift)
}

fn compare(body: &mut Body<'_>, test: Comparison, args: &[Atom]) -> Code {
    let kind = args.iter().find_map(|a| body.kind_of(*a)).unwrap_or(match args[0] {
        Atom::Float(_) => Kind::F64,
        _ => Kind::Opaque,
    });
    // A cast before `<` would open generic arguments.
    let [left, right] = [args[0], args[1]].map(|a| atom(body, a, kind, Suffix::Bare).tighter_than(Binding::Cast));
    let operator: TokenStream = test.symbol().parse().expect("an operator is tokens");
    Code::new(quote!(#left #operator #right), Binding::Compare)
}

fn cast(body: &mut Body<'_>, to: Kind, arg: Atom) -> Code {
    let kind = body.kind_of(arg).unwrap_or(Kind::Opaque);
    if matches!(kind, Kind::Param(_)) || matches!(to, Kind::Param(_)) {
        return parameter::cast(body, to, arg, kind);
    }
    let inner = atom(body, arg, kind, Suffix::Bare).at_least(Binding::Cast);
    let ty = super::shape::kind_type(to);
    Code::new(quote!(#inner as #ty), Binding::Cast)
}

/// The tokens with their literals at another place of the source.
pub(crate) fn literals_at(span: Span, tokens: TokenStream) -> TokenStream {
    let each = |token: TokenTree| match token {
        TokenTree::Literal(mut literal) => {
            literal.set_span(span);
            TokenTree::Literal(literal)
        }
        TokenTree::Group(group) => {
            TokenTree::Group(proc_macro2::Group::new(group.delimiter(), literals_at(span, group.stream())))
        }
        token => token,
    };
    tokens.into_iter().map(each).collect()
}

/// An argument or a result: scalars and memory put together again.
pub(crate) fn shaped(body: &mut Body<'_>, shape: &Shape<Atom>, suffix: Suffix) -> TokenStream {
    match shape {
        Shape::Leaf(leaf) => match handle_of(body, shape) {
            Some(handle) => memory::owned(body, handle),
            None => {
                if let Atom::Float(x) = leaf
                    && body.has_parameters
                {
                    // Whether it is one of a parameter, its place says.
                    let (literal, number) = (body.private("literal"), float(*x, Kind::F64, Suffix::Bare).tokens);
                    return quote!(#literal(#number));
                }
                let kind = body.kind_of(*leaf).unwrap_or(Kind::Opaque);
                atom(body, *leaf, kind, suffix).tokens
            }
        },
        Shape::Ref(inner) => match handle_of(body, inner) {
            Some(handle) => memory::handle(body, handle).shared(),
            None => {
                let inner = shaped(body, inner, suffix);
                quote!(&#inner)
            }
        },
        Shape::Mut(inner) => match handle_of(body, inner) {
            Some(handle) => memory::handle(body, handle).exclusive(),
            None => {
                let inner = shaped(body, inner, suffix);
                quote!(&mut #inner)
            }
        },
        Shape::Tuple(entries) => {
            let entries: Vec<_> = entries.iter().map(|e| shaped(body, e, suffix)).collect();
            super::shape::tuple(&entries)
        }
    }
}

/// The memory that a leaf names.
pub(crate) fn handle_of(body: &Body<'_>, shape: &Shape<Atom>) -> Option<Value> {
    match shape {
        Shape::Leaf(Atom::Value(w)) if body.kind(*w).memory().is_some() => Some(*w),
        _ => None,
    }
}
