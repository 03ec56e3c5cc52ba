//! Conditional compilation in and around a function: the companions are those of the
//! function that rustc makes of it. `tests/corpus/conditions.rs` has what stands in a
//! body; this is about where the function stands.

#![allow(clippy::non_minimal_cfg, reason = "`all()` holds and `any()` fails, whatever the build")]

use autodiff::grad;

#[cfg(all())]
#[grad]
#[cfg_attr(all(), cfg(all()))]
fn between(x: f64) -> f64 {
    #[cfg(debug_assertions)]
    let slope = 2.0;
    #[cfg(not(debug_assertions))]
    let slope = 3.0;
    slope * x
}

#[cfg(any())]
#[grad]
fn above(x: f64) -> f64 {
    x
}

#[grad]
#[cfg(any())]
fn below(x: f64) -> f64 {
    x
}

#[grad]
#[cfg_attr(all(), cfg(any()))]
fn inside(x: f64) -> f64 {
    x
}

// Were there companions of what is not there, these would be second definitions.
#[allow(dead_code)]
fn above_jvp() {}
#[allow(dead_code)]
fn below_jvp() {}
#[allow(dead_code)]
fn inside_jvp() {}

#[cfg_attr(all(), grad)]
fn under_a_condition(x: f64) -> f64 {
    x * x
}

#[test]
fn around_the_function() {
    let slope = if cfg!(debug_assertions) { 2.0 } else { 3.0 };
    assert_eq!(between(5.0), slope * 5.0);
    assert_eq!(between_value_and_grad(5.0), (slope * 5.0, slope));
    assert_eq!(under_a_condition_grad(5.0), 10.0);
}

struct Spring {
    k: f64,
}

trait Energy {
    fn stiffness(&self) -> f64;

    #[grad]
    fn provided(#[constant] &self, x: f64) -> f64 {
        #[cfg(any())]
        return x;
        let k: f64 = self.stiffness();
        #[cfg(all())]
        let k = 2.0 * k;
        k * x
    }
}

impl Energy for Spring {
    fn stiffness(&self) -> f64 {
        self.k
    }
}

impl Spring {
    /// Twice the energy.
    #[grad(hvp, only(grad, vjp, jvp))]
    fn energy(#[constant] &self, #[cfg(any())] y: f64, x: f64) -> f64 {
        match 1 {
            #[cfg(any())]
            1 => 0.0,
            #[cfg(all())]
            1 => self.k * x * x,
            _ => 1.0,
        }
    }

    #[grad]
    fn without_self(#[cfg(all())] x: f64, #[cfg(any())] x: f32) -> f64 {
        #[cfg(any())]
        let x = 7.0;
        x * x
    }
}

#[test]
fn methods() {
    let spring = Spring { k: 3.0 };
    assert_eq!((spring.energy(2.0), spring.energy_grad(2.0)), (12.0, 12.0));
    assert_eq!(spring.energy_hvp(2.0, 1.0), (12.0, 6.0));
    assert_eq!((Spring::without_self(3.0), Spring::without_self_grad(3.0)), (9.0, 6.0));
    assert_eq!((spring.provided(5.0), spring.provided_value_and_grad(5.0)), (30.0, (30.0, 6.0)));
}

#[grad(crate = ::autodiff, name = "chosen", wrt(x))]
fn arguments<#[cfg(any())] const M: usize, #[cfg(all())] const N: i32>(
    x: f64,
    #[cfg_attr(any(), constant)] y: f64,
    #[cfg_attr(all(), constant)] k: f64,
) -> f64 {
    #[cfg_attr(all(), constant)]
    let c = x;
    #[cfg_attr(any(), constant)]
    let d = x;
    x.powi(N) * k + y * c + d
}

#[grad]
fn marked(x: f64, #[cfg_attr(any(), constant)] y: f64, #[cfg_attr(all(), constant)] k: f64) -> f64 {
    x * y * k
}

#[test]
fn attributes_under_a_condition() {
    assert_eq!(arguments::<2>(3.0, 5.0, 7.0), 63.0 + 15.0 + 3.0);
    assert_eq!(chosen_value_and_grad::<2>(3.0, 5.0, 7.0), (81.0, 43.0));
    assert_eq!(marked_value_and_grad(3.0, 5.0, 7.0), (105.0, (35.0, 21.0)));
}

/// Each attribute asks for the conditions by itself.
#[grad(only(jvp))]
#[grad(only(grad))]
#[grad(only(vjp), name = "other")]
fn stacked(x: f64) -> f64 {
    #[cfg(any())]
    let x = x * x;
    2.0 * x
}

#[test]
fn stacked_attributes() {
    assert_eq!((stacked_jvp(3.0, 1.0), stacked_grad(3.0), other_vjp(3.0, 1.0)), ((6.0, 2.0), 2.0, (6.0, 2.0)));
}
