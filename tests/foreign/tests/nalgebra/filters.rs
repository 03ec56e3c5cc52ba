//! Filters, and systems of equations over vectors.

use autodiff::{check, grad};
use nalgebra::{Matrix2, Matrix2x3, Matrix3, Matrix4, SMatrix, SVector, Vector2, Vector3, Vector4};

type Observation = SMatrix<f64, 2, 4>;

#[grad(hvp)]
fn kalman(
    x: &Vector4<f64>,
    p: &Matrix4<f64>,
    #[constant] f: &Matrix4<f64>,
    #[constant] h: &Observation,
    q: f64,
    r: f64,
    z: &Vector2<f64>,
) -> f64 {
    let x = f * x;
    let p = f * p * f.transpose() + Matrix4::identity() * q;
    let y = z - h * x;
    let s = h * p * h.transpose() + Matrix2::identity() * r;
    let inverse = s.try_inverse().expect("positive");
    let k = p * h.transpose() * inverse;
    let x = x + k * y;
    let p = (Matrix4::identity() - k * h) * p;
    let misfit = (y.transpose() * inverse * y)[(0, 0)];
    0.5 * misfit + 0.5 * s.determinant().ln() + x.norm_squared() * 0.01 + p.trace()
}

#[grad(hvp)]
fn range_and_bearing(x: &Vector3<f64>, landmark: &Vector2<f64>) -> Vector2<f64> {
    let (dx, dy) = (landmark.x - x.x, landmark.y - x[1]);
    Vector2::new((dx * dx + dy * dy).sqrt(), dy.atan2(dx) - x[2])
}

#[grad(hvp)]
fn extended(x: &Vector3<f64>, p: &Matrix3<f64>, landmark: &Vector2<f64>, z: &Vector2<f64>) -> f64 {
    let d = landmark - Vector2::new(x.x, x.y);
    let q = d.norm_squared();
    let range = q.sqrt();
    let h = Matrix2x3::new(-d.x / range, -d.y / range, 0.0, d.y / q, -d.x / q, -1.0);
    let s = h * p * h.transpose() + Matrix2::new(0.1, 0.0, 0.0, 0.05);
    let k = p * h.transpose() * s.try_inverse().unwrap();
    let x = x + k * (z - range_and_bearing(x, landmark));
    let p = (Matrix3::identity() - k * h) * p;
    x.norm_squared() + p.trace()
}

#[test]
fn filters() {
    let f = Matrix4::new(1.0, 0.0, 0.1, 0.0, 0.0, 1.0, 0.0, 0.1, 0.0, 0.0, 0.9, 0.1, 0.0, 0.0, -0.1, 0.9);
    let p = Matrix4::identity() * 0.5 + Matrix4::from_element(0.125);
    let h = Observation::new(1.0, 0.1, 0.0, 0.0, 0.0, 1.0, 0.2, 0.0);
    check!(
        kalman(
            &Vector4::new(0.5, 0.25, 0.3, -0.2),
            &p,
            #[constant]
            &f,
            #[constant]
            &h,
            0.1,
            0.2,
            &Vector2::new(2.0, 1.5)
        ),
        hvp
    );
    let p = Matrix3::identity() * 0.5;
    check!(extended(&Vector3::new(0.1, 0.2, 0.3), &p, &Vector2::new(2.0, 1.0), &Vector2::new(2.1, 0.1)), hvp);
}

type State = Vector3<f64>;

#[grad(hvp)]
fn lorenz(s: State, sigma: f64, rho: f64, beta: f64) -> State {
    Vector3::new(sigma * (s.y - s.x), s.x * (rho - s.z) - s.y, s.x * s.y - beta * s.z)
}

#[grad(hvp)]
fn runge_kutta(s: State, dt: f64, sigma: f64, rho: f64, beta: f64) -> State {
    let k1 = lorenz(s, sigma, rho, beta);
    let k2 = lorenz(s + 0.5 * dt * k1, sigma, rho, beta);
    let k3 = lorenz(s + k2 * (dt / 2.0), sigma, rho, beta);
    let k4 = lorenz(s + dt * k3, sigma, rho, beta);
    s + dt / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4)
}

#[grad(hvp)]
fn endpoint(s: State, #[constant] dt: f64, #[constant] steps: usize, p: &SVector<f64, 3>) -> f64 {
    let mut state = s;
    for _ in 0..steps {
        state = runge_kutta(state, dt, p[0], p[1], p[2]);
    }
    state.norm()
}

#[grad(hvp)]
fn kepler(r: Vector3<f64>, v: Vector3<f64>, mu: f64, #[constant] dt: f64) -> f64 {
    let (mut r, mut v) = (r, v);
    for _ in 0..4 {
        let a = -mu * r / r.norm().powi(3);
        v += a * dt;
        r += v * dt;
    }
    0.5 * v.norm_squared() - mu / r.norm()
}

#[test]
fn orbits() {
    let p = SVector::from([10.0, 28.0, 2.6]);
    check!(
        endpoint(
            State::new(1.0, 0.5, 2.0),
            #[constant]
            0.01,
            #[constant]
            3,
            &p
        ),
        hvp
    );
    check!(
        kepler(
            Vector3::new(1.0, 0.0, 0.1),
            Vector3::new(0.0, 1.0, 0.2),
            1.1,
            #[constant]
            0.1
        ),
        hvp
    );
}
