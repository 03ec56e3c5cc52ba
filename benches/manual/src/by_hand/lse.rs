//! The logarithm of a sum of exponentials.

/// The exponentials are kept where the gradient will be; divided by their sum they
/// are the gradient.
pub fn gradient(x: &[f64]) -> Vec<f64> {
    let largest = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut x_bar: Vec<f64> = x.iter().map(|x| (x - largest).exp()).collect();
    let scale = 1.0 / x_bar.iter().sum::<f64>();
    for x_bar in &mut x_bar {
        *x_bar *= scale;
    }
    x_bar
}
