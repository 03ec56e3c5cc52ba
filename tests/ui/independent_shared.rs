use autodiff::grad;

#[grad]
fn read_behind(w: f64, x: &[f64]) -> f64 {
    let (mut s, mut last) = (0.0, [0.0]);
    #[independent]
    for v in x {
        last[0] = w * v;
        s += last[0].exp();
    }
    s + last[0]
}

#[grad]
fn given(x: &[f64], work: &mut [f64]) -> f64 {
    let mut s = 0.0;
    #[independent]
    for v in x {
        work[0] = v.sin();
        s += work[0] * v;
    }
    s
}

#[grad]
fn neighbours(x: &mut [f64]) {
    #[independent]
    for i in 1..x.len() {
        x[i] *= x[i - 1];
    }
}

#[grad]
fn totals(w: f64, x: &[f64]) -> f64 {
    let mut bins = vec![0.0; 4];
    #[independent]
    for (i, v) in x.iter().enumerate() {
        bins[i % 4] = bins[i % 4] + w * v;
    }
    bins.iter().map(|b| b * b).sum()
}

#[grad]
fn of_integers(x: &[f64], k: usize) -> f64 {
    let (mut s, mut at) = (0.0, [0; 2]);
    #[independent]
    for i in 0..x.len() {
        at[0] = (i * k) % x.len();
        s += x[at[0]] * x[i];
    }
    s
}

/// The ways out.
#[grad]
fn ways_out(w: f64, x: &[f64]) -> f64 {
    let mut bins = vec![0.0; 4];
    #[independent]
    for (i, v) in x.iter().enumerate() {
        let mut own = [0.0];
        own[0] = v.sin();
        bins[i % 4] += w * own[0];
    }
    bins.iter().map(|b| b * b).sum()
}

fn main() {
    let _ = read_behind_grad(1.0, &[1.0]);
    let _ = given_vjp_into(&[1.0], &mut [1.0], 1.0, &mut [0.0], &mut [0.0]);
    neighbours_vjp_into(&mut [1.0], &mut [0.0]);
    let _ = totals_grad(1.0, &[1.0]);
    let _ = of_integers_grad(&[1.0], 1);
    let _ = ways_out_grad(1.0, &[1.0]);
}
