//! Programs from crates.io, at pinned versions: compiled once, below `target/`, with this machine's own Rust.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::process;
use crate::tree::Tree;

pub(crate) struct Tool {
    pub(crate) name: &'static str,
    pub(crate) version: &'static str,
    /// What it is compiled with besides.
    pub(crate) options: &'static [&'static str],
}

impl Tool {
    /// The program, compiled unless exactly this version is there.
    pub(crate) fn ensure(&self, tree: &Tree) -> Result<PathBuf> {
        let program = self.program(tree);
        if !self.is_present(&program) {
            println!("    cargo install {}", self.name);
            let mut command = tree.cargo();
            // Not optimised: compiling one takes longer than all that it does here.
            command.args(["install", "--locked", "--quiet", "--debug", "--version", self.version]);
            process::run(command.args(self.options).arg("--root").arg(folder(tree)).arg(self.name))?;
        }
        Ok(program)
    }

    /// Where the program is once it is there.
    pub(crate) fn program(&self, tree: &Tree) -> PathBuf {
        folder(tree).join("bin").join(format!("{}{}", self.name, std::env::consts::EXE_SUFFIX))
    }

    fn is_present(&self, program: &Path) -> bool {
        let version = process::text(Command::new(program).arg("--version"));
        program.is_file() && version.is_ok_and(|text| text.split_whitespace().any(|word| word == self.version))
    }
}

fn folder(tree: &Tree) -> PathBuf {
    tree.join("target/tools")
}
