use autodiff::grad;

#[grad]
fn bare(x: f64, n: usize) -> f64 {
    let mut s = x;
    #[checkpoint]
    for _ in 0..n {
        s = s.sin();
    }
    s
}

#[grad]
fn none(x: f64, n: usize) -> f64 {
    let mut s = x;
    #[checkpoint(levels = 0)]
    for _ in 0..n {
        s = s.sin();
    }
    s
}

#[grad]
fn often(x: f64, n: usize) -> f64 {
    let mut s = x;
    #[checkpoint(often)]
    for _ in 0..n {
        s = s.sin();
    }
    s
}

#[grad]
fn twice(x: f64, n: usize) -> f64 {
    let mut s = x;
    #[checkpoint(sqrt)]
    #[checkpoint(every = 3)]
    for _ in 0..n {
        s = s.sin();
    }
    s
}

#[grad]
fn part(x: f64, n: usize) -> f64 {
    let mut s = x;
    #[checkpoint(every = 0.5)]
    for _ in 0..n {
        s = s.sin();
    }
    s
}

fn main() {
    let _ = bare_grad(1.0, 3);
    let _ = none_grad(1.0, 3);
    let _ = often_grad(1.0, 3);
    let _ = twice_grad(1.0, 3);
    let _ = part_grad(1.0, 3);
}
