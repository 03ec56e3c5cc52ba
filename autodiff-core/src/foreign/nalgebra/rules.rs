//! How the rules of this module are stated: the value, its tangent, and the adjoint as a
//! formula over [`Number`](crate::foreign::dual::Number)s. The tangent of the adjoint is the
//! formula over duals.

/// `impl Unary<A> for Name`. `vjp` is given the argument, the value and its cotangent.
macro_rules! unary {
    ($(#[doc = $doc:literal] $name:ident [$($dims:ident),*] [$($bound:tt)*]: ($a_ty:ty) -> $y_ty:ty;
        value |$a:ident| $value:expr;
        jvp |$y:ident, $a_dot:ident| $y_dot:expr;
        vjp |$y_bar:ident| $a_bar:expr;)*) => {$(
        #[doc = $doc]
        impl<T: Field, $($dims: Dim),*> Unary<$a_ty> for $name where $($bound)* {
            type Output = $y_ty;

            #[inline]
            fn jvp($a: &$a_ty, $a_dot: &$a_ty) -> ($y_ty, $y_ty) {
                let $y = $value;
                let y_dot = $y_dot;
                ($y, y_dot)
            }

            #[inline]
            fn vjp($a: &$a_ty, y_bar: $y_ty) -> ($y_ty, $a_ty) {
                let y = $value;
                let a_bar = adjoint($a, &y, &y_bar);
                return (y, a_bar);

                #[allow(unused_variables, reason = "each formula names what it reads")]
                #[inline]
                fn adjoint<T: Number, $($dims: Dim),*>($a: &$a_ty, $y: &$y_ty, $y_bar: &$y_ty) -> $a_ty where $($bound)* {
                    $a_bar
                }
            }

            #[inline]
            fn vjp_jvp($a: &$a_ty, y_bar: $y_ty, a_dot: &$a_ty, y_bar_dot: $y_ty) -> (($y_ty, $a_ty), ($y_ty, $a_ty)) {
                let (y, y_dot) = <Self as Unary<$a_ty>>::jvp($a, a_dot);
                let both = adjoint(&$a.lift(a_dot), &y.lift(&y_dot), &y_bar.lift(&y_bar_dot));
                let (a_bar, a_bar_dot) = Lift::apart(both);
                return ((y, a_bar), (y_dot, a_bar_dot));

                #[allow(unused_variables, reason = "each formula names what it reads")]
                #[inline]
                fn adjoint<T: Number, $($dims: Dim),*>($a: &$a_ty, $y: &$y_ty, $y_bar: &$y_ty) -> $a_ty where $($bound)* {
                    $a_bar
                }
            }
        }
    )*};
}

/// `impl Binary<A, B> for Name`.
macro_rules! binary {
    ($(#[doc = $doc:literal] $name:ident [$($dims:ident),*] [$($bound:tt)*]: ($a_ty:ty, $b_ty:ty) -> $y_ty:ty;
        value |$a:ident, $b:ident| $value:expr;
        jvp |$y:ident, $a_dot:ident, $b_dot:ident| $y_dot:expr;
        vjp |$y_bar:ident| $bars:expr;)*) => {$(
        #[doc = $doc]
        impl<T: Field, $($dims: Dim),*> Binary<$a_ty, $b_ty> for $name where $($bound)* {
            type Output = $y_ty;

            binary!(@methods [Binary<$a_ty, $b_ty>] [$($dims),*] [$($bound)*] ($a_ty, $b_ty) $y_ty
                |$a: $a_ty, $b| $value; |$y, $a_dot: $a_ty, $b_dot| $y_dot; |$y_bar| $bars);
        }
    )*};
    (@methods [$($rule:tt)*] [$($dims:ident),*] [$($bound:tt)*] ($a_ty:ty, $b_ty:ty) $y_ty:ty
        |$a:ident: $receiver:ty, $b:ident| $value:expr;
        |$y:ident, $a_dot:ident: $receiver_dot:ty, $b_dot:ident| $y_dot:expr;
        |$y_bar:ident| $bars:expr) => {
        #[allow(unused_variables, reason = "each formula names what it reads")]
        #[inline]
        fn jvp($a: &$receiver, $b: &$b_ty, $a_dot: &$receiver, $b_dot: &$b_ty) -> ($y_ty, $y_ty) {
            let $y = $value;
            let y_dot = $y_dot;
            ($y, y_dot)
        }

        #[inline]
        fn vjp($a: &$receiver, $b: &$b_ty, y_bar: $y_ty) -> ($y_ty, ($a_ty, $b_ty)) {
            let y = $value;
            let bars = adjoint($a, $b, &y, &y_bar);
            return (y, bars);

            #[allow(unused_variables, reason = "each formula names what it reads")]
            #[inline]
            fn adjoint<T: Number, $($dims: Dim),*>($a: &$a_ty, $b: &$b_ty, $y: &$y_ty, $y_bar: &$y_ty) -> ($a_ty, $b_ty)
            where $($bound)* {
                $bars
            }
        }

        #[inline]
        fn vjp_jvp(
            $a: &$receiver,
            $b: &$b_ty,
            y_bar: $y_ty,
            a_dot: &$receiver,
            b_dot: &$b_ty,
            y_bar_dot: $y_ty,
        ) -> (($y_ty, ($a_ty, $b_ty)), ($y_ty, ($a_ty, $b_ty))) {
            let (y, y_dot) = <Self as $($rule)*>::jvp($a, $b, a_dot, b_dot);
            let (a_both, b_both) =
                adjoint(&$a.lift(a_dot), &$b.lift(b_dot), &y.lift(&y_dot), &y_bar.lift(&y_bar_dot));
            let ((a_bar, a_bar_dot), (b_bar, b_bar_dot)) = (Lift::apart(a_both), Lift::apart(b_both));
            return ((y, (a_bar, b_bar)), (y_dot, (a_bar_dot, b_bar_dot)));

            #[allow(unused_variables, reason = "each formula names what it reads")]
            #[inline]
            fn adjoint<T: Number, $($dims: Dim),*>($a: &$a_ty, $b: &$b_ty, $y: &$y_ty, $y_bar: &$y_ty) -> ($a_ty, $b_ty)
            where $($bound)* {
                $bars
            }
        }
    };
}

/// `impl ops::Mul<B> for A`: an operator is a rule whose first argument is `self`, so its
/// text is that of a rule of a type without values, and the trait passes on to that.
macro_rules! operator {
    ($(#[doc = $doc:literal] $trait:ident $rule:ident [$($dims:ident),*] [$($bound:tt)*]: ($a_ty:ty, $b_ty:ty) -> $y_ty:ty;
        value |$a:ident, $b:ident| $value:expr;
        jvp |$y:ident, $a_dot:ident, $b_dot:ident| $y_dot:expr;
        vjp |$y_bar:ident| $bars:expr;)*) => {$(
        #[doc = $doc]
        struct $rule;

        binary! {
            #[doc = $doc]
            $rule [$($dims),*] [$($bound)*]: ($a_ty, $b_ty) -> $y_ty;
                value |$a, $b| $value;
                jvp |$y, $a_dot, $b_dot| $y_dot;
                vjp |$y_bar| $bars;
        }

        #[doc = $doc]
        impl<T: Field, $($dims: Dim),*> ops::$trait<$b_ty> for $a_ty where $($bound)* {
            operator!(@output $trait $y_ty);
            type Order = crate::ops::SecondOrder;

            #[inline]
            fn value(&self, right: &$b_ty) -> $y_ty {
                let ($a, $b) = (self, right);
                $value
            }

            #[inline]
            fn jvp(&self, right: &$b_ty, self_dot: &Self, right_dot: &$b_ty) -> ($y_ty, $y_ty) {
                $rule::jvp(self, right, self_dot, right_dot)
            }

            #[inline]
            fn vjp(&self, right: &$b_ty, y_bar: $y_ty) -> ($y_ty, (Self, $b_ty)) {
                $rule::vjp(self, right, y_bar)
            }

            #[inline]
            fn vjp_jvp(
                &self,
                right: &$b_ty,
                y_bar: $y_ty,
                self_dot: &Self,
                right_dot: &$b_ty,
                y_bar_dot: $y_ty,
            ) -> (($y_ty, (Self, $b_ty)), ($y_ty, (Self, $b_ty))) {
                $rule::vjp_jvp(self, right, y_bar, self_dot, right_dot, y_bar_dot)
            }
        }
    )*};
    (@output Add $y_ty:ty) => { type Output = $y_ty; };
    (@output Sub $y_ty:ty) => { type Output = $y_ty; };
    (@output Mul $y_ty:ty) => { type Output = $y_ty; };
    (@output Div $y_ty:ty) => { type Output = $y_ty; };
    (@output $assign:ident $y_ty:ty) => {};
}

pub(super) use {binary, operator, unary};
