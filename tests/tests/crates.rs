//! A library under `#[grad]`, and another crate that differentiates through it and calls the
//! facade by another name.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

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
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let library = tests.parent().expect("a workspace around").display().to_string();
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("crates");
    let facade =
        |name: &str| format!("{name} = {{ package = 'autodiff', path = '{library}', features = ['num-traits'] }}");
    let packages =
        [("physics", facade("autodiff")), ("motion", format!("{}\nphysics = {{ path = '../physics' }}", facade("ad")))];
    for (name, dependencies) in packages {
        let source = tests.join("crates").join(format!("{name}.rs")).display().to_string();
        let manifest = MANIFEST.replace("NAME", name).replace("SOURCE", &source).replace("DEPENDENCIES", &dependencies);
        fs::create_dir_all(root.join(name)).expect("a directory can be made");
        fs::write(root.join(name).join("Cargo.toml"), manifest).expect("a file can be written");
    }
    let workspace = "[workspace]\nresolver = '3'\nmembers = ['physics', 'motion']\n\
                     [profile.dev]\ndebug = false\nincremental = false\n";
    fs::write(root.join("Cargo.toml"), workspace).expect("a file can be written");
    // The same versions as the workspace's, which are there without a network.
    if let Ok(lock) = fs::read(Path::new(&library).join("Cargo.lock")) {
        fs::write(root.join("Cargo.lock"), lock).expect("a file can be written");
    }
    let output = Command::new(env!("CARGO"))
        .args(["test", "--offline", "--quiet", "--workspace"])
        .current_dir(&root)
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("packages"))
        .output()
        .expect("cargo starts");
    let told = [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
    assert!(output.status.success(), "{}", told.concat());
    assert!(told[0].contains("3 passed"), "its tests run: {}", told[0]);
}
