//! probe
#![allow(missing_docs)]
use autodiff::grad;
#[grad(graph, trace)]
fn sigmoid(x: f64, a: f64) -> f64 {
    1.0 / (1.0 + (-a * x).exp())
}
#[grad(graph, trace)]
fn f(x1: f64, x2: f64) -> f64 {
    x1 * x2 + x1.sin()
}
#[grad]
fn logistic(a: f64) -> f64 {
    1.0 / (1.0 + (-a).exp())
}
#[grad]
fn neuron(w: (f64, f64, f64), x: (f64, f64)) -> f64 {
    let (bias, w1, w2) = w;
    bias + w1 * x.0 + w2 * x.1
}
#[grad(graph, trace)]
fn loss(
    v1: (f64, f64, f64),
    v2: (f64, f64, f64),
    v3: (f64, f64, f64),
    #[constant] x: (f64, f64),
    #[constant] y: f64,
) -> f64 {
    let h = (logistic(neuron(v1, x)), logistic(neuron(v2, x)));
    let y_hat = neuron(v3, h).tanh();
    0.5 * (y_hat - y).powi(2)
}
fn main() {
    println!("{}", sigmoid_trace(2.0, 0.5));
    println!("{:#?}", sigmoid_graph());
    println!("{:.5}", f_trace(2.0, 0.5));
    println!("{}", f_graph().to_dot());
    let t = loss_trace((0.1, 0.1, 0.8), (0.1, 0.4, 0.6), (0.1, 0.3, 0.9), (1.0, 1.0), 0.5);
    println!("{t:.5}");
    println!("{}", loss_graph().to_mermaid());
    for (n, g) in [("sigmoid", sigmoid_graph()), ("f", f_graph()), ("loss", loss_graph())] {
        std::fs::write(format!("/tmp/{n}.svg"), g.to_svg()).unwrap();
    }
}
