//! Bundle adjustment: reprojection errors and weight errors, and their sparse
//! Jacobian, in compressed rows.

use crate::protocol::{Run, Runs, run};
use autodiff::grad;
use serde::Deserialize;
use serde_json::json;

/// The parameters of a camera: rotation, centre, focal length, principal point,
/// radial distortion.
pub const CAMERA: usize = 11;

#[derive(Debug, Deserialize)]
pub(crate) struct Input {
    pub(crate) n: usize,
    pub(crate) m: usize,
    pub(crate) p: usize,
    pub(crate) cam: [f64; CAMERA],
    pub(crate) x: [f64; 3],
    pub(crate) w: f64,
    pub(crate) feat: [f64; 2],
    #[serde(flatten)]
    pub(crate) runs: Runs,
}

/// The point turned about the axis `r` by the angle that is its length
/// (Rodrigues' formula).
#[grad(only(vjp_into))]
pub fn rotated(r: &[f64], p: &[f64; 3]) -> [f64; 3] {
    let square = r[0] * r[0] + r[1] * r[1] + r[2] * r[2];
    if square == 0.0 {
        return [p[0] + r[1] * p[2] - r[2] * p[1], p[1] + r[2] * p[0] - r[0] * p[2], p[2] + r[0] * p[1] - r[1] * p[0]];
    }
    let angle = square.sqrt();
    let (sin, cos) = angle.sin_cos();
    let axis = [r[0] / angle, r[1] / angle, r[2] / angle];
    let along = (axis[0] * p[0] + axis[1] * p[1] + axis[2] * p[2]) * (1.0 - cos);
    [
        p[0] * cos + (axis[1] * p[2] - axis[2] * p[1]) * sin + axis[0] * along,
        p[1] * cos + (axis[2] * p[0] - axis[0] * p[2]) * sin + axis[1] * along,
        p[2] * cos + (axis[0] * p[1] - axis[1] * p[0]) * sin + axis[2] * along,
    ]
}

/// Where the camera sees the point, less where it was seen.
#[grad(only(vjp_into))]
pub fn reprojection(cam: &[f64; CAMERA], x: &[f64; 3], w: f64, #[constant] feat: &[f64; 2]) -> [f64; 2] {
    let centred = [x[0] - cam[3], x[1] - cam[4], x[2] - cam[5]];
    let seen: [f64; 3] = rotated(&cam[..3], &centred);
    let (u, v) = (seen[0] / seen[2], seen[1] / seen[2]);
    let square = u * u + v * v;
    let distortion = 1.0 + cam[9] * square + cam[10] * square * square;
    [w * (u * distortion * cam[6] + cam[7] - feat[0]), w * (v * distortion * cam[6] + cam[8] - feat[1])]
}

/// How far the square of a weight is from one.
#[grad(only(grad))]
pub fn weight_error(w: f64) -> f64 {
    1.0 - w * w
}

/// How many numbers a reprojection depends on.
pub const ROW: usize = CAMERA + 3 + 1;

/// A sparse matrix in compressed rows.
#[derive(Debug)]
pub struct Sparse {
    /// Where each row begins, and where the last one ends.
    pub rows: Vec<usize>,
    /// The column of each entry.
    pub cols: Vec<usize>,
    /// The entries, row by row.
    pub vals: Vec<f64>,
}

impl Sparse {
    fn with_room(rows: usize, entries: usize) -> Self {
        let mut first = Vec::with_capacity(rows + 1);
        first.push(0);
        Sparse { rows: first, cols: Vec::with_capacity(entries), vals: Vec::with_capacity(entries) }
    }
}

/// The observations in full: the suite gives one of each, to be repeated.
#[derive(Debug)]
pub struct Scene {
    /// The parameters of each camera.
    pub cams: Vec<[f64; CAMERA]>,
    /// The points in space.
    pub points: Vec<[f64; 3]>,
    /// The weight of each observation.
    pub weights: Vec<f64>,
    /// Of each observation the camera, the point, and where it was seen.
    pub seen: Vec<(usize, usize, [f64; 2])>,
}

/// The two rows of an observation.
pub type Rows = [[f64; ROW]; 2];

/// The Jacobian of [`reprojection`], a row at a time.
fn rows(cam: &[f64; CAMERA], x: &[f64; 3], w: f64, feat: &[f64; 2]) -> Rows {
    [[1.0, 0.0], [0.0, 1.0]].map(|seed| {
        let (mut cam_bar, mut x_bar, mut w_bar) = ([0.0; CAMERA], [0.0; 3], 0.0);
        reprojection_vjp_into(cam, x, w, feat, seed, &mut cam_bar, &mut x_bar, &mut w_bar);
        let mut row = [0.0; ROW];
        row[..CAMERA].copy_from_slice(&cam_bar);
        row[CAMERA..CAMERA + 3].copy_from_slice(&x_bar);
        row[CAMERA + 3] = w_bar;
        row
    })
}

impl Scene {
    pub(crate) fn new(input: &Input) -> Self {
        let (n, m) = (input.n.max(1), input.m.max(1));
        Scene {
            cams: vec![input.cam; n],
            points: vec![input.x; m],
            weights: vec![input.w; input.p],
            seen: (0..input.p).map(|i| (i % n, i % m, input.feat)).collect(),
        }
    }

    /// The errors of the reprojections, and those of the weights.
    pub fn errors(&self) -> (Vec<[f64; 2]>, Vec<f64>) {
        let seen = self.seen.iter().zip(&self.weights);
        let errors = seen.map(|((cam, point, feat), w)| reprojection(&self.cams[*cam], &self.points[*point], *w, feat));
        (errors.collect(), self.weights.iter().map(|w| weight_error(*w)).collect())
    }

    /// Two rows for each reprojection, then one for each weight.
    pub fn jacobian(&self) -> Sparse {
        self.jacobian_of(rows, weight_error_grad)
    }

    /// The same with derivatives of whoever asks.
    pub fn jacobian_of(
        &self,
        rows: impl Fn(&[f64; CAMERA], &[f64; 3], f64, &[f64; 2]) -> Rows,
        weight_gradient: impl Fn(f64) -> f64,
    ) -> Sparse {
        let (count, entries) = (self.weights.len(), 2 * ROW + 1);
        let mut all = Sparse::with_room(3 * count, entries * count);
        let (points_at, weights_at) = (CAMERA * self.cams.len(), CAMERA * self.cams.len() + 3 * self.points.len());
        for (i, ((cam, point, feat), w)) in self.seen.iter().zip(&self.weights).enumerate() {
            let (camera, x) = (&self.cams[*cam], &self.points[*point]);
            let (first, second) = (CAMERA * cam, points_at + 3 * point);
            let columns: [usize; ROW] = std::array::from_fn(|j| match j {
                j if j < CAMERA => first + j,
                j if j < CAMERA + 3 => second + j - CAMERA,
                _ => weights_at + i,
            });
            for row in rows(camera, x, *w, feat) {
                all.cols.extend_from_slice(&columns);
                all.vals.extend_from_slice(&row);
                all.rows.push(all.cols.len());
            }
        }
        for (i, w) in self.weights.iter().enumerate() {
            all.cols.push(weights_at + i);
            all.vals.push(weight_gradient(*w));
            all.rows.push(all.cols.len());
        }
        all
    }
}

pub(crate) fn objective(input: &Input) -> Run {
    let scene = Scene::new(input);
    run(
        input.runs,
        || scene.errors(),
        |(errors, weights)| {
            json!({
                "reproj_error": { "elements": errors.first(), "repeated": errors.len() },
                "w_err": { "element": weights.first(), "repeated": weights.len() },
            })
        },
    )
}

/// Of the lists, the suite wants the first thirty entries and the last one.
pub(crate) fn jacobian(input: &Input) -> Run {
    let scene = Scene::new(input);
    run(
        input.runs,
        || scene.jacobian(),
        |all| json!({ "rows": ends(&all.rows), "cols": ends(&all.cols), "vals": ends(&all.vals) }),
    )
}

fn ends<T: Copy>(list: &[T]) -> Vec<T> {
    list.iter().take(30).chain(list.last()).copied().collect()
}
