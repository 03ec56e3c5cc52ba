//! The checks themselves: companions written by hand pass all of them, and each
//! way of being wrong is caught by the check that is there for it.

mod wrong;

#[allow(missing_docs, unreachable_pub, dead_code, reason = "written as a corpus file is")]
#[allow(clippy::all, clippy::pedantic, reason = "written as a corpus file is")]
mod handwritten {
    include!(concat!(env!("OUT_DIR"), "/handwritten.rs"));
}

use autodiff_tests::check::{
    Verdict, forward_fd, hvp, into_forms, primal_bits, reverse_forward, scalar_into_forms, scalar_primal_bits,
    scalar_single_precision, single_precision,
};
use handwritten::{kinked, mixed, smooth};
use wrong::{Fault, Wrong};

#[track_caller]
fn assert_caught(verdict: Verdict, words: &str) {
    let Err(mismatch) = verdict else {
        panic!("not caught: {words}");
    };
    let message = format!("{mismatch:?}");
    assert!(message.contains(words), "caught for another reason than {words}: {message}");
}

#[test]
fn right_companions_pass() -> Verdict {
    scalar_primal_bits::<smooth::Wide>()?;
    forward_fd::<smooth::Wide>()?;
    reverse_forward::<smooth::Wide>()?;
    scalar_into_forms::<smooth::Wide>()?;
    hvp::<smooth::Wide>()?;
    scalar_single_precision::<smooth::Wide, smooth::Narrow>()
}

#[test]
fn right_companions_with_tuples_pass() -> Verdict {
    primal_bits::<mixed::Wide>()?;
    forward_fd::<mixed::Wide>()?;
    reverse_forward::<mixed::Wide>()?;
    into_forms::<mixed::Wide>()?;
    single_precision::<mixed::Wide, mixed::Narrow>()
}

#[test]
fn right_companions_with_one_argument_pass() -> Verdict {
    scalar_primal_bits::<kinked::Wide>()?;
    reverse_forward::<kinked::Wide>()?;
    scalar_into_forms::<kinked::Wide>()
}

#[test]
fn a_point_near_a_kink_is_caught() {
    assert_caught(forward_fd::<kinked::Wide>(), "is the point at a kink?");
}

type Broken<const FAULT: Fault> = Wrong<smooth::Wide, FAULT>;

#[test]
fn wrong_primal_values() {
    assert_caught(primal_bits::<Broken<{ wrong::JVP_VALUE }>>(), "value of _jvp");
    assert_caught(primal_bits::<Broken<{ wrong::VJP_VALUE }>>(), "value of _vjp");
    assert_caught(primal_bits::<Broken<{ wrong::VJP_INTO_VALUE }>>(), "value of _vjp_into");
    assert_caught(scalar_primal_bits::<Broken<{ wrong::VALUE_AND_GRAD_VALUE }>>(), "value of _value_and_grad");
    assert_caught(scalar_primal_bits::<Broken<{ wrong::GRAD_INTO_VALUE }>>(), "value of _grad_into");
}

#[test]
fn wrong_tangents() {
    assert_caught(forward_fd::<Broken<{ wrong::JVP_SLIGHTLY_OFF }>>(), "of _jvp against differences");
    assert_caught(forward_fd::<Broken<{ wrong::JVP_NAN }>>(), "of _jvp against differences");
    assert_caught(forward_fd::<Broken<{ wrong::JVP_OF_ZERO }>>(), "_jvp of a zero tangent");
}

#[test]
fn wrong_cotangents() {
    assert_caught(reverse_forward::<Broken<{ wrong::VJP_ROUNDED }>>(), "of _vjp against _jvp");
    assert_caught(reverse_forward::<Broken<{ wrong::VJP_ENTRY_LOST }>>(), "of _vjp against _jvp");
    assert_caught(reverse_forward::<Broken<{ wrong::VJP_IGNORES_SEED }>>(), "dot product");
    assert_caught(reverse_forward::<Broken<{ wrong::VJP_REMEMBERS }>>(), "_vjp called twice");
}

#[test]
fn wrong_forms_that_write() {
    assert_caught(into_forms::<Broken<{ wrong::VJP_INTO_OVERWRITES }>>(), "of _vjp_into");
    assert_caught(scalar_into_forms::<Broken<{ wrong::GRAD_OFF }>>(), "of _grad against _vjp");
    assert_caught(scalar_into_forms::<Broken<{ wrong::VALUE_AND_GRAD_OFF }>>(), "of _value_and_grad");
    assert_caught(scalar_into_forms::<Broken<{ wrong::GRAD_INTO_ADDS }>>(), "of _grad_into");
}

#[test]
fn wrong_second_derivatives() {
    assert_caught(hvp::<Broken<{ wrong::HVP_GRADIENT }>>(), "gradient of _hvp");
    assert_caught(hvp::<Broken<{ wrong::HVP_ASYMMETRIC }>>(), "mirrored");
    assert_caught(hvp::<Broken<{ wrong::HVP_SCALED }>>(), "of _hvp against differences");
}

#[test]
fn wrong_single_precision() {
    type Narrow<const FAULT: Fault> = Wrong<smooth::Narrow, FAULT>;
    assert_caught(single_precision::<smooth::Wide, Narrow<{ wrong::VJP_ENTRY_LOST }>>(), "_vjp in f32");
    assert_caught(scalar_single_precision::<smooth::Wide, Narrow<{ wrong::HVP_SCALED }>>(), "Hessian in f32");
    assert_caught(primal_bits::<Narrow<{ wrong::JVP_VALUE }>>(), "value of _jvp");
}
