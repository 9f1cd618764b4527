//! What must be installed on the machine: root's apt-get installs it on Debian; elsewhere an error says how to get it.

use std::process::Command;
use std::sync::Once;

use anyhow::{Result, bail};

use crate::process;

/// A thing that the operating system's packages provide.
pub(crate) struct Need {
    /// What is missing, in an error.
    pub(crate) what: &'static str,
    pub(crate) present: fn() -> bool,
    /// The packages of Debian and Ubuntu.
    pub(crate) packages: &'static [&'static str],
    /// A line for each system.
    pub(crate) ways: &'static str,
}

impl Need {
    /// Installs the packages when the thing is missing and the user may.
    pub(crate) fn ensure(&self) -> Result<()> {
        if (self.present)() {
            return Ok(());
        }
        if may_install()
            && let Err(error) = install(self.packages)
        {
            println!("    {error:#}");
        }
        if !(self.present)() {
            bail!("{} is missing. Ways to get it:\n{}", self.what, self.ways);
        }
        Ok(())
    }
}

/// Whether this is Debian or one of its kind, and the user is root.
pub(crate) fn may_install() -> bool {
    process::on_path("apt-get").is_some() && process::text(Command::new("id").arg("-u")).is_ok_and(|user| user == "0")
}

/// Installs packages with apt-get, of the lists as they are today: a fresh image has none, and an old one knows only
/// versions that may be too old.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    static UPDATED: Once = Once::new();
    UPDATED.call_once(|| {
        if let Err(error) = process::run(Command::new("apt-get").args(["--quiet", "--quiet", "update"])) {
            println!("    {error:#}");
        }
    });
    println!("    apt-get install {}", packages.join(" "));
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    // A machine that has just started may still be updating itself.
    command.args(["-o", "DPkg::Lock::Timeout=300", "--quiet", "--quiet"]);
    command.args(["install", "--yes", "--no-install-recommends"]).args(packages);
    process::run(&mut command)
}
