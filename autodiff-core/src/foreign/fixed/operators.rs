//! The operators of types of a fixed number of floats, from their formulas.

/// Implements the traits of [`ops`](crate::ops): the operator, its generics, its operands,
/// its result, and the name of the formula.
macro_rules! operators {
    ($([$($generics:tt)*] $trait:ident $left:ty, $right:ty => $output:ty;)*) => {$(
        impl<$($generics)*> $crate::ops::$trait<$right> for $left {
            type Output = $output;
            type Order = $crate::ops::SecondOrder;

            #[inline]
            fn value(&self, right: &$right) -> $output {
                <$crate::foreign::fixed::names::$trait as $crate::foreign::fixed::Formula<_>>::value(&(*self, *right))
            }

            #[inline]
            fn jvp(&self, right: &$right, self_dot: &$left, right_dot: &$right) -> ($output, $output) {
                $crate::foreign::fixed::jvp::<$crate::foreign::fixed::names::$trait, _>(&(*self, *right), &(*self_dot, *right_dot))
            }

            #[inline]
            fn vjp(&self, right: &$right, y_bar: $output) -> ($output, ($left, $right)) {
                $crate::foreign::fixed::vjp::<$crate::foreign::fixed::names::$trait, _>(&(*self, *right), &y_bar)
            }

            #[inline]
            fn vjp_jvp(
                &self,
                right: &$right,
                y_bar: $output,
                self_dot: &$left,
                right_dot: &$right,
                y_bar_dot: $output,
            ) -> (($output, ($left, $right)), ($output, ($left, $right))) {
                $crate::foreign::fixed::vjp_jvp::<$crate::foreign::fixed::names::$trait, _>(
                    &(*self, *right),
                    &y_bar,
                    &(*self_dot, *right_dot),
                    &y_bar_dot,
                )
            }
        }
    )*};
    (assign $([$($generics:tt)*] $trait:ident of $plain:ident $left:ty, $right:ty;)*) => {$(
        impl<$($generics)*> $crate::ops::$trait<$right> for $left {
            type Order = $crate::ops::SecondOrder;

            #[inline]
            fn value(&self, right: &$right) -> $left {
                $crate::ops::$plain::value(self, right)
            }

            #[inline]
            fn jvp(&self, right: &$right, self_dot: &$left, right_dot: &$right) -> ($left, $left) {
                $crate::ops::$plain::jvp(self, right, self_dot, right_dot)
            }

            #[inline]
            fn vjp(&self, right: &$right, y_bar: $left) -> ($left, ($left, $right)) {
                $crate::ops::$plain::vjp(self, right, y_bar)
            }

            #[inline]
            fn vjp_jvp(
                &self,
                right: &$right,
                y_bar: $left,
                self_dot: &$left,
                right_dot: &$right,
                y_bar_dot: $left,
            ) -> (($left, ($left, $right)), ($left, ($left, $right))) {
                $crate::ops::$plain::vjp_jvp(self, right, y_bar, self_dot, right_dot, y_bar_dot)
            }
        }
    )*};
    (negated $([$($generics:tt)*] $ty:ty;)*) => {$(
        impl<$($generics)*> $crate::ops::Neg for $ty {
            type Output = $ty;
            type Order = $crate::ops::SecondOrder;

            #[inline]
            fn value(&self) -> $ty {
                -*self
            }

            #[inline]
            fn jvp(&self, self_dot: &$ty) -> ($ty, $ty) {
                (-*self, -*self_dot)
            }

            #[inline]
            fn vjp(&self, y_bar: $ty) -> ($ty, $ty) {
                (-*self, -y_bar)
            }

            #[inline]
            fn vjp_jvp(&self, y_bar: $ty, self_dot: &$ty, y_bar_dot: $ty) -> (($ty, $ty), ($ty, $ty)) {
                ((-*self, -y_bar), (-*self_dot, -y_bar_dot))
            }
        }
    )*};
}

/// States formulas: the name, the tuple of the arguments, the result, and its three functions.
macro_rules! formulas {
    (for [$($generics:tt)*] $(#[$doc:meta])* $name:ty: $args:ty => $output:ty {
        value |$of:pat_param| $value:expr;
        primal |$primal_of:pat_param| $primal:expr;
        adjoint |$adjoint_of:pat_param, $y_bar:pat_param| $adjoint:expr;
    }) => {
        $crate::foreign::fixed::formulas!(@one [$($generics)*] [$(#[$doc])*] $name: $args => $output {
            value |$of| $value;
            primal |$primal_of| $primal;
            adjoint |$adjoint_of, $y_bar| $adjoint;
        });
    };
    ($($(#[$doc:meta])* $name:ty: $args:ty => $output:ty {
        value |$of:pat_param| $value:expr;
        primal |$primal_of:pat_param| $primal:expr;
        adjoint |$adjoint_of:pat_param, $y_bar:pat_param| $adjoint:expr;
    })*) => {$(
        $crate::foreign::fixed::formulas!(@one [] [$(#[$doc])*] $name: $args => $output {
            value |$of| $value;
            primal |$primal_of| $primal;
            adjoint |$adjoint_of, $y_bar| $adjoint;
        });
    )*};
    (@one [$($generics:tt)*] [$(#[$doc:meta])*] $name:ty: $args:ty => $output:ty {
        value |$of:pat_param| $value:expr;
        primal |$primal_of:pat_param| $primal:expr;
        adjoint |$adjoint_of:pat_param, $y_bar:pat_param| $adjoint:expr;
    }) => {
        $(#[$doc])*
        impl<$($generics)*> $crate::foreign::fixed::Formula<$args> for $name {
            type Output = $output;

            #[inline]
            fn value($of: &$args) -> $output {
                $value
            }

            #[inline]
            fn primal<S: $crate::foreign::fixed::Number>(
                $primal_of: <$args as $crate::foreign::fixed::Fixed>::Parts<S>,
            ) -> <$output as $crate::foreign::fixed::Fixed>::Parts<S> {
                $primal
            }

            #[inline]
            fn adjoint<S: $crate::foreign::fixed::Number>(
                $adjoint_of: <$args as $crate::foreign::fixed::Fixed>::Parts<S>,
                $y_bar: <$output as $crate::foreign::fixed::Fixed>::Parts<S>,
            ) -> <$args as $crate::foreign::fixed::Fixed>::Parts<S> {
                $adjoint
            }
        }
    };
}

pub(crate) use {formulas, operators};
