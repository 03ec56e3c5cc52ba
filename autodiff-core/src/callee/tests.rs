//! Callees that offer forms of their companions, and such that do not.

mod by_macro {
    pub(super) fn g_vjp_into(x: &[f64], x_bar: &mut [f64]) {
        x_bar[0] += x[0];
    }

    #[allow(non_camel_case_types)]
    pub(super) enum g_vjp_into {}

    impl g_vjp_into {
        pub(super) const fn reads(argument: usize) -> bool {
            argument == 1
        }

        pub(super) fn after<F: 'static>(found: F) -> fn(&[f64], &mut [f64]) {
            crate::callee::assert_is(found, g_vjp_into, "g_vjp_into");
            |_, x_bar| x_bar[0] += 5.0
        }
    }
}

mod by_hand {
    pub(super) fn g_vjp_into<T: Copy + Into<f64>>(x: &[T], x_bar: &mut [f64]) {
        x_bar[0] += x[0].into();
    }
}

#[test]
fn rustc_finds_what_the_callee_says() {
    let (x, mut x_bar) = (std::vec![1.0], std::vec![0.0]);
    crate::after!(by_macro::g_vjp_into)(&x, &mut x_bar);
    assert!(x_bar == [5.0] && !crate::reads!(0, by_macro::g_vjp_into) && crate::reads!(1, by_macro::g_vjp_into));
    crate::after!(by_hand::g_vjp_into)(&x, &mut x_bar);
    crate::after!(by_hand::g_vjp_into)(&[2.0_f32], &mut x_bar);
    assert!(x_bar == [8.0] && crate::reads!(0, by_hand::g_vjp_into));
}

#[test]
fn what_one_of_the_callees_reads_is_copied() {
    let x = [1.0];
    assert!(crate::copied_for!(x.to_vec(), (0, by_macro::g_vjp_into)).is_empty());
    assert!(crate::copied_for!(x.to_vec(), (0, by_macro::g_vjp_into) || (1, by_macro::g_vjp_into)) == [1.0]);
}

#[test]
fn an_import_brings_both() {
    use by_macro::g_vjp_into;
    assert!(!crate::reads!(0, g_vjp_into));
    let mut x_bar = [0.0];
    crate::after!(g_vjp_into)(&[1.0], &mut x_bar);
    assert!(x_bar == [5.0]);
}

#[cfg(feature = "alloc")]
#[test]
fn who_does_not_offer_to_record_runs_whole() {
    use super::Tape;
    use std::vec::Vec;

    fn g<T: Copy + Into<f64>>(x: &[T], y: &mut Vec<f64>) -> f64 {
        y.push(x[0].into());
        y[0]
    }
    fn g_vjp_into<T: Copy + Into<f64>>(x: &[T], x_bar: &mut [f64]) -> f64 {
        x_bar[0] += x[0].into();
        2.0
    }
    let (x, mut y, mut tape, mut x_bar) = (std::vec![3.0], std::vec![], Tape::new(), std::vec![0.0]);
    for _ in 0..2 {
        let (value, at) = crate::augmented!((a, b), (g), g_vjp_into)(&mut tape, &x, &mut y);
        crate::reverse!((a, b), g_vjp_into)(&tape, at, &x, &mut x_bar);
        assert!(value == 3.0);
    }
    assert!(y.len() == 2 && x_bar == [6.0] && crate::reads!(reverse 0, g_vjp_into));
}

#[test]
#[should_panic(expected = "hides one of `#[grad]`")]
fn what_hides_the_function_is_not_taken_for_it() {
    #[allow(unused_imports)]
    use by_macro::g_vjp_into;
    {
        fn g_vjp_into(_: &[f64], x_bar: &mut [f64]) {
            x_bar[0] += 7.0;
        }
        crate::after!(g_vjp_into)(&[1.0], &mut [0.0]);
    }
}

/// Who borrows a seed leaves it where it was; who takes it, takes the room as well.
#[cfg(feature = "alloc")]
#[test]
fn a_seed_is_borrowed_or_taken() {
    use super::Seed;
    use std::vec::Vec;

    mod borrowing {
        #[allow(non_camel_case_types)]
        pub(super) enum g_vjp_into {}

        impl g_vjp_into {
            pub(super) fn given<M>(seed: &mut crate::callee::Seed<M>) -> &mut M {
                seed.lent()
            }
        }
    }

    let mut room = Seed::none();
    let like = std::vec![1.0, 2.0];
    let lies = room.zeros_like(&like).as_ptr();
    let seed: &mut Vec<f64> = crate::given_seed!(&mut room, borrowing::g_vjp_into);
    seed[0] = 3.0;
    assert_eq!(room.zeros_like(&like), &[0.0; 2]);
    assert_eq!(room.lent().as_ptr(), lies);
    assert_eq!(room.zeros_like(&[1.0; 3][..]), &[0.0; 3]);
    let taken: Vec<f64> = crate::given_seed!(&mut room, by_hand::g_vjp_into);
    assert_eq!(taken, [0.0; 3]);
    assert_eq!(room.zeros_like(&like), &[0.0; 2]);
}
