//! What variables hold of which only their uses tell: iterators, and data that is given later,
//! in tuples, by patterns.

use autodiff::{Differentiable, check, grad};
use std::ops::{Add, Mul};

#[derive(Clone, Copy, Debug, Differentiable)]
struct V {
    x: f64,
    y: f64,
}

#[grad(hvp)]
impl V {
    fn norm2(&self) -> f64 {
        self.x * self.x + self.y * self.y
    }
}

#[grad(hvp)]
impl Add for V {
    type Output = V;

    fn add(self, o: V) -> V {
        V { x: self.x + o.x, y: self.y + o.y }
    }
}

#[grad(hvp)]
impl Mul<f64> for V {
    type Output = V;

    fn mul(self, k: f64) -> V {
        V { x: self.x * k, y: self.y * k }
    }
}

#[derive(Clone, Debug, Differentiable)]
struct Cloud {
    m: f64,
    top: Option<V>,
    at: Vec<V>,
    w: Vec<f64>,
}

fn cloud() -> Cloud {
    let v = |k: f64| V { x: 0.7 + k, y: 1.3 - 0.2 * k };
    Cloud { m: 0.8, top: Some(v(-0.3)), at: vec![v(0.3), v(1.1), v(-0.6)], w: vec![0.4, 1.2, 0.9] }
}

#[grad(hvp)]
impl Cloud {
    /// The first item begins, the others follow.
    fn length(&self) -> f64 {
        let mut points = self.at.iter();
        let Some(first) = points.next() else { return 0.0 };
        let (mut length, mut last) = (0.0, *first);
        for p in points {
            length += (*p + last * -1.0).norm2();
            last = *p;
        }
        length * self.m
    }

    /// A closure of an iterator sees the names where it was written, twice here.
    fn weighted(&self, k: f64) -> f64 {
        let p = 2.0 * k;
        let scaled = self.at.iter().zip(&self.w).map(|(p, w)| p.x * w * k);
        let norm: f64 = scaled.clone().map(|s| s * s).sum();
        norm.sqrt() + scaled.sum::<f64>() * p
    }

    /// What is dropped on the way is not counted.
    fn heavy(&self, k: f64) -> f64 {
        let mut heavy = self.w.iter().filter(|w| **w > 0.5).peekable();
        let mut sum = 0.0;
        while let Some(w) = heavy.next() {
            sum += match heavy.peek() {
                Some(next) => w * **next * k,
                None => w * k * k,
            };
        }
        sum
    }

    /// What a closure calls its argument is another thing outside of it.
    fn shadowed(&self, w: f64) -> f64 {
        let mut sum = 0.0;
        for v in self.w.iter().filter_map(|w| if *w > 0.5 { Some(w.sqrt()) } else { None }) {
            sum += v * w;
        }
        sum + self.w.iter().flat_map(|w| [*w, w * w]).map(|v| v * w).sum::<f64>()
    }

    fn declared(&self, k: f64) -> f64 {
        let v;
        let (p, n);
        if k > 0.5 {
            v = self.at[0] * k;
            p = (self.at[1], k);
            n = 1.0;
        } else {
            v = self.at[1];
            p = (self.at[0], self.m);
            n = k;
        }
        v.norm2() * p.0.x * p.1 * n
    }

    fn in_tuples(&self, k: f64) -> f64 {
        let mut both = (self.at[0], self.at[1]);
        let mut sum = (k, self.at[2]);
        for (i, p) in self.at.iter().enumerate() {
            both = (both.1, both.0 + *p * k);
            sum = (sum.0 + p.x, sum.1 + both.0);
            if i == 1 {
                both = (both.1, both.0);
            }
        }
        both.0.x * both.1.y + sum.0 * sum.1.norm2()
    }

    fn folded(&self, k: f64) -> f64 {
        let start = (k, (0.0, self.at[0]));
        let (a, (n, c)) = self.at.iter().fold(start, |(a, (n, c)), p| (a * p.x, (n + 1.0, c + *p)));
        a * n * c.norm2()
    }

    /// By patterns that may not fit, and in a block with a label.
    fn by_patterns(&self, k: f64) -> f64 {
        let mut sum = 0.0;
        if let Some(mut p) = self.top {
            for q in &self.at {
                p = p + *q * k;
            }
            sum += p.norm2();
        }
        let chosen = 'found: {
            if k > 0.5 {
                break 'found self.at[1];
            }
            self.at[0]
        };
        let other = self.top.map_or(self.at[2], |p| p + chosen);
        sum * other.x * chosen.y
    }

    /// One of three arms may leave before there is a point.
    fn unless_left(&self, k: f64) -> f64 {
        let mut sum = k;
        for (i, at) in self.at.iter().enumerate() {
            let p = if sum > 2.0 {
                *at * sum
            } else if i == 0 {
                V { x: k, y: at.y }
            } else {
                if sum < 0.7 {
                    break;
                }
                *at * k
            };
            let both = [p, p];
            sum = both[1].x * k + 0.5 * both[0].y;
        }
        sum
    }
}

#[test]
fn variables() {
    let c = cloud();
    check!(Cloud::length(&c), hvp);
    check!(Cloud::weighted(&c, 0.6), hvp);
    check!(Cloud::heavy(&c, 0.6), hvp);
    check!(Cloud::shadowed(&c, 0.6), hvp);
    check!(Cloud::in_tuples(&c, 0.6), hvp);
    check!(Cloud::folded(&c, 0.6), hvp);
    for k in [0.3, 0.7] {
        check!(Cloud::declared(&c, k), hvp);
        check!(Cloud::by_patterns(&c, k), hvp);
    }
    for k in [0.03, 0.9, 3.1] {
        check!(Cloud::unless_left(&c, k), hvp);
    }
}
