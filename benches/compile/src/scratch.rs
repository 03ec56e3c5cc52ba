//! A crate outside of the workspace, of one file.

use crate::cpu;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How often a crate is checked; the smallest time counts.
const TIMES: usize = 3;

pub(crate) struct Scratch {
    folder: PathBuf,
    source: String,
}

impl Scratch {
    pub(crate) fn of(source: &str) -> Scratch {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the checkout is there");
        let folder = root.join("target/compile-time");
        let manifest = format!(
            "[package]\nname = \"scratch\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
             [dependencies]\nautodiff = {{ path = '{}' }}\n",
            root.display()
        );
        fs::create_dir_all(folder.join("src")).expect("target/ can be written");
        fs::write(folder.join("Cargo.toml"), manifest).expect("target/ can be written");
        fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).expect("target/ can be written");
        Scratch { folder, source: source.to_owned() }
    }

    /// The CPU seconds of `cargo check` for this crate alone, its dependencies
    /// being there.
    pub(crate) fn check(&self) -> f64 {
        self.write("");
        cpu::seconds(&mut self.cargo());
        let once = |i| {
            self.write(&format!("// {i}\n"));
            cpu::seconds(&mut self.cargo())
        };
        (0..TIMES).map(once).fold(f64::INFINITY, f64::min)
    }

    fn write(&self, before: &str) {
        let text = format!("{before}{}", self.source);
        fs::write(self.folder.join("src/lib.rs"), text).expect("target/ can be written");
    }

    fn cargo(&self) -> Command {
        let mut command = Command::new(env!("CARGO"));
        command.args(["check", "--quiet", "--offline"]).current_dir(&self.folder);
        command.env("CARGO_INCREMENTAL", "0").env_remove("RUSTFLAGS");
        command
    }
}
