//! The cases: each computes one derivative at one point, by us or by dual numbers, and gives its numbers.

use autodiff_matrices::{
    broyden_jacobian, broyden_jacobian_into, broyden_of_ten_jacobian, lotka_jacobian, rosenbrock_grad,
    rosenbrock_hessian, rosenbrock_hessian_into, rosenbrock_of_ten_grad, rosenbrock_of_ten_hessian,
    rosenbrock_of_two_grad, rosenbrock_of_two_hessian,
};
use nalgebra::{DVector, SVector};
use num_dual::{DualDVec64, DualNum, gradient, hessian, jacobian};
use std::hint::black_box;

/// By whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    Us,
    DualNumbers,
}

/// One derivative: a run gives its numbers to nobody, and adds to a sum what depends on all of them.
pub(crate) type Run = Box<dyn FnMut() -> f64>;

/// The names of all.
pub(crate) const NAMES: [&str; 12] = [
    "gradient 2",
    "gradient 10",
    "gradient 100",
    "hessian 2",
    "hessian 10",
    "hessian 100",
    "hessian 100, into",
    "jacobian 2",
    "jacobian 10",
    "jacobian 10, slice",
    "jacobian 100",
    "jacobian 100, into",
];

/// One of them.
pub(crate) fn case(name: &str, by: By) -> Run {
    match by {
        By::Us => ours(name),
        By::DualNumbers => theirs(name),
    }
}

/// Where the derivatives are taken.
fn point<const N: usize>() -> [f64; N] {
    std::array::from_fn(|i| 0.3 + 0.01 * f64::from(u8::try_from(i).expect("few unknowns")))
}

fn ours(name: &str) -> Run {
    let (two, ten, hundred) = (point::<2>(), point::<10>(), point::<100>());
    let mut matrix = vec![0.0; 10_000];
    match name {
        "gradient 2" => Box::new(move || rosenbrock_of_two_grad(*black_box(&two)).iter().sum()),
        "gradient 10" => Box::new(move || rosenbrock_of_ten_grad(*black_box(&ten)).iter().sum()),
        "gradient 100" => Box::new(move || rosenbrock_grad(black_box(&hundred)).iter().sum()),
        "hessian 2" => Box::new(move || rosenbrock_of_two_hessian(*black_box(&two)).as_flattened().iter().sum()),
        "hessian 10" => Box::new(move || rosenbrock_of_ten_hessian(*black_box(&ten)).as_flattened().iter().sum()),
        "hessian 100" => Box::new(move || rosenbrock_hessian(black_box(&hundred)).iter().flatten().sum()),
        "hessian 100, into" => Box::new(move || {
            rosenbrock_hessian_into(black_box(&hundred), &mut matrix);
            matrix.iter().sum()
        }),
        "jacobian 2" => Box::new(move || {
            // In the order of their columns.
            let [[a, b], [c, d]] = lotka_jacobian(*black_box(&two));
            a + c + b + d
        }),
        "jacobian 10" => Box::new(move || broyden_of_ten_jacobian(*black_box(&ten)).as_flattened().iter().sum()),
        "jacobian 10, slice" => Box::new(move || broyden_jacobian(black_box(&ten)).iter().flatten().sum()),
        "jacobian 100" => Box::new(move || broyden_jacobian(black_box(&hundred)).iter().flatten().sum()),
        "jacobian 100, into" => Box::new(move || {
            broyden_jacobian_into(black_box(&hundred), &mut matrix);
            matrix.iter().sum()
        }),
        _ => panic!("there is no case `{name}`"),
    }
}

/// Where the number of unknowns is fixed, in vectors of that size; else as their documentation shows.
fn theirs(name: &str) -> Run {
    let (two, ten) = (SVector::from(point::<2>()), SVector::from(point::<10>()));
    let (hundred, open) = (SVector::from(point::<100>()), DVector::from_row_slice(&point::<100>()));
    match name {
        "gradient 2" => {
            Box::new(move || gradient(|x: SVector<_, 2>| rosenbrock(x.as_slice()), black_box(&two)).1.sum())
        }
        "gradient 10" => {
            Box::new(move || gradient(|x: SVector<_, 10>| rosenbrock(x.as_slice()), black_box(&ten)).1.sum())
        }
        "gradient 100" => {
            Box::new(move || gradient(|x: SVector<_, 100>| rosenbrock(x.as_slice()), black_box(&hundred)).1.sum())
        }
        "hessian 2" => Box::new(move || hessian(|x: SVector<_, 2>| rosenbrock(x.as_slice()), black_box(&two)).2.sum()),
        "hessian 10" => {
            Box::new(move || hessian(|x: SVector<_, 10>| rosenbrock(x.as_slice()), black_box(&ten)).2.sum())
        }
        "hessian 100" | "hessian 100, into" => {
            Box::new(move || hessian(|x: DVector<_>| rosenbrock(x.as_slice()), black_box(&open)).2.sum())
        }
        "jacobian 2" => Box::new(move || {
            let lotka = |y: SVector<_, 2>| lotka(&y[0], &y[1]);
            jacobian(lotka, black_box(&two)).1.sum()
        }),
        "jacobian 10" => Box::new(move || {
            let system = |x: SVector<_, 10>| {
                let f = broyden(x.as_slice());
                SVector::<_, 10>::from_iterator(f)
            };
            jacobian(system, black_box(&ten)).1.sum()
        }),
        "jacobian 10, slice" => {
            let open = DVector::from_row_slice(ten.as_slice());
            Box::new(move || jacobian(open_system, black_box(&open)).1.sum())
        }
        "jacobian 100" | "jacobian 100, into" => Box::new(move || jacobian(open_system, black_box(&open)).1.sum()),
        _ => panic!("there is no case `{name}`"),
    }
}

#[allow(clippy::needless_pass_by_value, reason = "it is how it is passed")]
fn open_system(x: DVector<DualDVec64>) -> DVector<DualDVec64> {
    DVector::from_vec(broyden(x.as_slice()))
}

fn rosenbrock<D: DualNum<f64>>(x: &[D]) -> D {
    let mut sum = D::zero();
    for i in 1..x.len() {
        let curve = x[i].clone() - x[i - 1].clone() * x[i - 1].clone();
        let step = -x[i - 1].clone() + 1.0;
        sum += curve.clone() * curve * 100.0 + step.clone() * step;
    }
    sum
}

fn broyden<D: DualNum<f64>>(x: &[D]) -> Vec<D> {
    let n = x.len();
    let one = |i: usize| {
        let before = if i == 0 { D::zero() } else { x[i - 1].clone() };
        let after = if i + 1 == n { D::zero() } else { x[i + 1].clone() };
        (x[i].clone() * -2.0 + 3.0) * x[i].clone() - before - after * 2.0 + (-x[i].clone()).exp()
    };
    (0..n).map(one).collect()
}

fn lotka<D: DualNum<f64>>(a: &D, b: &D) -> SVector<D, 2> {
    let met = a.clone() * b.clone();
    SVector::from([a.clone() * 1.5 - met.clone(), met - b.clone() * 3.0])
}
