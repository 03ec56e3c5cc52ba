//! Vectors, matrices and quaternions of the crate `glam`, of `f32` and `f64`.
//!
//! The derivatives of matrices are from Giles, "Collected matrix derivative results for forward
//! and reverse mode algorithmic differentiation", 2008; of quaternions, from Solà, "Quaternion
//! kinematics for the error-state Kalman filter", 2017, §1. A matrix is its columns.

mod components;
mod conversions;
mod leaves;
mod matrices;
mod plane;
mod quaternions;
mod slerp;
mod spaces;
mod vectors;
