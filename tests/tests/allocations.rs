//! What the companions allocate, by a counting allocator: nothing where nothing
//! has to be remembered, and no more than has to be where something has to.

#![allow(clippy::needless_range_loop, reason = "loops over indices are one of the forms to be measured")]

use allocation_counter::{AllocationInfo, measure};
use approx::assert_relative_eq;
use autodiff::grad;

#[path = "allocations/arrays.rs"]
mod arrays;
#[path = "allocations/callees.rs"]
mod callees;
#[path = "allocations/independent.rs"]
mod independent;
#[path = "allocations/uncounted.rs"]
mod uncounted;

const DOUBLE: u64 = size_of::<f64>() as u64;

/// The result of a computation, and what its thread allocated meanwhile.
fn measured<R>(compute: impl FnOnce() -> R) -> (R, AllocationInfo) {
    let mut result = None;
    let info = measure(|| result = Some(compute()));
    (result.expect("the computation ran"), info)
}

/// Values without a pattern that a wrong derivative could hide in.
fn values(count: usize, phase: f64) -> Vec<f64> {
    let mut values = Vec::with_capacity(count);
    let mut angle = phase;
    for _ in 0..count {
        values.push(angle.sin() + 1.5);
        angle += 0.7;
    }
    values
}

/// A zero below means something only if an allocation counts.
#[test]
fn the_counter_counts() {
    let (kept, info) = measured(|| std::hint::black_box(vec![0.0; 10]));
    assert_eq!((info.count_total, info.bytes_max), (1, 10 * DOUBLE));
    assert_eq!(kept.len(), 10);
}

#[grad]
fn dot(x: &[f64], y: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 0..x.len() {
        sum += x[i] * y[i];
    }
    sum
}

#[grad]
fn dot_by_iterators(x: &[f64], y: &[f64]) -> f64 {
    x.iter().zip(y).map(|(x, y)| x * y).sum()
}

/// A sum reads its terms and remembers nothing.
#[test]
fn a_dot_product_allocates_nothing() {
    let (x, y) = (values(100, 0.1), values(100, 0.2));
    let (mut x_bar, mut y_bar) = (vec![1.0; 100], vec![0.0; 100]);

    let (value, info) = measured(|| dot_vjp_into(&x, &y, 2.0, &mut x_bar, &mut y_bar));
    assert_eq!(info.count_total, 0, "dot_vjp_into: {info:?}");
    assert_eq!(value.to_bits(), dot(&x, &y).to_bits());
    assert_eq!((x_bar[7], y_bar[7]), (1.0 + 2.0 * y[7], 2.0 * x[7]));

    let (_, info) = measured(|| dot_grad_into(&x, &y, &mut x_bar, &mut y_bar));
    assert_eq!(info.count_total, 0, "dot_grad_into: {info:?}");
    assert_eq!((&x_bar, &y_bar), (&y, &x));
}

/// Nor does an iterator chain become a vector.
#[test]
fn a_dot_product_by_iterators_allocates_nothing() {
    let (x, y) = (values(100, 0.1), values(100, 0.2));
    let (mut x_bar, mut y_bar) = (vec![0.0; 100], vec![0.0; 100]);

    let (value, info) = measured(|| dot_by_iterators_vjp_into(&x, &y, 1.0, &mut x_bar, &mut y_bar));
    assert_eq!(info.count_total, 0, "dot_by_iterators_vjp_into: {info:?}");
    assert_eq!(value.to_bits(), dot_by_iterators(&x, &y).to_bits());
    let (_, info) = measured(|| dot_by_iterators_grad_into(&x, &y, &mut x_bar, &mut y_bar));
    assert_eq!(info.count_total, 0, "dot_by_iterators_grad_into: {info:?}");
    assert_eq!((&x_bar, &y_bar), (&y, &x));
}

#[grad]
fn axpy(a: f64, x: &[f64], y: &mut [f64]) {
    for i in 0..x.len() {
        y[i] += a * x[i];
    }
}

/// What `y` held before is not read by the adjoint, so it is overwritten without
/// a copy.
#[test]
fn an_update_in_place_allocates_nothing() {
    let (a, x) = (3.0, values(100, 0.1));
    let (mut y, before) = (values(100, 0.2), values(100, 0.2));
    let (mut a_bar, mut x_bar, mut y_bar) = (0.0, vec![0.0; 100], values(100, 0.3));
    let seed = y_bar.clone();

    let ((), info) = measured(|| axpy_vjp_into(a, &x, &mut y, &mut a_bar, &mut x_bar, &mut y_bar));
    assert_eq!(info.count_total, 0, "{info:?}");
    assert_eq!(y[7], before[7] + a * x[7]);
    assert_relative_eq!(a_bar, dot(&x, &seed), max_relative = 1e-14);
    assert_eq!((x_bar[7], &y_bar), (a * seed[7], &seed));
}

/// Row-major.
#[grad]
fn matvec(a: &[f64], x: &[f64], y: &mut [f64]) {
    for i in 0..y.len() {
        let mut sum = 0.0;
        for j in 0..x.len() {
            sum += a[i * x.len() + j] * x[j];
        }
        y[i] = sum;
    }
}

#[test]
fn a_matrix_times_a_vector_allocates_nothing() {
    let (rows, columns) = (20, 30);
    let (a, x) = (values(rows * columns, 0.1), values(columns, 0.2));
    let mut y = vec![0.0; rows];
    let (mut a_bar, mut x_bar, mut y_bar) = (vec![0.0; rows * columns], vec![0.0; columns], values(rows, 0.3));
    let seed = y_bar.clone();

    let ((), info) = measured(|| matvec_vjp_into(&a, &x, &mut y, &mut a_bar, &mut x_bar, &mut y_bar));
    assert_eq!(info.count_total, 0, "{info:?}");
    assert_eq!(y[2].to_bits(), dot(&a[2 * columns..3 * columns], &x).to_bits());
    assert_eq!(a_bar[2 * columns + 5], seed[2] * x[5]);
    let column: Vec<f64> = a.iter().skip(5).step_by(columns).copied().collect();
    assert_relative_eq!(x_bar[5], dot(&column, &seed), max_relative = 1e-14);
    // What `y` held is overwritten, and had no influence.
    assert_eq!(y_bar, vec![0.0; rows]);
}

/// The sum of the distances of points in space from a centre.
#[grad]
fn distances(points: &[f64], centre: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 0..points.len() / 3 {
        let mut offset = [0.0; 3];
        for j in 0..3 {
            offset[j] = points[3 * i + j] - centre[j];
        }
        let mut square = 0.0;
        for j in 0..3 {
            square += offset[j] * offset[j];
        }
        sum += square.sqrt();
    }
    sum
}

/// The same with any number of dimensions.
#[grad]
fn distances_in(dimensions: usize, points: &[f64], centre: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 0..points.len() / dimensions {
        let mut offset = vec![0.0; dimensions];
        for j in 0..dimensions {
            offset[j] = points[dimensions * i + j] - centre[j];
        }
        let mut square = 0.0;
        for j in 0..dimensions {
            square += offset[j] * offset[j];
        }
        sum += square.sqrt();
    }
    sum
}

/// The points meet in the sum only, so each one's derivatives are taken while
/// its scratch is at hand.
#[test]
fn a_scratch_array_of_a_reduction_stays_off_the_heap() {
    let (points, centre) = (values(3 * 200, 0.1), [0.5, 2.5, 1.0]);
    let (mut points_bar, mut centre_bar) = (vec![0.0; points.len()], [0.0; 3]);

    let (value, info) = measured(|| distances_vjp_into(&points, &centre, 1.0, &mut points_bar, &mut centre_bar));
    assert_eq!(info.count_total, 0, "{info:?}");
    assert_eq!(value.to_bits(), distances(&points, &centre).to_bits());
    // A derivative by one point is a unit vector, and the centre moves against
    // all of them.
    assert_relative_eq!(dot(&points_bar[..3], &points_bar[..3]), 1.0, max_relative = 1e-14);
    let along_x: f64 = points_bar.iter().step_by(3).sum();
    assert_relative_eq!(centre_bar[0], -along_x, max_relative = 1e-12);
}

/// What `distances_in_vjp_into` allocates for so many points.
fn measure_distances_in(dimensions: usize, count: usize) -> AllocationInfo {
    let (points, centre) = (values(dimensions * count, 0.1), values(dimensions, 0.9));
    let (mut points_bar, mut centre_bar) = (vec![0.0; points.len()], vec![0.0; dimensions]);
    let (value, info) =
        measured(|| distances_in_vjp_into(dimensions, &points, &centre, 1.0, &mut points_bar, &mut centre_bar));
    assert_eq!(value.to_bits(), distances_in(dimensions, &points, &centre).to_bits());
    assert_relative_eq!(dot(&points_bar[..dimensions], &points_bar[..dimensions]), 1.0, max_relative = 1e-14);
    info
}

/// Scratch of a size that is known at run time has to be allocated, but is not
/// kept from one point to the next: keeping it would hold `DIMENSIONS` doubles
/// a point, and less than that is asserted.
#[test]
fn a_scratch_vector_of_a_reduction_is_not_kept() {
    const DIMENSIONS: usize = 16;
    const DOUBLES_A_POINT: u64 = 4;
    const ALLOCATIONS_A_POINT: u64 = 4;
    let (few, many) = (measure_distances_in(DIMENSIONS, 100), measure_distances_in(DIMENSIONS, 1100));

    let growth = many.bytes_max.saturating_sub(few.bytes_max);
    assert!(growth <= 1000 * DOUBLES_A_POINT * DOUBLE, "a thousand points more hold {growth} bytes more: {many:?}");
    assert!(many.count_total <= 1100 * ALLOCATIONS_A_POINT, "{many:?}");
}

#[grad]
fn recurrence(x: f64, a: f64, steps: usize) -> f64 {
    let mut x = x;
    for _ in 0..steps {
        x = x * a + x.sin();
    }
    x
}

#[grad]
fn recurrence_of_ten(x: f64, a: f64) -> f64 {
    let mut x = x;
    for _ in 0..10 {
        x = x * a + x.sin();
    }
    x
}

/// The derivative of `f` by a central difference.
fn slope(f: impl Fn(f64) -> f64, at: f64) -> f64 {
    const STEP: f64 = 1e-5;
    (f(at + STEP) - f(at - STEP)) / (2.0 * STEP)
}

/// The adjoint of a step reads the value before it, and nothing else: one buffer
/// of a double a step, of the right size at once.
#[test]
fn a_recurrence_keeps_one_double_a_step() {
    let ((_, a_bar), info) = measured(|| recurrence_grad(0.5, 0.4, 1000));
    assert_eq!(info.count_total, 1, "{info:?}");
    assert_eq!(info.bytes_total, 1000 * DOUBLE, "{info:?}");
    assert_relative_eq!(a_bar, slope(|a| recurrence(0.5, a, 1000), 0.4), max_relative = 1e-7);
}

/// A trip count that the source states makes an array of the buffer.
#[test]
fn a_recurrence_of_a_fixed_count_allocates_nothing() {
    let ((x_bar, a_bar), info) = measured(|| recurrence_of_ten_grad(0.5, 0.4));
    assert_eq!(info.count_total, 0, "{info:?}");
    assert_relative_eq!(x_bar, slope(|x| recurrence_of_ten(x, 0.4), 0.5), max_relative = 1e-7);
    assert_relative_eq!(a_bar, slope(|a| recurrence_of_ten(0.5, a), 0.4), max_relative = 1e-7);
}

/// Sweeps that overwrite what they read: every element is kept.
#[grad]
fn sweeps(x: f64) -> f64 {
    let mut a = [x, x * x, 1.0, 2.0];
    for _ in 0..3 {
        for j in (1..=3).rev() {
            if a[j] > 0.1 {
                a[j] = (a[j] * a[j - 1]).sin();
            }
        }
    }
    a[3]
}

/// So do nested loops whose counts are stated, all of them.
#[test]
fn nested_loops_of_fixed_counts_allocate_nothing() {
    let (x_bar, info) = measured(|| sweeps_grad(0.9));
    assert_eq!(info.count_total, 0, "{info:?}");
    assert_relative_eq!(x_bar, slope(sweeps, 0.9), max_relative = 1e-7);
}

/// Sweeps over an array of any length.
#[grad]
fn sweeps_over(x: &[f64], times: usize) -> f64 {
    let mut a = x.to_vec();
    let n = a.len();
    for _ in 0..times {
        for j in 1..n {
            a[j] = (a[j] * a[j - 1]).sin();
        }
    }
    a[n - 1]
}

/// Buffers of nested loops whose counts are known on entry never grow: one for
/// each factor, one for where the inner loop begins on each, the array, its
/// shadow, and the gradient.
#[test]
fn buffers_of_nested_loops_are_sized_once() {
    let x = [0.4, 0.9, 1.2, 0.7];
    let (few, many) = (measured(|| sweeps_over_grad(&x, 3)), measured(|| sweeps_over_grad(&x, 300)));
    assert_eq!(few.1.count_total, many.1.count_total);
    assert!(many.1.count_total <= 7, "{:?}", many.1);
    assert_relative_eq!(few.0[0], slope(|v| sweeps_over(&[v, 0.9, 1.2, 0.7], 3), 0.4), max_relative = 1e-6);
}

/// Steps from any number on.
#[grad]
fn steps_from(a: f64, from: usize, to: usize, inner: usize) -> f64 {
    let mut x = a;
    for _ in from..to {
        for _ in 0..inner {
            x = (x * a).sin();
        }
    }
    x
}

/// The room of a buffer is that of the iterations, not of the indices.
#[test]
fn buffers_have_room_for_iterations() {
    let from = usize::MAX - 3;
    let (a_bar, info) = measured(|| steps_from_grad(0.7, from, from + 2, 4));
    assert!(info.bytes_max <= 20 * DOUBLE, "{info:?}");
    assert_relative_eq!(a_bar, slope(|a| steps_from(a, from, from + 2, 4), 0.7), max_relative = 1e-7);
}

/// A ring of states, each driven by the one before it.
#[grad(only(grad_into))]
fn ring(x: &[f64], steps: usize) -> f64 {
    let mut state = x.to_vec();
    let n = state.len();
    #[checkpoint(sqrt)]
    for _ in 0..steps {
        let last = state[n - 1];
        for i in (1..n).rev() {
            state[i] = 0.9 * state[i] + 0.1 * state[i - 1] * state[i - 1];
        }
        state[0] = 0.9 * state[0] + 0.1 * last;
    }
    state[0]
}

/// The same at two levels.
#[grad(only(grad_into))]
fn ring_in_two_levels(x: &[f64], steps: usize) -> f64 {
    let mut state = x.to_vec();
    let n = state.len();
    #[checkpoint(levels = 2)]
    for _ in 0..steps {
        let last = state[n - 1];
        for i in (1..n).rev() {
            state[i] = 0.9 * state[i] + 0.1 * state[i - 1] * state[i - 1];
        }
        state[0] = 0.9 * state[0] + 0.1 * last;
    }
    state[0]
}

/// Of a million steps over a hundred states 10 MB are kept, where all states would be 800 MB.
/// A run at the desk takes the same per root of the steps of ten thousand of them.
#[test]
fn checkpoints_keep_the_root_of_the_steps() {
    const MEGABYTES: u64 = 1_000_000;
    let steps = if std::env::var_os("CI").is_some() { 1_000_000 } else { 10_000 };
    let x = values(100, 0.1);
    let mut x_bar = [vec![0.0; 100], vec![0.0; 100]];
    let (_, one) = measured(|| ring_grad_into(&x, steps, &mut x_bar[0]));
    assert!(one.bytes_max <= 10 * MEGABYTES * steps.isqrt() as u64 / 1_000, "{one:?}");
    let (_, two) = measured(|| ring_in_two_levels_grad_into(&x, steps, &mut x_bar[1]));
    assert!(two.bytes_max * 2 <= one.bytes_max, "{two:?}, {one:?}");
    assert!(x_bar[0].iter().zip(&x_bar[1]).all(|(a, b)| a.to_bits() == b.to_bits()));
}
