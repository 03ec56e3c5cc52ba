use autodiff::Differentiable;
use std::marker::PhantomData;

#[derive(Clone, Differentiable)]
struct Fit<'a, T> {
    start: f64,
    data: &'a [f64],
    rows: Vec<Option<&'a [T]>>,
    #[constant]
    constant: &'a [f64],
    name: &'a str,
    lifetime: PhantomData<&'a T>,
}

#[derive(Clone, Differentiable)]
enum Source<'a> {
    Owned(Vec<f64>),
    Borrowed(&'a f64),
}

fn main() {}
