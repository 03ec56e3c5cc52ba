use autodiff::grad;

struct Model;

#[grad]
impl Model {
    const ORDER: usize = 2;
}

#[grad]
impl Model {
    #[no_grad]
    fn order() -> usize {
        Self::ORDER
    }
}

fn main() {}
