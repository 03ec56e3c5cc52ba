//! The derivatives of one function, each computed once, and only if it is asked for.

use crate::config::Config;
use crate::expand::{adjoint, tangent};
use crate::ir::verify::verify;
use crate::ir::{Func, LanesOf, Record, Stmt};
use crate::lower;
use crate::protocol::Companion;
use crate::rulebook::Rulebook;
use crate::transform::{
    self, Adjoint, Along, Callees, Calls, InTwo, Keeps, Observe, Policy, Pullback, Second, Seed, Several, TangentWish,
    Wish,
};
use std::borrow::Cow;
use std::cell::OnceCell;

/// A function and what has been derived of it.
pub(crate) struct Derivatives<'a> {
    pub(crate) rules: Rulebook,
    pub(crate) func: &'a Func,
    pub(crate) callees: Callees,
    /// How callees on memory run.
    calls: Calls,
    keeps: Keeps,
    vjp: OnceCell<Adjoint>,
    /// The same, of which the tangent may be taken: no callee hands anything to its adjoint.
    whole: OnceCell<Adjoint>,
    whole_seeded: OnceCell<Adjoint>,
    second: OnceCell<Second>,
    in_two: OnceCell<Option<InTwo>>,
    /// The adjoint for the seed 1.
    seeded: OnceCell<Adjoint>,
}

impl<'a> Derivatives<'a> {
    pub(crate) fn new(config: &Config, calls: Calls, func: &'a Func) -> Self {
        let both = config.companions.contains(&Companion::Vjp);
        Derivatives {
            rules: Rulebook::new(lower::rule),
            func,
            calls,
            keeps: Keeps::Scalars,
            callees: if both { Callees::Both } else { Callees::Tangents },
            vjp: OnceCell::new(),
            whole: OnceCell::new(),
            whole_seeded: OnceCell::new(),
            second: OnceCell::new(),
            in_two: OnceCell::new(),
            seeded: OnceCell::new(),
        }
    }

    /// The same, where records have something else.
    pub(crate) fn keeping(self, keeps: Keeps) -> Self {
        Derivatives { keeps, ..self }
    }

    /// The adjoint for any seed.
    pub(crate) fn vjp(&self) -> &Func {
        &self.vjp_and_saved().func
    }

    /// What the adjoint saves, and which loops are reversed after they have run, in words.
    pub(crate) fn report(&self) -> String {
        self.vjp_and_saved().report()
    }

    fn vjp_and_saved(&self) -> &Adjoint {
        self.vjp.get_or_init(|| self.adjoint(Seed::Parameter, self.calls))
    }

    /// The adjoint of which another derivative is taken.
    fn whole(&self) -> &Func {
        self.without_records(&self.whole, self.vjp(), Seed::Parameter)
    }

    /// The same for the seed 1.
    fn whole_seeded(&self) -> &Func {
        self.without_records(&self.whole_seeded, self.seeded(), Seed::One)
    }

    /// An adjoint in which no callee hands anything over: this one, if it is such.
    fn without_records<'s>(&'s self, whole: &'s OnceCell<Adjoint>, adjoint: &'s Func, seed: Seed) -> &'s Func {
        let has_record = |stmt: &Stmt| matches!(stmt, Stmt::Call(call) if call.record != Record::None);
        if !adjoint.body.any(has_record) {
            return adjoint;
        }
        &whole.get_or_init(|| self.adjoint(seed, Calls::Whole)).func
    }

    /// The transform that a companion is.
    pub(crate) fn of(&self, companion: Companion) -> Cow<'_, Func> {
        match companion {
            Companion::Primal => Cow::Borrowed(self.func),
            Companion::Jvp => Cow::Owned(self.tangent(self.func)),
            Companion::Vjp | Companion::VjpInto => Cow::Borrowed(self.vjp()),
            Companion::AdjointInto => Cow::Borrowed(&self.second().func),
            Companion::Augmented | Companion::ReverseInto => unreachable!("it is one of two"),
            Companion::VjpIntoJvp => Cow::Owned(self.tangent(&self.into())),
            Companion::Adjoint => Cow::Owned(self.adjoint_only()),
            Companion::AdjointJvp => Cow::Owned(self.tangent(&self.adjoint_only())),
            Companion::ValueAndGrad | Companion::GradInto => Cow::Borrowed(self.seeded()),
            Companion::Grad => Cow::Owned(self.gradient()),
            Companion::Hvp => Cow::Owned(self.tangent(&self.whole_gradient())),
            Companion::VjpJvp => Cow::Owned(self.tangent(self.whole())),
            Companion::Pullback
            | Companion::JacobianInto
            | Companion::ValueAndJacobian
            | Companion::Jacobian
            | Companion::HessianInto
            | Companion::Hessian
            | Companion::Pattern
            | Companion::SparseJacobian
            | Companion::SparseJacobianInto
            | Companion::HessianPattern
            | Companion::SparseHessian
            | Companion::SparseHessianInto
            | Companion::Report
            | Companion::Graph
            | Companion::Trace
            | Companion::JvpN
            | Companion::VjpN
            | Companion::HvpN
            | Companion::Taylor
            | Companion::JvpMarks
            | Companion::HvpMarks => unreachable!("it is no transform"),
        }
    }

    /// The transform as it is written, and not differentiated further.
    pub(crate) fn written(&self, companion: Companion) -> Func {
        let mut func = self.of(companion).into_owned();
        if let Companion::Vjp | Companion::VjpInto | Companion::Grad | Companion::ValueAndGrad | Companion::GradInto =
            companion
        {
            func = transform::idle(func);
            verify(&func, "idle");
        }
        let func = transform::bundle(func);
        verify(&func, "bundle");
        let func = transform::hoist(func);
        verify(&func, "hoist");
        func
    }

    /// The companion as a function, which has companions in its turn.
    pub(crate) fn function(&self, companion: Companion) -> Option<Func> {
        use Companion::{Adjoint, Grad, Hvp, Jvp, ValueAndGrad, Vjp, VjpInto};
        match companion {
            VjpInto => Some(self.into()),
            Vjp => Some(self.whole().clone()),
            Grad => Some(self.whole_gradient()),
            ValueAndGrad => Some(self.whole_seeded().clone()),
            Jvp | Adjoint | Hvp => Some(self.of(companion).into_owned()),
            _ => None,
        }
    }

    /// The transform with lanes of this type, or marks, if it is known to be linear.
    pub(crate) fn with_lanes(&self, companion: Companion, lanes: LanesOf) -> Option<Func> {
        let own = self.func.params.len();
        let one = match companion {
            Companion::JvpN | Companion::JvpMarks => Cow::Owned(self.tangents_by_partials()),
            Companion::Taylor => Cow::Owned(self.along_a_curve()),
            Companion::VjpN => Cow::Borrowed(self.whole()),
            Companion::HvpN | Companion::HvpMarks => self.of(Companion::Hvp),
            _ => return None,
        };
        let of = match companion.row() {
            row if row.has_marks() => Several::Marks,
            row if row.has_series() => Several::Series,
            _ => Several::Lanes,
        };
        let several = transform::wide((&one, own), (of, lanes))?;
        verify(&several, "wide");
        Some(several)
    }

    /// The tangent of which several are asked for.
    fn tangents_by_partials(&self) -> Func {
        let callees = if self.callees == Callees::Both { Callees::Partials } else { self.callees };
        tangent(&self.rules, TangentWish { observe: Observe::Nothing, callees, along: Along::Line }, self.func)
    }

    /// The tangent with curved operations, whose series are not linear in those of their operands. A
    /// callee is asked for the same of itself, and for nothing else.
    fn along_a_curve(&self) -> Func {
        let wish = TangentWish { observe: Observe::Nothing, callees: Callees::Tangents, along: Along::Curve };
        tangent(&self.rules, wish, self.func)
    }

    /// The adjoint in two parts, of which the second needs the seed.
    pub(crate) fn pullback(&self) -> Pullback {
        let apart = self.apart();
        let pullback = transform::pullback(apart.func);
        verify(&pullback.func, "pullback");
        pullback
    }

    /// The adjoint, its sweeps apart.
    fn apart(&self) -> Adjoint {
        let (policy, seed, calls) = (Policy::Apart, Seed::Parameter, self.calls);
        adjoint(&self.rules, Wish { observe: Observe::Nothing, policy, seed, calls }, self.func)
    }

    /// The adjoint that adds to shadows.
    fn into(&self) -> Func {
        let into = transform::into(self.func, self.whole());
        verify(&into, "into");
        into
    }

    /// The adjoint sweep alone, of a function that has run.
    pub(crate) fn second(&self) -> &Second {
        self.second.get_or_init(|| {
            let second = transform::second(self.func, self.vjp());
            verify(&second.func, "second");
            second
        })
    }

    /// The function and its adjoint with a record between them, where that is worth it and possible.
    pub(crate) fn in_two(&self) -> Option<&InTwo> {
        let in_two = self.in_two.get_or_init(|| {
            let in_two = transform::is_worth(self.second())
                .then(|| transform::in_two(self.func, transform::bundle(self.apart().func), self.keeps));
            in_two.flatten().inspect(|in_two| {
                verify(&in_two.augmented, "augmented");
                verify(&in_two.reverse, "reverse in two");
            })
        });
        in_two.as_ref()
    }

    fn seeded(&self) -> &Func {
        &self.seeded.get_or_init(|| self.adjoint(Seed::One, self.calls)).func
    }

    fn whole_gradient(&self) -> Func {
        transform::dce(transform::without_value(self.whole_seeded()))
    }

    fn gradient(&self) -> Func {
        transform::dce(transform::without_value(self.seeded()))
    }

    fn adjoint_only(&self) -> Func {
        let adjoint = transform::dce(transform::adjoint_only(self.func, self.whole()));
        verify(&adjoint, "adjoint_only");
        adjoint
    }

    fn adjoint(&self, seed: Seed, calls: Calls) -> Adjoint {
        let wish = Wish { observe: Observe::Nothing, policy: Policy::Minimal, seed, calls };
        adjoint(&self.rules, wish, self.func)
    }

    fn tangent(&self, func: &Func) -> Func {
        let wish = TangentWish { observe: Observe::Nothing, callees: self.callees, along: Along::Line };
        tangent(&self.rules, wish, func)
    }
}
