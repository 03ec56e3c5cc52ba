//! What a caller knows of a method that may record for its adjoint.
//!
//! A method has no place for a type beside its companion. Where one records, a method stands beside
//! it that gives both forms:
//!
//! ```text
//! fn step_in_two(&self) -> InTwo<fn(&mut Self, &mut Tape, f64) -> ((), usize), fn(&mut Self, &Tape, usize, f64, &mut Self, &mut f64)> {
//!     InTwo { augmented: Self::step_augmented, reverse: Self::step_reverse_into }
//! }
//! ```
//!
//! The macros here have a trait with a method of that name for all types, which needs one reference
//! more: so rustc takes that one only where there is no other, and the method runs whole.

/// A method that records what its adjoint reads, and the adjoint that reads it.
#[derive(Clone, Copy, Debug)]
pub struct InTwo<A, R> {
    /// The former.
    pub augmented: A,
    /// The latter.
    pub reverse: R,
}

impl<A, R> InTwo<A, R> {
    /// What records.
    #[inline]
    pub fn augmented<W>(self, _: W) -> A {
        self.augmented
    }

    /// What reads the record.
    #[inline]
    pub fn reverse<W>(self, _: W) -> R {
        self.reverse
    }
}

/// A method that records nothing, as far as is known.
#[derive(Clone, Copy, Debug)]
pub struct Whole;

impl Whole {
    /// The position of a record that nobody has made: there is none so far behind.
    pub const NOWHERE: usize = usize::MAX;

    /// The method as it is.
    #[inline]
    pub fn augmented<W>(self, whole: W) -> W {
        whole
    }

    /// Its adjoint, which runs all of it.
    #[inline]
    pub fn reverse<W>(self, whole: W) -> W {
        whole
    }
}

/// A method that records what its adjoint reads, and gives the position of that besides:
/// `augmented_method!(&mut sim, step, step_in_two, &mut tape, (a = 0.1))`. One that does not offer to is
/// called as it is; on a clone, if it may take its receiver and `step_takes` behind its name says so.
#[doc(hidden)]
#[macro_export]
macro_rules! augmented_method {
    ($receiver:expr, $method:ident $([$takes:ident])?, $asked:ident, $tape:expr, ($($argument:ident = $given:expr),*)) => {
        match $receiver {
            receiver => {
                let run = $crate::method_in_two!(receiver, $asked).augmented({
                    // What the receiver and the tape are, rustc is told before it looks at the method.
                    #[allow(non_camel_case_types, clippy::all, clippy::pedantic)]
                    fn typed<Receiver, Given, $($argument,)* Run>(_: &Receiver, run: Run) -> Run
                    where
                        Run: FnOnce(Receiver, &mut $crate::callee::Tape, $($argument),*) -> (Given, usize),
                    {
                        run
                    }
                    typed(&receiver, |receiver, _, $($argument),*| {
                        ($crate::may_take!(receiver $(, $takes)?).$method($($argument),*), $crate::callee::Whole::NOWHERE)
                    })
                });
                run(receiver, $tape, $($given),*)
            }
        }
    };
}

/// The adjoint of it, which reads the record at a position and adds into shadows:
/// `reverse_method!(&mut sim, step_vjp_into, step_in_two, &tape, at, (a = 0.1, b = &mut sim_bar, c = &mut dt_bar))`.
/// Of one that may have no derivative along its receiver, `step_receiver` behind its name is asked.
#[doc(hidden)]
#[macro_export]
macro_rules! reverse_method {
    (
        $receiver:expr, $companion:ident $([$along:ident $(, $free:ident)?])?, $asked:ident,
        $tape:expr, $at:expr, ($($argument:ident = $given:expr),*)
    ) => {
        match $receiver {
            receiver => {
                let run = $crate::method_in_two!(receiver, $asked).reverse({
                    #[allow(non_camel_case_types, clippy::all, clippy::pedantic)]
                    fn typed<Receiver, $($argument,)* Run>(_: &Receiver, run: Run) -> Run
                    where
                        Run: FnOnce(Receiver, &$crate::callee::Tape, usize, $($argument),*),
                    {
                        run
                    }
                    typed(&receiver, |receiver, _, _, $($argument),*| {
                        let _ = $crate::may_be_along!(receiver $(, $along $(, $free)?)?).$companion($($argument),*);
                    })
                });
                run(receiver, $tape, $at, $($given),*);
            }
        }
    };
}

/// What a method says of itself that is called on a reference.
#[doc(hidden)]
#[macro_export]
macro_rules! method_in_two {
    ($receiver:ident, $asked:ident) => {{
        #[allow(dead_code)]
        trait Otherwise {
            fn $asked(&self) -> $crate::callee::Whole;
        }
        impl<T: ?Sized> Otherwise for &T {
            fn $asked(&self) -> $crate::callee::Whole {
                $crate::callee::Whole
            }
        }
        // Of what is in a box, the method is that of the box's content.
        (&*$crate::behind_box!(&*$receiver)).$asked()
    }};
}

/// A receiver that the method may take.
#[doc(hidden)]
#[macro_export]
macro_rules! may_take {
    ($receiver:ident) => {
        $receiver
    };
    ($receiver:ident, $takes:ident) => {
        $crate::taken!($receiver, $takes)
    };
}

/// A receiver along which the method may have no derivative.
#[doc(hidden)]
#[macro_export]
macro_rules! may_be_along {
    ($receiver:ident) => {
        $receiver
    };
    ($receiver:ident, $along:ident $(, $free:ident)?) => {
        $crate::receiver!($receiver, $along $(, $free)?)
    };
}

#[cfg(all(test, feature = "alloc"))]
#[allow(clippy::unused_self, clippy::ptr_arg, reason = "they stand for what users and the macro write")]
mod tests {
    use super::InTwo;
    use crate::callee::Tape;
    use std::vec;
    use std::vec::Vec;

    #[derive(Clone)]
    struct Sim {
        x: Vec<f64>,
    }

    type Forms =
        InTwo<fn(&mut Sim, &mut Tape, &[f64]) -> (f64, usize), fn(&mut Sim, &Tape, usize, &[f64], f64, &mut Sim)>;

    impl Sim {
        fn step(&mut self, by: &[f64]) -> f64 {
            self.x[0] *= by[0];
            self.x[0]
        }

        fn step_augmented(&mut self, tape: &mut Tape, by: &[f64]) -> (f64, usize) {
            let at = tape.position();
            tape.put(&self.x[0]);
            (self.step(by), at)
        }

        fn step_reverse_into(&mut self, tape: &Tape, at: usize, _: &[f64], y_bar: f64, self_bar: &mut Sim) {
            self_bar.x[0] += y_bar * tape.record(at).next::<f64>();
        }

        #[allow(clippy::unused_self, reason = "it is asked of a value")]
        fn step_in_two(&self) -> Forms {
            InTwo { augmented: Self::step_augmented, reverse: Self::step_reverse_into }
        }

        #[allow(dead_code, reason = "it need only be there")]
        fn step_vjp_into(&mut self, _: &[f64], _: f64, _: &mut Sim) -> f64 {
            unreachable!("the other one runs")
        }

        fn half(&self, by: &Vec<f64>) -> &f64 {
            assert!(by.len() == 1);
            &self.x[0]
        }

        fn half_vjp_into(&self, by: &[f64], y_bar: f64, self_bar: &mut Sim) -> f64 {
            self_bar.x[0] += y_bar * by[0];
            0.0
        }

        fn over(self) -> Vec<f64> {
            self.x
        }

        #[allow(clippy::unused_self, reason = "it is asked of a value")]
        fn over_takes(&self) -> crate::taken::Takes {
            crate::taken::Takes
        }
    }

    #[test]
    fn rustc_finds_what_a_method_offers() {
        let (mut sim, mut sim_bar, by) = (Sim { x: vec![3.0] }, Sim { x: vec![0.0] }, vec![2.0]);
        let mut tape = Tape::new();
        let (y, at) = crate::augmented_method!(&mut sim, step, step_in_two, &mut tape, (a = &by));
        assert!((y, at, sim.x[0]) == (6.0, 0, 6.0));
        crate::reverse_method!(&mut sim, step_vjp_into, step_in_two, &tape, at, (a = &by, b = 5.0, c = &mut sim_bar));
        assert!(sim_bar.x == [15.0]);
    }

    #[test]
    fn what_offers_nothing_runs_whole() {
        let (sim, mut sim_bar, by, mut tape) = (Sim { x: vec![3.0] }, Sim { x: vec![0.0] }, vec![2.0], Tape::new());
        let (half, at) = crate::augmented_method!(&sim, half, half_in_two, &mut tape, (a = &by));
        crate::reverse_method!(&sim, half_vjp_into, half_in_two, &tape, at, (a = &by, b = 1.0, c = &mut sim_bar));
        assert!(*half == 3.0 && tape.position() == 0 && sim_bar.x == [2.0]);
        let (over, _) = crate::augmented_method!(&sim, over[over_takes], over_in_two, &mut tape, ());
        assert!(over == sim.x);
    }
}
