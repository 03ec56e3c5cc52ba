//! The adjoints as one writes them with care, with the arguments of the
//! generated `_vjp_into`. Of the ways to arrange their loops, these were the
//! fastest where it was tried (x86-64 without AVX, vectors within the first
//! cache): a sum in a fixed order waits for its additions, and what is done
//! beside it costs little.

/// The adjoint of `y += a x`, after `y += a x` itself.
pub fn axpy(a: f64, x: &[f64], y: &mut [f64], a_bar: &mut f64, x_bar: &mut [f64], y_bar: &mut [f64]) {
    assert_eq!((x_bar.len(), y_bar.len()), (x.len(), y.len()));
    let mut sum = 0.0;
    for (((x, y), x_bar), y_bar) in x.iter().zip(y).zip(x_bar).zip(y_bar.iter()) {
        *y += a * x;
        sum += x * y_bar;
        *x_bar += a * y_bar;
    }
    *a_bar += sum;
}

/// The dot product, and its adjoint.
pub fn dot(x: &[f64], y: &[f64], sum_bar: f64, x_bar: &mut [f64], y_bar: &mut [f64]) -> f64 {
    assert_eq!((x_bar.len(), y_bar.len()), (x.len(), y.len()));
    let mut sum = 0.0;
    for (((x, y), x_bar), y_bar) in x.iter().zip(y).zip(x_bar).zip(y_bar) {
        sum += x * y;
        *x_bar += sum_bar * y;
        *y_bar += sum_bar * x;
    }
    sum
}

/// The adjoint of `y = A x`, after `y = A x` itself. What `y` held before has no
/// influence, so its cotangent is zero.
pub fn matvec(a: &[f64], x: &[f64], y: &mut [f64], a_bar: &mut [f64], x_bar: &mut [f64], y_bar: &mut [f64]) {
    assert_eq!((a_bar.len(), x_bar.len(), y_bar.len()), (a.len(), x.len(), y.len()));
    let columns = x.len();
    let rows = a.chunks_exact(columns).zip(a_bar.chunks_exact_mut(columns));
    for ((y, y_bar), (row, row_bar)) in y.iter_mut().zip(y_bar).zip(rows) {
        *y = row.iter().zip(x).map(|(a, x)| a * x).sum();
        let sum_bar = std::mem::take(y_bar);
        for (((a, a_bar), x), x_bar) in row.iter().zip(row_bar).zip(x).zip(&mut *x_bar) {
            *a_bar += sum_bar * x;
            *x_bar += sum_bar * a;
        }
    }
}
