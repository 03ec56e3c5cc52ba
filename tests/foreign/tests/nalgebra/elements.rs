//! Elements: closures of them, iterators over them, what is filled by them.

use autodiff::{Differentiable, check, grad};
use nalgebra::{DMatrix, DVector, Matrix2, Matrix3, SMatrix, SVector, Vector2, Vector3, Vector4};

#[grad(hvp)]
fn perceptron(w: &DMatrix<f64>, b: &DVector<f64>, out: &DMatrix<f64>, #[constant] x: &DVector<f64>, k: f64) -> f64 {
    let hidden = (w * x + b).map(|v| v.tanh());
    let y = out * hidden;
    y.map(|v| v * k).norm_squared()
}

#[grad(hvp)]
fn cross_entropy(z: &DVector<f64>, #[constant] label: usize) -> f64 {
    let largest = z.max();
    let e = z.map(|v| (v - largest).exp());
    -(e[label] / e.sum()).ln() + z.min()
}

#[grad(hvp)]
fn zipped(v: &Vector3<f64>, w: &Vector3<f64>, k: f64) -> f64 {
    v.zip_map(w, |a, b| a * b.sin() * k).sum()
}

#[test]
fn closures() {
    let w = DMatrix::from_row_slice(3, 2, &[1.0, 2.0, 0.5, -1.0, 0.3, 0.7]);
    let b = DVector::from_vec(vec![1.0, 0.0, 0.5]);
    let out = DMatrix::from_row_slice(1, 3, &[0.1, 0.2, -0.4]);
    check!(
        perceptron(
            &w,
            &b,
            &out,
            #[constant]
            &DVector::from_vec(vec![0.4, -0.6]),
            1.3
        ),
        hvp
    );
    check!(
        cross_entropy(
            &b,
            #[constant]
            1
        ),
        hvp
    );
    check!(zipped(&Vector3::new(0.3, -0.7, 1.1), &Vector3::new(0.1, 0.2, 0.3), 0.7), hvp);
}

#[grad(hvp)]
fn sum_of_sines(x: &DVector<f64>) -> f64 {
    x.iter().map(|v| v.sin()).sum()
}

#[grad(hvp)]
fn distance(x: &DVector<f64>, y: &DVector<f64>) -> f64 {
    x.iter().zip(y.iter()).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

#[grad(hvp)]
fn squares(m: &Matrix3<f64>) -> f64 {
    let mut sum = 0.0;
    for (i, v) in m.iter().enumerate() {
        sum += v * v * i as f64;
    }
    sum
}

#[grad(hvp)]
fn doubled(x: &Vector3<f64>, k: f64) -> f64 {
    let mut y = *x;
    for v in y.iter_mut() {
        *v *= k;
    }
    y.norm_squared() + y.as_slice()[1]
}

#[test]
fn iterators() {
    let (x, y) = (DVector::from_vec(vec![0.4, -0.6]), DVector::from_vec(vec![1.0, 0.3]));
    check!(sum_of_sines(&x), hvp);
    check!(distance(&x, &y), hvp);
    check!(squares(&Matrix3::new(1.0, 2.0, 3.0, 0.5, -1.0, 0.2, 0.1, 0.4, 2.0)), hvp);
    check!(doubled(&Vector3::new(0.3, -0.7, 1.1), 1.3), hvp);
}

#[grad(hvp)]
fn filled(a: f64, b: &DVector<f64>) -> f64 {
    let mut m: Matrix3<f64> = Matrix3::zeros();
    for i in 0..3 {
        for j in 0..3 {
            m[(i, j)] += a * (i + j) as f64;
        }
    }
    let n = b.len();
    let mut d = DMatrix::zeros(n, n);
    for i in 0..n {
        d[(i, i)] = b[i] * b[i];
    }
    m.norm_squared() + d.trace()
}

#[grad(hvp)]
fn centroid(points: &[Vector3<f64>]) -> f64 {
    let mut sum = Vector3::zeros();
    for p in points {
        sum += p;
    }
    let mut first = Vector3::zeros();
    first.x = sum.y * 2.0;
    first[1] = sum.z;
    (sum / points.len() as f64).norm() + first.norm()
}

#[test]
fn what_begins_with_zeros() {
    check!(filled(0.3, &DVector::from_vec(vec![0.4, -0.6])), hvp);
    check!(centroid(&[Vector3::new(0.1, 0.2, 0.3), Vector3::new(1.0, 2.0, -1.0)]), hvp);
}

#[grad(hvp)]
fn generic<const N: usize>(x: &SVector<f64, N>) -> f64 {
    let mut sum = 0.0;
    for i in 0..N {
        sum += x[i].powi(2) * (i as f64);
    }
    sum + x.norm()
}

#[grad(hvp)]
fn made(a: f64, b: f64, s: &[f64]) -> f64 {
    let v = DVector::from_vec(vec![a, b, a * b]);
    let w = DVector::from_column_slice(s);
    let m = DMatrix::from_row_slice(2, 2, &[a, b, b, a * b]);
    let n = SMatrix::<f64, 2, 2>::from_row_slice(s);
    let e = Vector3::repeat(a) + Vector3::from_element(b);
    v.norm() + w.sum() * m.determinant() + (n * n).trace() + e.norm_squared()
}

#[grad(hvp)]
fn from_parts(a: &Vector2<f64>, b: &Vector2<f64>, d: &Vector3<f64>) -> f64 {
    let m = Matrix2::from_columns(&[*a, *b]);
    let diagonal = Matrix3::from_diagonal(d);
    m.determinant() + (diagonal * d).norm_squared() + (diagonal * 2.0).diagonal().dot(d)
}

#[test]
fn constructors() {
    check!(generic(&Vector4::new(0.3, -0.7, 1.1, 0.2)), hvp);
    check!(made(0.3, 0.4, &[0.3, -0.7, 1.1, 0.2]), hvp);
    check!(from_parts(&Vector2::new(1.0, 0.3), &Vector2::new(-0.4, 2.0), &Vector3::new(0.3, -0.7, 1.1)), hvp);
}

#[grad(hvp)]
fn products(v: &Vector3<f64>, w: &Vector3<f64>, m: &Matrix3<f64>) -> f64 {
    let outer = v * w.transpose();
    outer.trace() + outer[(0, 1)] * outer[(2, 0)] + m.tr_mul(v).norm_squared() + (v.cross_matrix() * w).norm()
}

#[grad(hvp)]
fn parts(a: &Vector2<f64>, b: &Vector2<f64>) -> f64 {
    let h = a.push(1.0);
    let m = Matrix3::new(1.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.0, 0.0, 1.0);
    let p = m * h;
    p.xy().norm() + a.metric_distance(b)
}

#[grad(hvp)]
fn statistics(a: &DVector<f64>) -> f64 {
    let mean = a.mean();
    let centred = a.add_scalar(-mean);
    a.variance() + centred.norm_squared() * mean
}

#[test]
fn methods() {
    let (v, w) = (Vector3::new(0.3, -0.7, 1.1), Vector3::new(0.1, 0.2, 0.3));
    check!(products(&v, &w, &Matrix3::new(1.0, 2.0, 3.0, 0.5, -1.0, 0.2, 0.1, 0.4, 2.0)), hvp);
    check!(parts(&Vector2::new(1.0, 0.3), &Vector2::new(-0.4, 2.0)), hvp);
    check!(statistics(&DVector::from_vec(vec![0.3, -0.7, 1.1])), hvp);
}

#[grad(hvp)]
fn distance_from_itself(a: &Vector2<f64>, b: &Vector2<f64>) -> f64 {
    a.metric_distance(b)
}

#[test]
fn no_distance() {
    let a = Vector2::new(1.0, 0.3);
    assert_eq!(distance_from_itself_grad(&a, &a), (Vector2::zeros(), Vector2::zeros()));
}

#[derive(Clone, Debug, Differentiable)]
struct Residuals {
    params: Vector3<f64>,
}

#[grad]
impl Residuals {
    /// The parameters are copied out of the struct, and only their entries are named.
    fn valley(&self) -> Vector2<f64> {
        let p = self.params;
        let angle = if p[0] > 0.0 { (p[1] / p[0]).atan() } else { (p[1] / p[0]).atan() + 0.5 };
        Vector2::new(10.0 * (p[2] - angle), (p[0] * p[0] + p[1] * p[1]).sqrt() - 1.0)
    }
}

#[grad(hvp)]
fn of_items(x: &[f64], k: f64) -> f64 {
    DVector::from_vec(x.iter().map(|v| v.sin() * k).collect()).norm()
}

#[test]
fn a_vector_of_items() {
    check!(of_items(&vec![0.3, -0.4], 0.7), hvp);
}

#[test]
fn a_copy_of_a_field() {
    check!(Residuals::valley(&Residuals { params: Vector3::new(0.3, 0.4, 0.8) }));
    check!(Residuals::valley(&Residuals { params: Vector3::new(-0.3, 0.4, 0.8) }));
}
