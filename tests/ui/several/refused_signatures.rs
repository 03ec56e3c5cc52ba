//! Of a refused signature, rustc has nothing to say besides.

use autodiff::grad;

#[grad]
fn text(x: f64, path: &std::path::Path) -> f64 {
    x * path.as_os_str().len() as f64
}

#[grad]
fn called(f: std::rc::Rc<dyn Fn(f64) -> f64>, x: f64) -> f64 {
    f(x)
}

struct Row<'a>(&'a [f64]);

#[grad]
fn row(x: &[f64]) -> Row<'_> {
    Row(x)
}

#[grad]
fn closure(x: f64) -> impl Fn(f64) -> f64 {
    move |y| y * x
}

#[grad(hvp)]
fn generic<'a, T: ?Sized + AsRef<[f64]>>(x: &'a T, y: &'a mut T, n: Option<&'a T>) -> f64 {
    x.as_ref()[0] + y.as_ref()[0] + n.map_or(0.0, |n| n.as_ref()[0])
}

fn main() {
    let _ = (called_jvp(std::rc::Rc::new(|x: f64| x), 1.0, 0.0, 1.0), row(&[]).0);
    let _ = row_vjp_into(&[1.0], (), &mut [0.0]);
}
