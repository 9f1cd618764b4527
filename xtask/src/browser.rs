//! Browsers for tests: how each is obtained, and which WebDriver server steers it.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::packages::Need;
use crate::process;
use crate::tools::Tool;
use crate::tree::Tree;

/// How one browser is obtained and steered.
pub(crate) struct Browser {
    /// What the tests and the command line call it.
    pub(crate) name: &'static str,
    needs: &'static [Need],
    driver: Program,
    /// What goes before the port on the driver's command line.
    pub(crate) port: &'static str,
    /// What else its driver is started with.
    pub(crate) arguments: &'static [&'static str],
    /// Whether it opens windows even when nobody looks, and so needs a display.
    pub(crate) needs_display: bool,
}

/// Where a driver comes from.
enum Program {
    /// The browser's packages bring it.
    OnPath(&'static str),
    FromCrates(Tool),
}

pub(crate) const BROWSERS: [Browser; 3] = [
    Browser {
        name: "chromium",
        needs: &[Need {
            what: "Chromium with chromedriver",
            present: || process::on_path("chromedriver").is_some(),
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
        needs: &[Need {
            what: "Firefox",
            present: || ["firefox-esr", "firefox"].iter().any(|name| process::on_path(name).is_some()) || !on_linux(),
            packages: &["firefox-esr"],
            ways: "  Debian           apt-get install firefox-esr
  Ubuntu           snap install firefox
  Fedora           dnf install firefox",
        }],
        driver: Program::FromCrates(Tool { name: "geckodriver", version: "0.37.1", options: &[] }),
        port: "--port=",
        // Input methods, colour schemes and narrow windows are out of a page's reach, and of the protocol's.
        arguments: &["--allow-system-access"],
        needs_display: false,
    },
    Browser {
        name: "webkitgtk",
        needs: &[
            Need {
                what: "WebKitGTK with its WebDriver",
                present: || process::on_path("WebKitWebDriver").is_some(),
                packages: &["webkit2gtk-driver"],
                ways: "  Debian, Ubuntu   apt-get install webkit2gtk-driver
  Fedora           dnf install webkitgtk6.0
  elsewhere        not to be had: cargo xtask test --browser chromium, then firefox",
            },
            Need {
                what: "a display without a screen",
                present: || process::on_path("Xvfb").is_some(),
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

/// Without one, Japanese is empty boxes, each as wide as the next: no line breaks where it does for people.
const JAPANESE_FONT: Need = Need {
    what: "a Japanese font",
    present: || !on_linux() || has_japanese_font(),
    packages: &["fontconfig", "fonts-noto-cjk"],
    ways: "  Debian, Ubuntu   apt-get install fonts-noto-cjk
  Fedora           dnf install google-noto-sans-cjk-fonts",
};

/// Reads what a browser has printed.
const PDF_READER: Need = Need {
    what: "pdftotext",
    present: || process::on_path("pdftotext").is_some(),
    packages: &["poppler-utils"],
    ways: "  Debian, Ubuntu   apt-get install poppler-utils
  Fedora           dnf install poppler-utils
  macOS            brew install poppler
  Windows          winget install oschwartz10612.Poppler",
};

fn has_japanese_font() -> bool {
    process::text(Command::new("fc-list").arg(":lang=ja")).is_ok_and(|fonts| !fonts.is_empty())
}

/// Elsewhere a browser is no program on the path, and the driver finds it.
const fn on_linux() -> bool {
    cfg!(target_os = "linux")
}

impl Browser {
    /// The browsers to test in: all, or the one that is named.
    pub(crate) fn chosen(name: Option<&str>) -> Result<Vec<&'static Self>> {
        let chosen: Vec<_> = BROWSERS.iter().filter(|browser| name.is_none_or(|name| name == browser.name)).collect();
        if chosen.is_empty() {
            let known: Vec<_> = BROWSERS.iter().map(|browser| browser.name).collect();
            bail!("no such browser; known: {}", known.join(", "));
        }
        Ok(chosen)
    }

    pub(crate) fn ensure(&self, tree: &Tree) -> Result<()> {
        self.needs.iter().try_for_each(Need::ensure)?;
        JAPANESE_FONT.ensure()?;
        PDF_READER.ensure()?;
        if let Program::FromCrates(tool) = &self.driver {
            tool.ensure(tree)?;
        }
        Ok(())
    }

    /// The program that steers it.
    pub(crate) fn driver(&self, tree: &Tree) -> PathBuf {
        match &self.driver {
            Program::OnPath(name) => PathBuf::from(name),
            Program::FromCrates(tool) => tool.program(tree),
        }
    }
}
