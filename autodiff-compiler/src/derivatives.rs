//! The derivatives of one function, each computed once, and only if it is asked for.

use crate::config::Config;
use crate::expand::{adjoint, tangent};
use crate::ir::Func;
use crate::ir::verify::verify;
use crate::lower;
use crate::protocol::Companion;
use crate::rulebook::Rulebook;
use crate::transform::{self, Adjoint, Along, Callees, Observe, Policy, Pullback, Second, Seed, Several, TangentWish};
use std::borrow::Cow;
use std::cell::OnceCell;

/// A function and what has been derived of it.
pub(crate) struct Derivatives<'a> {
    pub(crate) rules: Rulebook,
    pub(crate) func: &'a Func,
    pub(crate) callees: Callees,
    vjp: OnceCell<Adjoint>,
    second: OnceCell<Second>,
    /// The adjoint for the seed 1.
    seeded: OnceCell<Adjoint>,
}

impl<'a> Derivatives<'a> {
    pub(crate) fn new(config: &Config, func: &'a Func) -> Self {
        let both = config.companions.contains(&Companion::Vjp);
        Derivatives {
            rules: Rulebook::new(lower::rule),
            func,
            callees: if both { Callees::Both } else { Callees::Tangents },
            vjp: OnceCell::new(),
            second: OnceCell::new(),
            seeded: OnceCell::new(),
        }
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
        self.vjp.get_or_init(|| self.adjoint(Seed::Parameter))
    }

    /// The transform that a companion is.
    pub(crate) fn of(&self, companion: Companion) -> Cow<'_, Func> {
        match companion {
            Companion::Primal => Cow::Borrowed(self.func),
            Companion::Jvp => Cow::Owned(self.tangent(self.func)),
            Companion::Vjp | Companion::VjpInto => Cow::Borrowed(self.vjp()),
            Companion::AdjointInto => Cow::Borrowed(&self.second().func),
            Companion::VjpIntoJvp => Cow::Owned(self.tangent(&self.into())),
            Companion::Adjoint => Cow::Owned(self.adjoint_only()),
            Companion::AdjointJvp => Cow::Owned(self.tangent(&self.adjoint_only())),
            Companion::ValueAndGrad | Companion::GradInto => Cow::Borrowed(self.seeded()),
            Companion::Grad => Cow::Owned(self.gradient()),
            Companion::Hvp => Cow::Owned(self.tangent(&self.gradient())),
            Companion::VjpJvp => Cow::Owned(self.tangent(self.vjp())),
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
        let func = transform::hoist(func);
        verify(&func, "hoist");
        func
    }

    /// The companion as a function, which has companions in its turn.
    pub(crate) fn function(&self, companion: Companion) -> Option<Func> {
        use Companion::{Adjoint, Grad, Hvp, Jvp, ValueAndGrad, Vjp, VjpInto};
        match companion {
            VjpInto => Some(self.into()),
            Jvp | Vjp | Adjoint | Grad | ValueAndGrad | Hvp => Some(self.of(companion).into_owned()),
            _ => None,
        }
    }

    /// The transform with lanes of this type, or marks, if it is known to be linear.
    pub(crate) fn with_lanes(&self, companion: Companion, lanes: &str) -> Option<Func> {
        let own = self.func.params.len();
        let one = match companion {
            Companion::JvpN | Companion::JvpMarks => Cow::Owned(self.tangents_by_partials()),
            Companion::Taylor => Cow::Owned(self.along_a_curve()),
            Companion::VjpN => self.of(Companion::Vjp),
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
        let apart = adjoint(&self.rules, Observe::Nothing, Policy::Apart, Seed::Parameter, self.func);
        let pullback = transform::pullback(apart.func);
        verify(&pullback.func, "pullback");
        pullback
    }

    /// The adjoint that adds to shadows.
    fn into(&self) -> Func {
        let into = transform::into(self.func, self.vjp());
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

    fn seeded(&self) -> &Func {
        &self.seeded.get_or_init(|| self.adjoint(Seed::One)).func
    }

    fn gradient(&self) -> Func {
        transform::dce(transform::without_value(self.seeded()))
    }

    fn adjoint_only(&self) -> Func {
        let adjoint = transform::dce(transform::adjoint_only(self.func, self.vjp()));
        verify(&adjoint, "adjoint_only");
        adjoint
    }

    fn adjoint(&self, seed: Seed) -> Adjoint {
        adjoint(&self.rules, Observe::Nothing, Policy::Minimal, seed, self.func)
    }

    fn tangent(&self, func: &Func) -> Func {
        let wish = TangentWish { observe: Observe::Nothing, callees: self.callees, along: Along::Line };
        tangent(&self.rules, wish, func)
    }
}
