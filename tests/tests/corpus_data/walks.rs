//! References to data that move along a list, a tree or a slice; parameters that are a `Box` or an
//! `Option` behind a reference.

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Debug, Differentiable)]
struct Node {
    w: f64,
    next: Option<Box<Node>>,
}

#[derive(Clone, Debug, Differentiable)]
struct List {
    k: f64,
    head: Option<Box<Node>>,
}

#[grad(hvp)]
impl List {
    fn horner(&self, x: f64) -> f64 {
        let mut sum = 0.0;
        let mut node = &self.head;
        while let Some(n) = node {
            sum = sum * x + n.w * self.k;
            node = &n.next;
        }
        sum
    }

    fn by_as_deref(&self, x: f64) -> f64 {
        let mut sum = 0.0;
        let mut node = self.head.as_deref();
        while let Some(n) = node {
            sum = sum * x + n.w * n.w;
            node = n.next.as_deref();
        }
        sum
    }
}

#[derive(Clone, Debug, Differentiable)]
enum Tree {
    Leaf(f64),
    Split { at: f64, left: Box<Tree>, right: Box<Tree> },
}

#[grad(hvp)]
impl Tree {
    fn predict(&self, x: f64) -> f64 {
        let mut node = self;
        let mut scale = x;
        loop {
            match node {
                Tree::Leaf(value) => return *value * scale,
                Tree::Split { at, left, right } => {
                    node = if x < *at { left } else { right };
                    scale *= at;
                }
            }
        }
    }
}

/// The largest so far, and the one before.
#[grad(hvp)]
fn along(nodes: &[Node], x: f64) -> f64 {
    let (mut best, mut last) = (&nodes[0], &nodes[0]);
    let mut sum = 0.0;
    for node in nodes {
        if node.w > best.w {
            best = node;
        }
        sum += (node.w - last.w).powi(2) * x;
        last = node;
    }
    sum * best.w
}

#[grad(hvp)]
fn in_box(node: &Box<Node>, x: &Box<f64>, given: &Option<f64>) -> f64 {
    node.w * **x * given.unwrap_or(0.5)
}

#[grad(hvp)]
fn changed(kept: &mut Option<f64>, weight: &mut Box<f64>, x: f64) -> f64 {
    let old = kept.unwrap_or(1.5);
    *kept = Some(old * x);
    **weight *= old;
    old
}

#[grad(hvp)]
fn of_changed(a: f64, x: f64) -> f64 {
    let (mut kept, mut weight) = (Some(a), Box::new(x));
    let sum = changed(&mut kept, &mut weight, x) + changed(&mut kept, &mut weight, a);
    sum * *weight * kept.unwrap_or(0.0)
}

#[test]
fn walks() {
    let node = |w: f64, next: Option<Node>| Node { w, next: next.map(Box::new) };
    let list = List { k: 0.8, head: Some(Box::new(node(1.0, Some(node(0.4, Some(node(-0.3, None))))))) };
    check!(List::horner(&list, 0.6), hvp);
    check!(List::by_as_deref(&list, 0.6), hvp);
    let leaf = |value: f64| Box::new(Tree::Leaf(value));
    let right = Box::new(Tree::Split { at: 0.8, left: leaf(3.0), right: leaf(-1.0) });
    let tree = Tree::Split { at: 0.5, left: leaf(2.0), right };
    for x in [0.3, 0.7, 0.9] {
        check!(Tree::predict(&tree, x), hvp);
    }
    check!(along(&[node(0.3, None), node(1.2, None), node(0.7, None)], 0.6), hvp);
    check!(in_box(&Box::new(node(0.7, None)), &Box::new(0.4), &Some(1.2)), hvp);
    check!(in_box(&Box::new(node(0.7, None)), &Box::new(0.4), &None), hvp);
    check!(of_changed(0.7, 0.4), hvp);
}

#[derive(Clone, Debug, Differentiable)]
struct Peak {
    at: f64,
    height: f64,
}

/// Another name stays where the reference was.
#[grad(hvp)]
fn neighbours(node: &Node) -> f64 {
    let (mut here, mut sum) = (node, 0.0);
    while let Some(next) = &here.next {
        let before = here;
        here = next;
        sum += before.w * here.w;
    }
    sum
}

#[grad(hvp)]
fn two_highest(peaks: &[Peak]) -> f64 {
    let (mut best, mut second) = (&peaks[0], &peaks[0]);
    for peak in peaks {
        if peak.height > best.height {
            let old = best;
            best = peak;
            second = old;
        }
    }
    best.at * second.height
}

#[grad(hvp)]
fn exchanged(a: &Peak, b: &Peak) -> f64 {
    let (mut low, mut high) = (a, b);
    if low.height > high.height {
        std::mem::swap(&mut low, &mut high);
    }
    let before = low.at * high.height;
    (low, high) = (high, low);
    before * low.height + high.at
}

/// What is behind a reference is copied as it is then.
#[grad(hvp)]
fn inserted(x: f64) -> f64 {
    let mut kept = Some(x);
    let square = *kept.insert(x * x);
    kept = Some(square * x);
    kept.unwrap() * square
}

#[test]
fn other_names_stay() {
    let node = |w: f64, next: Option<Box<Node>>| Node { w, next };
    check!(neighbours(&node(0.3, Some(Box::new(node(1.2, Some(Box::new(node(0.7, None)))))))), hvp);
    let peaks = [Peak { at: 0.4, height: 1.1 }, Peak { at: 0.9, height: 2.3 }, Peak { at: -0.6, height: 1.7 }];
    check!(two_highest(&peaks), hvp);
    check!(exchanged(&peaks[1], &peaks[0]), hvp);
    check!(exchanged(&peaks[0], &peaks[1]), hvp);
    check!(inserted(0.8), hvp);
}
