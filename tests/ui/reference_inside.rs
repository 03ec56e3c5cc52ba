use autodiff::grad;

#[grad]
fn shared<'a>(p: &'a (&'a mut [f64], f64)) -> f64 {
    p.0[0] * p.1
}

#[grad]
fn exclusive<'a>(p: &'a mut (&'a mut f64, f64)) {
    *p.0 *= p.1;
}

#[grad]
fn elements(p: [&mut f64; 2], k: f64) {
    *p[0] *= k;
}

#[grad]
fn rows(p: Vec<(&[f64], f64)>) -> f64 {
    p[0].0[0] * p[0].1
}

// The ways out.
#[grad]
fn apart(p: (&mut [f64], f64)) -> f64 {
    p.0[0] *= p.1;
    p.1
}

#[grad]
fn owned(p: &[(Vec<f64>, f64)]) -> f64 {
    p[0].0[0] * p[0].1
}

fn main() {
    assert_eq!(apart_grad((&mut [1.0], 2.0)), (vec![0.0], 1.0));
    assert_eq!(owned_grad(&[(vec![2.0], 3.0)]), vec![(vec![3.0], 2.0)]);
}
