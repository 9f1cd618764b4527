//! The npm tools: pinned by a lock file for each set of them; installed below `target/`.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::machine::Machine;
use crate::needs::{Need, lacks};
use crate::tree::Tree;
use crate::{files, process};

const OLDEST_NODE: u32 = 20;

pub(crate) const NODE: Need = Need {
    what: "Node.js 20 or newer with npm",
    lack: |machine| {
        let version = machine.says("node", "--version").unwrap_or_default();
        let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
        match major {
            Some(major) if major >= OLDEST_NODE => lacks(machine, &["npm"]),
            Some(_) => Some(format!("this is {version}")),
            None => Some("no node on the PATH".to_owned()),
        }
    },
    packages: &["nodejs", "npm"],
    ways: "  Debian, Ubuntu   apt-get install nodejs npm (Debian 13, Ubuntu 25.04 or newer; before them: nodejs.org)
  Fedora           dnf install nodejs nodejs-npm
  macOS            brew install node
  Windows          winget install OpenJS.NodeJS.LTS",
};

/// An installed set of npm packages.
pub(crate) struct Npm {
    folder: PathBuf,
}

impl Npm {
    /// The tools of a build.
    pub(crate) fn build_tools(tree: &Tree, machine: &Machine) -> Result<Self> {
        Self::install(tree, machine, "xtask", "target/npm")
    }

    /// The checkers: hundreds of packages, which a build does not need.
    pub(crate) fn checkers(tree: &Tree, machine: &Machine) -> Result<Self> {
        Self::install(tree, machine, "tests/checkers", "target/checkers")
    }

    /// Installs what the lock file names, unless exactly that is installed. No package may run a script, and none needs
    /// to.
    pub(crate) fn install(tree: &Tree, machine: &Machine, source: &str, folder: &str) -> Result<Self> {
        NODE.ensure(machine)?;
        let npm = Self { folder: tree.join(folder) };
        let source = tree.join(source);
        let wanted = files::read(&source.join("package-lock.json"))?;
        let stamp = npm.folder.join("installed.json");
        if files::holds(&stamp, &wanted) {
            return Ok(npm);
        }
        files::write(&npm.folder.join("package-lock.json"), &wanted)?;
        files::write(&npm.folder.join("package.json"), &files::read(&source.join("package.json"))?)?;
        let program = machine.find("npm").context("npm has gone")?;
        process::run(
            Command::new(program).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(&npm.folder),
        )?;
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

    /// A program for this machine, in a package whose name begins like this: npm installs the one that fits. The script
    /// that would copy it to the path of `tool` is not run.
    pub(crate) fn native_tool(&self, package: &str, name: &str) -> Result<Command> {
        let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        let folders = files::folders_in(&self.modules())?;
        let is_of_package = |folder: &&PathBuf| {
            folder.file_name().is_some_and(|found| found.to_string_lossy().starts_with(&format!("{package}-")))
        };
        let mut programs = folders.iter().filter(is_of_package).map(|folder| folder.join(&file));
        let program = programs.find(|path| path.is_file());
        program.map(Command::new).with_context(|| format!("npm has no {package} for this machine"))
    }

    /// The lock file: it changes when a tool does.
    pub(crate) fn lock(&self) -> Result<Vec<u8>> {
        files::read(&self.folder.join("package-lock.json"))
    }
}

// Stubs are scripts of a shell.
#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::{NODE, Npm};
    use crate::files;
    use crate::machine::System;
    use crate::machine::stubs::Stubs;
    use crate::tree::Tree;

    #[test]
    fn program_of_this_machine_is_found_beside_the_package_that_it_belongs_to() {
        let stubs = Stubs::new(System::Linux, &[]);
        let modules = stubs.folder.join("node_modules");
        for name in ["styles-cli/styles", "styles-cli-of-this-machine/styles", "styles-client/other"] {
            files::write(&modules.join(name), b"").unwrap();
        }
        let npm = Npm { folder: stubs.folder.clone() };
        let program = npm.native_tool("styles-cli", "styles").unwrap();
        assert_eq!(program.get_program(), modules.join("styles-cli-of-this-machine/styles"));
        assert!(npm.native_tool("other", "styles").is_err());
    }

    #[test]
    fn packages_are_installed_as_locked_and_run_no_script() {
        let tree = Tree::find().unwrap();
        let folder = format!("target/npm-of-a-test-{}", std::process::id());
        let stubs = Stubs::new(System::Linux, &[("node", "v22.0.0"), ("npm", "$(echo $* > arguments)")]);
        Npm::install(&tree, &stubs.machine, "xtask", &folder).unwrap();
        let arguments = files::read_text(&tree.join(&folder).join("arguments")).unwrap();
        std::fs::remove_dir_all(tree.join(&folder)).unwrap();
        assert_eq!(arguments.trim(), "ci --ignore-scripts --no-audit --no-fund");
    }

    fn lack(system: System, programs: &[(&str, &str)]) -> Option<String> {
        (NODE.lack)(&Stubs::new(system, programs).machine)
    }

    #[test]
    fn node_that_is_old_or_alone_is_told() {
        let is = |version| [("node", version), ("npm", "")];
        assert_eq!(lack(System::Linux, &is("v20.0.0")), None);
        assert_eq!(lack(System::MacOs, &is("v26.1.0")), None);
        assert_eq!(lack(System::Linux, &is("v18.20.4")).as_deref(), Some("this is v18.20.4"));
        assert_eq!(lack(System::Linux, &[("npm", "")]).as_deref(), Some("no node on the PATH"));
        assert_eq!(lack(System::MacOs, &[("node", "v22.1.0")]).as_deref(), Some("no npm on the PATH"));
    }
}
