use autodiff::{Differentiable, grad};
use std::ops::Index;

#[derive(Clone, Differentiable)]
struct Ring {
    values: [f64; 3],
    start: usize,
}

impl Index<usize> for Ring {
    type Output = f64;

    fn index(&self, i: usize) -> &f64 {
        &self.values[(i + self.start) % 3]
    }
}

#[derive(Clone, Differentiable)]
struct Filter {
    delay: Ring,
}

// A shadow has no `start`: its elements would be others.
#[grad]
fn first(filter: &Filter, x: f64) -> f64 {
    filter.delay[0] * x
}

#[derive(Clone, Differentiable)]
struct Bridge {
    loads: Vec<Option<f64>>,
}

// What is flattened is a collection.
#[grad]
fn load(bridge: &Bridge) -> f64 {
    bridge.loads.iter().flatten().sum()
}

// As the note says.
#[grad]
fn load_that_is_seen(bridge: &Bridge) -> f64 {
    bridge.loads.iter().filter_map(|v| *v).sum()
}

fn main() {}
