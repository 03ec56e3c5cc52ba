//! Output in the primal.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn printing(x: f64, y: f64) -> f64 {
    println!("at ({x}, {y:.3})");
    let z = x * y;
    if z > 1.0 {
        eprintln!("large: {}", z * 2.0);
        print!("{z:>10.4e}");
    }
    eprint!("");
    z.tanh()
}

pub const POINTS: &[(f64, f64)] = &[(1.5, 0.9), (0.5, 0.7)];
