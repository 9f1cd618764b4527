//! The npm tools: pinned by a lock file for each set of them; installed below `target/`.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::packages::Need;
use crate::tree::Tree;
use crate::{files, process};

const NODE: Need = Need {
    what: "Node.js (20 or newer) with npm",
    present: || process::on_path("node").is_some() && process::on_path("npm").is_some(),
    packages: &["nodejs", "npm"],
    ways: "  Debian, Ubuntu   apt-get install nodejs npm
  Fedora           dnf install nodejs-npm
  macOS            brew install node
  Windows          winget install OpenJS.NodeJS.LTS",
};

/// An installed set of npm packages.
pub(crate) struct Npm {
    folder: PathBuf,
}

impl Npm {
    /// The tools of a build.
    pub(crate) fn build_tools(tree: &Tree) -> Result<Self> {
        Self::install(tree, "xtask", "target/npm")
    }

    /// The checkers: hundreds of packages, which nobody needs who only builds.
    pub(crate) fn checkers(tree: &Tree) -> Result<Self> {
        Self::install(tree, "tests/checkers", "target/checkers")
    }

    /// Installs what the lock file names, unless exactly that is there.
    pub(crate) fn install(tree: &Tree, source: &str, folder: &str) -> Result<Self> {
        NODE.ensure()?;
        let npm = Self { folder: tree.join(folder) };
        let source = tree.join(source);
        let wanted = files::read(&source.join("package-lock.json"))?;
        let stamp = npm.folder.join("installed.json");
        if files::holds(&stamp, &wanted) {
            return Ok(npm);
        }
        files::write(&npm.folder.join("package-lock.json"), &wanted)?;
        files::write(&npm.folder.join("package.json"), &files::read(&source.join("package.json"))?)?;
        let program = process::on_path("npm").context("npm has gone")?;
        process::run(Command::new(program).args(["ci", "--no-audit", "--no-fund"]).current_dir(&npm.folder))?;
        files::write(&stamp, &wanted)?;
        Ok(npm)
    }

    /// Where Node's `createRequire` finds the packages.
    pub(crate) fn modules(&self) -> PathBuf {
        self.folder.join("node_modules")
    }

    /// A program that one of the packages brings.
    pub(crate) fn tool(&self, name: &str) -> Command {
        let suffix = if cfg!(windows) { ".cmd" } else { "" };
        Command::new(self.modules().join(".bin").join(format!("{name}{suffix}")))
    }

    /// The lock file: it changes when a tool does.
    pub(crate) fn lock(&self) -> Result<Vec<u8>> {
        files::read(Path::new(&self.folder.join("package-lock.json")))
    }
}
