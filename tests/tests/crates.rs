//! A library under `#[grad]`, and another crate that differentiates through it and calls the
//! facade by another name.

use std::path::Path;

use autodiff_tests::package::{PROFILE, Package};

const MANIFEST: &str = "[package]
name = 'NAME'
version = '0.0.0'
edition = '2024'
publish = false

[lib]
path = 'SOURCE'
doctest = false

[dependencies]
num-traits = { version = '0.2', default-features = false }
DEPENDENCIES
";

#[test]
fn a_crate_differentiates_through_another() {
    let workspace = Package::new(env!("CARGO_TARGET_TMPDIR"), "crates");
    let facade =
        |name: &str| format!("{name} = {{ package = 'autodiff', path = 'LIBRARY', features = ['num-traits'] }}");
    let packages =
        [("physics", facade("autodiff")), ("motion", format!("{}\nphysics = {{ path = '../physics' }}", facade("ad")))];
    for (name, dependencies) in packages {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates").join(format!("{name}.rs"));
        let manifest = MANIFEST.replace("NAME", name).replace("SOURCE", &source.display().to_string());
        workspace.write(&format!("{name}/Cargo.toml"), &manifest.replace("DEPENDENCIES", &dependencies));
    }
    let members = format!("[workspace]\nresolver = '3'\nmembers = ['physics', 'motion']\n\n{PROFILE}");
    workspace.write("Cargo.toml", &members);
    let told = workspace.succeeds(&["test", "--workspace"]);
    assert!(told.contains("3 passed"), "its tests run: {told}");
}
