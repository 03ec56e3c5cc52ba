//! The problems with data to run on, and who solves each.

use crate::peers::{dual, problems, tape};
use crate::{by_hand, perceptron};
use autodiff_gradbench::evals::{ba, det, gmm, kmeans, llsq, lse, lstm, ode};
use reverse::{Tape, Var};
use std::hint::black_box;
use std::rc::Rc;

/// Who computes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// The function alone.
    Primal,
    /// The companion of `#[grad]`.
    Ours,
    /// The gradient by hand.
    ByHand,
    /// The crate `num-dual`.
    Dual,
    /// The crate `reverse`.
    Tape,
}

/// A run: what it gives is the gradient, one part after the other.
pub type Run = Box<dyn Fn() -> Vec<f64>>;

/// A problem of one size.
pub struct Case {
    /// Its name in the suite.
    pub eval: &'static str,
    /// Its size, as the table says it.
    pub size: String,
    /// Who solves it.
    pub runs: Vec<(Who, Run)>,
}

/// A case, and the data that all of its runs share.
struct Shared<D> {
    case: Case,
    data: Rc<D>,
}

impl<D: 'static> Shared<D> {
    fn new(eval: &'static str, size: String, data: D) -> Self {
        Shared { case: Case { eval, size, runs: Vec::new() }, data: Rc::new(data) }
    }

    fn by(mut self, who: Who, run: impl Fn(&D) -> Vec<f64> + 'static) -> Self {
        let data = Rc::clone(&self.data);
        self.case.runs.push((who, Box::new(move || run(black_box(&data)))));
        self
    }
}

/// Numbers between -1 and 1 without a pattern, the same in every run.
pub fn numbers(count: usize, seed: u64) -> Vec<f64> {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        2.0 * f64::from(u32::try_from(state >> 33).unwrap_or(0)) / f64::from(u32::MAX >> 1) - 1.0
    };
    (0..count).map(|_| next()).collect()
}

/// The problems, small enough for a test.
pub fn small() -> Vec<Case> {
    vec![
        gmm(7, 3, 11),
        ba(5),
        lstm(2, 6, 9),
        with_dual::<16>(det(4)).case,
        llsq(9, 20),
        lse(50),
        ode(6, 5),
        kmeans(4, 30, 5),
        perceptron(12),
    ]
}

/// The problems as they are measured.
pub fn measured() -> Vec<Case> {
    vec![
        gmm(10, 25, 1000),
        gmm(64, 25, 1000),
        ba(31843),
        lstm(4, 14, 4096),
        with_dual::<49>(det(7)).case,
        det(9).case,
        llsq(128, 4096),
        lse(40_000),
        ode(100, 1000),
        kmeans(100, 10_000, 8),
        perceptron(400),
    ]
}

/// The parameters in one list, and in their parts.
struct Mixture {
    all: Vec<f64>,
    parts: [Vec<f64>; 4],
    x: Vec<f64>,
}

fn gmm(d: usize, k: usize, n: usize) -> Case {
    let parts = [(k, 1), (k * d, 2), (k * d, 3), (k * d * (d - 1) / 2, 4)].map(|(count, seed)| numbers(count, seed));
    let data = Mixture { all: parts.concat(), parts, x: numbers(n * d, 5) };
    let tape = Tape::new();
    Shared::new("gmm", format!("d = {d}, k = {k}, n = {n}"), data)
        .by(Who::Primal, move |Mixture { parts: [a, mu, q, l], x, .. }| vec![gmm::posterior(a, mu, q, l, x, d, 1.0, 2)])
        .by(Who::Ours, move |Mixture { parts: [a, mu, q, l], x, .. }| {
            let (a, mu, q, l) = gmm::posterior_grad(a, mu, q, l, x, d, 1.0, 2);
            [a, mu, q, l].concat()
        })
        .by(Who::ByHand, move |Mixture { parts: [a, mu, q, l], x, .. }| {
            let (a, mu, q, l) = by_hand::gmm::gradient(a, mu, q, l, x, d, 1.0, 2);
            [a, mu, q, l].concat()
        })
        .by(Who::Tape, move |Mixture { all, x, .. }| {
            tape::gradient(&tape, all, |p: &[Var<'_>]| problems::posterior(p, k, x, d, 1.0, 2))
        })
        .case
}

fn ba(count: usize) -> Case {
    let scene = ba::Scene {
        cams: numbers(ba::CAMERA * 49, 6).as_chunks().0.to_vec(),
        points: numbers(3 * 777, 7).chunks_exact(3).map(|p| [p[0], p[1], 8.0 + p[2]]).collect(),
        weights: numbers(count, 8),
        seen: (0..count).map(|i| (i % 49, i % 777, [0.1, 0.2])).collect(),
    };
    let tape = Tape::new();
    let join = |cam: &[f64; ba::CAMERA], x: &[f64; 3], w: f64| -> [f64; ba::ROW] {
        std::array::from_fn(|i| if i < 11 { cam[i] } else { x.get(i - 11).copied().unwrap_or(w) })
    };
    Shared::new("ba", format!("p = {count}"), scene)
        .by(Who::Primal, |scene| {
            let (errors, weights) = scene.errors();
            [errors.as_flattened(), &weights].concat()
        })
        .by(Who::Ours, |scene| scene.jacobian().vals)
        .by(Who::ByHand, |scene| by_hand::ba::jacobian(scene).vals)
        .by(Who::Dual, move |scene| {
            let rows = |cam: &_, x: &_, w, feat: &_| dual::rows(&join(cam, x, w), |p| problems::reprojection(p, feat));
            scene.jacobian_of(rows, ba::weight_error_grad).vals
        })
        .by(Who::Tape, move |scene| {
            let rows =
                |cam: &_, x: &_, w, feat: &_| tape::rows(&tape, &join(cam, x, w), |p| problems::reprojection(p, feat));
            scene.jacobian_of(rows, ba::weight_error_grad).vals
        })
        .case
}

fn lstm(layers: usize, width: usize, length: usize) -> Case {
    let sizes = [(8 * layers * width, 9), (3 * width, 10), (2 * layers * width, 11), (length * width, 12)];
    Shared::new("lstm", format!("l = {layers}, c = {length}"), sizes.map(|(count, seed)| numbers(count, seed)))
        .by(Who::Primal, move |[main, extra, state, sequence]| vec![lstm::loss(main, extra, state, sequence, width)])
        .by(Who::Ours, move |[main, extra, state, sequence]| {
            let (main, extra) = lstm::loss_grad(main, extra, state, sequence, width);
            [main, extra].concat()
        })
        .by(Who::ByHand, move |[main, extra, state, sequence]| {
            let (main, extra) = by_hand::lstm::gradient(main, extra, state, sequence, width);
            [main, extra].concat()
        })
        .case
}

fn det(n: usize) -> Shared<Vec<f64>> {
    let columns: Rc<[usize]> = (0..n).collect();
    let [first, second, third] = [(); 3].map(|()| Rc::clone(&columns));
    let tape = Tape::new();
    Shared::new("det", format!("{n}"), numbers(n * n, 13))
        .by(Who::Primal, move |a| vec![det::minor(a, n, &first)])
        .by(Who::Ours, move |a| det::minor_grad(a, n, &second))
        .by(Who::ByHand, move |a| by_hand::det::gradient(a, n))
        .by(Who::Tape, move |a| tape::gradient(&tape, a, |a: &[Var<'_>]| problems::minor(a, n, &third)))
}

fn with_dual<const N: usize>(det: Shared<Vec<f64>>) -> Shared<Vec<f64>> {
    let n = N.isqrt();
    let columns: Vec<usize> = (0..n).collect();
    det.by(Who::Dual, move |a| match a.first_chunk::<N>() {
        Some(a) => dual::gradient(a, |a| problems::minor(a, n, &columns)),
        None => Vec::new(),
    })
}

fn llsq(m: usize, n: usize) -> Case {
    let tape = Tape::new();
    Shared::new("llsq", format!("n = {n}, m = {m}"), numbers(m, 14))
        .by(Who::Primal, move |x| vec![llsq::residuals(x, n)])
        .by(Who::Ours, move |x| llsq::residuals_grad(x, n))
        .by(Who::ByHand, move |x| by_hand::llsq::gradient(x, n))
        .by(Who::Tape, move |x| tape::gradient(&tape, x, |x: &[Var<'_>]| problems::residuals(x, n)))
        .case
}

fn lse(n: usize) -> Case {
    let tape = Tape::new();
    Shared::new("lse", format!("n = {n}"), numbers(n, 15))
        .by(Who::Primal, |x| vec![lse::logsumexp(x)])
        .by(Who::Ours, |x| lse::logsumexp_grad(x))
        .by(Who::ByHand, |x| by_hand::lse::gradient(x))
        .by(Who::Tape, move |x| tape::gradient(&tape, x, |x: &[Var<'_>]| problems::logsumexp(x)))
        .case
}

fn ode(n: usize, steps: usize) -> Case {
    let tape = Tape::new();
    Shared::new("ode", format!("n = {n}, s = {steps}"), numbers(n, 16))
        .by(Who::Primal, move |x| ode::integrate(x, steps))
        .by(Who::Ours, move |x| ode::gradient_of_last(x, steps))
        .by(Who::ByHand, move |x| by_hand::ode::gradient(x, steps))
        .by(Who::Tape, move |x| tape::gradient(&tape, x, |x: &[Var<'_>]| problems::last_state(x, steps)))
        .case
}

fn kmeans(k: usize, n: usize, width: usize) -> Case {
    let data = [numbers(k * width, 17), numbers(n * width, 18)];
    Shared::new("kmeans", format!("k = {k}, n = {n}, d = {width}"), data)
        .by(Who::Primal, move |[centroids, points]| vec![kmeans::total_cost(centroids, points, width)])
        .by(Who::Ours, move |[centroids, points]| kmeans::direction(centroids, points, width))
        .by(Who::ByHand, move |[centroids, points]| by_hand::kmeans::direction(centroids, points, width))
        .case
}

fn perceptron(rows: usize) -> Case {
    const INPUTS: usize = 8;
    const UNITS: usize = 16;
    let sizes = [((INPUTS + 1) * UNITS, 19), (UNITS + 1, 20), (INPUTS * rows, 21), (rows, 22)];
    let tape = Tape::new();
    Shared::new("perceptron", format!("{rows} rows"), sizes.map(|(count, seed)| numbers(count, seed)))
        .by(Who::Primal, |[hidden, output, x, t]| vec![perceptron::loss(hidden, output, x, t)])
        .by(Who::Ours, |[hidden, output, x, t]| {
            let (hidden, output) = perceptron::loss_grad(hidden, output, x, t);
            [hidden, output].concat()
        })
        .by(Who::ByHand, |[hidden, output, x, t]| {
            let (hidden, output) = by_hand::perceptron::gradient(hidden, output, x, t);
            [hidden, output].concat()
        })
        .by(Who::Tape, move |[hidden, output, x, t]| {
            let all = [hidden.as_slice(), output].concat();
            tape::gradient(&tape, &all, |w: &[Var<'_>]| problems::perceptron(w, UNITS, x, t))
        })
        .case
}
