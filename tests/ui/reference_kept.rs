use autodiff::grad;

#[grad]
fn in_an_array(x: f64) -> f64 {
    let (mut a, mut b) = ([x], [x]);
    for r in [&mut a, &mut b] {
        r[0] *= x;
    }
    a[0] * b[0]
}

#[grad]
fn in_a_vector(x: f64) -> f64 {
    let mut a = [x, 2.0];
    let mut kept = Vec::new();
    kept.push((&mut a, x));
    kept[0].0[0] *= kept[0].1;
    a[0]
}

#[grad]
fn collected(x: f64) -> f64 {
    let mut a = [x, 2.0];
    let kept = a.iter_mut().map(|r| (r, x)).collect::<Vec<_>>();
    for (r, k) in kept {
        *r *= k;
    }
    a[0]
}

#[grad]
fn taken(x: f64) -> f64 {
    let mut a = [x, 2.0];
    let mut rest = &mut a[..];
    let (head, _) = std::mem::take(&mut rest).split_at_mut(1);
    head[0] *= x;
    a[0]
}

fn main() {}
