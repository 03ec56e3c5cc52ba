//! Values as rows of leaves. The checks are functions of rows and are compiled once, and not
//! for each type that is checked.

use super::{Differentiable, Vec, vec};

/// A function of a row that may give nothing.
pub(super) type Primal<'f> = &'f dyn Fn(&[f64]) -> Option<Vec<f64>>;

/// A companion along a row: of a tangent or a cotangent, two rows.
pub(super) type Companion<'f> = &'f dyn Fn(&[f64]) -> (Vec<f64>, Vec<f64>);

/// The leaves of a value.
pub(super) struct Row {
    pub(super) leaves: Vec<f64>,
    /// Which of them are `f32`.
    single: Vec<bool>,
}

impl Row {
    pub(super) fn of(value: &impl Differentiable) -> Row {
        let fine = 1.0 + f64::EPSILON;
        let mut probe = value.clone();
        let mut refine: &mut dyn FnMut(&mut f64) = &mut |leaf| *leaf = fine;
        probe.visit_mut(&mut refine);
        Row { leaves: leaves(value), single: leaves(&probe).into_iter().map(|leaf| leaf != fine).collect() }
    }

    /// The leaves of which one has been moved, and by how much it has been, after rounding.
    pub(super) fn moved(&self, leaf: usize, by: f64) -> (Vec<f64>, f64) {
        let mut there = self.leaves.clone();
        let before = there[leaf];
        let after = before + by;
        #[allow(clippy::cast_possible_truncation, reason = "an `f32` takes what it can hold")]
        let after = if self.single[leaf] { f64::from(after as f32) } else { after };
        there[leaf] = after;
        (there, after - before)
    }

    /// Zeros, but for a one at a leaf.
    pub(super) fn unit(&self, leaf: usize) -> Vec<f64> {
        let mut unit = vec![0.0; self.leaves.len()];
        unit[leaf] = 1.0;
        unit
    }

    /// How coarse the leaves are: that of `f32` if there is one.
    pub(super) fn roundoff(&self) -> f64 {
        if self.single.contains(&true) { f64::from(f32::EPSILON) } else { f64::EPSILON }
    }
}

/// The leaves of a value, in the order in which it is visited.
pub(super) fn leaves(value: &impl Differentiable) -> Vec<f64> {
    let mut row = Vec::new();
    // One visit for all who visit: a closure of a type of its own would be a visit of its own.
    let mut push: &mut dyn FnMut(f64) = &mut |leaf| row.push(leaf);
    value.visit(&mut push);
    row
}

/// A value with these leaves, and everything else as it is in another.
#[track_caller]
pub(super) fn filled<T: Differentiable>(mut like: T, row: &[f64]) -> T {
    let mut row = row.iter();
    let mut take: &mut dyn FnMut(&mut f64) = &mut |leaf| *leaf = *row.next().expect(AGREE);
    like.visit_mut(&mut take);
    assert!(row.next().is_none(), "{AGREE}");
    like
}

const AGREE: &str = "`visit` and `visit_mut` agree about the leaves";
