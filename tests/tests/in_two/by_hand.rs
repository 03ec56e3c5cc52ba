//! A companion that is written by hand offers nothing: it is called on what there was at the call.

pub(crate) fn cubed(x: &[f64], out: &mut [f64]) {
    for (out, x) in out.iter_mut().zip(x) {
        *out += x * x * x;
    }
}

pub(crate) fn cubed_vjp_into(x: &[f64], out: &mut [f64], x_bar: &mut [f64], out_bar: &mut [f64]) {
    cubed(x, out);
    for ((x_bar, x), out_bar) in x_bar.iter_mut().zip(x).zip(out_bar) {
        *x_bar += 3.0 * x * x * *out_bar;
    }
}

pub(crate) fn cubed_jvp(x: &[f64], out: &mut [f64], x_dot: &[f64], out_dot: &mut [f64]) {
    cubed(x, out);
    for ((out_dot, x), x_dot) in out_dot.iter_mut().zip(x).zip(x_dot) {
        *out_dot += 3.0 * x * x * x_dot;
    }
}
