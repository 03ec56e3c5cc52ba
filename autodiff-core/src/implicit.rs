//! The derivative of what solves an equation, by one linear system.
//!
//! Where `g(x, p) = 0` says what `x` is, `g_x dx + g_p dp = 0` says how it moves with `p`,
//! however `x` was found. A fixed point `x = s(x, p)` is the zero of `s(x, p) - x`.

use crate::differentiable::Differentiable;
#[cfg(feature = "alloc")]
use alloc::{vec, vec::Vec};

mod lu;

use lu::Lu;

/// What is stated of the unknowns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Equation {
    /// The residual is zero.
    Residual,
    /// The step changes nothing.
    FixedPoint,
}

/// Room for the matrix of a linear system, for the order of its rows and for one side.
pub trait Room {
    /// The matrix, row by row; the order; a side.
    fn parts(&mut self) -> (&mut [f64], &mut [usize], &mut [f64]);
}

/// Room of an extent that the types say.
#[derive(Clone, Copy, Debug)]
pub struct OnStack<const N: usize> {
    matrix: [[f64; N]; N],
    order: [usize; N],
    side: [f64; N],
}

impl<const N: usize> OnStack<N> {
    /// Room for `N` unknowns.
    #[must_use]
    pub fn new() -> Self {
        OnStack { matrix: [[0.0; N]; N], order: [0; N], side: [0.0; N] }
    }
}

impl<const N: usize> Default for OnStack<N> {
    fn default() -> Self {
        OnStack::new()
    }
}

impl<const N: usize> Room for OnStack<N> {
    fn parts(&mut self) -> (&mut [f64], &mut [usize], &mut [f64]) {
        (self.matrix.as_flattened_mut(), &mut self.order, &mut self.side)
    }
}

/// Room for as many unknowns as there are leaves.
#[cfg(feature = "alloc")]
#[derive(Clone, Debug)]
pub struct OnHeap {
    matrix: Vec<f64>,
    order: Vec<usize>,
    side: Vec<f64>,
}

#[cfg(feature = "alloc")]
impl OnHeap {
    /// Room for the leaves of the unknowns.
    #[must_use]
    pub fn of(unknowns: &impl Differentiable) -> Self {
        let count = unknowns.leaves();
        OnHeap { matrix: vec![0.0; count * count], order: vec![0; count], side: vec![0.0; count] }
    }
}

#[cfg(feature = "alloc")]
impl Room for OnHeap {
    fn parts(&mut self) -> (&mut [f64], &mut [usize], &mut [f64]) {
        (&mut self.matrix, &mut self.order, &mut self.side)
    }
}

/// The equation at its solution, linear in the unknowns, and factored.
#[derive(Clone, Debug)]
pub struct Linear<R> {
    room: R,
}

impl<R: Room> Linear<R> {
    /// Of the tangent of the residual, or of the step, along each unknown.
    ///
    /// # Panics
    ///
    /// If there are not as many equations as unknowns.
    pub fn new<X: Differentiable, G: Differentiable>(
        mut room: R,
        (equation, name): (Equation, &str),
        unknowns: &X,
        mut along: impl FnMut(&X) -> G,
    ) -> Self {
        let (matrix, order, side) = room.parts();
        let count = side.len();
        for column in 0..count {
            let mut unit = unknowns.zero_like();
            let mut leaf = 0;
            unit.visit_mut(&mut |float| {
                *float = if leaf == column { 1.0 } else { 0.0 };
                leaf += 1;
            });
            let tangent = along(&unit);
            assert_as_many(name, tangent.leaves(), count);
            let mut row = 0;
            tangent.visit(&mut |float| {
                matrix[row * count + column] = float;
                row += 1;
            });
            if equation == Equation::FixedPoint {
                matrix[column * count + column] -= 1.0;
            }
        }
        lu::factor(matrix, order);
        Linear { room }
    }

    /// How the unknowns move where the equations move so: the solution of `g_x dx = -dg`.
    pub fn tangent<X: Differentiable, G: Differentiable>(&mut self, moved: &G, unknowns: &X) -> X {
        self.solved(moved, unknowns, |lu, side| lu.solve(side))
    }

    /// The seed of the residual for a cotangent of the unknowns: the solution of
    /// `g_xᵀ dg = -dx`, in the form of the equations.
    pub fn seed<X: Differentiable, G: Differentiable>(&mut self, cotangent: &X, equations: &G) -> G {
        self.solved(cotangent, equations, |lu, side| lu.solve_transposed(side))
    }

    /// What solves the system for the negative of a side, as the leaves of a value like this.
    fn solved<A: Differentiable, B: Differentiable>(
        &mut self,
        given: &A,
        like: &B,
        solve: impl Fn(Lu<'_>, &mut [f64]),
    ) -> B {
        let (matrix, order, side) = self.room.parts();
        let mut floats = side.iter_mut();
        given.visit(&mut |leaf| floats.next().into_iter().for_each(|float| *float = -leaf));
        // What nothing has arrived at, or nothing moves, has no derivative, whatever the matrix is.
        if side.iter().any(|float| *float != 0.0) {
            solve(Lu { matrix, order }, side);
        }
        let mut solution = like.zero_like();
        let mut floats = side.iter();
        solution.visit_mut(&mut |leaf| floats.next().into_iter().for_each(|float| *leaf = *float));
        solution
    }
}

#[track_caller]
fn assert_as_many(name: &str, equations: usize, unknowns: usize) {
    assert!(equations == unknowns, "`{name}` gives {equations} numbers for {unknowns} unknowns");
}
