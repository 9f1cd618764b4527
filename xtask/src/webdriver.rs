//! Running WebDriver servers, and the displays that some of their browsers need.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::files;
use crate::tree::Tree;

/// A driver for each browser that runs at once: `geckodriver` and `WebKitWebDriver` hold one session each.
pub(crate) struct Drivers(Vec<Driver>);

impl Drivers {
    /// Starts drivers for this many browsers at once.
    pub(crate) fn start(tree: &Tree, browser: &Browser, program: &Path, count: usize) -> Result<Self> {
        Ok(Self((0..count).map(|place| Driver::start(tree, browser, program, place)).collect::<Result<_>>()?))
    }

    /// Ends sessions that tests have left open, each by its address. One that is closed already is no error.
    pub(crate) fn end_sessions<'a>(&self, addresses: impl Iterator<Item = &'a str>) {
        for (port, path) in addresses.filter_map(|address| address.strip_prefix("http://127.0.0.1:")?.split_once('/')) {
            for driver in self.0.iter().filter(|driver| driver.port.to_string() == port) {
                driver.ask("DELETE", &format!("/{path}")).ok();
            }
        }
    }

    /// For the tests: where each driver answers, and where its browser puts downloads.
    pub(crate) fn describe(&self) -> String {
        let places = self
            .0
            .iter()
            .map(|driver| json!({ "url": format!("http://127.0.0.1:{}", driver.port), "downloads": driver.downloads }));
        Value::Array(places.collect()).to_string()
    }
}

/// A running WebDriver server: ended when dropped, so also when a test fails.
struct Driver {
    child: Child,
    port: u16,
    downloads: PathBuf,
    /// One display per browser, because a display has one clipboard and one focus.
    _display: Option<Display>,
}

impl Driver {
    fn start(tree: &Tree, browser: &Browser, program: &Path, place: usize) -> Result<Self> {
        let display = if browser.needs_display { Some(Display::start()?) } else { None };
        let folder = tree.join("target/webdriver").join(format!("{}-{place}", browser.name));
        let downloads = folder.join("downloads");
        files::empty_folder(&downloads)?;
        // The only way to tell WebKitGTK's MiniBrowser where downloads go.
        let config = folder.join("config");
        let line = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", downloads.display());
        files::write(&config.join("user-dirs.dirs"), line.as_bytes())?;
        let log = folder.join("driver.log");
        let output = File::create(&log).with_context(|| format!("cannot write {}", log.display()))?;
        let port = free_port()?;
        let mut command = Command::new(program);
        command.arg(format!("{}{port}", browser.port)).args(browser.arguments);
        command.env("XDG_CONFIG_HOME", config).stdout(output.try_clone()?).stderr(output);
        command.envs(display.as_ref().map(|display| ("DISPLAY", &display.name)));
        let child = command.spawn().with_context(|| format!("cannot start {}", program.display()))?;
        let driver = Self { child, port, downloads, _display: display };
        driver.wait_until_ready(&log)?;
        Ok(driver)
    }

    fn wait_until_ready(&self, log: &Path) -> Result<()> {
        for _ in 0..100 {
            if TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_ok() {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(100));
        }
        bail!("the driver does not answer on port {}; see {}", self.port, log.display())
    }

    /// Sends a request without a body, and waits for the answer without reading it.
    fn ask(&self, method: &str, path: &str) -> Result<()> {
        let mut connection = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        connection.set_read_timeout(Some(Duration::from_secs(10)))?;
        write!(connection, "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n", self.port)?;
        // Not to its end: chromedriver leaves the connection open.
        connection.read_exact(&mut [0])?;
        Ok(())
    }

    /// A killed chromedriver (156) leaves the browsers of unfinished sessions running; asked like this, it ends them.
    /// The other drivers do not know the question, and are killed.
    fn ask_to_end(&mut self) -> Result<()> {
        self.ask("GET", "/shutdown")?;
        for _ in 0..10 {
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
            end(&mut self.child);
        }
    }
}

/// An X server that shows nothing.
struct Display {
    child: Child,
    /// As in `DISPLAY`.
    name: String,
}

impl Display {
    fn start() -> Result<Self> {
        let mut command = Command::new("Xvfb");
        // It chooses a free number and writes it to the file descriptor that is named: 1 is its standard output.
        command.args(["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]);
        // Without it, the server restarts when the last browser closes, and meanwhile rejects the next one.
        command.arg("-noreset");
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().context("cannot start Xvfb")?;
        let output = child.stdout.take().context("Xvfb has no output")?;
        let mut number = String::new();
        BufReader::new(output).read_line(&mut number)?;
        let display = Self { child, name: format!(":{}", number.trim()) };
        if display.name == ":" {
            bail!("Xvfb does not start");
        }
        Ok(display)
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        end(&mut self.child);
    }
}

/// Nothing can be done about an error here.
fn end(child: &mut Child) {
    child.kill().ok();
    child.wait().ok();
}

/// Not every driver can choose its own port. Nobody else is likely to take this one before the driver starts.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}
