//! Functions in several parts: what a callee says of what depends on what, and what is taken where it says
//! nothing.

use autodiff::grad;
use autodiff::sparse::{ColumnColoring, Csr, Pattern, StarColoring};

/// It has sets, and says so to callers.
#[grad(sparse_jacobian)]
fn laplacian(u: &[f64], k: f64, out: &mut [f64]) {
    for i in 1..u.len() - 1 {
        out[i] += k * (u[i - 1] - 2.0 * u[i] + u[i + 1]);
    }
}

#[grad(sparse_jacobian)]
fn fluxes(u: &[f64]) -> Vec<f64> {
    u.windows(2).map(|w| (w[1] - w[0]) * (w[1] + w[0])).collect()
}

#[grad(sparse_jacobian)]
fn rolled(mut u: Vec<f64>, by: f64) -> Vec<f64> {
    for x in &mut u {
        *x = *x * x.sin() + by;
    }
    u
}

#[grad(sparse_jacobian, jacobian)]
fn in_parts(u: &[f64], k: f64) -> Vec<f64> {
    let mut r = vec![0.0; u.len()];
    laplacian(u, k, &mut r);
    let q = fluxes(u);
    for i in 1..u.len() - 1 {
        r[i] += q[i] - q[i - 1];
    }
    let changed: Vec<f64> = rolled(r, 0.5);
    changed
}

#[grad(sparse_jacobian, jacobian)]
fn in_one(u: &[f64], k: f64) -> Vec<f64> {
    let n = u.len();
    let mut r = vec![0.0; n];
    for i in 1..n - 1 {
        let [left, right] = [i - 1, i].map(|i| (u[i + 1] - u[i]) * (u[i + 1] + u[i]));
        r[i] = k * (u[i - 1] - 2.0 * u[i] + u[i + 1]) + right - left;
    }
    r.iter().map(|x| x * x.sin() + 0.5).collect()
}

/// Each part that goes in and out, and is added to.
#[grad(sparse_jacobian)]
fn element(u: &[f64], r: &mut [f64]) {
    let stretch = u[1] - u[0];
    r[0] -= stretch.powi(3);
    r[1] += stretch.powi(3);
}

#[grad(sparse_jacobian, jacobian)]
fn assembled(u: &[f64]) -> Vec<f64> {
    let mut r = vec![0.0; u.len()];
    for e in 0..u.len() - 1 {
        element(&u[e..e + 2], &mut r[e..e + 2]);
    }
    r
}

/// It calls itself.
#[grad(sparse_jacobian)]
fn halves(x: &[f64], out: &mut [f64]) {
    if x.len() == 1 {
        out[0] += x[0] * x[0];
        return;
    }
    let half = x.len() / 2;
    halves(&x[..half], &mut out[..half]);
    halves(&x[half..], &mut out[half..]);
    out[0] += x[0] * x[half];
}

#[grad(sparse_jacobian, jacobian)]
fn tree(x: &[f64]) -> Vec<f64> {
    let mut r = vec![0.0; x.len()];
    halves(x, &mut r);
    r
}

/// It says nothing: all that it leaves depends on all that it is given.
#[grad]
fn pushed(x: &[f64], out: &mut Vec<f64>) {
    for x in x {
        out.push(x * x);
    }
}

#[grad(sparse_jacobian, jacobian)]
fn by_pairs(x: &[f64]) -> Vec<f64> {
    let mut out = vec![x[4]];
    pushed(&x[..2], &mut out);
    pushed(&x[2..4], &mut out);
    out
}

enum Part {
    Diode { leak: f64, slope: f64 },
    Source(f64),
}

#[grad]
fn diode(v: f64, leak: f64, slope: f64) -> f64 {
    leak * (slope * v).exp_m1()
}

/// What is not seen of an argument stands in no slot.
#[grad(sparse_jacobian, jacobian)]
fn currents(v: &[f64], #[constant] parts: &[Part]) -> Vec<f64> {
    let mut sums = vec![0.0; v.len()];
    for (i, part) in parts.iter().enumerate() {
        let current = match part {
            Part::Diode { leak, slope } => diode(v[i] - v[i + 1], *leak, *slope),
            Part::Source(current) => *current,
        };
        sums[i] += current;
        sums[i + 1] -= current;
    }
    sums
}

fn assert_is(ours: &Csr, dense: &[Vec<f64>]) {
    for (ours, expected) in ours.to_dense().iter().zip(dense.concat()) {
        assert!((ours - expected).abs() <= 1e-12 * expected.abs(), "{ours}, {expected}");
    }
}

const X: [f64; 7] = [0.5, 1.0, -2.0, 0.25, 3.0, 0.75, -1.5];

#[test]
fn what_a_callee_says_is_as_exact_as_its_code() {
    assert_eq!(in_parts(&X, 0.3), in_one(&X, 0.3));
    let pattern = in_parts_pattern(&X, 0.3);
    assert_eq!(pattern, in_one_pattern(&X, 0.3));
    let ours = in_parts_sparse_jacobian(&X, 0.3, &ColumnColoring::new(pattern)).unwrap();
    let (along_u, along_k) = in_parts_jacobian(&X, 0.3);
    let dense: Vec<_> = along_u
        .into_iter()
        .zip(along_k)
        .map(|(mut row, k)| {
            row.push(k);
            row
        })
        .collect();
    assert_is(&ours, &dense);
}

#[test]
fn a_callee_that_adds_links_its_own_part() {
    let pattern = assembled_pattern(&X);
    let band = (0..7_usize).flat_map(|i| (i.saturating_sub(1)..(i + 2).min(7)).map(move |j| (i, j)));
    assert_eq!(pattern, Pattern::new(7, 7, band));
    assert_is(&assembled_sparse_jacobian(&X, &ColumnColoring::new(pattern)).unwrap(), &assembled_jacobian(&X));
}

#[test]
fn a_callee_that_calls_itself() {
    let pattern = tree_pattern(&X);
    assert_eq!(pattern.nnz(), 7 + 6);
    assert_is(&tree_sparse_jacobian(&X, &ColumnColoring::new(pattern)).unwrap(), &tree_jacobian(&X));
}

#[test]
fn where_a_callee_says_nothing_all_depends_on_all() {
    let pattern = by_pairs_pattern(&X);
    // The second call is given what the first has left.
    let all = (0..5).flat_map(|row| (0..5).map(move |column| (row, column)));
    assert_eq!(pattern, Pattern::new(5, 7, all));
    assert_is(&by_pairs_sparse_jacobian(&X, &ColumnColoring::new(pattern)).unwrap(), &by_pairs_jacobian(&X));
}

#[test]
fn constants_of_a_type_that_is_not_seen_have_no_column() {
    let parts = [Part::Source(0.1), Part::Diode { leak: 1e-3, slope: 2.0 }, Part::Source(0.2)];
    let pattern = currents_pattern(&X[..4], &parts);
    assert_eq!(pattern, Pattern::new(4, 4, [(1, 1), (1, 2), (2, 1), (2, 2)]));
    let coloring = ColumnColoring::new(pattern);
    assert_is(&currents_sparse_jacobian(&X[..4], &parts, &coloring).unwrap(), &currents_jacobian(&X[..4], &parts));
}

/// A callee on memory, whose adjoint adds to shadows.
#[grad(hvp)]
fn bending(w: &[f64]) -> f64 {
    let curvature = w[0] - 2.0 * w[1] + w[2];
    curvature.powi(4) * w[1]
}

#[grad(hvp)]
fn filled(u: &[f64], k: f64, out: &mut [f64]) {
    for i in 0..out.len() {
        out[i] = k * (u[i + 1] - u[i]) * u[i];
    }
}

#[grad(sparse_hessian, hessian)]
fn elastic(u: &[f64], k: f64) -> f64 {
    let mut sum: f64 = u.windows(3).map(|w| bending(w)).sum();
    for i in 0..u.len() - 1 {
        let mut strain = vec![0.0; 1];
        filled(&u[i..i + 2], k, &mut strain);
        sum += strain[0] * strain[0];
    }
    sum
}

#[test]
fn a_hessian_of_callees_on_memory_is_banded() {
    let pattern = elastic_hessian_pattern(&X, 0.7);
    assert!(pattern.triplets().all(|(row, column)| row.abs_diff(column) <= 2 || row.max(column) == 7), "{pattern:?}");
    let hessian = elastic_sparse_hessian(&X, 0.7, &StarColoring::new(pattern)).unwrap();
    let ((along_u, mixed), (_, along_k)) = elastic_hessian(&X, 0.7);
    let mut dense: Vec<Vec<f64>> = along_u;
    dense.iter_mut().zip(&mixed).for_each(|(row, mixed)| row.push(*mixed));
    dense.push(mixed.into_iter().chain([along_k]).collect());
    for (ours, expected) in hessian.to_dense().iter().zip(dense.concat()) {
        assert!((ours - expected).abs() <= 1e-11 * expected.abs().max(1.0), "{ours}, {expected}");
    }
}

/// A companion by hand says nothing.
fn doubled(x: &[f64]) -> Vec<f64> {
    x.iter().map(|x| 2.0 * x).collect()
}

fn doubled_jvp(x: &[f64], x_dot: &[f64]) -> (Vec<f64>, Vec<f64>) {
    (doubled(x), doubled(x_dot))
}

#[grad(sparse_jacobian, only(jvp))]
fn by_hand(x: &[f64]) -> Vec<f64> {
    doubled(&x[..2])
}

#[test]
fn a_companion_by_hand_is_called() {
    let pattern = by_hand_pattern(&X);
    assert_eq!(pattern, Pattern::new(2, 7, [(0, 0), (0, 1), (1, 0), (1, 1)]));
    let jacobian = by_hand_sparse_jacobian(&X, &ColumnColoring::new(pattern)).unwrap();
    assert_eq!((jacobian.get(0, 0), jacobian.get(0, 1), jacobian.get(1, 1)), (2.0, 0.0, 2.0));
}

struct Grid {
    k: f64,
}

/// Methods of what does not move.
#[grad(sparse_jacobian, jacobian)]
impl Grid {
    fn both(#[constant] &self, u: &[f64]) -> [f64; 2] {
        [u[0] - u[1], self.k * u[0] * u[1]]
    }

    fn fill(#[constant] &self, u: &[f64], r: &mut [f64]) {
        for i in 0..r.len() {
            r[i] += self.k * u[i] * u[i];
        }
    }

    fn residual(#[constant] &self, u: &[f64]) -> Vec<f64> {
        let mut r = Vec::new();
        for i in 0..u.len() - 1 {
            let [a, b] = self.both(&u[i..i + 2]);
            r.push(a * b);
        }
        let mut last = [0.0; 2];
        self.fill(&u[..2], &mut last);
        r.extend(last);
        r
    }
}

#[test]
fn methods_are_callees() {
    let grid = Grid { k: 0.5 };
    let pattern = grid.residual_pattern(&X);
    let pairs = (0..6).flat_map(|i| [(i, i), (i, i + 1)]);
    assert_eq!(pattern, Pattern::new(8, 7, pairs.chain([(6, 0), (6, 1), (7, 0), (7, 1)])));
    assert_is(&grid.residual_sparse_jacobian(&X, &ColumnColoring::new(pattern)).unwrap(), &grid.residual_jacobian(&X));
}
