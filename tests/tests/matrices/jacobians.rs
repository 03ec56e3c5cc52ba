//! Systems of the literature: Moré, Garbow, Hillstrom, "Testing Unconstrained Optimization
//! Software", ACM TOMS 7 (1981), by their numbers there; and others that people solve.

use super::{assert_close, by_differences};
use autodiff::grad;

/// No. 1, in residuals.
#[grad(jacobian)]
fn rosenbrock(x: &[f64; 2]) -> [f64; 2] {
    [10.0 * (x[1] - x[0] * x[0]), 1.0 - x[0]]
}

/// No. 7.
#[grad(jacobian)]
fn helical_valley(x: [f64; 3]) -> [f64; 3] {
    let theta = (x[1] / x[0]).atan() / (2.0 * std::f64::consts::PI);
    [10.0 * (x[2] - 10.0 * theta), 10.0 * ((x[0] * x[0] + x[1] * x[1]).sqrt() - 1.0), x[2]]
}

/// No. 13.
#[grad(jacobian)]
fn powell_singular(x: &[f64]) -> Vec<f64> {
    vec![
        x[0] + 10.0 * x[1],
        5.0_f64.sqrt() * (x[2] - x[3]),
        (x[1] - 2.0 * x[2]).powi(2),
        10.0_f64.sqrt() * (x[0] - x[3]).powi(2),
    ]
}

/// No. 15: more residuals than unknowns.
#[grad(jacobian)]
fn kowalik_osborne(x: &[f64; 4], #[constant] y: &[f64], #[constant] u: &[f64]) -> Vec<f64> {
    y.iter().zip(u).map(|(y, u)| y - x[0] * (u * u + u * x[1]) / (u * u + u * x[2] + x[3])).collect()
}

/// No. 30: the residual of a row knows three unknowns.
#[grad(jacobian)]
fn broyden_tridiagonal(x: &[f64], f: &mut [f64]) {
    let n = x.len();
    for i in 0..n {
        let before = if i == 0 { 0.0 } else { x[i - 1] };
        let after = if i + 1 == n { 0.0 } else { x[i + 1] };
        f[i] = (3.0 - 2.0 * x[i]) * x[i] - before - 2.0 * after + 1.0;
    }
}

#[grad(jacobian)]
fn polar(r: f64, phi: f64) -> (f64, f64) {
    (r * phi.cos(), r * phi.sin())
}

/// Robertson's kinetics, with respect to the state alone.
#[grad(jacobian, wrt(y))]
fn robertson(y: [f64; 3], k: [f64; 3]) -> [f64; 3] {
    let (slow, fast, middle) = (k[0] * y[0], k[1] * y[1] * y[1], k[2] * y[1] * y[2]);
    [middle - slow, slow - middle - fast, fast]
}

/// One output, many inputs: one sweep in reverse.
#[grad(jacobian)]
fn distance(a: &[f64], b: &[f64]) -> [f64; 1] {
    [a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt()]
}

#[grad(jacobian)]
fn projected(x: f64, y: f64, z: f64) -> Result<[f64; 2], String> {
    if z <= 0.0 {
        return Err(format!("{z} is behind the camera"));
    }
    Ok([x / z, y / z])
}

#[test]
fn in_closed_form() {
    assert_eq!(rosenbrock_jacobian(&[0.5, 2.0]), [[-10.0, 10.0], [-1.0, 0.0]]);
    let (r, phi) = (2.0, 0.3_f64);
    let (along_r, along_phi) = polar_jacobian(r, phi);
    assert_eq!((along_r, along_phi), ((phi.cos(), phi.sin()), (-r * phi.sin(), r * phi.cos())));
    let jacobian = powell_singular_jacobian(&[3.0, -1.0, 0.5, 1.0]);
    let [a, b, c, d] = [1.0, 10.0, 5.0_f64.sqrt(), 10.0_f64.sqrt()];
    let expected = [[a, b, 0.0, 0.0], [0.0, 0.0, c, -c], [0.0, -4.0, 8.0, 0.0], [4.0 * d, 0.0, 0.0, -4.0 * d]];
    assert_close(&jacobian.concat(), &expected.concat(), 1e-14);
    let y = [0.9, 0.01, 0.09];
    let k = [0.04, 3e7, 1e4];
    let expected = [
        [-k[0], k[2] * y[2], k[2] * y[1]],
        [k[0], -k[2] * y[2] - 2.0 * k[1] * y[1], -k[2] * y[1]],
        [0.0, 2.0 * k[1] * y[1], 0.0],
    ];
    assert_close(&robertson_jacobian(y, k).concat(), &expected.concat(), 1e-14);
}

#[test]
fn against_differences() {
    let x = [1.3, 0.4, -0.2];
    let expected = by_differences(|x| helical_valley([x[0], x[1], x[2]]).to_vec(), &x);
    assert_close(&helical_valley_jacobian(x).concat(), &expected, 1e-8);
    let (y, u) = ([0.1957, 0.1947, 0.1735, 0.16, 0.0844], [4.0, 2.0, 1.0, 0.5, 0.25]);
    let x = [0.25, 0.39, 0.415, 0.39];
    let expected = by_differences(|x| kowalik_osborne(&[x[0], x[1], x[2], x[3]], &y, &u), &x);
    let (value, jacobian) = kowalik_osborne_value_and_jacobian(&x, &y, &u);
    assert_eq!(value, kowalik_osborne(&x, &y, &u));
    assert_close(&jacobian.concat(), &expected, 1e-8);
    let expected = by_differences(|x| distance(&x[..3], &x[3..]).to_vec(), &[1.0, 2.0, 0.5, -0.3, 0.2, 0.9]);
    let ([a], [b]) = distance_jacobian(&[1.0, 2.0, 0.5], &[-0.3, 0.2, 0.9]);
    assert_close(&[a, b].concat(), &expected, 1e-8);
}

/// What is written to is the function's, and a slice has the rows one after the other.
#[test]
fn what_goes_out_has_rows() {
    let x = [0.3, -0.5, 0.8, 0.1];
    let n = x.len();
    let mut f = vec![9.0; n];
    let mut expected = vec![0.0; n];
    broyden_tridiagonal(&x, &mut expected);
    let mut matrix = vec![0.0; n * 2 * n];
    broyden_tridiagonal_jacobian_into(&x, &mut f, &mut matrix);
    assert_eq!(f, expected);
    let by_differences = by_differences(
        |x| {
            let mut f = vec![0.0; n];
            broyden_tridiagonal(x, &mut f);
            f
        },
        &x,
    );
    for row in 0..n {
        assert_close(&matrix[row * 2 * n..][..n], &by_differences[row * n..][..n], 1e-8);
        assert_eq!(matrix[row * 2 * n + n..][..n], [0.0; 4], "what was there is not read");
    }
    let (along_x, along_f) = broyden_tridiagonal_jacobian(&x, &mut f);
    assert_close(&along_x.concat(), &by_differences, 1e-8);
    assert_eq!(along_f, vec![vec![0.0; n]; n]);
}

#[test]
fn where_there_is_no_value_there_is_no_matrix() {
    let jacobian = projected_jacobian(1.0, 2.0, 4.0).expect("it is in front");
    assert_eq!(jacobian, ([0.25, 0.0], [0.0, 0.25], [-0.0625, -0.125]));
    assert_eq!(projected_jacobian(1.0, 2.0, -1.0), Err("-1 is behind the camera".to_owned()));
    let mut matrix = [7.0; 6];
    assert!(projected_jacobian_into(1.0, 2.0, -1.0, &mut matrix).is_err());
    assert_eq!(matrix, [7.0; 6]);
}

#[test]
#[should_panic(expected = "a matrix of 2 rows and 2 columns is not 3 numbers")]
fn a_slice_has_room_for_all() {
    polar_jacobian_into(1.0, 0.5, &mut [0.0; 3]);
}
