//! The machine that this tool runs on: its system, and the programs on its PATH. Everything that differs between
//! systems asks here, so that tests can hand in another system and a PATH of stubs.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use crate::process;

/// The systems that are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum System {
    Linux,
    MacOs,
    Windows,
}

#[derive(Debug, Clone)]
pub(crate) struct Machine {
    pub(crate) system: System,
    path: OsString,
    is_root: bool,
    /// Where Debian's packages install.
    pub(crate) usr: PathBuf,
    /// Cargo's folder, which all clones of a project share.
    pub(crate) cargo_home: PathBuf,
}

impl Machine {
    pub(crate) fn this() -> Self {
        let system = if cfg!(windows) {
            System::Windows
        } else if cfg!(target_os = "macos") {
            System::MacOs
        } else {
            System::Linux
        };
        let path = std::env::var_os("PATH").unwrap_or_default();
        let user_home = || std::env::home_dir().unwrap_or_default().join(".cargo");
        let cargo_home = std::env::var_os("CARGO_HOME").map_or_else(user_home, PathBuf::from);
        let mut machine = Self { system, path, is_root: false, usr: "/usr".into(), cargo_home };
        machine.is_root = machine.says("id", "-u").as_deref() == Some("0");
        machine
    }

    /// Where a program is, or nothing when it is not installed.
    pub(crate) fn find(&self, program: &str) -> Option<PathBuf> {
        // npm is a .cmd file on Windows, where the name alone starts .exe files only.
        let suffixes: &[&str] = if self.system == System::Windows { &[".exe", ".cmd"] } else { &[""] };
        std::env::split_paths(&self.path)
            .flat_map(|folder| suffixes.iter().map(move |suffix| folder.join(format!("{program}{suffix}"))))
            .find(|path| path.is_file())
    }

    /// What a program says to one question, or nothing when it is not there or fails.
    pub(crate) fn says(&self, program: &str, question: &str) -> Option<String> {
        process::text(Command::new(self.find(program)?).arg(question)).ok()
    }

    /// Whether root's apt-get is here.
    pub(crate) fn may_install(&self) -> bool {
        self.is_root && self.find("apt-get").is_some()
    }
}

#[cfg(test)]
pub(crate) mod stubs {
    //! Simulated machines: a system by name, and programs that print a given text.

    use std::fs;
    use std::path::{Path, PathBuf};
    #[cfg(unix)]
    use std::process::Command;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::{Machine, System};

    /// Removed when the test is over.
    pub(crate) struct Stubs {
        pub(crate) folder: PathBuf,
        pub(crate) machine: Machine,
    }

    impl Stubs {
        /// A machine with these programs, each by its file's name and what it prints; `$1` is its first argument.
        pub(crate) fn new(system: System, programs: &[(&str, &str)]) -> Self {
            static COUNT: AtomicUsize = AtomicUsize::new(0);
            let number = COUNT.fetch_add(1, Ordering::Relaxed);
            let folder = std::env::temp_dir().join(format!("shikaku-form-stubs-{}-{number}", std::process::id()));
            fs::create_dir_all(&folder).unwrap();
            for (name, words) in programs {
                write_program(&folder.join(name), words);
            }
            let machine = Machine {
                system,
                path: folder.clone().into(),
                is_root: false,
                usr: folder.join("usr"),
                cargo_home: folder.join("cargo"),
            };
            Self { folder, machine }
        }

        /// The same, where root's apt-get is.
        pub(crate) fn of_root(programs: &[(&str, &str)]) -> Self {
            let mut stubs = Self::new(System::Linux, programs);
            write_program(&stubs.folder.join("apt-get"), "");
            stubs.machine.is_root = true;
            stubs
        }
    }

    impl Drop for Stubs {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.folder).unwrap();
        }
    }

    /// Written by another process: a child of another test may still hold a file open that this process has written,
    /// and Linux does not start such a file.
    #[cfg(unix)]
    fn write_program(path: &Path, words: &str) {
        let write = "printf '#!/bin/sh\\necho \"%s\"\\n' \"$1\" > \"$0\" && chmod 755 \"$0\"";
        assert!(Command::new("sh").args(["-c", write]).arg(path).arg(words).status().unwrap().success());
    }

    #[cfg(not(unix))]
    fn write_program(path: &Path, words: &str) {
        std::fs::write(path, words).unwrap();
    }
}

#[cfg(test)]
mod tests {
    use super::System;
    use super::stubs::Stubs;

    #[test]
    fn program_of_windows_is_found_with_its_suffix() {
        let stubs = Stubs::new(System::Windows, &[("npm.cmd", ""), ("node.exe", ""), ("chromedriver", "")]);
        assert!(stubs.machine.find("npm").is_some_and(|path| path.ends_with("npm.cmd")));
        assert!(stubs.machine.find("node").is_some());
        assert_eq!(stubs.machine.find("chromedriver"), None, "Windows starts no file without a suffix");
    }

    #[test]
    fn packages_are_installed_by_root_with_apt_get_alone() {
        assert!(Stubs::of_root(&[]).machine.may_install());
        assert!(!Stubs::new(System::Linux, &[("apt-get", "")]).machine.may_install(), "not root");
        assert!(!Stubs::new(System::MacOs, &[]).machine.may_install());
    }
}
