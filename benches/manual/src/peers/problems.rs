//! The primals, for any [`Number`].

#![allow(clippy::cast_precision_loss, reason = "counts are small")]

use super::Number;

/// The sum of numbers of which there is at least one.
fn sum<T: Number>(terms: impl Iterator<Item = T>) -> T {
    terms.reduce(|a, b| a + b).expect("a sum has terms")
}

/// The logarithm of the sum of the exponentials.
pub fn logsumexp<T: Number>(x: &[T]) -> T {
    let largest = x.iter().copied().reduce(|a, b| if b.value() > a.value() { b } else { a });
    let largest = largest.expect("there are numbers");
    largest + sum(x.iter().map(|x| (*x - largest).exp())).ln()
}

/// Half the sum of squares of a polynomial less the sign, at `n` points.
pub fn residuals<T: Number>(x: &[T], n: usize) -> T {
    let squares = (0..n).map(|i| {
        let t = -1.0 + i as f64 * 2.0 / (n as f64 - 1.0);
        let sign = if t > 0.0 { 1.0 } else { -f64::from(t < 0.0) };
        let mut power = 1.0;
        let value = sum(x.iter().map(|c| {
            let term = *c * power;
            power *= t;
            term
        }));
        let error = value - sign;
        error * error
    });
    sum(squares) * 0.5
}

/// The determinant of the rows from `n - columns.len()` on in these columns.
pub fn minor<T: Number>(a: &[T], n: usize, columns: &[usize]) -> T {
    let row = n - columns.len();
    if let [column] = columns {
        return a[row * n + column];
    }
    let mut rest = columns[1..].to_vec();
    let terms = columns.iter().enumerate().map(|(i, column)| {
        let term = a[row * n + column] * minor(a, n, &rest);
        if let Some(place) = rest.get_mut(i) {
            *place = *column;
        }
        if i % 2 == 0 { term } else { -term }
    });
    sum(terms)
}

/// The last state of the chain of equations at time 2.
pub fn last_state<T: Number>(x: &[T], steps: usize) -> T {
    let h = 2.0 / steps as f64;
    let rates =
        |y: &[T]| -> Vec<T> { std::iter::once(x[0]).chain(x[1..].iter().zip(y).map(|(x, y)| *x * *y)).collect() };
    let advanced = |y: &[T], k: &[T], h: f64| -> Vec<T> { y.iter().zip(k).map(|(y, k)| *y + *k * h).collect() };
    let mut y = vec![x[0] * 0.0; x.len()];
    for _ in 0..steps {
        let k1 = rates(&y);
        let k2 = rates(&advanced(&y, &k1, h / 2.0));
        let k3 = rates(&advanced(&y, &k2, h / 2.0));
        let k4 = rates(&advanced(&y, &k3, h));
        for (i, y) in y.iter_mut().enumerate() {
            *y = *y + (k1[i] + (k2[i] + k3[i]) * 2.0 + k4[i]) * (h / 6.0);
        }
    }
    y[x.len() - 1]
}

/// Half the sum of the squared errors of a network: the weights of `units` hidden
/// units, then those of the output.
pub fn perceptron<T: Number>(weights: &[T], units: usize, inputs: &[f64], targets: &[f64]) -> T {
    let (hidden, output) = weights.split_at(weights.len() - units - 1);
    let width = hidden.len() / units;
    let errors = inputs.chunks_exact(width - 1).zip(targets).map(|(input, target)| {
        let terms = hidden.chunks_exact(width).zip(output).map(|(unit, weight)| {
            let net = sum(unit.iter().zip(input).map(|(w, x)| *w * *x));
            *weight * (net + unit[width - 1]).tanh()
        });
        let net = sum(terms) + output[units];
        let error = ((-net).exp() + 1.0).recip() - *target;
        error * error
    });
    sum(errors) * 0.5
}

/// The log-posterior of a Gaussian mixture; the parameters are one list: `alpha`,
/// `mu`, `q` and `l`.
pub fn posterior<T: Number>(parameters: &[T], k: usize, x: &[f64], d: usize, gamma: f64, m: usize) -> T {
    let (alpha, rest) = parameters.split_at(k);
    let (mu, rest) = rest.split_at(k * d);
    let (q, l) = rest.split_at(k * d);
    let triangle = l.len() / k;
    let diagonals: Vec<T> = q.iter().map(|q| q.exp()).collect();
    let sums: Vec<T> = q.chunks_exact(d).map(|row| sum(row.iter().copied())).collect();
    let likelihoods = x.chunks_exact(d).map(|point| {
        let terms: Vec<T> = (0..k)
            .map(|c| {
                let row = c * d..(c + 1) * d;
                let below = &l[c * triangle..(c + 1) * triangle];
                alpha[c] + sums[c] - distance(&diagonals[row.clone()], below, &mu[row], point) * 0.5
            })
            .collect();
        logsumexp(&terms)
    });
    let squares = sum(diagonals.iter().chain(l).map(|v| *v * *v));
    let prior = sum(sums.iter().copied()) * m as f64 - squares * (0.5 * gamma * gamma);
    sum(likelihoods) - logsumexp(alpha) * (x.len() / d) as f64 + prior
}

fn distance<T: Number>(diagonal: &[T], below: &[T], mu: &[T], x: &[f64]) -> T {
    let centred: Vec<T> = mu.iter().zip(x).map(|(mu, x)| -(*mu - *x)).collect();
    let mut entries: Vec<T> = diagonal.iter().zip(&centred).map(|(q, c)| *q * *c).collect();
    let mut rest = below;
    for (j, centred) in centred.iter().enumerate() {
        let (column, others) = rest.split_at(x.len() - j - 1);
        rest = others;
        for (entry, l) in entries[j + 1..].iter_mut().zip(column) {
            *entry = *entry + *l * *centred;
        }
    }
    sum(entries.iter().map(|entry| *entry * *entry))
}

/// The errors of a reprojection; the parameters are one list: camera, point and
/// weight.
pub fn reprojection<T: Number>(p: &[T; 15], feat: &[f64; 2]) -> [T; 2] {
    let centred = [p[11] - p[3], p[12] - p[4], p[13] - p[5]];
    let seen = rotated(&[p[0], p[1], p[2]], &centred);
    let (u, v) = (seen[0] / seen[2], seen[1] / seen[2]);
    let square = u * u + v * v;
    let distortion = square * (p[9] + p[10] * square) + 1.0;
    [p[14] * (u * distortion * p[6] + p[7] - feat[0]), p[14] * (v * distortion * p[6] + p[8] - feat[1])]
}

fn rotated<T: Number>(r: &[T; 3], p: &[T; 3]) -> [T; 3] {
    let cross = |a: &[T; 3]| [a[1] * p[2] - a[2] * p[1], a[2] * p[0] - a[0] * p[2], a[0] * p[1] - a[1] * p[0]];
    let square = r[0] * r[0] + r[1] * r[1] + r[2] * r[2];
    if square.value() == 0.0 {
        let turn = cross(r);
        return [0, 1, 2].map(|i| p[i] + turn[i]);
    }
    let angle = square.sqrt();
    let (sin, cos) = angle.sin_cos();
    let axis = r.map(|r| r / angle);
    let turn = cross(&axis);
    let along = (axis[0] * p[0] + axis[1] * p[1] + axis[2] * p[2]) * (-cos + 1.0);
    [0, 1, 2].map(|i| p[i] * cos + turn[i] * sin + axis[i] * along)
}
