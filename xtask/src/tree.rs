//! Where things are in the source tree.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

pub(crate) struct Tree {
    root: PathBuf,
}

impl Tree {
    /// Finds the tree through the variable that cargo sets for what it runs.
    pub(crate) fn find() -> Result<Self> {
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR").context("start this tool as: cargo xtask")?;
        let root = Path::new(&manifest).parent().context("xtask is not in a workspace")?;
        Ok(Self { root: root.to_owned() })
    }

    pub(crate) fn join(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Sources of the page and of the widget's JavaScript.
    pub(crate) fn www(&self) -> PathBuf {
        self.join("www")
    }

    /// The finished site.
    pub(crate) fn dist(&self) -> PathBuf {
        self.join("dist")
    }

    /// A program to be run at the root of the tree.
    pub(crate) fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        command.current_dir(&self.root);
        command
    }

    /// The cargo that started this tool, for work on this machine's own target.
    pub(crate) fn cargo(&self) -> Command {
        self.command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }
}
