//! The rows of the table for sparse matrices, and for the sets that their patterns are made of.

use super::Input::{Columns, Own, Star, Tangents, Values};
use super::Output::{Besides, Gradient, GradientTangents, Pair, Pattern, SparseMatrix, Tangent, Value};
use super::{Asked, Companion, Exists, Row};

pub(super) const JVP_MARKS: Row = Row {
    companion: Companion::JvpMarks,
    suffix: "jvp_marks",
    asked: Asked::With(Companion::Pattern),
    exists: Exists::Everywhere,
    takes: &[Own, Tangents],
    gives: Pair(&Value, &Tangent),
    doc: "What {f} depends on: for sets in the place of the tangents of {wrt}{order}, the value, and the sets in the place of its tangent.",
    doc_of_unit: None,
    doc_of_places: None,
    shown: [""; 3],
};

pub(super) const HVP_MARKS: Row = Row {
    companion: Companion::HvpMarks,
    suffix: "hvp_marks",
    asked: Asked::With(Companion::HessianPattern),
    exists: Exists::OfOneFloat,
    takes: &[Own, Tangents],
    gives: Pair(&Gradient, &GradientTangents),
    doc: "What the gradient of {f} along {wrt}{order} depends on: the gradient, and sets in the place of its tangent.",
    doc_of_unit: None,
    doc_of_places: None,
    shown: [""; 3],
};

pub(super) const PATTERN: Row = Row {
    companion: Companion::Pattern,
    suffix: "pattern",
    asked: Asked::Beside(Companion::SparseJacobian),
    exists: Exists::Everywhere,
    takes: &[Own],
    gives: Pattern,
    doc: "Pattern of the Jacobian of {f} along {wrt}{order}: the cells that may be other than zero, on the path \
          that {f} takes at these arguments.",
    doc_of_unit: None,
    doc_of_places: None,
    shown: [
        "those of `f`",
        "`sparse::Pattern`",
        "`#[grad(sparse_jacobian)]`: which cells of the Jacobian may be other than zero",
    ],
};

pub(super) const SPARSE_JACOBIAN: Row = Row {
    companion: Companion::SparseJacobian,
    suffix: "sparse_jacobian",
    asked: Asked::ByName,
    exists: Exists::Everywhere,
    takes: &[Own, Columns],
    gives: SparseMatrix,
    doc: "Jacobian of {f} along {wrt}{order}, in compressed rows: a direction for each color, and one that proves \
          the others. An error, if the pattern is not that of {f} at these arguments.",
    doc_of_unit: None,
    doc_of_places: None,
    shown: [
        "those of `f`, then a `&sparse::ColumnColoring`",
        "`Result<sparse::Csr, sparse::PatternMismatch>`",
        "`#[grad(sparse_jacobian)]`: the cells of the pattern",
    ],
};

pub(super) const SPARSE_JACOBIAN_INTO: Row = Row {
    companion: Companion::SparseJacobianInto,
    suffix: "sparse_jacobian_into",
    asked: Asked::Beside(Companion::SparseJacobian),
    exists: Exists::Everywhere,
    takes: &[Own, Columns, Values],
    gives: Besides(&Value),
    doc: "Value of {f}, and its Jacobian along {wrt}{order}: writes the cells of the pattern, row by row. An error, \
          if the pattern is not that of {f} at these arguments; then nothing is written.",
    doc_of_unit: None,
    doc_of_places: None,
    shown: [
        "those of `f`, then a `&sparse::ColumnColoring` and a `&mut [f64]`",
        "`Result<R, sparse::PatternMismatch>`",
        "`#[grad(sparse_jacobian)]`: the cells of the pattern, into a slice",
    ],
};

pub(super) const HESSIAN_PATTERN: Row = Row {
    companion: Companion::HessianPattern,
    suffix: "hessian_pattern",
    asked: Asked::Beside(Companion::SparseHessian),
    exists: Exists::OfOneFloat,
    takes: &[Own],
    gives: Pattern,
    doc: "Pattern of the Hessian of {f} along {wrt}{order}: the cells that may be other than zero, on the path \
          that {f} and its adjoint take at these arguments.",
    doc_of_unit: None,
    doc_of_places: None,
    shown: [
        "those of `f`",
        "`sparse::Pattern`",
        "`#[grad(sparse_hessian)]`, if `R` is one float: which cells of the Hessian may be other than zero",
    ],
};

pub(super) const SPARSE_HESSIAN: Row = Row {
    companion: Companion::SparseHessian,
    suffix: "sparse_hessian",
    asked: Asked::ByName,
    exists: Exists::OfOneFloat,
    takes: &[Own, Star],
    gives: SparseMatrix,
    doc: "Hessian of {f} along {wrt}{order}, in compressed rows: a direction for each color, and one that proves \
          the others. An error, if the pattern is not that of {f} at these arguments.",
    doc_of_unit: None,
    doc_of_places: None,
    shown: [
        "those of `f`, then a `&sparse::StarColoring`",
        "`Result<sparse::Csr, sparse::PatternMismatch>`",
        "`#[grad(sparse_hessian)]`, if `R` is one float: the cells of the pattern",
    ],
};

pub(super) const SPARSE_HESSIAN_INTO: Row = Row {
    companion: Companion::SparseHessianInto,
    suffix: "sparse_hessian_into",
    asked: Asked::Beside(Companion::SparseHessian),
    exists: Exists::OfOneFloat,
    takes: &[Own, Star, Values],
    gives: Besides(&Gradient),
    doc: "Gradient of {f} along {wrt}{order}, and its Hessian: writes the cells of the pattern, row by row. An error, \
          if the pattern is not that of {f} at these arguments; then nothing is written.",
    doc_of_unit: None,
    doc_of_places: None,
    shown: [
        "those of `f`, then a `&sparse::StarColoring` and a `&mut [f64]`",
        "`Result<cotangents, sparse::PatternMismatch>`",
        "`#[grad(sparse_hessian)]`, if `R` is one float: the cells of the pattern, into a slice",
    ],
};
