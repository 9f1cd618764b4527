//! Finds a Rust that can compile to WebAssembly, or gets one. It takes the first of:
//!
//! | what is there | standard library |
//! |---|---|
//! | the active Rust, with the library's source (rustup's or Fedora's `rust-src`) | compiled with the widget |
//! | the active Rust, with the target (`rustup target add`) | as shipped: 34 kB more for every visitor |
//! | Debian's `rustc-web` and `rust-web-src`, whichever Rust is active | compiled with the widget |
//! | none of them | rustup or root's apt-get gets the source; otherwise an error says how |

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::machine::Machine;
use crate::sysroot::{Sysroot, TARGET, scrub};
use crate::tree::Tree;
use crate::{linker, needs, process};

const WAYS: &str = "\
no Rust that compiles to WebAssembly was found. Ways to get one:
  Debian                   apt-get install rustc-web cargo-web rust-web-src, and lld of the same LLVM
  Fedora                   dnf install cargo rust-src lld
  Ubuntu, macOS, Windows   rustup component add rust-src
  (or rustup on every system; Rust must be 1.92 or newer)";

const WAYS_TO_CLIPPY: &str = "\
  Debian                   apt-get install rust-web-clippy
  Fedora                   dnf install clippy
  Ubuntu, macOS, Windows   rustup component add clippy";

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum StandardLibrary {
    /// Compiled here, with the widget's own flags.
    FromSource,
    /// As the toolchain ships it.
    Prebuilt,
}

/// The part of clippy that replaces the compiler.
pub(crate) const CLIPPY: &str = "clippy-driver";

/// A separate folder: two versions of cargo in one would each recompile everything.
const FOLDER: &str = "target/wasm";

/// Programs that belong together.
pub(crate) struct Toolchain {
    sysroot: Sysroot,
    linker: Option<PathBuf>,
    pub(crate) standard_library: StandardLibrary,
}

impl Toolchain {
    /// What a person has to install first, where this tool cannot.
    pub(crate) fn told(machine: &Machine) -> Result<Option<String>> {
        Ok(match Self::find(machine)? {
            _ if machine.may_install() => None,
            None if rustup_may_install(machine) => None,
            None => Some(WAYS.to_owned()),
            Some(found) if found.has_clippy() => None,
            Some(found) => Some(found.lack_of_clippy()),
        })
    }

    pub(crate) fn find_or_install(machine: &Machine) -> Result<Self> {
        let found = match Self::find(machine)? {
            Some(found) => found,
            None => Self::install(machine)?,
        };
        if found.linker.is_none() && machine.may_install() {
            // Debian's compiler comes without a linker for WebAssembly.
            needs::install(&[&format!("lld-{}", found.sysroot.llvm)])?;
            return Self::find(machine)?.context(WAYS);
        }
        Ok(found)
    }

    /// Looks at the active toolchain first, then at Debian's packages.
    fn find(machine: &Machine) -> Result<Option<Self>> {
        let active = Sysroot::active(machine)?;
        // Whichever it is, it links the same bytes.
        let linker = active.linker();
        let (sysroot, standard_library) = if active.has_source() {
            (active, StandardLibrary::FromSource)
        } else if active.has_prebuilt() {
            (active, StandardLibrary::Prebuilt)
        } else if let Some(debian) = Sysroot::debian(machine)?.filter(Sysroot::has_source) {
            (debian, StandardLibrary::FromSource)
        } else {
            return Ok(None);
        };
        let linker = linker.or_else(|| sysroot.linker());
        Ok(Some(Self { sysroot, linker, standard_library }))
    }

    fn install(machine: &Machine) -> Result<Self> {
        if rustup_may_install(machine) {
            process::run(Command::new("rustup").args(["component", "add", "rust-src"]))?;
        } else if machine.may_install() {
            needs::install(&["rustc-web", "cargo-web", "rust-web-src"]).context(WAYS)?;
        }
        Self::find(machine)?.context(WAYS)
    }

    /// Cargo, about to compile the library of the widget for WebAssembly.
    pub(crate) fn rustc(&self, tree: &Tree) -> Result<Command> {
        let mut command = self.command(tree)?;
        command.args(["rustc", "--locked", "--package", "shikaku-form", "--lib", "--target", TARGET]);
        command.args(["--target-dir", FOLDER]);
        if self.standard_library == StandardLibrary::FromSource {
            command.args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"]);
        }
        Ok(command)
    }

    /// The compiler's description: its version and commit, and the LLVM in it.
    pub(crate) fn version(&self) -> Result<String> {
        let mut rustc = Command::new(self.program("rustc"));
        scrub(&mut rustc);
        process::text(rustc.arg("-vV"))
    }

    /// Removes the compiled widget, but not its dependencies.
    pub(crate) fn clean(&self, tree: &Tree) -> Result<Command> {
        let mut command = self.command(tree)?;
        command.args(["clean", "--quiet", "--release", "--package", "shikaku-form", "--target", TARGET]);
        command.args(["--target-dir", FOLDER]);
        Ok(command)
    }

    /// Runs clippy in place of the compiler for the widget itself, and stops before code is made. A separate check
    /// would recompile all dependencies.
    pub(crate) fn lint_only(&self, machine: &Machine, command: &mut Command) -> Result<()> {
        if !self.has_clippy() {
            if !self.sysroot.is_of_packages(machine) || !machine.may_install() {
                bail!("{}", self.lack_of_clippy());
            }
            needs::install(&["rust-web-clippy"])?;
        }
        command.env("RUSTC_WORKSPACE_WRAPPER", self.program(CLIPPY));
        // The flags that stop it are not stable.
        command.env("RUSTC_BOOTSTRAP", "1").args(["--", "-Dwarnings", "-Zno-codegen", "-Zno-link"]);
        Ok(())
    }

    fn has_clippy(&self) -> bool {
        self.program(CLIPPY).exists()
    }

    fn lack_of_clippy(&self) -> String {
        format!("the Rust in {} has no clippy. Ways to get it:\n{WAYS_TO_CLIPPY}", self.sysroot.folder.display())
    }

    fn command(&self, tree: &Tree) -> Result<Command> {
        let mut command = tree.command(self.program("cargo"));
        scrub(&mut command);
        command.env("RUSTC", self.program("rustc")).env("CARGO", self.program("cargo"));
        if self.standard_library == StandardLibrary::FromSource {
            // -Zbuild-std and the flags that shrink it are not stable.
            command.env("RUSTC_BOOTSTRAP", "1");
        }
        if let Some(linker) = &self.linker {
            linker::stand_before(linker, &mut command)?;
        }
        Ok(command)
    }

    fn program(&self, name: &str) -> PathBuf {
        self.sysroot.folder.join("bin").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }
}

fn rustup_may_install(machine: &Machine) -> bool {
    machine.find("rustup").is_some() && std::env::var_os("RUSTUP_AUTO_INSTALL").is_none_or(|value| value != "0")
}

// Stubs are scripts of a shell.
#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::fs;

    use super::Toolchain;
    use crate::machine::System;
    use crate::machine::stubs::Stubs;

    /// A machine whose active Rust is in its own folder, with these files in it.
    fn machine(programs: &[(&str, &str)], files: &[&str]) -> Stubs {
        let rustc =
            ("rustc", "$(test $1 = --print && dirname $0 || printf 'host: x\nrelease: 1.95.0\nLLVM version: 22.1')");
        let stubs = Stubs::new(System::Linux, &[programs, &[rustc]].concat());
        for file in files {
            let file = stubs.folder.join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, "").unwrap();
        }
        stubs
    }

    const SOURCE: &str = "lib/rustlib/src/rust/library/Cargo.lock";

    #[test]
    fn rust_that_cannot_compile_the_widget_is_told_with_the_way_of_each_system() {
        let told = Toolchain::told(&machine(&[], &[]).machine).unwrap().unwrap();
        for words in ["apt-get install rustc-web", "dnf install cargo rust-src lld", "rustup component add rust-src"] {
            assert!(told.contains(words), "{told}");
        }
        assert_eq!(Toolchain::told(&machine(&[], &[SOURCE, "bin/clippy-driver"]).machine).unwrap(), None);
    }

    #[test]
    fn clippy_that_is_missing_is_told_with_the_way_of_each_system() {
        let told = Toolchain::told(&machine(&[], &[SOURCE]).machine).unwrap().unwrap();
        for words in
            ["has no clippy", "apt-get install rust-web-clippy", "dnf install clippy", "rustup component add clippy"]
        {
            assert!(told.contains(words), "{told}");
        }
    }
}
