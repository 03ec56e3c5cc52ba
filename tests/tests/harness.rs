//! The checks themselves: companions written by hand pass all of them, and each
//! way of being wrong is caught by the check that is there for it.

mod wrong;

#[allow(missing_docs, unreachable_pub, dead_code, reason = "written as a corpus file is")]
#[allow(clippy::all, clippy::pedantic, reason = "written as a corpus file is")]
mod handwritten {
    include!(concat!(env!("OUT_DIR"), "/handwritten.rs"));
}

use autodiff_tests::check::{
    Verdict, forward_fd, gradient, hvp, into_forms, primal_bits, reverse_forward, single_precision,
};
use handwritten::{in_out, kinked, mixed, smooth};

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
    primal_bits(&smooth::WIDE)?;
    forward_fd(&smooth::WIDE)?;
    reverse_forward(&smooth::WIDE)?;
    into_forms(&smooth::WIDE)?;
    gradient(&smooth::WIDE)?;
    hvp(&smooth::WIDE)?;
    single_precision(&smooth::WIDE, &smooth::NARROW)
}

#[test]
fn right_companions_with_tuples_pass() -> Verdict {
    primal_bits(&mixed::WIDE)?;
    forward_fd(&mixed::WIDE)?;
    reverse_forward(&mixed::WIDE)?;
    into_forms(&mixed::WIDE)?;
    single_precision(&mixed::WIDE, &mixed::NARROW)
}

#[test]
fn right_companions_with_one_argument_pass() -> Verdict {
    primal_bits(&kinked::WIDE)?;
    reverse_forward(&kinked::WIDE)?;
    into_forms(&kinked::WIDE)?;
    gradient(&kinked::WIDE)
}

#[test]
fn right_companions_that_change_an_argument_pass() -> Verdict {
    primal_bits(&in_out::WIDE)?;
    forward_fd(&in_out::WIDE)?;
    reverse_forward(&in_out::WIDE)?;
    into_forms(&in_out::WIDE)?;
    gradient(&in_out::WIDE)?;
    single_precision(&in_out::WIDE, &in_out::NARROW)
}

#[test]
fn a_point_near_a_kink_is_caught() {
    assert_caught(forward_fd(&kinked::WIDE), "is the point at a kink?");
}

#[test]
fn wrong_primal_values() {
    assert_caught(primal_bits(&wrong::JVP_VALUE), "value of _jvp");
    assert_caught(primal_bits(&wrong::VJP_VALUE), "value of _vjp");
    assert_caught(primal_bits(&wrong::VJP_INTO_VALUE), "value of _vjp_into");
    assert_caught(primal_bits(&wrong::VALUE_AND_GRAD_VALUE), "value of _value_and_grad");
    assert_caught(primal_bits(&wrong::GRAD_INTO_VALUE), "value of _grad_into");
}

#[test]
fn wrong_tangents() {
    assert_caught(forward_fd(&wrong::JVP_SLIGHTLY_OFF), "of _jvp against differences");
    assert_caught(forward_fd(&wrong::JVP_NAN), "of _jvp against differences");
    assert_caught(forward_fd(&wrong::JVP_OF_ZERO), "_jvp of a zero tangent");
}

#[test]
fn wrong_cotangents() {
    assert_caught(reverse_forward(&wrong::VJP_ROUNDED), "of _vjp against _jvp");
    assert_caught(reverse_forward(&wrong::VJP_ENTRY_LOST), "of _vjp against _jvp");
    assert_caught(reverse_forward(&wrong::VJP_IGNORES_SEED), "dot product");
    assert_caught(reverse_forward(&wrong::VJP_REMEMBERS), "_vjp called twice");
}

#[test]
fn wrong_forms_that_write() {
    assert_caught(into_forms(&wrong::VJP_INTO_OVERWRITES), "of _vjp_into");
    assert_caught(gradient(&wrong::GRAD_OFF), "of _grad against _vjp");
    assert_caught(gradient(&wrong::VALUE_AND_GRAD_OFF), "of _value_and_grad");
    assert_caught(gradient(&wrong::GRAD_INTO_ADDS), "of _grad_into");
}

#[test]
fn wrong_second_derivatives() {
    assert_caught(hvp(&wrong::HVP_GRADIENT), "gradient of _hvp");
    assert_caught(hvp(&wrong::HVP_ASYMMETRIC), "mirrored");
    assert_caught(hvp(&wrong::HVP_SCALED), "of _hvp against differences");
}

#[test]
fn wrong_single_precision() {
    assert_caught(single_precision(&smooth::WIDE, &wrong::NARROW_VJP_ENTRY_LOST), "_vjp in f32");
    assert_caught(single_precision(&smooth::WIDE, &wrong::NARROW_HVP_SCALED), "Hessian in f32");
    assert_caught(primal_bits(&wrong::NARROW_JVP_VALUE), "value of _jvp");
}
