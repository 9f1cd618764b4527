//! Finds a Rust that can compile to WebAssembly, or gets one.
//!
//! The standard library is compiled together with the widget when its source is there: that makes it a quarter smaller.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::sysroot::{Sysroot, TARGET, scrub};
use crate::tree::Tree;
use crate::{packages, process};

const WAYS: &str = "\
no Rust that compiles to WebAssembly was found. Ways to get one:
  Debian                   apt-get install rustc-web cargo-web rust-web-src, and lld of the same LLVM
  Fedora                   dnf install cargo rust-src lld
  Ubuntu, macOS, Windows   rustup component add rust-src
  (or rustup on every system; Rust must be 1.92 or newer)";

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum StandardLibrary {
    /// Compiled here, with the widget's own flags.
    FromSource,
    /// As the toolchain ships it.
    Prebuilt,
}

/// Programs that belong together.
pub(crate) struct Toolchain {
    sysroot: Sysroot,
    linker: Option<PathBuf>,
    pub(crate) standard_library: StandardLibrary,
}

impl Toolchain {
    pub(crate) fn find_or_install() -> Result<Self> {
        let found = match Self::find()? {
            Some(found) => found,
            None => Self::install()?,
        };
        if found.linker.is_none() && packages::may_install() {
            // Debian's compiler comes without a linker for WebAssembly.
            packages::install(&[&format!("lld-{}", found.sysroot.llvm)])?;
            return Self::find()?.context(WAYS);
        }
        Ok(found)
    }

    /// Looks at the active toolchain first, then at Debian's packages.
    fn find() -> Result<Option<Self>> {
        let active = Sysroot::of(Path::new("rustc"))?;
        // Whichever it is, it links the same bytes.
        let linker = active.linker();
        let (sysroot, standard_library) = if active.has_source() {
            (active, StandardLibrary::FromSource)
        } else if active.has_prebuilt() {
            (active, StandardLibrary::Prebuilt)
        } else if let Some(debian) = Sysroot::debian()?.filter(Sysroot::has_source) {
            (debian, StandardLibrary::FromSource)
        } else {
            return Ok(None);
        };
        let linker = linker.or_else(|| sysroot.linker());
        Ok(Some(Self { sysroot, linker, standard_library }))
    }

    fn install() -> Result<Self> {
        if rustup_may_install() {
            process::run(Command::new("rustup").args(["component", "add", "rust-src"]))?;
        } else if packages::may_install() {
            packages::install(&["rustc-web", "cargo-web", "rust-web-src"]).context(WAYS)?;
        }
        Self::find()?.context(WAYS)
    }

    pub(crate) fn cargo(&self, tree: &Tree, verb: &str) -> Command {
        let mut command = self.command(tree, "cargo");
        self.add_arguments(&mut command, verb);
        command
    }

    /// Clippy, called without cargo: Debian's cargo would run the one that rustup has put on the path.
    pub(crate) fn clippy(&self, tree: &Tree) -> Result<Command> {
        if !self.program("cargo-clippy").exists() {
            if !self.sysroot.is_debian() || !packages::may_install() {
                bail!(
                    "{} has no clippy: rustup component add clippy, or apt-get install rust-web-clippy",
                    self.sysroot.folder.display()
                );
            }
            packages::install(&["rust-web-clippy"])?;
        }
        let mut command = self.command(tree, "cargo-clippy");
        self.add_arguments(&mut command, "clippy");
        Ok(command)
    }

    fn command(&self, tree: &Tree, program: &str) -> Command {
        let mut command = tree.command(self.program(program));
        scrub(&mut command);
        command.env("RUSTC", self.program("rustc")).env("CARGO", self.program("cargo"));
        if self.standard_library == StandardLibrary::FromSource {
            // -Zbuild-std and the flags that shrink it are not stable.
            command.env("RUSTC_BOOTSTRAP", "1");
        }
        if let Some(linker) = &self.linker {
            command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
        }
        command
    }

    fn add_arguments(&self, command: &mut Command, verb: &str) {
        // A folder of its own: two cargos in one would each compile everything anew.
        command.args([verb, "--locked", "--package", "shikaku-form", "--lib", "--target", TARGET]);
        command.args(["--target-dir", "target/wasm"]);
        if self.standard_library == StandardLibrary::FromSource {
            command.args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"]);
        }
    }

    fn program(&self, name: &str) -> PathBuf {
        self.sysroot.folder.join("bin").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }
}

fn rustup_may_install() -> bool {
    process::on_path("rustup").is_some() && std::env::var_os("RUSTUP_AUTO_INSTALL").is_none_or(|value| value != "0")
}
