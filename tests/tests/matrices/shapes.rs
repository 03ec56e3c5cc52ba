//! What a matrix is of structs, tuples, methods, traits, many arguments.

use super::{assert_close, by_differences};
use autodiff::{Differentiable, grad};

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct State {
    x: f64,
    v: Vec<f64>,
    #[constant]
    n: usize,
}

/// A row is a struct, and of a struct the rows are in a vector.
#[grad(jacobian)]
fn moved(s: &State, h: f64) -> State {
    State { x: s.x + h * s.v[0], v: s.v.iter().map(|v| v - h * s.x).collect(), n: s.n }
}

#[grad(jacobian, hessian)]
impl State {
    fn energy(&self, k: f64) -> f64 {
        0.5 * k * self.x * self.x + self.v.iter().map(|v| v * v).sum::<f64>()
    }

    fn step(&mut self, h: f64) {
        self.x += h * self.v[0];
        self.v[0] -= h * self.x;
    }

    /// By value, and beside an integer.
    fn ends(self, k: f64, times: usize) -> (f64, usize, [f64; 2]) {
        (self.x * k, times, [self.v[0] * k, self.v[1] * self.x])
    }
}

trait Model {
    fn rates(&self, y: &[f64; 2]) -> [f64; 2];
}

struct Lotka {
    a: f64,
}

#[grad(jacobian)]
impl Model for Lotka {
    fn rates(#[constant] &self, y: &[f64; 2]) -> [f64; 2] {
        [self.a * y[0] - y[0] * y[1], y[0] * y[1] - y[1]]
    }
}

#[grad(jacobian)]
#[allow(clippy::too_many_arguments, clippy::many_single_char_names, reason = "more than a tuple of std's traits has")]
fn many(a: f64, b: f64, c: f64, d: f64, e: f64, f: f64, g: f64, h: f64, i: &[f64; 2]) -> (f64, f64) {
    (a * b + c * d + e * f, g * h * i[0] + i[1] * a)
}

/// By these names there are others in what is generated.
#[grad(jacobian, hessian)]
fn named(dot: f64, matrix: f64, y_bar: f64) -> f64 {
    dot * matrix * y_bar + matrix * matrix
}

#[grad(jacobian, hessian)]
fn numbered(x: &[f64], #[constant] gradient: f64, (rows, columns): (u8, u8), row: u8, column: u8) -> f64 {
    x.iter().map(|x| x * x * gradient * f64::from(rows * columns + row * column)).sum()
}

type Point = [f64; 2];

/// By an alias, and along one argument each.
#[grad(jacobian, wrt(p), name = "along_p")]
#[grad(jacobian, wrt(k), name = "along_k")]
fn turned(p: &Point, k: f64) -> Point {
    [p[0] * k.cos() - p[1] * k.sin(), p[0] * k.sin() + p[1] * k.cos()]
}

#[grad(jacobian, hessian)]
fn weighted<const N: usize>(x: [f32; N], pair: &(f32, [f32; 2])) -> f32 {
    pair.0 * x.iter().map(|x| x * x).sum::<f32>() + pair.1[0] * pair.1[1]
}

#[grad(jacobian)]
trait Field {
    fn at(&self, p: [f64; 2]) -> [f64; 2];

    fn along(&self, t: f64) -> [f64; 2] {
        self.at([t, 2.0 * t])
    }
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Shear(f64);

#[grad(jacobian, members)]
impl Field for Shear {
    fn at(&self, p: [f64; 2]) -> [f64; 2] {
        [p[0] + self.0 * p[1], p[1]]
    }
}

/// Beside integers, one direction after the other.
#[grad(jacobian)]
fn counted(x: &[(f64, u32)]) -> [f64; 2] {
    let mut sums = [0.0; 2];
    for (value, times) in x {
        sums[0] += value * f64::from(*times);
        sums[1] += value * value;
    }
    sums
}

/// Alone, and without what allocates.
#[grad(only(hessian_into))]
fn cube(x: f64) -> f64 {
    x * x * x
}

fn state() -> State {
    State { x: 0.8, v: vec![1.5, -0.4], n: 3 }
}

#[test]
fn rows_are_structs() {
    let (s, h) = (state(), 0.1);
    let (along_s, along_h) = moved_jacobian(&s, h);
    let row = |x, a, b| State { x, v: vec![a, b], n: 3 };
    assert_eq!(along_s, [row(1.0, h, 0.0), row(-h, 1.0, 0.0), row(-h, 0.0, 1.0)]);
    assert_eq!(along_h, [1.5, -0.8, -0.8]);
}

#[test]
fn methods_have_matrices() {
    let (s, k) = (state(), 2.0);
    let ((s_s, s_k), (k_s, k_k)) = s.energy_hessian(k);
    let row = |x, a, b| State { x, v: vec![a, b], n: 3 };
    assert_eq!(s_s, [row(k, 0.0, 0.0), row(0.0, 2.0, 0.0), row(0.0, 0.0, 2.0)]);
    assert_eq!((s_k, k_s, k_k), (vec![s.x, 0.0, 0.0], row(s.x, 0.0, 0.0), 0.0));
    assert_eq!(s.energy_jacobian(k), s.energy_grad(k));
    let mut moved = s.clone();
    let (value, (along_s, along_h)) = moved.step_value_and_jacobian(0.1);
    let () = value;
    let mut expected = s.clone();
    expected.step(0.1);
    assert_eq!(moved, expected);
    assert_close(&along_h, &[1.5, -1.1, 0.0], 1e-14);
    assert_eq!(along_s[0], row(1.0, 0.1, 0.0));
    let ((x, (), v), (k_x, (), k_v)) = s.ends_jacobian(2.0, 7);
    assert_eq!((x, v), (row(2.0, 0.0, 0.0), [row(0.0, 2.0, 0.0), row(-0.4, 0.0, 0.8)]));
    assert_eq!((k_x, k_v), (0.8, [1.5, 0.0]));
}

#[test]
fn so_have_those_of_traits() {
    let model = Lotka { a: 1.1 };
    let expected = by_differences(|y| model.rates(&[y[0], y[1]]).to_vec(), &[0.7, 1.9]);
    assert_close(&model.rates_jacobian(&[0.7, 1.9]).concat(), &expected, 1e-8);
}

#[test]
fn names_and_numbers_of_arguments_do_not_matter() {
    let blocks = many_jacobian(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, &[9.0, 10.0]);
    assert_eq!((blocks.0, blocks.1, blocks.6), ((2.0, 10.0), (1.0, 0.0), (0.0, 72.0)));
    assert_eq!(blocks.8, ([0.0, 0.0], [56.0, 1.0]));
    assert_eq!(named_jacobian(2.0, 3.0, 5.0), (15.0, 16.0, 6.0));
    assert_eq!(numbered_jacobian(&[1.0, 2.0], 0.5, (2, 3), 4, 5), [26.0, 52.0]);
    assert_eq!(numbered_hessian(&[1.0, 2.0], 0.5, (2, 3), 4, 5), [[26.0, 0.0], [0.0, 26.0]]);
    assert_eq!(named_hessian(2.0, 3.0, 5.0), ((0.0, 5.0, 3.0), (5.0, 2.0, 2.0), (3.0, 2.0, 0.0)));
}

#[test]
fn a_function_in_a_block_has_its_matrix() {
    #[grad(jacobian)]
    fn spiral(t: f64) -> [f64; 2] {
        [t * t.cos(), t * t.sin()]
    }
    assert_eq!(spiral_jacobian(0.0), [1.0, 0.0]);
}

#[test]
fn types_under_other_names_of_parameters_and_of_traits() {
    let (sin, cos) = 0.3_f64.sin_cos();
    assert_eq!(along_p_jacobian(&[2.0, 1.0], 0.3), [[cos, -sin], [sin, cos]]);
    assert_close(&along_k_jacobian(&[2.0, 1.0], 0.3), &[-2.0 * sin - cos, 2.0 * cos - sin], 1e-14);
    let (x_x, x_pair) = weighted_hessian([1.0, 3.0], &(2.0, [5.0, 7.0])).0;
    assert_eq!(x_x, [[4.0, 0.0], [0.0, 4.0]]);
    assert_eq!(x_pair, [(2.0, [0.0, 0.0]), (6.0, [0.0, 0.0])]);
    assert_eq!(Shear(0.5).at_jacobian([2.0, 3.0]), ([Shear(3.0), Shear(0.0)], [[1.0, 0.5], [0.0, 1.0]]));
    assert_eq!(Shear(0.5).along_jacobian(2.0).1, [2.0, 2.0]);
    let mut cells = [0.0; 4];
    counted_jacobian_into(&[(2.0, 3), (5.0, 7)], &mut cells);
    assert_eq!(cells, [3.0, 7.0, 4.0, 10.0]);
    let mut matrix = [0.0];
    assert_eq!((cube_hessian_into(2.0, &mut matrix), matrix), (12.0, [12.0]));
}
