//! Evaluates the little foreign code that test programs have: constants, and
//! what is done with integers.

use super::constants::Constants;
use super::tables::{table, variant};
use crate::ir::Kind;
use crate::ir::interp::{Content, Handle, Scalar, Stop, wrapped};
use proc_macro2::TokenStream;
use quote::ToTokens;
use std::collections::BTreeMap;
use syn::{BinOp, Expr, Lit, Pat, UnOp};

/// The value of foreign code with holes for `args`, as a value of `kind`.
pub(super) fn foreign(constants: &Constants, code: &TokenStream, args: &[Scalar], kind: Kind) -> Result<Scalar, Stop> {
    let found = find(constants, code, args).or_else(|| order(code, args)).or_else(|| {
        let expr = unclaimed(syn::parse2::<Expr>(code.clone()).ok()?);
        let named = || match &expr {
            Expr::Path(path) if kind == Kind::Opaque => variant(&path.path),
            _ => None,
        };
        Evaluator { constants, args, kind, names: &BTreeMap::new() }
            .scalar(&expr)
            .or_else(|| table(constants, args, &expr))
            .or_else(named)
    });
    let found = found.map(|scalar| as_kind(scalar, kind));
    found.ok_or_else(|| Stop::Unsupported(format!("foreign code `{code}`")))
}

/// `e` of `float(e)` and of `(|| Whole(e))().0`, which say only what `e` is.
fn unclaimed(expr: Expr) -> Expr {
    if let Expr::Field(field) = &expr
        && let Expr::Call(call) = &*field.base
        && let Expr::Paren(inner) = &*call.func
        && let Expr::Closure(closure) = &*inner.expr
        && let Expr::Call(whole) = &*closure.body
        && whole.func.to_token_stream().to_string().ends_with("__private :: Whole")
    {
        return whole.args[0].clone();
    }
    match &expr {
        Expr::Call(call) if call.func.to_token_stream().to_string().ends_with("__private :: float") => {
            call.args[0].clone()
        }
        _ => expr,
    }
}

/// The leaves of a constant expression.
pub(super) fn leaves(constants: &Constants, expr: &Expr) -> Option<Vec<Scalar>> {
    match expr {
        Expr::Tuple(tuple) => {
            let entries: Option<Vec<_>> = tuple.elems.iter().map(|e| leaves(constants, e)).collect();
            Some(entries?.concat())
        }
        Expr::Paren(inner) => leaves(constants, &inner.expr),
        Expr::Path(path) if path.path.get_ident().is_some_and(|name| constants.expr(&name.to_string()).is_some()) => {
            leaves(constants, constants.expr(&path.path.get_ident()?.to_string())?)
        }
        Expr::Reference(inner) => leaves(constants, &inner.expr),
        _ => Some(vec![Evaluator::of_constants(constants).scalar(expr)?]),
    }
}

/// A scalar in another number format, where the kind tells which.
#[allow(clippy::cast_possible_truncation, reason = "an f32 is meant")]
pub(super) fn as_kind(scalar: Scalar, kind: Kind) -> Scalar {
    match (kind, scalar) {
        (Kind::F32, Scalar::F64(x)) => Scalar::F32(x as f32),
        (_, scalar) => scalar,
    }
}

/// `sorted_by(&hole[..], f64::total_cmp)`.
fn order(code: &TokenStream, args: &[Scalar]) -> Option<Scalar> {
    let text = code.to_string();
    let [Scalar::Memory(handle)] = args else { return None };
    if !(text.contains("sorted_by (") && text.contains("f64 :: total_cmp")) {
        return None;
    }
    let elements = handle.scalars();
    let mut order: Vec<usize> = (0..elements.len()).collect();
    order.sort_by(|i, j| match (&elements[*i], &elements[*j]) {
        (Scalar::F64(a), Scalar::F64(b)) => a.total_cmp(b),
        _ => i.cmp(j),
    });
    let index = |i: usize| Content::Scalar(Scalar::Int(i128::try_from(i).expect("an index is small")));
    Some(Scalar::Memory(Handle::new(Content::List(order.into_iter().map(index).collect()))))
}

/// `matches!(hole, pattern)` and `cfg!(..)`, which are no expressions before they are
/// expanded.
fn find(constants: &Constants, code: &TokenStream, args: &[Scalar]) -> Option<Scalar> {
    let mac = syn::parse2::<syn::Macro>(code.clone()).ok()?;
    if mac.path.is_ident("cfg") {
        return Some(Scalar::Bool(mac.tokens.to_string() == "all ()"));
    }
    if mac.path.segments.last()?.ident != "matches" {
        return None;
    }
    let pattern = mac
        .parse_body_with(|input: syn::parse::ParseStream<'_>| {
            input.parse::<syn::Ident>()?;
            input.parse::<syn::Token![,]>()?;
            Pat::parse_multi_with_leading_vert(input)
        })
        .ok()?;
    matches(constants, &pattern, args.first()?).map(Scalar::Bool)
}

fn matches(constants: &Constants, pattern: &Pat, scalar: &Scalar) -> Option<bool> {
    let evaluator = Evaluator::of_constants(constants);
    let order = |e: &Expr| match (scalar, evaluator.scalar(e)?) {
        (Scalar::Int(a), Scalar::Int(b)) => Some(a.cmp(&b)),
        (Scalar::Bool(a), Scalar::Bool(b)) => Some(a.cmp(&b)),
        _ => None,
    };
    match pattern {
        Pat::Wild(_) => Some(true),
        Pat::Lit(lit) => Some(order(&Expr::Lit(lit.clone()))?.is_eq()),
        Pat::Path(path) => match order(&Expr::Path(path.clone())) {
            Some(order) => Some(order.is_eq()),
            None => Some(variant(&path.path)? == *scalar),
        },
        Pat::Ident(name) => Some(order(constants.expr(&name.ident.to_string())?)?.is_eq()),
        Pat::Paren(inner) => matches(constants, &inner.pat, scalar),
        Pat::Or(or) => {
            let cases: Option<Vec<_>> = or.cases.iter().map(|case| matches(constants, case, scalar)).collect();
            Some(cases?.contains(&true))
        }
        Pat::Range(range) => {
            let above = range.start.as_ref().map_or(Some(true), |low| Some(order(low)?.is_ge()))?;
            let closed = matches!(range.limits, syn::RangeLimits::Closed(_));
            let below = |high: &Expr| Some(if closed { order(high)?.is_le() } else { order(high)?.is_lt() });
            Some(above && range.end.as_ref().map_or(Some(true), |high| below(high))?)
        }
        _ => None,
    }
}

struct Evaluator<'a> {
    constants: &'a Constants,
    args: &'a [Scalar],
    /// What the whole is, by which integers wrap.
    kind: Kind,
    /// The parameters of the function that is evaluated.
    names: &'a BTreeMap<String, Scalar>,
}

impl<'a> Evaluator<'a> {
    fn of_constants(constants: &'a Constants) -> Self {
        const NONE: &BTreeMap<String, Scalar> = &BTreeMap::new();
        Evaluator { constants, args: &[], kind: Kind::Opaque, names: NONE }
    }

    fn scalar(&self, expr: &Expr) -> Option<Scalar> {
        match expr {
            Expr::Lit(lit) => literal(&lit.lit),
            Expr::Paren(inner) => self.scalar(&inner.expr),
            Expr::Group(inner) => self.scalar(&inner.expr),
            Expr::Path(path) => self.path(path),
            Expr::Unary(unary) => match (&unary.op, self.scalar(&unary.expr)?) {
                (UnOp::Neg(_), Scalar::F64(x)) => Some(Scalar::F64(-x)),
                (UnOp::Neg(_), Scalar::Int(n)) => Some(Scalar::Int(-n)),
                (UnOp::Not(_), Scalar::Bool(b)) => Some(Scalar::Bool(!b)),
                _ => None,
            },
            Expr::Field(field) => {
                let syn::Member::Unnamed(index) = &field.member else { return None };
                leaves(self.constants, &field.base)?.get(usize::try_from(index.index).ok()?).cloned()
            }
            Expr::Reference(inner) => self.scalar(&inner.expr),
            Expr::Cast(cast) => match (self.scalar(&cast.expr)?, cast.ty.to_token_stream().to_string().as_str()) {
                #[allow(clippy::cast_precision_loss, reason = "test programs convert small integers")]
                (Scalar::Int(n), "f64") => Some(Scalar::F64(n as f64)),
                _ => None,
            },
            Expr::Macro(mac) => self.scalar(self.constants.expr(&mac.mac.path.get_ident()?.to_string())?),
            Expr::Call(call) if self.function(call).is_some() => self.function(call),
            Expr::Call(call) if call.func.to_token_stream().to_string().ends_with("total_cmp") => {
                method("total_cmp", &self.scalar(call.args.first()?)?, &[self.scalar(call.args.get(1)?)?])
            }
            Expr::Call(call) => match (&*call.func, self.scalar(call.args.first()?)?) {
                #[allow(clippy::cast_precision_loss, reason = "test programs convert small integers")]
                (Expr::Path(path), Scalar::Int(n)) if path.to_token_stream().to_string() == "f64 :: from" => {
                    Some(Scalar::F64(n as f64))
                }
                (Expr::Path(path), Scalar::Int(n)) if path.to_token_stream().to_string() == "f64 :: from_bits" => {
                    Some(Scalar::F64(f64::from_bits(u64::try_from(n).ok()?)))
                }
                // A conversion loses nothing.
                (Expr::Path(path), n @ Scalar::Int(_)) => {
                    let name = path.path.segments.last()?;
                    (name.ident == "from" && path.path.segments.len() == 2).then_some(n)
                }
                _ => None,
            },
            Expr::Binary(binary) => operator(&binary.op, &self.scalar(&binary.left)?, &self.scalar(&binary.right)?),
            Expr::MethodCall(call) if call.method == "count" => self.count(&call.receiver),
            Expr::MethodCall(call) => {
                let args: Option<Vec<_>> = call.args.iter().map(|arg| self.scalar(arg)).collect();
                let (name, receiver, args) = (call.method.to_string(), self.scalar(&call.receiver)?, args?);
                method(&name, &receiver, &args).or_else(|| self.wrapping(&name, &receiver, &args))
            }
            _ => None,
        }
    }

    /// The value of a function of the file.
    fn function(&self, call: &syn::ExprCall) -> Option<Scalar> {
        let Expr::Path(path) = &*call.func else { return None };
        let (params, body) = self.constants.function(&path.path.get_ident()?.to_string())?;
        let args = params.iter().zip(&call.args).map(|(name, arg)| Some((name.clone(), self.scalar(arg)?)));
        let names = args.collect::<Option<_>>()?;
        Evaluator { names: &names, args: &[], ..*self }.scalar(body)
    }

    /// What wraps around has the type of the whole.
    fn wrapping(&self, name: &str, receiver: &Scalar, args: &[Scalar]) -> Option<Scalar> {
        let (Kind::Int(kind), Scalar::Int(n), [Scalar::Int(m)]) = (self.kind, receiver, args) else { return None };
        let exact = match name {
            "wrapping_add" => n.checked_add(*m)?,
            "wrapping_sub" => n.checked_sub(*m)?,
            "wrapping_mul" => n.checked_mul(*m)?,
            _ => return None,
        };
        Some(Scalar::Int(wrapped(kind, exact)))
    }

    /// How many integers a range has.
    fn count(&self, range: &Expr) -> Option<Scalar> {
        let Expr::Paren(inner) = range else { return None };
        let Expr::Range(range) = &*inner.expr else { return None };
        let [from, to] = [&range.start, &range.end].map(|bound| self.scalar(bound.as_ref()?));
        let (Scalar::Int(from), Scalar::Int(to)) = (from?, to?) else { return None };
        let more = i128::from(matches!(range.limits, syn::RangeLimits::Closed(_)));
        Some(Scalar::Int((to + more - from).max(0)))
    }

    fn path(&self, path: &syn::ExprPath) -> Option<Scalar> {
        use std::f64::consts;
        let name = path.path.segments.last()?.ident.to_string();
        if let Some(hole) = path.path.get_ident().and_then(crate::ir::hole_number) {
            return self.args.get(hole).cloned();
        }
        if let Some(known) = path.path.get_ident().and_then(|_| self.names.get(&name)) {
            return Some(known.clone());
        }
        let is_own = ["self", "super", "crate"].iter().any(|around| path.path.segments[0].ident == around);
        if let Some(expr) = self.constants.expr(&name).filter(|_| is_own || path.path.get_ident().is_some()) {
            return Evaluator::of_constants(self.constants).scalar(expr);
        }
        Some(match path.to_token_stream().to_string().replace(' ', "").as_str() {
            "i32::MIN" => Scalar::Int(i32::MIN.into()),
            // An order is a sign.
            "::core::cmp::Ordering::Greater" => Scalar::Int(1),
            "i32::MAX" => Scalar::Int(i32::MAX.into()),
            "usize::MAX" => Scalar::Int(u64::MAX.into()),
            "f64::EPSILON" => Scalar::F64(f64::EPSILON),
            "f64::MIN_POSITIVE" => Scalar::F64(f64::MIN_POSITIVE),
            "f64::MIN" => Scalar::F64(f64::MIN),
            "f64::MAX" => Scalar::F64(f64::MAX),
            _ => Scalar::F64(match name.as_str() {
                "PI" => consts::PI,
                "E" => consts::E,
                "TAU" => consts::TAU,
                "LN_2" => consts::LN_2,
                "LN_10" => consts::LN_10,
                "SQRT_2" => consts::SQRT_2,
                "FRAC_PI_2" => consts::FRAC_PI_2,
                "FRAC_PI_4" => consts::FRAC_PI_4,
                "FRAC_1_SQRT_2" => consts::FRAC_1_SQRT_2,
                "FRAC_2_SQRT_PI" => consts::FRAC_2_SQRT_PI,
                "INFINITY" => f64::INFINITY,
                "NEG_INFINITY" => f64::NEG_INFINITY,
                "NAN" => f64::NAN,
                _ => return None,
            }),
        })
    }
}

fn literal(lit: &Lit) -> Option<Scalar> {
    match lit {
        Lit::Float(float) => float.base10_parse().ok().map(Scalar::F64),
        Lit::Int(int) => int.base10_parse().ok().map(Scalar::Int),
        Lit::Bool(b) => Some(Scalar::Bool(b.value)),
        _ => None,
    }
}

fn operator(op: &BinOp, a: &Scalar, b: &Scalar) -> Option<Scalar> {
    match (a, b) {
        (Scalar::F64(a), Scalar::F64(b)) => Some(Scalar::F64(match op {
            BinOp::Add(_) => a + b,
            BinOp::Sub(_) => a - b,
            BinOp::Mul(_) => a * b,
            BinOp::Div(_) => a / b,
            _ => return None,
        })),
        (Scalar::Int(a), Scalar::Int(b)) => Some(Scalar::Int(match op {
            BinOp::Add(_) => a + b,
            BinOp::Sub(_) => a - b,
            BinOp::Mul(_) => a * b,
            BinOp::Div(_) => a.checked_div(*b)?,
            BinOp::Rem(_) => a.checked_rem(*b)?,
            _ => return None,
        })),
        _ => None,
    }
}

/// Methods of integers, and what compares floats.
fn method(name: &str, receiver: &Scalar, args: &[Scalar]) -> Option<Scalar> {
    if let (Scalar::F64(a), "total_cmp" | "partial_cmp", [Scalar::F64(b)]) = (receiver, name, args) {
        return Some(Scalar::Int(a.total_cmp(b) as i128));
    }
    if let (Scalar::F64(x), "to_bits", []) = (receiver, name, args) {
        return Some(Scalar::Int(x.to_bits().into()));
    }
    if let (Scalar::Memory(handle), "len", []) = (receiver, name, args)
        && let Content::List(elems) = handle.content()
    {
        return i128::try_from(elems.len()).ok().map(Scalar::Int);
    }
    let Scalar::Int(n) = receiver else { return None };
    Some(Scalar::Int(match (name, args) {
        ("unwrap", []) => *n,
        ("abs", []) => n.abs(),
        ("signum", []) => n.signum(),
        ("pow", [Scalar::Int(m)]) => n.pow(u32::try_from(*m).ok()?),
        ("min", [Scalar::Int(m)]) => *n.min(m),
        ("max", [Scalar::Int(m)]) => *n.max(m),
        ("rem_euclid", [Scalar::Int(m)]) => n.checked_rem_euclid(*m)?,
        ("div_euclid", [Scalar::Int(m)]) => n.checked_div_euclid(*m)?,
        ("clamp", [Scalar::Int(low), Scalar::Int(high)]) => *n.clamp(low, high),
        // The sign of what is negative would need the width.
        ("count_ones", []) if *n >= 0 => i128::from(n.count_ones()),
        ("is_positive", []) => return Some(Scalar::Bool(*n > 0)),
        ("is_negative", []) => return Some(Scalar::Bool(*n < 0)),
        _ => return None,
    }))
}
