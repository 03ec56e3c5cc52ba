use autodiff::grad;

/// What it fills is another thing each time.
struct Source(u8);

impl Source {
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            self.0 = self.0.wrapping_mul(5).wrapping_add(3);
            *byte = self.0;
        }
    }
}

#[grad]
fn noisy(x: f64, #[constant] source: &mut Source, n: usize) -> f64 {
    let mut s = x;
    let mut bytes = [0_u8; 4];
    #[checkpoint(sqrt)]
    for _ in 0..n {
        source.fill(&mut bytes);
        s = (s * f64::from(bytes[0])).sin();
    }
    s
}

/// The way out.
#[grad]
fn steady(x: f64, #[constant] source: &mut Source, n: usize) -> f64 {
    let mut s = x;
    let mut bytes = vec![0_u8; n];
    source.fill(&mut bytes);
    #[checkpoint(sqrt)]
    for k in 0..n {
        s = (s * f64::from(bytes[k])).sin();
    }
    s
}

fn main() {
    let _ = noisy_grad(1.0, &mut Source(1), 3);
    let _ = steady_grad(1.0, &mut Source(1), 3);
}
