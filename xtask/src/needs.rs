//! What must be installed on the machine: root's apt-get installs it on Debian; elsewhere an error says how to get it.

use std::process::Command;
use std::sync::Mutex;

use anyhow::{Result, bail};

use crate::machine::Machine;
use crate::process;

/// A thing that the operating system's packages provide.
pub(crate) struct Need {
    /// What is missing, in an error.
    pub(crate) what: &'static str,
    /// What is wrong, or nothing when the thing is there.
    pub(crate) lack: fn(&Machine) -> Option<String>,
    /// The packages of Debian and Ubuntu.
    pub(crate) packages: &'static [&'static str],
    /// A line for each system.
    pub(crate) ways: &'static str,
}

impl Need {
    /// Installs the packages when the thing is missing and the user may.
    pub(crate) fn ensure(&self, machine: &Machine) -> Result<()> {
        if (self.lack)(machine).is_none() {
            return Ok(());
        }
        if machine.may_install()
            && let Err(error) = install(self.packages)
        {
            process::say(&format!("    {error:#}"));
        }
        match self.told(machine) {
            Some(told) => bail!("{told}"),
            None => Ok(()),
        }
    }

    /// The instructions for a person who has to install it.
    fn told(&self, machine: &Machine) -> Option<String> {
        let lack = (self.lack)(machine)?;
        Some(format!("{} is needed: {lack}. Ways to get it:\n{}", self.what, self.ways))
    }
}

/// For a `Need`: whether one of these programs is there.
pub(crate) fn lacks(machine: &Machine, programs: &[&str]) -> Option<String> {
    let is_there = programs.iter().any(|program| machine.find(program).is_some());
    (!is_there).then(|| format!("no {} on the PATH", programs.join(" or ")))
}

/// Says what is missing before the first long step: what will be installed, or, all in one error, what a person has to
/// get. `others` are included.
pub(crate) fn announce(machine: &Machine, needs: &[&Need], others: Vec<String>) -> Result<()> {
    let missing: Vec<_> = needs.iter().filter(|need| (need.lack)(machine).is_some()).collect();
    let mut told = others;
    if machine.may_install() {
        let packages: Vec<_> = missing.iter().flat_map(|need| need.packages).copied().collect();
        if !packages.is_empty() {
            println!("to be installed with apt-get: {}", packages.join(" "));
        }
    } else {
        told.extend(missing.iter().filter_map(|need| need.told(machine)));
    }
    if told.is_empty() { Ok(()) } else { bail!("{}", told.join("\n\n")) }
}

/// Installs packages with apt-get after updating its lists: a fresh image has none, and an old one may know only old
/// versions.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    // Steps that run side by side take turns.
    static IS_UPDATED: Mutex<bool> = Mutex::new(false);
    let mut is_updated = IS_UPDATED.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if !*is_updated {
        if let Err(error) = process::run(Command::new("apt-get").args(["--quiet", "--quiet", "update"])) {
            process::say(&format!("    {error:#}"));
        }
        *is_updated = true;
    }
    process::say(&format!("    apt-get install {}", packages.join(" ")));
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    // A machine that has just started may still be updating itself.
    command.args(["-o", "DPkg::Lock::Timeout=300", "--quiet", "--quiet"]);
    command.args(["install", "--yes", "--no-install-recommends"]).args(packages);
    process::run(&mut command)
}

#[cfg(test)]
mod tests {
    use super::{Need, announce, lacks};
    use crate::machine::System;
    use crate::machine::stubs::Stubs;

    const PRINTER: Need = Need {
        what: "a printer",
        lack: |machine| lacks(machine, &["lpr", "lp"]),
        packages: &["cups-client"],
        ways: "  Debian   apt-get install cups-client",
    };
    const SCANNER: Need = Need {
        what: "a scanner",
        lack: |machine| lacks(machine, &["scanimage"]),
        packages: &["sane-utils"],
        ways: "  Debian   apt-get install sane-utils",
    };

    #[test]
    fn everything_that_is_missing_is_told_in_one_error() {
        let stubs = Stubs::new(System::MacOs, &[]);
        let told = announce(&stubs.machine, &[&PRINTER, &SCANNER], vec!["no compiler".to_owned()]).unwrap_err();
        let told = told.to_string();
        for words in ["no compiler", "a printer is needed: no lpr or lp on the PATH", "apt-get install sane-utils"] {
            assert!(told.contains(words), "{told}");
        }
    }

    #[test]
    fn what_is_there_or_can_be_installed_is_no_error() {
        let stubs = Stubs::new(System::Linux, &[("lp", ""), ("scanimage", "")]);
        announce(&stubs.machine, &[&PRINTER, &SCANNER], Vec::new()).unwrap();
        PRINTER.ensure(&stubs.machine).unwrap();
        announce(&Stubs::of_root(&[]).machine, &[&PRINTER], Vec::new()).unwrap();
    }

    #[test]
    fn what_is_missing_where_nothing_can_be_installed_is_an_error_with_its_ways() {
        let stubs = Stubs::new(System::Windows, &[("lp", "")]);
        let told = PRINTER.ensure(&stubs.machine).unwrap_err().to_string();
        assert!(told.contains("Ways to get it:\n  Debian   apt-get"), "{told}");
    }
}
