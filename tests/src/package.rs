//! Packages outside of the workspace, which tests write, build and run.
//!
//! All are built into one directory, with dependencies of the same features and profile: these
//! are compiled once, the macro above all. It is the directory of trybuild, whose package has
//! that macro, too. A package that can have any features has those of the others, `num-traits`.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

/// What makes a release of a build in debug. The macro stays as it is: a profile of another
/// name would have a directory of its own, and its own macro.
pub const OPTIMISED: [&str; 7] = [
    "--config=profile.dev.opt-level=3",
    "--config=profile.dev.debug-assertions=false",
    "--config=profile.dev.overflow-checks=false",
    "--config=profile.dev.build-override.opt-level=0",
    "--config=profile.dev.build-override.debug=false",
    "--config=profile.dev.build-override.debug-assertions=true",
    "--config=profile.dev.build-override.overflow-checks=true",
];

/// The profile of a package or workspace that a test writes; the rest of it stands in
/// `.cargo/config.toml`.
pub const PROFILE: &str = "[profile.dev]\ndebug = false\nincremental = false\n";

/// A package, or a workspace of some.
#[derive(Debug)]
pub struct Package {
    root: PathBuf,
    target: PathBuf,
}

impl Package {
    /// A package of a name, in a test's directory for what it writes, `CARGO_TARGET_TMPDIR`.
    ///
    /// # Panics
    ///
    /// If its directory cannot be made.
    pub fn new(temporary: &str, name: &str) -> Self {
        let temporary = Path::new(temporary);
        let package =
            Package { root: temporary.join(name), target: temporary.with_file_name("tests").join("trybuild") };
        fs::create_dir_all(&package.root).expect("a directory can be made");
        // The same versions as the workspace's, which are there without a network.
        if let Ok(lock) = fs::read_to_string(library().join("Cargo.lock")) {
            package.write("Cargo.lock", &lock);
        }
        package
    }

    /// Writes a file of the package; in a manifest, `LIBRARY` is the path of the facade.
    ///
    /// # Panics
    ///
    /// If the file cannot be written.
    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a file is in a directory")).expect("a directory can be made");
        fs::write(path, text.replace("LIBRARY", &library().display().to_string())).expect("a file can be written");
    }

    /// Where a file of the package is.
    pub fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// What cargo says to some arguments; the first is its command.
    ///
    /// # Panics
    ///
    /// If there is no cargo.
    pub fn cargo(&self, arguments: &[&str]) -> Output {
        Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
            .args([&arguments[..1], &["--offline", "--quiet"], &arguments[1..]].concat())
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", &self.target)
            .output()
            .expect("cargo starts")
    }

    /// What cargo prints where it succeeds.
    ///
    /// # Panics
    ///
    /// If it fails.
    pub fn succeeds(&self, arguments: &[&str]) -> String {
        let output = self.cargo(arguments);
        let [told, errors] = [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
        assert!(output.status.success(), "cargo {arguments:?} fails:\n{told}{errors}");
        told
    }
}

/// The directory of the facade.
fn library() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace around")
}
