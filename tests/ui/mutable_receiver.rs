use autodiff::grad;

struct Counter {
    calls: u32,
}

impl Counter {
    #[grad]
    fn count(#[constant] &mut self, x: f64) -> f64 {
        self.calls += 1;
        x * x
    }
}

fn main() {
    let mut counter = Counter { calls: 0 };
    let _ = counter.count_grad(1.0);
}
