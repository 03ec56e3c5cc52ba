//! Generated code in hostile surroundings: shadowed names, all lints denied,
//! a renamed dependency, no std.

#[path = "../hostile/names.rs"]
#[allow(dead_code, reason = "only their companions are called")]
mod names;
#[path = "../hostile/shadowed.rs"]
#[allow(dead_code, unused_macros, clippy::all, clippy::pedantic, reason = "the names are there to be in the way")]
mod shadowed;

use std::env;
use std::path::Path;
use std::process::Command;

use autodiff_tests::package::{PROFILE, Package};

fn assert_close(a: f64, b: f64) {
    assert!((a - b).abs() <= 1e-12 * (1.0 + b.abs()), "{a} and {b}");
}

#[test]
fn values_and_temporaries() {
    let (w1, w3, t1) = (0.7, -1.3, 0.4_f64);
    let (y, (w1_bar, w3_bar, t1_bar)) = names::values_vjp(w1, w3, t1, 1.0);
    assert_eq!(y, names::values(w1, w3, t1));
    assert_eq!((w1_bar, w3_bar), (w3, w1));
    assert_close(t1_bar, t1.cos());
    assert_close(names::values_hvp(w1, w3, t1, 0.0, 0.0, 1.0).1.2, -t1.sin());
    let trace = names::values_trace(w1, w3, t1).to_string();
    assert!(trace.contains("w1·w3"), "{trace}");
}

#[test]
fn parameters_of_companions() {
    let [x, y, x_dot, x_bar, y_bar, out_bar, x_bar_out, y_bar_dot] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];
    let expected = (y, x, y_bar * x_bar, x_dot * y_bar, x_dot * x_bar, x_bar_out, out_bar, 1.0);
    let gradient = names::parameters_grad(x, y, x_dot, x_bar, y_bar, out_bar, x_bar_out, y_bar_dot);
    assert_eq!(gradient, expected);
    let mut shadows = [0.0; 8];
    let [a, b, c, d, e, f, g, h] = &mut shadows;
    let value = names::parameters_vjp_into(
        x, y, x_dot, x_bar, y_bar, out_bar, x_bar_out, y_bar_dot, 1.0, a, b, c, d, e, f, g, h,
    );
    assert_eq!(value, names::parameters(x, y, x_dot, x_bar, y_bar, out_bar, x_bar_out, y_bar_dot));
    assert_eq!(shadows[2], expected.2);
    assert_eq!(names::entries_vjp(2.0, 3.0, 5.0, (1.0, 7.0)).1, (3.0, 2.0, 7.0));
}

#[test]
fn reserved_names() {
    package("reserved", "autodiff = { path = 'LIBRARY' }").succeeds(&["check"]);
}

#[test]
fn functions_and_methods() {
    let x: f64 = 0.7;
    assert_close(names::functions_grad(x), (x * x).cos() * 2.0 * x * x + (x * x).sin());
    let spring = names::Spring { k: 3.0 };
    assert_eq!(spring.energy_grad(2.0, 0.5), (4.5, -4.5));
    assert_eq!(spring.twice_grad(2.0), 12.0 + 3.0);
    assert!(spring.energy_trace(2.0, 0.5).to_string().contains("3.375"));
}

#[test]
fn shadowed_names() {
    let (x, y) = (0.7_f64, 0.3_f64);
    assert_close(shadowed::everything_grad(x, y, 0).0, x.cos() * y.exp());
    assert_close(shadowed::everything_grad(x, y, 2).0, y * x.powf(y - 1.0) * y.exp());
    assert_close(shadowed::everything_grad(-x, y, 7).0, -0.5 / x.sqrt());
    let (_, tangent) = shadowed::everything_jvp(x, y, 7, 1.0, 0.0);
    assert_close(tangent, shadowed::everything_grad(x, y, 7).0);
    assert!(shadowed::everything_trace(x, y, 0).to_string().contains("sin"));
    assert_eq!(shadowed::everything_graph().name, "everything");
    let slope = shadowed::primitives::gaussian_grad(x, 2);
    assert_close(slope, -x * shadowed::primitives::gaussian(x, 2));
}

#[test]
fn derived_beside_shadowed_names() {
    assert_eq!(shadowed::derived::leaves(1.0), [vec![1.0, 2.0, 3.0], vec![1.0, 5.0]]);
}

#[test]
fn all_lints_denied() {
    let package = package("lints", "autodiff = { path = 'LIBRARY' }");
    package.succeeds(&["check"]);
    // Clippy is no part of a minimal toolchain.
    let clippy = Command::new(env!("CARGO")).args(["clippy", "--version"]).output();
    if clippy.is_ok_and(|output| output.status.success()) {
        package.succeeds(&["clippy"]);
    }
}

#[test]
fn renamed_dependency() {
    let dependency = "ad = { package = 'autodiff', path = 'LIBRARY' }";
    package("renamed", dependency).succeeds(&["check"]);
}

#[test]
fn without_std() {
    let dependency = "autodiff = { path = 'LIBRARY', default-features = false, features = ['libm'] }";
    package("bare", dependency).succeeds(&["check"]);
}

/// A package of one file.
fn package(name: &str, dependency: &str) -> Package {
    let package = Package::new(env!("CARGO_TARGET_TMPDIR"), &format!("hostile/{name}"));
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("hostile").join(format!("{name}.rs"));
    let manifest = format!(
        "[package]\nname = 'hostile-{name}'\nversion = '0.0.0'\nedition = '2024'\n\
         description = 'A test.'\nlicense = 'MIT'\npublish = false\n\n\
         [lib]\npath = '{}'\n\n[dependencies]\n{dependency}\n\n[workspace]\n\n{PROFILE}",
        source.display()
    );
    package.write("Cargo.toml", &manifest);
    package
}
