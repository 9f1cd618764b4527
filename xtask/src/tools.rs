//! Programs from crates.io: taken from the PATH if new enough, otherwise compiled once for every clone, with this
//! machine's own Rust.

use std::path::PathBuf;

use anyhow::Result;

use crate::machine::Machine;
use crate::process;
use crate::tree::Tree;

pub(crate) struct Tool {
    pub(crate) name: &'static str,
    pub(crate) version: &'static str,
    /// Further arguments for compiling it.
    pub(crate) options: &'static [&'static str],
}

impl Tool {
    /// The program, compiled if none is new enough.
    pub(crate) fn ensure(&self, tree: &Tree, machine: &Machine) -> Result<PathBuf> {
        if let Some(program) = self.on_path(machine) {
            return Ok(program);
        }
        let folder = machine.cargo_home.join("shikaku-form-tools").join(format!("{}-{}", self.name, self.version));
        let program = folder.join("bin").join(format!("{}{}", self.name, std::env::consts::EXE_SUFFIX));
        if !program.exists() {
            process::say(&format!("    cargo install {}", self.name));
            let mut command = tree.cargo();
            // Neither optimised nor debuggable: compiling takes longer than all of its work here.
            command.env("CARGO_PROFILE_DEV_DEBUG", "0");
            command.args(["install", "--locked", "--quiet", "--debug", "--version", self.version]);
            // In one folder, since the tools have dependencies in common.
            command.arg("--target-dir").arg(tree.join("target/tools"));
            process::run(command.args(self.options).arg("--root").arg(folder).arg(self.name))?;
        }
        Ok(program)
    }

    /// The one on the PATH.
    fn on_path(&self, machine: &Machine) -> Option<PathBuf> {
        let version = machine.says(self.name, "--version")?;
        machine.find(self.name).filter(|_| self.is_served_by(&version))
    }

    /// Whether a program that says this of itself is as new as the pinned one.
    fn is_served_by(&self, said: &str) -> bool {
        let numbers = |word: &str| word.split('.').map(|part| part.parse().ok()).collect::<Option<Vec<u32>>>();
        let wanted = numbers(self.version);
        said.split_whitespace()
            .filter_map(numbers)
            .find(|numbers| numbers.len() > 1)
            .is_some_and(|found| Some(found) >= wanted)
    }
}

// Stubs are scripts of a shell.
#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::Tool;
    use crate::machine::System;
    use crate::machine::stubs::Stubs;

    const TOOL: Tool = Tool { name: "geckodriver", version: "0.37.1", options: &[] };

    fn is_taken(said: &str) -> bool {
        TOOL.on_path(&Stubs::new(System::Linux, &[("geckodriver", said)]).machine).is_some()
    }

    #[test]
    fn program_on_the_path_is_taken_when_it_is_new_enough() {
        assert!(is_taken("geckodriver 0.37.1 (2026-02-01)"));
        assert!(is_taken("geckodriver 0.100.0"));
        assert!(!is_taken("geckodriver 0.37.0"));
        assert!(!is_taken("geckodriver 0.4.2"));
        assert!(!is_taken("no version at all"));
        assert!(TOOL.on_path(&Stubs::new(System::Linux, &[]).machine).is_none());
    }
}
