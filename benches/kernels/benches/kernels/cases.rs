//! The kernels with data to run on: vectors of a thousand doubles, and a matrix
//! of 64 by 64, which stay in the first two caches.

use std::hint::black_box;

use autodiff_kernels as kernels;
use autodiff_kernels::by_hand;

pub(crate) const NAMES: [&str; 6] = [
    "axpy_by_index",
    "axpy_by_iterators",
    "dot_by_index",
    "dot_by_iterators",
    "matvec_by_index",
    "matvec_by_iterators",
];

/// What of a kernel is run.
#[derive(Clone, Copy)]
pub(crate) enum Part {
    Primal,
    Generated,
    ByHand,
}

type Case = Box<dyn FnMut()>;
type Axpy = fn(f64, &[f64], &mut [f64]);
type AxpyAdjoint = fn(f64, &[f64], &mut [f64], &mut f64, &mut [f64], &mut [f64]);
type Dot = fn(&[f64], &[f64]) -> f64;
type DotAdjoint = fn(&[f64], &[f64], f64, &mut [f64], &mut [f64]) -> f64;
type Matvec = fn(&[f64], &[f64], &mut [f64]);
type MatvecAdjoint = fn(&[f64], &[f64], &mut [f64], &mut [f64], &mut [f64], &mut [f64]);

const LENGTH: usize = 1000;
const SIDE: usize = 64;
/// Small, since results are added up run after run.
const SMALL: f64 = 1e-6;

/// One run of a part of the kernel of this name.
pub(crate) fn case(name: &str, part: Part) -> Case {
    match name {
        "axpy_by_index" => axpy(part, kernels::axpy_by_index, kernels::axpy_by_index_vjp_into),
        "axpy_by_iterators" => axpy(part, kernels::axpy_by_iterators, kernels::axpy_by_iterators_vjp_into),
        "dot_by_index" => dot(part, kernels::dot_by_index, kernels::dot_by_index_vjp_into),
        "dot_by_iterators" => dot(part, kernels::dot_by_iterators, kernels::dot_by_iterators_vjp_into),
        "matvec_by_index" => matvec(part, kernels::matvec_by_index, kernels::matvec_by_index_vjp_into),
        "matvec_by_iterators" => matvec(part, kernels::matvec_by_iterators, kernels::matvec_by_iterators_vjp_into),
        _ => panic!("no kernel is named {name}"),
    }
}

fn axpy(part: Part, primal: Axpy, generated: AxpyAdjoint) -> Case {
    let (x, mut y) = (vec![0.5; LENGTH], vec![0.25; LENGTH]);
    let (mut a_bar, mut x_bar, mut y_bar) = (0.0, vec![0.0; LENGTH], vec![1.0; LENGTH]);
    let adjoint = match part {
        Part::Primal => return Box::new(move || primal(black_box(SMALL), black_box(&x), black_box(&mut y))),
        Part::Generated => generated,
        Part::ByHand => by_hand::axpy,
    };
    Box::new(move || {
        let (y, x_bar, y_bar) = (black_box(&mut y), black_box(&mut x_bar), black_box(&mut y_bar));
        adjoint(black_box(SMALL), black_box(&x), y, black_box(&mut a_bar), x_bar, y_bar);
    })
}

fn dot(part: Part, primal: Dot, generated: DotAdjoint) -> Case {
    let (x, y) = (vec![0.5; LENGTH], vec![0.25; LENGTH]);
    let (mut x_bar, mut y_bar) = (vec![0.0; LENGTH], vec![0.0; LENGTH]);
    let adjoint = match part {
        Part::Primal => {
            return Box::new(move || {
                black_box(primal(black_box(&x), black_box(&y)));
            });
        }
        Part::Generated => generated,
        Part::ByHand => by_hand::dot,
    };
    Box::new(move || {
        let (x_bar, y_bar) = (black_box(&mut x_bar), black_box(&mut y_bar));
        black_box(adjoint(black_box(&x), black_box(&y), black_box(SMALL), x_bar, y_bar));
    })
}

fn matvec(part: Part, primal: Matvec, generated: MatvecAdjoint) -> Case {
    let (a, x, mut y) = (vec![0.5; SIDE * SIDE], vec![0.25; SIDE], vec![0.0; SIDE]);
    let (mut a_bar, mut x_bar, mut y_bar) = (vec![0.0; SIDE * SIDE], vec![0.0; SIDE], vec![0.0; SIDE]);
    let adjoint = match part {
        Part::Primal => return Box::new(move || primal(black_box(&a), black_box(&x), black_box(&mut y))),
        Part::Generated => generated,
        Part::ByHand => by_hand::matvec,
    };
    Box::new(move || {
        // The run before has taken the cotangent of `y`.
        y_bar.fill(SMALL);
        let (y, a_bar) = (black_box(&mut y), black_box(&mut a_bar));
        adjoint(black_box(&a), black_box(&x), y, a_bar, black_box(&mut x_bar), black_box(&mut y_bar));
    })
}
