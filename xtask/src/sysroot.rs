//! One Rust compiler: where it is installed and what it can do.

use std::env::consts::EXE_SUFFIX;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::machine::Machine;
use crate::process;

pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// What one compiler says about itself.
pub(crate) struct Sysroot {
    pub(crate) folder: PathBuf,
    host: String,
    /// The 95 of 1.95.0.
    pub(crate) minor: u32,
    /// The major version.
    pub(crate) llvm: String,
}

impl Sysroot {
    /// The compiler that cargo uses here.
    pub(crate) fn active(machine: &Machine) -> Result<Self> {
        let rustc = machine.find("rustc").context("no rustc on the PATH")?;
        Self::of(|| Command::new(&rustc))
    }

    fn of(rustc: impl Fn() -> Command) -> Result<Self> {
        let ask = |question: &[&str]| process::text(rustc().args(question));
        let folder = ask(&["--print", "sysroot"])?;
        let version = ask(&["-vV"])?;
        let field = |name: &str| {
            let line = version.lines().find_map(|line| line.strip_prefix(name));
            line.map(str::trim).with_context(|| format!("rustc -vV does not say {name}"))
        };
        let minor = field("release: 1.")?.split('.').next().unwrap_or_default().parse()?;
        let llvm = field("LLVM version:")?.split('.').next().unwrap_or_default().to_owned();
        Ok(Self { folder: folder.into(), host: field("host:")?.to_owned(), minor, llvm })
    }

    /// Where Debian's packages install, whichever compiler is active.
    pub(crate) fn debian(machine: &Machine) -> Result<Option<Self>> {
        let rustc = machine.usr.join("bin/rustc");
        if !rustc.exists() {
            return Ok(None);
        }
        // It must not load the active one's libraries.
        let scrubbed = || {
            let mut command = Command::new(&rustc);
            scrub(&mut command);
            command
        };
        Self::of(scrubbed).map(Some)
    }

    /// Whether packages installed it: Debian's, or Fedora's.
    pub(crate) fn is_of_packages(&self, machine: &Machine) -> bool {
        self.folder == machine.usr
    }

    /// The library's source, and a compiler that knows `panic=immediate-abort`: the `rust-version` of Cargo.toml.
    pub(crate) fn has_source(&self) -> bool {
        self.minor >= 92 && self.folder.join("lib/rustlib/src/rust/library/Cargo.lock").exists()
    }

    pub(crate) fn has_prebuilt(&self) -> bool {
        self.folder.join("lib/rustlib").join(TARGET).join("lib").exists()
    }

    /// rustup ships a linker; Debian's is named after the compiler's LLVM.
    pub(crate) fn linker(&self) -> Option<PathBuf> {
        let shipped = self.folder.join("lib/rustlib").join(&self.host).join(format!("bin/rust-lld{EXE_SUFFIX}"));
        let debian = Path::new("/usr/bin").join(format!("wasm-ld-{}", self.llvm));
        [shipped, debian].into_iter().find(|path| path.exists())
    }
}

/// Removes the variables that rustup and cargo set for this tool: with them, another cargo silently calls rustup's
/// compiler.
pub(crate) fn scrub(command: &mut Command) {
    const EXACT: [&str; 4] = ["CARGO", "LD_LIBRARY_PATH", "RUST_RECURSION_COUNT", "RUSTUP_TOOLCHAIN"];
    const PREFIXES: [&str; 5] = ["RUSTC", "RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_MANIFEST_", "CARGO_PKG_"];
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if EXACT.contains(&&*text) || PREFIXES.iter().any(|prefix| text.starts_with(prefix)) {
            command.env_remove(&name);
        }
    }
}
