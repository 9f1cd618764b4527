//! Browsers for tests, and the WebDriver servers that steer them.

use std::fs::File;
use std::io::Write;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Command};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::packages::Need;
use crate::process;
use crate::tree::Tree;

/// How one browser is obtained and steered.
pub(crate) struct Browser {
    /// What the tests and the command line call it.
    pub(crate) name: &'static str,
    need: Need,
    driver: &'static str,
    /// What goes before the port on the driver's command line.
    port: &'static str,
}

pub(crate) const BROWSERS: [Browser; 1] = [Browser {
    name: "chromium",
    need: Need {
        what: "Chromium with chromedriver",
        present: || process::on_path("chromedriver").is_some(),
        packages: &["chromium", "chromium-driver"],
        ways: "  Debian           apt-get install chromium chromium-driver
  Ubuntu           snap install chromium, which brings chromedriver
  Fedora           dnf install chromium chromedriver
  macOS            brew install --cask google-chrome chromedriver
  Windows          winget install Google.Chrome Chromium.ChromeDriver",
    },
    driver: "chromedriver",
    port: "--port=",
}];

/// Without one, Japanese is empty boxes, each as wide as the next: no line breaks where it does for people.
const JAPANESE_FONT: Need = Need {
    what: "a Japanese font",
    present: || !cfg!(target_os = "linux") || has_japanese_font(),
    packages: &["fontconfig", "fonts-noto-cjk"],
    ways: "  Debian, Ubuntu   apt-get install fonts-noto-cjk
  Fedora           dnf install google-noto-sans-cjk-fonts",
};

fn has_japanese_font() -> bool {
    process::text(Command::new("fc-list").arg(":lang=ja")).is_ok_and(|fonts| !fonts.is_empty())
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

    pub(crate) fn ensure(&self) -> Result<()> {
        self.need.ensure()?;
        JAPANESE_FONT.ensure()
    }

    pub(crate) fn start_driver(&self, tree: &Tree) -> Result<Driver> {
        let log = tree.join("target").join(format!("{}.log", self.driver));
        let output = File::create(&log).with_context(|| format!("cannot write {}", log.display()))?;
        let port = free_port()?;
        let mut command = Command::new(self.driver);
        command.arg(format!("{}{port}", self.port)).stdout(output.try_clone()?).stderr(output);
        let child = command.spawn().with_context(|| format!("cannot start {}", self.driver))?;
        let driver = Driver { child, port };
        driver.wait_until_ready().with_context(|| format!("{} does not answer; see {}", self.driver, log.display()))?;
        Ok(driver)
    }
}

/// A running WebDriver server: ended when dropped, so also when a test fails.
pub(crate) struct Driver {
    child: Child,
    port: u16,
}

impl Driver {
    /// Without a slash at the end.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    fn wait_until_ready(&self) -> Result<()> {
        for _ in 0..100 {
            if TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_ok() {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(100));
        }
        bail!("nothing listens on port {}", self.port)
    }

    /// A killed chromedriver (156) leaves the browsers of unfinished sessions running; asked like this, it ends them.
    fn ask_to_end(&mut self) -> Result<()> {
        let mut connection = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        write!(connection, "GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n", self.port)?;
        for _ in 0..50 {
            if self.child.try_wait()?.is_some() {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(100));
        }
        bail!("still running")
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if self.ask_to_end().is_err() {
            // Nothing is left to be done about an error here.
            self.child.kill().ok();
            self.child.wait().ok();
        }
    }
}

/// Not every driver can choose its own; between here and its start nobody else is likely to take it.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}
