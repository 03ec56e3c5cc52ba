//! Methods and operators of one's own types that std has for its own: an index, a sum, a place
//! in an `Option`; what is in a `Box`; constructors without a float.

use autodiff::{Differentiable, check, grad};
use std::ops::{Add, Index, IndexMut, Mul};

#[derive(Clone, Copy, Debug, PartialEq, Default, Differentiable)]
struct P {
    x: f64,
    y: f64,
}

#[grad(hvp)]
impl P {
    fn zero() -> Self {
        P { x: 0.0, y: 0.0 }
    }

    fn area(&self) -> f64 {
        self.x * self.y
    }
}

#[grad(hvp)]
impl Add for P {
    type Output = P;

    fn add(self, o: P) -> P {
        P { x: self.x + o.x, y: self.y + o.y }
    }
}

#[grad(hvp)]
impl Mul<f64> for P {
    type Output = P;

    fn mul(self, k: f64) -> P {
        P { x: self.x * k, y: self.y * k }
    }
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct Body {
    m: f64,
    at: P,
}

fn bodies() -> Vec<Body> {
    [(0.3, 0.7), (1.4, -0.2), (0.9, 1.1)].map(|(m, x)| Body { m, at: P { x, y: 0.5 - m * x } }).to_vec()
}

#[derive(Clone, Copy, PartialEq)]
enum Axis {
    X,
    Y,
}

#[grad]
impl Index<Axis> for P {
    type Output = f64;

    fn index(&self, axis: Axis) -> &f64 {
        match axis {
            Axis::X => &self.x,
            Axis::Y => &self.y,
        }
    }
}

#[grad]
impl IndexMut<Axis> for P {
    fn index_mut(&mut self, axis: Axis) -> &mut f64 {
        match axis {
            Axis::X => &mut self.x,
            Axis::Y => &mut self.y,
        }
    }
}

#[grad]
fn by_axis(p: P) -> P {
    let mut q = p;
    q[Axis::X] *= p[Axis::Y];
    q[Axis::Y] = q[Axis::X].sin() + p[Axis::Y];
    q
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Matrix {
    #[constant]
    rows: usize,
    #[constant]
    cols: usize,
    data: Vec<f64>,
}

#[grad]
impl Index<(usize, usize)> for Matrix {
    type Output = f64;

    fn index(&self, (i, j): (usize, usize)) -> &f64 {
        assert!(i < self.rows, "row {i}");
        let k = i * self.cols + j;
        &self.data[k]
    }
}

#[grad]
impl IndexMut<(usize, usize)> for Matrix {
    fn index_mut(&mut self, (i, j): (usize, usize)) -> &mut f64 {
        &mut self.data[i * self.cols + j]
    }
}

#[grad(hvp)]
impl Matrix {
    fn zeros(rows: usize, cols: usize) -> Self {
        Matrix { rows, cols, data: vec![0.0; rows * cols] }
    }

    fn squared(&self) -> Matrix {
        let mut c = Matrix::zeros(self.rows, self.cols);
        for i in 0..self.rows {
            for j in 0..self.cols {
                for k in 0..self.cols {
                    c[(i, j)] += self[(i, k)] * self[(k, j)];
                }
            }
        }
        c
    }

    fn trace(&self) -> f64 {
        (0..self.rows).map(|i| self[(i, i)]).sum()
    }
}

#[grad]
fn transposed(a: &Matrix) -> Matrix {
    let mut t = Matrix::zeros(a.cols, a.rows);
    for i in 0..a.rows {
        for j in 0..a.cols {
            t[(j, i)] = a[(i, j)] * a[(0, j)];
        }
    }
    t
}

#[grad(hvp)]
fn lent_twice(x: f64) -> f64 {
    let mut m = Matrix::zeros(2, 2);
    m[(0, 1)] = x * x;
    m[(1, 0)] = x.sin();
    m.squared().trace() * m.trace().cos()
}

#[grad(hvp)]
fn folded(bs: &[Body]) -> f64 {
    let moment = bs.iter().fold(P::zero(), |a, b| a + b.at * b.m);
    let changed = bs.iter().fold(P::default(), |mut acc, b| {
        acc.x += b.m * b.m;
        acc.y += b.at.x * acc.x;
        acc
    });
    moment.area() * changed.area()
}

#[grad(hvp)]
fn lowest(bs: &[Body]) -> f64 {
    let best = bs.iter().map(|b| b.at * b.m).min_by(|a, b| a.x.total_cmp(&b.x)).unwrap();
    best.area()
}

#[grad(hvp)]
impl Body {
    fn hit(&self, x: f64) -> Option<P> {
        if self.m > x { Some(self.at * x) } else { None }
    }
}

#[grad(hvp)]
fn closest(bs: &[Body], x: f64) -> f64 {
    bs.iter().filter_map(|b| b.hit(x)).min_by(|a, b| a.x.partial_cmp(&b.x).unwrap()).map_or(x, |p| p.area())
}

#[grad(hvp)]
fn in_two(bs: &[Body]) -> f64 {
    let (ms, xs): (Vec<f64>, Vec<f64>) = bs.iter().map(|b| (b.m, b.at.x)).unzip();
    let (heavy, mut light): (Vec<Body>, Vec<Body>) = bs.iter().copied().partition(|b| b.m > 0.5);
    let mut product = 1.0;
    for b in light.drain(..) {
        product *= b.m * b.at.y;
    }
    ms[0] * xs[1] + heavy.iter().map(|b| b.m * b.at.x).sum::<f64>() * product * (light.len() as f64 + 1.0)
}

#[derive(Clone, Debug, Differentiable)]
struct Cache {
    seen: Option<f64>,
    log: Vec<f64>,
}

#[grad(hvp)]
fn kept(c: &Cache, x: f64) -> f64 {
    let mut c = c.clone();
    let log = std::mem::take(&mut c.log);
    let first = *c.seen.get_or_insert_with(|| x * log[0]);
    let mut other = Some(x);
    let old = other.replace(first * x);
    let inserted = other.insert(x.sin());
    *inserted *= log[1];
    first * *c.seen.get_or_insert(2.0 * x) + old.xor(None).unwrap_or(0.0) * other.unwrap()
}

#[derive(Clone, Debug, Differentiable)]
enum Tree {
    Leaf(f64),
    Neg(Box<Tree>),
}

#[derive(Clone, Debug, Differentiable)]
struct Scaled {
    by: f64,
    tree: Box<Tree>,
    next: Option<Box<Scaled>>,
}

#[grad(hvp)]
fn in_boxes(t: &Tree, x: f64) -> f64 {
    match t {
        Tree::Leaf(v) => v * x,
        Tree::Neg(inner) => match **inner {
            Tree::Leaf(v) => -v * v,
            Tree::Neg(ref other) => in_boxes(other, x),
        },
    }
}

#[grad(hvp)]
fn scaled(s: &Scaled) -> f64 {
    let own = match *s.tree {
        Tree::Leaf(v) => v * v,
        Tree::Neg(ref inner) => -in_boxes(inner, s.by),
    };
    own * s.by + s.next.as_deref().map_or(0.0, scaled)
}

#[derive(Clone, Debug, PartialEq)]
struct Negative;

#[grad]
fn root(x: f64, k: f64) -> Result<f64, Negative> {
    if x < 0.0 {
        return Err(Negative);
    }
    Ok(k * x.sqrt())
}

#[grad]
fn head(xs: &[f64]) -> Option<f64> {
    let first = xs.first()?;
    Some(first * first)
}

#[test]
fn own_types() {
    let bs = bodies();
    let m = Matrix { rows: 2, cols: 2, data: vec![0.3, 0.5, -0.7, 0.2] };
    check!(by_axis(P { x: 0.3, y: 0.8 }));
    check!(Matrix::squared(&m));
    check!(Matrix::trace(&m), hvp);
    check!(transposed(&m));
    check!(lent_twice(0.6), hvp);
    check!(folded(&bs), hvp);
    check!(lowest(&bs), hvp);
    check!(closest(&bs, 0.7), hvp);
    check!(in_two(&bs), hvp);
    for seen in [Some(0.4), None] {
        check!(kept(&Cache { seen, log: vec![0.7, 0.9] }, 0.6), hvp);
    }
    let neg = |tree| Tree::Neg(Box::new(tree));
    for tree in [Tree::Leaf(0.7), neg(Tree::Leaf(0.7)), neg(neg(Tree::Leaf(0.7)))] {
        check!(in_boxes(&tree, 0.3), hvp);
        let next = Some(Box::new(Scaled { by: 1.2, tree: Box::new(Tree::Leaf(0.4)), next: None }));
        check!(scaled(&Scaled { by: 0.6, tree: Box::new(tree), next }), hvp);
    }
}

#[test]
fn a_gradient_is_there_where_the_value_is() {
    check!(root(4.0, 3.0));
    assert_eq!(root_grad(4.0, 3.0), Ok((0.75, 2.0)));
    assert_eq!(root_value_and_grad(4.0, 3.0), Ok((6.0, (0.75, 2.0))));
    assert_eq!(root_grad(-4.0, 3.0), Err(Negative));
    assert_eq!(head_grad(&[3.0, 1.0]), Some(vec![6.0, 0.0]));
    assert_eq!(head_value_and_grad(&[]), None);
    // What is given is overwritten, with zeros where there is no value.
    let mut along = [7.0, 7.0];
    assert_eq!(head_grad_into(&[3.0, 1.0], &mut along), Some(9.0));
    assert_eq!(along, [6.0, 0.0]);
    assert_eq!(head_grad_into(&[], &mut along[..0]), None);
    let mut along = (7.0, 7.0);
    assert_eq!(root_grad_into(-4.0, 3.0, &mut along.0, &mut along.1), Err(Negative));
    assert_eq!(along, (0.0, 0.0));
}
