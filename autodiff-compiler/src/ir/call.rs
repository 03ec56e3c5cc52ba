//! Calls of functions, methods and operators.

use super::{Atom, Kind, Origin, ParamRole, Shape, Value};
use proc_macro2::{Ident, TokenStream, TokenTree};
use std::rc::Rc;

/// `(w_i, ..) = callee(args)`
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) dst: Shape<Value>,
    pub(crate) callee: Rc<Callee>,
    /// Which companion of the callee: `""`, `"_jvp"`, `"_vjp_jvp"`.
    pub(crate) companion: String,
    pub(crate) args: Vec<Shape<Atom>>,
    /// What the callee's parameters are for, as far as the caller knows: an
    /// argument marked `#[constant]` has no tangent and no shadow.
    pub(crate) roles: Vec<ParamRole>,
    /// For each leaf of the arguments: if it is memory that changes afterwards, the
    /// copy of it before the call. Only while `reverse` runs, which makes the copies. It
    /// stands here, and in no side table, so that a replay renames it with the arguments;
    /// calls have nothing else that would tell one from another.
    pub(crate) saved: Vec<Option<Atom>>,
    /// Where the type of an argument is not seen: which arguments of the companion
    /// may be left out.
    pub(crate) slots: Option<Slots>,
    /// Of a companion, which of the arguments are constants of the caller, if one is: the
    /// callee may have no tangent for its parameter.
    pub(crate) constants: Option<Constants>,
    /// Of a companion, the positions of the shadows that it only adds to.
    pub(crate) sums: Vec<usize>,
    /// Of a companion, whether its function has run before on the same arguments.
    pub(crate) runs_again: bool,
    /// Of a companion along a direction, which of its arguments are the tangents of the others.
    pub(crate) tangents: Option<Tangents>,
    /// Whether the callee, and each of its companions, may give nothing instead.
    pub(crate) fails: Fails,
    /// What the callee hands to its adjoint.
    pub(crate) record: Record,
    pub(crate) origin: Origin,
}

/// The tangents among the arguments of a companion, which stand behind the others.
#[derive(Clone, Debug)]
pub(crate) struct Tangents {
    pub(crate) first: usize,
    /// The positions of those of shadows that the companion only adds to: to these, too.
    pub(crate) sums: Vec<usize>,
}

/// Whether a callee that has run hands something to its adjoint: on the tape that is handed down
/// through all calls of a companion, at a position that is a number like any other.
///
/// ```text
/// w3, at = call g(w1)              g may put a record on the tape
/// ..
/// call g_vjp_into(w1, ..) of at    its adjoint may read it there
/// ```
///
/// Whether it does is the callee's choice, which emission leaves to rustc. Nobody sees the tape, and
/// what is on it stays as it is: so it is no memory of the IR, and orders no statements.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Record {
    #[default]
    None,
    /// Of a function: its position.
    Made(Value),
    /// Of its adjoint.
    Read(Atom),
}

/// What becomes of a call that gives an `Option` or a `Result`.
#[derive(Clone, Debug, Default)]
pub(crate) enum Fails {
    /// It gives neither, as far as is known.
    #[default]
    Never,
    /// What it gives is asked at once, `g(x)?`, and control leaves where there is nothing.
    Asked(Rc<Asked>),
    /// It gives nothing, and the code around it tells whether it has succeeded.
    Told(Rc<Asked>),
    /// The same call has given something before.
    Again,
    /// The same call has told before, and has an adjoint only if it has succeeded.
    ToldBefore,
    /// Nobody asks for what it gives, whatever that is: `let _ = m.update(x);`.
    Unasked,
    /// The same call has run before, and has an adjoint only if it has succeeded.
    UnaskedBefore,
    /// It is kept, as data.
    Held(Box<Held>),
}

/// A call of which the `Option` or the `Result` is kept.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    pub(crate) error: HeldError,
    /// The code around the call, where it runs first.
    pub(crate) around: Option<Rc<Asked>>,
    /// Of a companion, the positions of its seeds among the arguments.
    pub(crate) seeds: Vec<usize>,
    /// Whether the function changes what it is given.
    pub(crate) changes: bool,
}

/// Whether the error of a `Result` is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HeldError {
    Read,
    /// It is not, so what is kept is an `Option`, and no clone of an error is asked for.
    Dropped,
}

/// The code around a call that asks.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// Where the call stands in it is [`Asked::CALL`].
    pub(crate) code: TokenStream,
    /// The user's variables that it names, and what they hold.
    pub(crate) names: Vec<(Ident, Shape<Atom>)>,
}

impl Asked {
    /// What stands for the call.
    pub(crate) const CALL: &'static str = "__autodiff_call";
}

impl Fails {
    /// The same of a call that runs once more.
    pub(crate) fn again(&self) -> Fails {
        match self {
            Fails::Never => Fails::Never,
            Fails::Asked(_) | Fails::Again => Fails::Again,
            Fails::Told(_) | Fails::ToldBefore => Fails::ToldBefore,
            Fails::Unasked | Fails::UnaskedBefore => Fails::UnaskedBefore,
            Fails::Held(held) => Fails::Held(Box::new(Held { around: None, ..(**held).clone() })),
        }
    }

    /// The code around the call.
    fn around(&self) -> Option<&Rc<Asked>> {
        match self {
            Fails::Asked(asked) | Fails::Told(asked) => Some(asked),
            Fails::Held(held) => held.around.as_ref(),
            Fails::Never | Fails::Again | Fails::ToldBefore | Fails::Unasked | Fails::UnaskedBefore => None,
        }
    }

    /// The variables that the code around the call names.
    pub(crate) fn operands(&self) -> Vec<Atom> {
        let names = self.around().into_iter().flat_map(|asked| &asked.names);
        names.flat_map(|(_, shape)| shape.leaves()).copied().collect()
    }

    /// Replaces what they hold.
    pub(crate) fn map_operands(&mut self, f: &mut dyn FnMut(Atom) -> Atom) {
        let asked = match self {
            Fails::Asked(asked) | Fails::Told(asked) => Some(asked),
            Fails::Held(held) => held.around.as_mut(),
            Fails::Never | Fails::Again | Fails::ToldBefore | Fails::Unasked | Fails::UnaskedBefore => None,
        };
        if let Some(asked) = asked.filter(|asked| !asked.names.is_empty()) {
            for (_, shape) in &mut Rc::make_mut(asked).names {
                *shape = shape.map(&mut |atom| f(*atom));
            }
        }
    }
}

/// How a callee is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Called {
    /// By its path; or it is a method of a constant, which the path begins with.
    Path,
    /// It is a method of the first argument.
    Method(Receiver),
    /// It is the function of core for an operator on types that the macro does not see.
    /// Its `_vjp` takes references and gives each cotangent as a value, so the operands may
    /// be parts of one thing.
    Operator,
    /// It is the first argument, which is data with a derivative. Its companions have a
    /// tangent and a shadow for each argument; those of what has no derivative are `()`.
    Function,
}

/// What a method is called on, as it is written: rustc looks for the method there first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Receiver {
    /// A value, or the place of one.
    Place,
    /// A reference.
    Reference,
    /// A clone that is made for the method, which may take it by value: `a.clone().lu()`.
    Clone,
    /// A part of what the function takes by value, and has by reference in its companions.
    /// Whether the method takes it from there, it says itself.
    Asked,
    /// A clone of a variable that the method takes by value, as its name says: `a.lu()`. That
    /// it does not change the variable instead, rustc says.
    Taken,
    /// What could be changed, and is lent by `&`: a method that gives no float is taken for a
    /// question. That it is one, rustc says.
    Lent,
}

/// A call that has an argument of a type that the macro does not see. Whether the
/// callee has a tangent for it, only the callee knows: so its companions are
/// called by a form with a slot for each parameter, which may stay empty.
#[derive(Clone, Debug, Default)]
pub(crate) struct Slots {
    /// The number of the function's own arguments, which come first.
    pub(crate) own: usize,
    /// The positions of the slots among the arguments. An empty one is `()`.
    pub(crate) at: Vec<usize>,
}

/// Arguments of a call that do not depend on what the caller is differentiated along, of which the
/// callee may say `#[constant]`. Its companions have no tangent, shadow and cotangent then, which the
/// caller does not see: emission leaves it to rustc.
#[derive(Clone, Debug)]
pub(crate) struct Constants {
    /// The positions of such arguments among those of the function.
    pub(crate) own: Vec<usize>,
    /// The positions, among the arguments of the companion, of their tangents and shadows.
    pub(crate) at: Vec<usize>,
    /// Of the other arguments that may be fields of data, whose type knows whether they are under `#[constant]`:
    /// the position of a tangent or a shadow, and that of its argument.
    pub(crate) fields: Vec<(usize, usize)>,
}

impl Constants {
    /// Whether what belongs to the `i`-th argument of a call belongs to such a constant.
    pub(crate) fn is_of_one(&self, i: usize) -> bool {
        self.own.contains(&i) || self.at.contains(&i)
    }

    /// Notes that what belongs to the `i`-th argument stands here.
    pub(crate) fn note(&mut self, i: usize, own: usize, at: usize) {
        if self.is_of_one(i) {
            self.at.push(at);
        } else if let Some((_, of)) = self.fields.iter().find(|(at, _)| *at == i) {
            self.fields.push((at, *of));
        } else if i < own {
            self.fields.push((at, i));
        }
    }
}

/// What is called: `prefix name generics (args)`.
#[derive(Debug)]
pub(crate) struct Callee {
    pub(crate) called: Called,
    /// `path::to::`, or `self.` with the receiver.
    pub(crate) prefix: TokenStream,
    pub(crate) name: Ident,
    /// The turbofish, if any.
    pub(crate) generics: TokenStream,
    /// What the name ends in where no derivative is asked for: a function that is given
    /// functions has a companion for its value.
    pub(crate) primal: &'static str,
    pub(crate) offers: Offers,
}

/// Whether a callee may hand something to its adjoint, as far as its caller sees what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Offers {
    /// It may: rustc is asked.
    Perhaps,
    /// It runs nothing that would be kept for its adjoint, so nobody asks.
    Nothing,
}

impl Call {
    /// The name of the function that is called: `g`, `g_vjp`, `g_vjp_slots`.
    pub(crate) fn name(&self) -> String {
        let slots = if self.slots.is_some() && !self.companion.is_empty() { "_slots" } else { "" };
        let companion = if self.companion.is_empty() { self.callee.primal } else { &self.companion };
        format!("{}{companion}{slots}", self.callee.name)
    }

    /// Of a companion, what of its result is linear in what it is given besides the function's own
    /// arguments, if one of those can be a derivative and all of that is returned.
    pub(crate) fn derivative(&self) -> Option<&Shape<Value>> {
        match &self.dst {
            all if self.companion == "_adjoint" => Some(all),
            Shape::Tuple(parts) if self.companion.ends_with("_jvp") || self.is_of_series() => parts.get(1),
            _ => None,
        }
    }
}

/// Arguments of a companion that stand together.
type Given<'c> = &'c [Shape<Atom>];

impl Call {
    /// The tangents among its arguments, with their positions.
    pub(crate) fn given_tangents(&self) -> impl Iterator<Item = (usize, &Shape<Atom>)> {
        let first = self.tangents.as_ref().map_or(self.args.len(), |tangents| tangents.first);
        self.args.iter().enumerate().skip(first)
    }

    /// Whether it only adds to the tangent at this position.
    pub(crate) fn adds_to_tangent(&self, at: usize) -> bool {
        self.tangents.as_ref().is_some_and(|tangents| tangents.sums.contains(&at))
    }

    /// Of a companion that adds into shadows, the arguments of the function, and what stands behind them: the
    /// seed, if there is one, and the shadows.
    pub(crate) fn own_and_shadows(&self) -> Option<(Given<'_>, Given<'_>)> {
        (self.companion == "_vjp_into" && self.roles.len() <= self.args.len())
            .then(|| self.args.split_at(self.roles.len()))
    }

    /// Whether it is a companion that takes series in the place of tangents, and gives such.
    pub(crate) fn is_of_series(&self) -> bool {
        self.companion == "_taylor"
    }

    /// Of such a companion, the series.
    pub(crate) fn given_series(&self) -> &[Shape<Atom>] {
        if self.is_of_series() { self.args.get(self.roles.len()..).unwrap_or_default() } else { &[] }
    }
}

impl Callee {
    /// What is called where no derivative is asked for.
    pub(crate) fn plain(&self) -> Ident {
        if self.primal.is_empty() {
            return self.name.clone();
        }
        let name = self.name.to_string();
        Ident::new(&format!("{}{}", name.trim_start_matches("r#"), self.primal), self.name.span())
    }

    /// Whether it is a method, which has a place to keep something.
    pub(crate) fn is_method(&self) -> bool {
        matches!(self.prefix.clone().into_iter().last(), Some(TokenTree::Punct(dot)) if dot.as_char() == '.')
    }

    /// Whether it may be a method that is called by its path: `Vec3::norm`.
    pub(crate) fn is_of_type(&self) -> bool {
        let is_type = |token: TokenTree| matches!(token, TokenTree::Ident(name) if name.to_string().starts_with(char::is_uppercase));
        let mut prefix = self.prefix.clone().into_iter();
        // `<[f64; 3]>::from(v)`
        let is_qualified = matches!(prefix.next(), Some(TokenTree::Punct(angle)) if angle.as_char() == '<');
        self.called == Called::Path
            && !self.is_method()
            && !self.is_of_primitive()
            && (is_qualified || self.prefix.clone().into_iter().any(is_type))
    }

    /// Whether it is a function that a trait adds to floats: `f64::mix`, `<f64 as Mix>::mix`.
    pub(crate) fn is_of_primitive(&self) -> bool {
        let first = self.prefix.clone().into_iter().find_map(|token| match token {
            TokenTree::Ident(name) => Some(name.to_string()),
            _ => None,
        });
        let is_float = first.and_then(|name| Kind::of_primitive(&name)).is_some_and(Kind::is_float);
        self.called == Called::Path && is_float
    }

    /// Whether it is called as what makes a value of its type is, `Vec3::new`.
    pub(crate) fn sounds_like_a_constructor(&self) -> bool {
        let name = self.name.to_string();
        self.is_of_type() && (matches!(&*name, "new" | "splat" | "cis" | "from") || name.starts_with("from_"))
    }

    /// Whether it is what `x.into()` calls: a rule that is found by the type of what is given.
    pub(crate) fn is_conversion(&self) -> bool {
        let mut prefix = self.prefix.clone().into_iter();
        let is_of_place = matches!(prefix.next(), Some(TokenTree::Punct(angle)) if angle.as_char() == '<');
        let is_inferred = prefix.any(|token| matches!(token, TokenTree::Ident(name) if name == "Inferred"));
        self.called == Called::Path && self.name == "from" && (is_of_place || is_inferred)
    }

    /// Whether it may be a method of a type that another crate has: then the companions are
    /// not beside it.
    pub(crate) fn may_be_foreign(&self) -> bool {
        matches!(self.called, Called::Method(_)) || self.is_of_type()
    }

    /// Whether what it gives may be something else the next time: the receiver may
    /// be a generator of random numbers. A function's `self` is constant.
    pub(crate) fn may_keep(&self) -> bool {
        self.is_method() && !self.is_of_self()
    }

    /// Whether it is a method of the constant `self`. How rustc prints its tokens is no
    /// matter.
    pub(crate) fn is_of_self(&self) -> bool {
        let tokens: Vec<_> = self.prefix.clone().into_iter().collect();
        matches!(&tokens[..], [receiver, TokenTree::Punct(_)] if receiver.to_string().trim() == "self")
    }
}

impl Slots {
    /// Whether the tangent of the i-th argument of a companion goes into a slot.
    pub(crate) fn is_slotted(&self, i: usize) -> bool {
        i < self.own || self.at.contains(&i)
    }
}
