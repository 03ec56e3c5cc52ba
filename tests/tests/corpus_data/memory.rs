//! Structs in arrays, slices, vectors and boxes.

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Copy, Debug, Differentiable)]
struct P {
    x: f64,
    y: f64,
}

#[derive(Clone, Debug, Differentiable)]
struct Grid {
    width: usize,
    cells: Vec<P>,
    #[constant]
    spacing: f64,
}

#[derive(Clone, Debug, Differentiable)]
struct Chain {
    value: f64,
    next: Option<Box<Chain>>,
}

#[derive(Clone, Debug, Differentiable)]
struct Tree {
    value: f64,
    children: Vec<Tree>,
}

#[grad(hvp)]
fn slice_of_structs(ps: &[P]) -> f64 {
    let mut sum = 0.0;
    for p in ps {
        sum += p.x * p.y;
    }
    sum
}

#[grad(hvp)]
fn array_of_structs(ps: &[P; 2]) -> f64 {
    ps[0].x * ps[1].y - ps[0].y * ps[1].x
}

#[grad(hvp)]
fn windows(ps: &[P]) -> f64 {
    ps.windows(2).map(|w| (w[1].x - w[0].x).hypot(w[1].y - w[0].y)).sum()
}

#[grad(hvp)]
fn shoelace(ps: &[P]) -> f64 {
    let n = ps.len();
    let mut area = 0.0;
    for i in 0..n {
        let (a, b) = (ps[i], ps[(i + 1) % n]);
        area += a.x * b.y - b.x * a.y;
    }
    0.5 * area.abs()
}

#[grad(hvp)]
fn pushed(p: &P, n: usize) -> f64 {
    let mut path = vec![*p];
    for k in 0..n {
        let last = path[k];
        path.push(P { x: last.x * last.y, y: last.y + 0.1 });
    }
    path[n].x + path[1].y
}

#[grad(hvp)]
fn collected(xs: &[f64], k: f64) -> f64 {
    let ps: Vec<P> = xs.iter().map(|x| P { x: *x, y: k * x }).collect();
    slice_of_structs(&ps)
}

#[grad(hvp)]
fn changed_in_place(ps: &[P], k: f64) -> f64 {
    let mut own = ps.to_vec();
    for p in own.iter_mut() {
        p.x += k;
        p.y *= p.x;
    }
    slice_of_structs(&own)
}

#[grad(hvp)]
fn by_index(ps: &[P], k: f64) -> f64 {
    let mut own = ps.to_vec();
    for i in 1..own.len() {
        own[i].x = own[i - 1].y * k;
        own[i].y -= own[i].x;
    }
    own[own.len() - 1].y
}

#[grad(hvp)]
fn zipped(ps: &[P], weights: &[f64]) -> f64 {
    ps.iter().zip(weights).map(|(p, w)| w * (p.x * p.x + p.y * p.y)).sum()
}

#[grad(hvp)]
fn centroid(ps: &[P]) -> P {
    let n = ps.len() as f64;
    let mut sum = P { x: 0.0, y: 0.0 };
    for p in ps {
        sum.x += p.x;
        sum.y += p.y;
    }
    P { x: sum.x / n, y: sum.y / n }
}

#[grad(hvp)]
fn inertia(ps: &[P]) -> f64 {
    let c = centroid(ps);
    ps.iter().map(|p| (p.x - c.x).powi(2) + (p.y - c.y).powi(2)).sum()
}

#[grad(hvp)]
fn largest(ps: &[P]) -> f64 {
    let mut best = f64::NEG_INFINITY;
    for p in ps {
        best = best.max(p.x * p.y);
    }
    best
}

#[grad(hvp)]
fn filtered(ps: &[P]) -> f64 {
    ps.iter().filter(|p| p.x > 0.0).map(|p| p.x * p.y.exp()).sum()
}

#[grad(hvp)]
fn folded(ps: &[P]) -> f64 {
    ps.iter().fold(1.0, |product, p| product * (p.x + p.y))
}

#[grad(hvp)]
fn chunks(ps: &[P]) -> f64 {
    ps.chunks_exact(2).map(|pair| pair[0].x * pair[1].y).sum()
}

#[grad(hvp)]
fn first_and_last(ps: &[P]) -> f64 {
    match (ps.first(), ps.last()) {
        (Some(a), Some(b)) => a.x * b.y,
        _ => 0.0,
    }
}

#[grad(hvp)]
fn laplacian(grid: &Grid) -> f64 {
    let mut sum = 0.0;
    for i in 1..grid.cells.len() - 1 {
        let second = (grid.cells[i - 1].x - 2.0 * grid.cells[i].x + grid.cells[i + 1].x) / grid.spacing.powi(2);
        sum += second * second * grid.cells[i % grid.width].y;
    }
    sum
}

#[grad(hvp)]
fn chain_sum(chain: &Chain) -> f64 {
    let rest = match &chain.next {
        Some(next) => chain_sum(next),
        None => 1.0,
    };
    chain.value * rest + chain.value.sin()
}

#[grad(hvp)]
fn tree_sum(tree: &Tree) -> f64 {
    let mut sum = tree.value;
    for child in &tree.children {
        sum += tree.value * tree_sum(child);
    }
    sum
}

#[grad(hvp)]
fn rows(rows: &[Vec<P>]) -> f64 {
    let mut sum = 0.0;
    for row in rows {
        for p in row {
            sum += p.x / p.y;
        }
        sum *= row[0].x;
    }
    sum
}

#[grad(hvp)]
fn of_pairs(pairs: &[(P, f64)]) -> f64 {
    pairs.iter().map(|(p, w)| w * p.x * p.y).sum()
}

#[grad(hvp)]
fn sorted(ps: &[P]) -> f64 {
    let mut own = ps.to_vec();
    own.sort_by(|a, b| a.x.partial_cmp(&b.x).unwrap());
    own.iter().enumerate().map(|(i, p)| i as f64 * p.x * p.y).sum()
}

#[test]
fn all() {
    let p = |x, y| P { x, y };
    let ps = vec![p(0.5, 1.5), p(-0.7, 0.4), p(1.1, -0.3), p(0.2, 0.9)];
    check!(slice_of_structs(&ps), hvp);
    check!(array_of_structs(&[p(0.5, 1.5), p(-0.7, 0.4)]), hvp);
    check!(windows(&ps), hvp);
    check!(shoelace(&ps), hvp);
    check!(pushed(&p(0.7, 0.9), 4), hvp);
    check!(collected(&vec![0.3, -0.8], 1.2), hvp);
    check!(changed_in_place(&ps, 0.3), hvp);
    check!(by_index(&ps, 0.3), hvp);
    check!(zipped(&ps, &vec![1.0, 2.0, -1.0, 0.5]), hvp);
    check!(centroid(&ps));
    check!(inertia(&ps), hvp);
    check!(largest(&ps), hvp);
    check!(filtered(&ps), hvp);
    check!(folded(&ps), hvp);
    check!(chunks(&ps), hvp);
    check!(first_and_last(&ps), hvp);
    check!(laplacian(&Grid { width: 2, cells: ps.clone(), spacing: 0.5 }), hvp);
    let end = Chain { value: 0.4, next: None };
    check!(chain_sum(&Chain { value: 1.3, next: Some(Box::new(end)) }), hvp);
    let leaf = |value| Tree { value, children: Vec::new() };
    let branch = Tree { value: 0.6, children: vec![leaf(0.2), leaf(-0.9)] };
    check!(tree_sum(&Tree { value: 1.2, children: vec![branch, leaf(0.5)] }), hvp);
    check!(rows(&vec![ps.clone(), vec![p(0.3, 0.4)]]), hvp);
    check!(of_pairs(&vec![(p(0.3, 0.4), 2.0), (p(-0.3, 1.4), 0.5)]), hvp);
    check!(sorted(&ps), hvp);
}

// A type under another name is data, and its elements are entries of it: once, what ran
// through them had no derivative.

type Row = Vec<f64>;
type Table = Vec<Row>;

#[grad(hvp)]
fn row_under_another_name(x: &Row) -> f64 {
    x.iter().map(|v| v.sin()).sum::<f64>() + x[0] * x[1]
}

#[grad(hvp)]
fn table_under_another_name(x: &Table) -> f64 {
    let mut sum = 0.0;
    for row in x.iter() {
        for v in row.iter() {
            sum += v * v;
        }
    }
    sum
}

#[grad(hvp)]
fn changed_under_another_name(x: &Row) -> f64 {
    let mut y = x.clone();
    y[0] *= 2.0;
    y.iter().zip(x).map(|(a, b)| a * b).sum()
}

#[test]
fn under_other_names() {
    check!(row_under_another_name(&vec![0.1, 0.2]), hvp);
    check!(table_under_another_name(&vec![vec![0.1, 0.2], vec![0.4]]), hvp);
    check!(changed_under_another_name(&vec![0.1, 0.2]), hvp);
}

// Rows of a part of data: that they are collections, only what flattens them tells.

#[derive(Clone, Debug, Differentiable)]
struct Plate {
    cells: [[f64; 2]; 2],
    rows: Vec<Vec<f64>>,
    paths: Vec<Vec<P>>,
}

#[grad(hvp)]
impl Plate {
    fn energy(&self) -> f64 {
        self.cells.iter().flatten().sum::<f64>() * self.rows.iter().flatten().map(|v| v * v).sum::<f64>()
    }

    fn hottest(&self) -> f64 {
        self.cells.iter().flat_map(|row| row.iter()).copied().fold(f64::NEG_INFINITY, f64::max) * self.cells[0][0]
    }

    fn area(&self) -> f64 {
        self.paths.iter().flatten().map(|p| p.x * p.y).sum()
    }

    fn heated(&self, by: f64) -> f64 {
        let mut next = self.clone();
        for v in next.cells.iter_mut().flatten() {
            *v *= by;
        }
        next.cells[0][1] * next.energy()
    }

    /// A row is looked at where it is, and a copy of it is one.
    fn row_and_copy(&self) -> f64 {
        let mut sum = 0.0;
        let mut last = self.cells[0];
        for row in &self.cells {
            for v in row {
                sum += v * v * last[0];
            }
            last = *row;
            last[0] *= sum;
        }
        sum * last[0]
    }
}

#[grad(hvp)]
fn flattened_under_another_name(x: &Table) -> f64 {
    x.iter().flatten().map(|v| v.sin()).sum()
}

#[test]
fn flattened() {
    let p = |x, y| P { x, y };
    let plate = Plate {
        cells: [[1.0, 2.0], [0.5, 0.3]],
        rows: vec![vec![0.3, 0.4], vec![0.75]],
        paths: vec![vec![p(0.3, 0.4), p(1.3, -0.4)], vec![]],
    };
    check!(Plate::energy(&plate), hvp);
    check!(Plate::hottest(&plate), hvp);
    check!(Plate::area(&plate), hvp);
    check!(Plate::heated(&plate, 0.4), hvp);
    check!(Plate::row_and_copy(&plate), hvp);
    check!(flattened_under_another_name(&vec![vec![0.1, 0.2], vec![0.4]]), hvp);
}
