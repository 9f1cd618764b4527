//! Browsers for tests: how each is obtained, and which WebDriver server steers it.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::machine::{Machine, System};
use crate::needs::{Need, lacks};
use crate::process;
use crate::tools::Tool;
use crate::tree::Tree;

/// How one browser is obtained and steered.
pub(crate) struct Browser {
    /// Its name in the tests and on the command line.
    pub(crate) name: &'static str,
    /// Where it can be had.
    systems: &'static [System],
    needs: &'static [Need],
    driver: Program,
    /// What goes before the port on the driver's command line.
    pub(crate) port: &'static str,
    /// What else its driver is started with.
    pub(crate) arguments: &'static [&'static str],
    /// Whether it cannot run headless, and so needs a display.
    pub(crate) needs_display: bool,
}

/// Where a driver comes from.
enum Program {
    /// It comes with the browser's packages.
    OnPath(&'static str),
    FromCrates(Tool),
}

const EVERY_SYSTEM: &[System] = &[System::Linux, System::MacOs, System::Windows];

pub(crate) const BROWSERS: [Browser; 3] = [
    Browser {
        name: "chromium",
        systems: EVERY_SYSTEM,
        needs: &[Need {
            what: "Chromium with chromedriver",
            lack: |machine| lacks(machine, &["chromedriver"]),
            packages: &["chromium", "chromium-driver"],
            ways: "  Debian           apt-get install chromium chromium-driver
  Ubuntu           snap install chromium, which brings chromedriver
  Fedora           dnf install chromium chromedriver
  macOS            brew install --cask google-chrome chromedriver
  Windows          winget install Google.Chrome Chromium.ChromeDriver",
        }],
        driver: Program::OnPath("chromedriver"),
        port: "--port=",
        arguments: &[],
        needs_display: false,
    },
    Browser {
        name: "firefox",
        systems: EVERY_SYSTEM,
        needs: &[Need {
            what: "Firefox",
            lack: |machine| lacks(machine, &["firefox-esr", "firefox"]).filter(|_| machine.system == System::Linux),
            packages: &["firefox-esr"],
            ways: "  Debian           apt-get install firefox-esr
  Ubuntu           snap install firefox
  Fedora           dnf install firefox",
        }],
        driver: Program::FromCrates(Tool { name: "geckodriver", version: "0.37.1", options: &[] }),
        port: "--port=",
        // Neither a page nor the protocol can reach input methods, colour schemes and narrow windows.
        arguments: &["--allow-system-access"],
        needs_display: false,
    },
    Browser {
        name: "webkitgtk",
        systems: &[System::Linux],
        needs: &[
            Need {
                what: "WebKitGTK with its WebDriver",
                lack: |machine| lacks(machine, &["WebKitWebDriver"]),
                packages: &["webkit2gtk-driver"],
                ways: "  Debian, Ubuntu   apt-get install webkit2gtk-driver
  Fedora           dnf install webkitgtk6.0",
            },
            Need {
                what: "a display without a screen",
                lack: |machine| lacks(machine, &["Xvfb"]),
                packages: &["xvfb"],
                ways: "  Debian, Ubuntu   apt-get install xvfb
  Fedora           dnf install xorg-x11-server-Xvfb",
            },
        ],
        driver: Program::OnPath("WebKitWebDriver"),
        port: "--port=",
        arguments: &[],
        needs_display: true,
    },
];

/// Without a font Japanese is empty boxes of equal width, and lines break elsewhere than for people.
const JAPANESE_FONT: Need = Need {
    what: "a Japanese font",
    lack: |machine| {
        let is_lacking = machine.system == System::Linux && !has_japanese_font();
        is_lacking.then(|| "fc-list :lang=ja names none".to_owned())
    },
    packages: &["fontconfig", "fonts-noto-cjk"],
    ways: "  Debian, Ubuntu   apt-get install fonts-noto-cjk
  Fedora           dnf install google-noto-sans-cjk-fonts",
};

/// Reads what a browser has printed.
const PDF_READER: Need = Need {
    what: "pdftotext",
    lack: |machine| lacks(machine, &["pdftotext"]),
    packages: &["poppler-utils"],
    ways: "  Debian, Ubuntu   apt-get install poppler-utils
  Fedora           dnf install poppler-utils
  macOS            brew install poppler
  Windows          winget install oschwartz10612.Poppler",
};

// On other systems the driver finds the browser, which is not on the PATH, and fonts come with the system.
fn has_japanese_font() -> bool {
    process::text(Command::new("fc-list").arg(":lang=ja")).is_ok_and(|fonts| !fonts.is_empty())
}

impl Browser {
    /// The browsers to test in: the one that is named, or all that can be had. What is left out is said.
    pub(crate) fn chosen(machine: &Machine, name: Option<&str>) -> Result<Vec<&'static Self>> {
        let is_here = |browser: &&Self| browser.systems.contains(&machine.system);
        let Some(name) = name else {
            let (here, elsewhere): (Vec<_>, Vec<_>) = BROWSERS.iter().partition(is_here);
            for browser in elsewhere {
                println!("SKIPPED: {} cannot be had on {:?}; nothing is tested in it.", browser.name, machine.system);
            }
            return Ok(here);
        };
        let known: Vec<_> = BROWSERS.iter().filter(is_here).collect();
        match known.iter().find(|browser| browser.name == name) {
            Some(browser) => Ok(vec![browser]),
            None => {
                let known: Vec<_> = known.iter().map(|browser| browser.name).collect();
                bail!("no such browser on {:?}: {name}; known: {}", machine.system, known.join(", "))
            }
        }
    }

    /// Everything that the operating system's packages have to provide.
    pub(crate) fn needs(&self) -> impl Iterator<Item = &'static Need> + use<> {
        self.needs.iter().chain([&JAPANESE_FONT, &PDF_READER])
    }

    pub(crate) fn ensure(&self, tree: &Tree, machine: &Machine) -> Result<()> {
        self.needs().try_for_each(|need| need.ensure(machine))?;
        self.driver(tree, machine).map(drop)
    }

    /// The program that steers it.
    pub(crate) fn driver(&self, tree: &Tree, machine: &Machine) -> Result<PathBuf> {
        match &self.driver {
            Program::OnPath(name) => machine.find(name).with_context(|| format!("{name} has gone")),
            Program::FromCrates(tool) => tool.ensure(tree, machine),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Browser;
    use crate::machine::System;
    use crate::machine::stubs::Stubs;
    use crate::needs::announce;

    fn chosen(system: System, name: Option<&str>) -> Result<Vec<&'static str>, String> {
        let stubs = Stubs::new(system, &[]);
        let chosen = Browser::chosen(&stubs.machine, name).map_err(|error| error.to_string())?;
        Ok(chosen.iter().map(|browser| browser.name).collect())
    }

    #[test]
    fn webkitgtk_is_left_out_where_it_cannot_be_had() {
        assert_eq!(chosen(System::Linux, None).unwrap(), ["chromium", "firefox", "webkitgtk"]);
        assert_eq!(chosen(System::MacOs, None).unwrap(), ["chromium", "firefox"]);
        assert_eq!(chosen(System::Windows, None).unwrap(), ["chromium", "firefox"]);
        assert_eq!(chosen(System::Linux, Some("webkitgtk")).unwrap(), ["webkitgtk"]);
        let told = chosen(System::MacOs, Some("webkitgtk")).unwrap_err();
        assert!(told.contains("known: chromium, firefox"), "{told}");
    }

    #[test]
    fn browser_that_is_missing_is_told_with_the_way_of_each_system() {
        let stubs = Stubs::new(System::MacOs, &[("pdftotext", "")]);
        let [chromium, firefox] =
            Browser::chosen(&stubs.machine, None).unwrap().try_into().unwrap_or_else(|_| panic!());
        let told = announce(&stubs.machine, &chromium.needs().collect::<Vec<_>>(), Vec::new()).unwrap_err().to_string();
        for words in ["no chromedriver on the PATH", "brew install --cask", "dnf install chromium", "winget install"] {
            assert!(told.contains(words), "{told}");
        }
        // Its driver finds the browser itself, and the system has a font.
        announce(&stubs.machine, &firefox.needs().collect::<Vec<_>>(), Vec::new()).unwrap();
    }
}
