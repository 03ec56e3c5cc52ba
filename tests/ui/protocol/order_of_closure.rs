use autodiff::function;

fn main() {
    let _ = function!(|x: f64| x * x, order = 2);
}
