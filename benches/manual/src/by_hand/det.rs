//! The determinant by expansion along rows.

/// The list of columns that are left is an array: more than these nobody waits for.
const LARGEST: usize = 16;

/// The gradient of the determinant in the entries.
pub fn gradient(a: &[f64], n: usize) -> Vec<f64> {
    let mut a_bar = vec![0.0; a.len()];
    let columns: Vec<usize> = (0..n).collect();
    minor(a, n, &columns, 1.0, &mut a_bar);
    a_bar
}

/// The minor; its cotangent is known beforehand, so its derivative is added on the
/// way.
fn minor(a: &[f64], n: usize, columns: &[usize], y_bar: f64, a_bar: &mut [f64]) -> f64 {
    let row = n - columns.len();
    if let [column] = columns {
        a_bar[row * n + column] += y_bar;
        return a[row * n + column];
    }
    let (mut sum, mut sign) = (0.0, 1.0);
    for (i, column) in columns.iter().enumerate() {
        let mut rest = [0; LARGEST];
        rest[..i].copy_from_slice(&columns[..i]);
        rest[i..columns.len() - 1].copy_from_slice(&columns[i + 1..]);
        let at = row * n + column;
        let factor = sign * a[at];
        let value = minor(a, n, &rest[..columns.len() - 1], y_bar * factor, a_bar);
        a_bar[at] += y_bar * sign * value;
        sum += factor * value;
        sign = -sign;
    }
    sum
}
