use autodiff::Differentiable;

#[derive(Clone, Differentiable)]
#[differentiable(rename = "other")]
struct A(f64);

#[derive(Clone, Differentiable)]
#[differentiable(crate = ::autodiff)]
#[differentiable(crate = autodiff)]
struct B(f64);

#[derive(Clone, Differentiable)]
#[differentiable]
struct C(f64);

#[derive(Clone, Differentiable)]
#[differentiable(crate = autodiff, skip)]
struct D(f64);

#[derive(Clone, Differentiable)]
struct E {
    #[differentiable(skip)]
    x: f64,
}

fn main() {}
