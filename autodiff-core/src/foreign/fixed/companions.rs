//! The companions of methods and constructors, by the naming protocol, from their formulas.

/// Adds to a shadow, where there is one.
#[inline]
pub(super) fn add<T: crate::differentiable::Differentiable>(shadow: Option<&mut T>, more: &T) {
    if let Some(shadow) = shadow {
        shadow.accumulate(more);
    }
}

/// The companions of methods whose receiver and arguments are what is in the tuple of the
/// formula. `[..]` are the arguments: the name of each, its type, its tangent, its shadow and
/// that one's tangent.
macro_rules! of_methods {
    ([$(($b:ident $ty:ident $([$lend:tt $deref:tt])? $b_dot:ident $b_bar:ident $b_bar_dot:ident $i:tt))*]) => {};
    ([$(($b:ident $ty:ident $([$lend:tt $deref:tt])? $b_dot:ident $b_bar:ident $b_bar_dot:ident $i:tt))*]
        $name:ident $jvp:ident $vjp_into:ident $vjp_into_jvp:ident
        $jvp_slots:ident $vjp_into_slots:ident $vjp_into_jvp_slots:ident; $($more:tt)*) => {
        #[doc = concat!("Companions of [`names::", stringify!($name), "`].")]
        #[allow(missing_docs, clippy::type_complexity, clippy::too_many_arguments, reason = "the naming protocol")]
        pub trait $name<$($ty: Fixed<Float = Self::Float> + Copy),*>: Fixed + Copy
        where
            names::$name: Formula<(Self, $($ty,)*)>,
        {
            #[inline]
            fn $jvp(&self, $($b: $($lend)? $ty,)* a_dot: &Self, $($b_dot: $($lend)? $ty),*)
                -> (Of<names::$name, (Self, $($ty,)*)>, Of<names::$name, (Self, $($ty,)*)>) {
                jvp::<names::$name, _>(&(*self, $($($deref)? $b,)*), &(*a_dot, $($($deref)? $b_dot,)*))
            }

            #[inline]
            fn $vjp_into(&self, $($b: $($lend)? $ty,)* y_bar: Of<names::$name, (Self, $($ty,)*)>, a_bar: &mut Self, $($b_bar: &mut $ty),*)
                -> Of<names::$name, (Self, $($ty,)*)> {
                let (y, more) = vjp::<names::$name, _>(&(*self, $($($deref)? $b,)*), &y_bar);
                a_bar.accumulate(&more.0);
                $($b_bar.accumulate(&more.$i);)*
                y
            }

            #[inline]
            fn $vjp_into_jvp(
                &self, $($b: $($lend)? $ty,)* y_bar: Of<names::$name, (Self, $($ty,)*)>, a_bar: &mut Self, $($b_bar: &mut $ty,)*
                a_dot: &Self, $($b_dot: $($lend)? $ty,)* y_bar_dot: Of<names::$name, (Self, $($ty,)*)>,
                a_bar_dot: &mut Self, $($b_bar_dot: &mut $ty),*
            ) -> (Of<names::$name, (Self, $($ty,)*)>, Of<names::$name, (Self, $($ty,)*)>) {
                let ((y, more), (y_dot, more_dot)) =
                    vjp_jvp::<names::$name, _>(&(*self, $($($deref)? $b,)*), &y_bar, &(*a_dot, $($($deref)? $b_dot,)*), &y_bar_dot);
                a_bar.accumulate(&more.0);
                a_bar_dot.accumulate(&more_dot.0);
                $($b_bar.accumulate(&more.$i);)*
                $($b_bar_dot.accumulate(&more_dot.$i);)*
                (y, y_dot)
            }

            #[inline]
            fn $jvp_slots(&self, $($b: $($lend)? $ty,)* a_dot: Option<&Self>, $($b_dot: Option<$($lend)? $ty>,)* (): ())
                -> (Of<names::$name, (Self, $($ty,)*)>, Of<names::$name, (Self, $($ty,)*)>) {
                let a_dot = a_dot.copied().unwrap_or_else(|| self.zero_like());
                jvp::<names::$name, _>(&(*self, $($($deref)? $b,)*), &(a_dot, $($b_dot.map_or_else(|| ($($deref)? $b).zero_like(), |dot| $($deref)? dot),)*))
            }

            #[inline]
            fn $vjp_into_slots(&self, $($b: $($lend)? $ty,)* y_bar: Of<names::$name, (Self, $($ty,)*)>,
                a_bar: Option<&mut Self>, $($b_bar: Option<&mut $ty>,)* (): ())
                -> Of<names::$name, (Self, $($ty,)*)> {
                let (y, more) = vjp::<names::$name, _>(&(*self, $($($deref)? $b,)*), &y_bar);
                add(a_bar, &more.0);
                $(add($b_bar, &more.$i);)*
                y
            }

            #[inline]
            fn $vjp_into_jvp_slots(
                &self, $($b: $($lend)? $ty,)* y_bar: Of<names::$name, (Self, $($ty,)*)>,
                a_bar: Option<&mut Self>, $($b_bar: Option<&mut $ty>,)*
                a_dot: Option<&Self>, $($b_dot: Option<$($lend)? $ty>,)* y_bar_dot: Of<names::$name, (Self, $($ty,)*)>,
                a_bar_dot: Option<&mut Self>, $($b_bar_dot: Option<&mut $ty>,)* (): (),
            ) -> (Of<names::$name, (Self, $($ty,)*)>, Of<names::$name, (Self, $($ty,)*)>) {
                let a_dot = a_dot.copied().unwrap_or_else(|| self.zero_like());
                let dots = (a_dot, $($b_dot.map_or_else(|| ($($deref)? $b).zero_like(), |dot| $($deref)? dot),)*);
                let ((y, more), (y_dot, more_dot)) = vjp_jvp::<names::$name, _>(&(*self, $($($deref)? $b,)*), &y_bar, &dots, &y_bar_dot);
                add(a_bar, &more.0);
                add(a_bar_dot, &more_dot.0);
                $(add($b_bar, &more.$i);)*
                $(add($b_bar_dot, &more_dot.$i);)*
                (y, y_dot)
            }
        }

        impl<Z: Fixed + Copy, $($ty: Fixed<Float = Z::Float> + Copy),*> $name<$($ty),*> for Z
        where
            names::$name: Formula<(Z, $($ty,)*)>,
        {
        }

        of_methods!([$(($b $ty $([$lend $deref])? $b_dot $b_bar $b_bar_dot $i))*] $($more)*);
    };
}

/// The companions of constructors, `Vec3::new(x, y, z)`: of functions of their type.
macro_rules! of_constructors {
    ([$(($b:ident $ty:ident $([$lend:tt $deref:tt])? $b_dot:ident $b_bar:ident $b_bar_dot:ident $i:tt))*]) => {};
    ([$(($b:ident $ty:ident $([$lend:tt $deref:tt])? $b_dot:ident $b_bar:ident $b_bar_dot:ident $i:tt))*]
        $trait:ident of $name:ident $jvp:ident $vjp_into:ident $vjp_into_jvp:ident
        $jvp_slots:ident $vjp_into_slots:ident $vjp_into_jvp_slots:ident; $($more:tt)*) => {
        #[doc = concat!("Companions of [`names::", stringify!($name), "`].")]
        #[allow(missing_docs, clippy::type_complexity, clippy::too_many_arguments, reason = "the naming protocol")]
        pub trait $trait<$($ty: Fixed<Float = Self::Float> + Copy),*>: Fixed + Copy
        where
            names::$name<Self>: Formula<($($ty,)*), Output = Self>,
            ($($ty,)*): Fixed<Float = Self::Float>,
        {
            #[inline]
            fn $jvp($($b: $($lend)? $ty,)* $($b_dot: $($lend)? $ty),*) -> (Self, Self) {
                jvp::<names::$name<Self>, ($($ty,)*)>(&($($($deref)? $b,)*), &($($($deref)? $b_dot,)*))
            }

            #[inline]
            fn $vjp_into($($b: $($lend)? $ty,)* y_bar: Self, $($b_bar: &mut $ty),*) -> Self {
                let (y, more) = vjp::<names::$name<Self>, ($($ty,)*)>(&($($($deref)? $b,)*), &y_bar);
                $($b_bar.accumulate(&more.$i);)*
                y
            }

            #[inline]
            fn $vjp_into_jvp(
                $($b: $($lend)? $ty,)* y_bar: Self, $($b_bar: &mut $ty,)* $($b_dot: $($lend)? $ty,)* y_bar_dot: Self, $($b_bar_dot: &mut $ty),*
            ) -> (Self, Self) {
                let ((y, more), (y_dot, more_dot)) =
                    vjp_jvp::<names::$name<Self>, ($($ty,)*)>(&($($($deref)? $b,)*), &y_bar, &($($($deref)? $b_dot,)*), &y_bar_dot);
                $($b_bar.accumulate(&more.$i);)*
                $($b_bar_dot.accumulate(&more_dot.$i);)*
                (y, y_dot)
            }

            #[inline]
            fn $jvp_slots<Plain>($($b: $($lend)? $ty,)* $($b_dot: Option<$($lend)? $ty>,)* _: Plain) -> (Self, Self) {
                let dots = ($($b_dot.map_or_else(|| ($($deref)? $b).zero_like(), |dot| $($deref)? dot),)*);
                jvp::<names::$name<Self>, ($($ty,)*)>(&($($($deref)? $b,)*), &dots)
            }

            #[inline]
            fn $vjp_into_slots<Plain>($($b: $($lend)? $ty,)* y_bar: Self, $($b_bar: Option<&mut $ty>,)* _: Plain) -> Self {
                let (y, more) = vjp::<names::$name<Self>, ($($ty,)*)>(&($($($deref)? $b,)*), &y_bar);
                $(add($b_bar, &more.$i);)*
                y
            }

            #[inline]
            fn $vjp_into_jvp_slots<Plain>(
                $($b: $($lend)? $ty,)* y_bar: Self, $($b_bar: Option<&mut $ty>,)*
                $($b_dot: Option<$($lend)? $ty>,)* y_bar_dot: Self, $($b_bar_dot: Option<&mut $ty>,)* _: Plain,
            ) -> (Self, Self) {
                let dots = ($($b_dot.map_or_else(|| ($($deref)? $b).zero_like(), |dot| $($deref)? dot),)*);
                let ((y, more), (y_dot, more_dot)) =
                    vjp_jvp::<names::$name<Self>, ($($ty,)*)>(&($($($deref)? $b,)*), &y_bar, &dots, &y_bar_dot);
                $(add($b_bar, &more.$i);)*
                $(add($b_bar_dot, &more_dot.$i);)*
                (y, y_dot)
            }
        }

        impl<Y: Fixed + Copy, $($ty: Fixed<Float = Y::Float> + Copy),*> $trait<$($ty),*> for Y
        where
            names::$name<Y>: Formula<($($ty,)*), Output = Y>,
            ($($ty,)*): Fixed<Float = Y::Float>,
        {
        }

        of_constructors!([$(($b $ty $([$lend $deref])? $b_dot $b_bar $b_bar_dot $i))*] $($more)*);
    };
}
