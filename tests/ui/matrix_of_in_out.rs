use autodiff::grad;

#[grad(jacobian)]
fn applied(f: impl Fn(f64) -> f64, x: f64) -> [f64; 2] {
    [f(x), f(2.0 * x)]
}

#[grad(hessian)]
fn energy(x: f64, last: &mut f64) -> f64 {
    *last = x * x;
    *last
}

struct Generator(u64);

impl Generator {
    fn draw(&mut self) -> f64 {
        self.0 += 1;
        self.0 as f64
    }
}

/// Each run would draw anew.
#[grad(jacobian)]
fn drawn(x: f64, #[constant] of: &mut Generator) -> f64 {
    let drawn: f64 = of.draw();
    x * drawn
}

fn main() {
    let _ = energy_grad(1.0, &mut 0.0);
}
