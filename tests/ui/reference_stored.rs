use autodiff::grad;

#[grad]
fn scale(p: (&mut f64, f64)) {
    *p.0 *= p.1;
}

#[grad]
fn stored(x: f64) -> f64 {
    let mut s = x;
    let p = (&mut s, x);
    scale(p);
    let mut t = (s, x);
    let r = &mut t.1;
    *r *= x;
    t.1
}

// The ways out.
#[grad]
fn passed(x: f64) -> f64 {
    let mut s = x;
    scale((&mut s, x));
    let mut t = (s, x);
    t.1 *= x;
    t.1
}

fn main() {
    assert_eq!(passed_grad(3.0), 6.0);
}
