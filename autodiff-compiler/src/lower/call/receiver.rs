//! What a method is called on, as it is written.

use syn::Expr;

/// Whether a receiver is a clone that is made there.
pub(super) fn is_clone(receiver: &Expr) -> bool {
    match receiver {
        Expr::Paren(inner) => is_clone(&inner.expr),
        Expr::Group(inner) => is_clone(&inner.expr),
        Expr::MethodCall(call) => call.args.is_empty() && matches!(&*call.method.to_string(), "clone" | "to_owned"),
        _ => false,
    }
}

/// Whether a receiver is what another call gives: `Pid::new(kp).ki(ki)`.
pub(super) fn is_given(receiver: &Expr) -> bool {
    match receiver {
        Expr::Paren(inner) => is_given(&inner.expr),
        Expr::Group(inner) => is_given(&inner.expr),
        receiver => matches!(receiver, Expr::Call(_) | Expr::MethodCall(_) | Expr::Binary(_)),
    }
}

/// Whether the receiver is made here: it must live as long as what the method
/// borrows from it, so it becomes a value of its own.
pub(super) fn is_new(receiver: &Expr) -> bool {
    match receiver {
        Expr::Paren(inner) => is_new(&inner.expr),
        Expr::Group(inner) => is_new(&inner.expr),
        Expr::Reference(inner) => is_new(&inner.expr),
        receiver => matches!(receiver, Expr::Array(_) | Expr::Repeat(_) | Expr::Struct(_)),
    }
}

/// Whether a receiver is a struct that is written down, `Host { gain: g }.with(x)`.
pub(super) fn is_written_down(receiver: &Expr) -> bool {
    match receiver {
        Expr::Paren(inner) => is_written_down(&inner.expr),
        Expr::Group(inner) => is_written_down(&inner.expr),
        receiver => matches!(receiver, Expr::Struct(_)),
    }
}
