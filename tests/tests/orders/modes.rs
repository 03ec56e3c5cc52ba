//! Each companion of a companion, held against the second derivatives in closed form.

use super::{all_close, close};
use autodiff::grad;

/// The second derivatives of x² sin y are 2 sin y, 2x cos y and -x² sin y.
#[grad(order = 2)]
fn scalars(x: f64, y: f64) -> f64 {
    x * x * y.sin()
}

#[test]
fn every_pair_of_scalars() {
    let (x, y) = (1.3_f64, 0.4_f64);
    let (gx, gy) = (2.0 * x * y.sin(), x * x * y.cos());
    let [hxx, hxy, hyy] = [2.0 * y.sin(), 2.0 * x * y.cos(), -x * x * y.sin()];
    let (a, b, c, d) = (0.7, -0.2, 1.1, 0.6);
    // Along (a, b) and (c, d).
    let second = a * c * hxx + (a * d + b * c) * hxy + b * d * hyy;
    let ((value, dot), (dot_, dot_dot)) = scalars_jvp_jvp(x, y, a, b, c, d, 0.0, 0.0);
    all_close(&[value, dot, dot_], &[scalars(x, y), a * gx + b * gy, c * gx + d * gy]);
    close(dot_dot, second);
    let ((_, dot), (x_bar, y_bar, x_dot_bar, y_dot_bar)) = scalars_jvp_vjp(x, y, a, b, (0.0, 1.0));
    close(dot, a * gx + b * gy);
    all_close(&[x_bar, y_bar, x_dot_bar, y_dot_bar], &[a * hxx + b * hxy, a * hxy + b * hyy, gx, gy]);
    let ((_, bars), (_, (x_bar_dot, y_bar_dot))) = scalars_vjp_jvp(x, y, 1.0, a, b, 0.0);
    assert_eq!(bars, scalars_grad(x, y));
    all_close(&[x_bar_dot, y_bar_dot], &[a * hxx + b * hxy, a * hxy + b * hyy]);
    let (_, (x_bar, y_bar, seed_bar)) = scalars_vjp_vjp(x, y, 1.0, (0.0, (a, b)));
    all_close(&[x_bar, y_bar, seed_bar], &[a * hxx + b * hxy, a * hxy + b * hyy, a * gx + b * gy]);
}

#[test]
fn the_gradient_and_the_product_with_the_hessian() {
    let (x, y) = (1.3_f64, 0.4_f64);
    assert_eq!(scalars_grad_jvp(x, y, 0.7, -0.2), scalars_hvp(x, y, 0.7, -0.2));
    let (gradient, along) = scalars_hvp(x, y, 0.7, -0.2);
    // The Hessian is its own transpose.
    let (value, (x_bar, y_bar)) = scalars_grad_vjp(x, y, (0.7, -0.2));
    assert_eq!(value, gradient);
    all_close(&[x_bar, y_bar], &[along.0, along.1]);
    let ((value, gradient_), (dot, along_)) = scalars_value_and_grad_jvp(x, y, 0.7, -0.2);
    assert_eq!((value, gradient_, along_), (scalars(x, y), gradient, along));
    close(dot, 0.7 * gradient.0 - 0.2 * gradient.1);
    let (_, bars) = scalars_value_and_grad_vjp(x, y, (1.0, (0.7, -0.2)));
    all_close(&[bars.0, bars.1], &[along.0 + gradient.0, along.1 + gradient.1]);
}

/// The gradient of a function of one float is a function with a gradient.
#[grad(order = 4)]
fn quartic(x: f64) -> f64 {
    x * x * x * x
}

#[test]
fn four_times() {
    let x = 1.5;
    close(quartic_grad(x), 4.0 * x * x * x);
    close(quartic_grad_grad(x), 12.0 * x * x);
    close(quartic_grad_grad_grad(x), 24.0 * x);
    close(quartic_grad_grad_grad_grad(x), 24.0);
    close(quartic_hvp_jvp(x, 1.0, 1.0, 0.0).1.1, 24.0 * x);
    close(quartic_grad_hvp(x, 1.0).1, 24.0 * x);
    close(quartic_hvp_hvp_of_both(x), 24.0);
}

/// A companion of fourth order in the body of a function.
fn quartic_hvp_hvp_of_both(x: f64) -> f64 {
    quartic_grad_grad_hvp(x, 1.0).1
}

#[grad(order = 2)]
fn recurrence(x: &[f64], a: f64) -> f64 {
    let mut s = 0.2;
    for v in x {
        s = (s * a).sin() + v * v * s;
    }
    s
}

#[grad(order = 2)]
fn in_place(x: &mut [f64], k: f64) {
    for i in 1..x.len() {
        x[i] = x[i - 1] * x[i] * k;
    }
}

#[grad(order = 2)]
fn through_calls(x: &[f64], k: f64) -> f64 {
    let mut v: Vec<f64> = x.iter().map(|a| a * a).collect();
    in_place(&mut v, k);
    v.push(k * x[0]);
    if k > 0.0 { recurrence(&v, k) } else { v[1] }
}

#[grad(order = 2)]
fn popped(x: &[f64]) -> f64 {
    let mut stack = x.to_vec();
    let mut s = 1.0;
    while let Some(v) = stack.pop() {
        s = s * v + v.cos();
        if stack.len() == 2 {
            stack[0] *= s;
        }
    }
    s
}

#[test]
fn memory_both_ways() {
    let (x, k) = ([0.4, 1.2, -0.7], 0.8);
    let along = [0.3, -0.5, 0.9];
    let (gradient, product) = through_calls_hvp(&x, k, &along, 0.25);
    assert_eq!(through_calls_grad(&x, k), gradient);
    assert_eq!(through_calls_grad_jvp(&x, k, &along, 0.25), (gradient.clone(), product.clone()));
    let (value, transposed) = through_calls_grad_vjp(&x, k, (along.to_vec(), 0.25));
    all_close(&value.0, &gradient.0);
    all_close(&transposed.0, &product.0);
    close(transposed.1, product.1);
    let mut shadows = (vec![1.0; 3], 2.0);
    let value = through_calls_grad_vjp_into(&x, k, (along.to_vec(), 0.25), &mut shadows.0, &mut shadows.1);
    all_close(&value.0, &gradient.0);
    all_close(&shadows.0, &product.0.iter().map(|v| v + 1.0).collect::<Vec<_>>());
    close(shadows.1, product.1 + 2.0);
    let (_, (x_bar, k_bar, x_dot_bar, k_dot_bar)) = through_calls_jvp_vjp(&x, k, &along, 0.25, (0.0, 1.0));
    all_close(&x_bar, &product.0);
    close(k_bar, product.1);
    all_close(&x_dot_bar, &gradient.0);
    close(k_dot_bar, gradient.1);
    let second = product.0.iter().zip(along).map(|(a, b)| a * b).sum::<f64>() + 0.25 * product.1;
    let zeros = [0.0; 3];
    close(through_calls_jvp_jvp(&x, k, &along, 0.25, &along, 0.25, &zeros, 0.0).1.1, second);
}

#[test]
fn what_shrinks_both_ways() {
    let (x, along) = ([0.4, 1.2, -0.7, 0.9], [0.3, -0.5, 0.9, 0.1]);
    let (gradient, product) = popped_hvp(&x, &along);
    let (value, transposed) = popped_grad_vjp(&x, along.to_vec());
    all_close(&value, &gradient);
    all_close(&transposed, &product);
    all_close(&popped_jvp_vjp(&x, &along, (0.0, 1.0)).1.0, &product);
}

/// An adjoint on memory that is changed in place is one itself: x₁' = x₀ x₁ k.
#[test]
fn shadows_have_shadows() {
    let mut x = [0.7, -1.1];
    let k = 1.3;
    let (mut x_bar, mut k_bar) = ([0.0, 1.0], 0.0);
    // d/dx₀ of the cotangent of k, which is x₀ x₁.
    let mut x_bar_bar = [0.0, 0.0];
    let mut out_bar = [0.0, 0.0];
    let (mut k_bar_bar, mut seed) = (0.0, 1.0);
    in_place_vjp_into_vjp_into(
        &mut x,
        k,
        &mut x_bar,
        &mut k_bar,
        &mut out_bar,
        &mut k_bar_bar,
        &mut x_bar_bar,
        &mut seed,
    );
    all_close(&x, &[0.7, 0.7 * -1.1 * 1.3]);
    all_close(&[x_bar[0], x_bar[1], k_bar], &[-1.1 * 1.3, 0.7 * 1.3, 0.7 * -1.1]);
    all_close(&out_bar, &[-1.1, 0.7]);
    // The cotangent is linear in the one that came in.
    close(x_bar_bar[1], 0.7 * -1.1);
}

/// Of a loop with checkpoints, the adjoint of the adjoint keeps what each iteration needs.
#[grad(order = 2)]
fn with_checkpoints(x: f64, n: usize) -> f64 {
    let mut s = x;
    #[checkpoint(every = 4)]
    for _ in 0..n {
        s = (s * x).sin() + s;
    }
    s
}

#[test]
fn checkpoints_both_ways() {
    let (gradient, product) = with_checkpoints_hvp(0.3, 11, 1.0);
    let (value, transposed) = with_checkpoints_grad_vjp(0.3, 11, 1.0);
    all_close(&[value, transposed], &[gradient, product]);
    close(with_checkpoints_jvp_vjp(0.3, 11, 1.0, (0.0, 1.0)).1.0, product);
}
