//! A small blocking WebDriver client: the part of the protocol that the page object needs. It does not know the widget.
//!
//! Why not an existing one: thirtyfour (0.38) hangs in the shadow roots of Firefox, and Playwright cannot steer a
//! distribution's WebKitGTK.

use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use ureq::Agent;

use super::engines::Engine;
use super::session_pool::{Turn, tell_of, turn};
use super::{environment, report};

/// How long anything may take before the test fails.
const PATIENCE: Duration = Duration::from_secs(15);
/// The interval for checking a condition.
const INTERVAL: Duration = Duration::from_millis(15);
/// The key under which the protocol hands out elements.
pub(super) const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// An element of the page.
#[derive(Debug, Clone)]
pub(crate) struct Element(pub(super) Value);

/// Which browser a test gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Browser {
    /// The one that the last test has left, in a new window without history.
    Kept,
    /// A fresh one, for tests of what a browser keeps beyond a window.
    New,
}

/// A browser, for one test.
pub(crate) struct Driver {
    agent: Agent,
    /// The address of the session.
    session: String,
    engine: Engine,
    /// The faults of the pages so far.
    faults: RefCell<Vec<String>>,
    /// The test's name.
    name: String,
    downloads: PathBuf,
    browser: Browser,
    turn: Turn,
    start: Instant,
    /// Where and when the mouse was clicked last.
    pub(super) clicked: Cell<Option<([f64; 2], Instant)>>,
}

impl Driver {
    /// Opens a browser as soon as it is this test's turn.
    pub(crate) fn start(browser: Browser) -> Self {
        let mut turn = turn();
        let start = Instant::now();
        let name = thread::current().name().unwrap_or("test").replace("::", "-");
        let engine = Engine::chosen();
        let agent = Agent::config_builder().http_status_as_error(false).timeout_global(Some(4 * PATIENCE)).build();
        let agent: Agent = agent.into();
        let downloads = turn.place().downloads.clone();
        let sessions = format!("{}/session", turn.place().url);
        let kept = turn.place().session.take();
        let (session, is_kept) = match (kept, browser) {
            (Some(session), Browser::Kept) if engine.has_like_windows() => (session, true),
            (kept, _) => {
                // A driver may allow only one session.
                kept.into_iter().for_each(|session| end(&agent, &session));
                let started = post(&agent, &sessions, &engine.capabilities(&downloads));
                (format!("{sessions}/{}", started["sessionId"].as_str().unwrap()), false)
            }
        };
        let driver = Self {
            agent,
            session,
            engine,
            faults: RefCell::default(),
            name,
            downloads,
            browser,
            turn,
            start,
            clicked: Cell::default(),
        };
        if is_kept {
            driver.take_new_window();
        } else {
            tell_of(&driver.session);
            driver.post("timeouts", &json!({ "script": PATIENCE.as_millis() }));
        }
        driver.forget_downloads();
        driver
    }

    /// Discards everything of the last test: its pages, their history, and how they were shown.
    fn take_new_window(&self) {
        let old = self.get("window/handles");
        let new = self.post("window/new", &json!({ "type": "tab" }));
        // A window that a page has opened may be gone before it is closed, and a new one may be listed later.
        for handle in old.as_array().unwrap() {
            if self.is_turned_to(handle) {
                self.delete("window");
            }
        }
        self.wait_until("the new window", || self.is_turned_to(&new["handle"]));
        self.engine.forget(self);
        self.engine.log(self);
    }

    /// Turns to a window, if it is there.
    fn is_turned_to(&self, handle: &Value) -> bool {
        let address = format!("{}/window", self.session);
        read(self.agent.post(&address).send_json(json!({ "handle": handle }))).is_ok()
    }

    /// A command of this session.
    pub(crate) fn post(&self, command: &str, body: &Value) -> Value {
        post(&self.agent, &format!("{}/{command}", self.session), body)
    }

    /// The engine, for what each does differently.
    pub(crate) fn engine(&self) -> Engine {
        self.engine
    }

    /// Opens a page of the site.
    pub(crate) fn open(&self, path: &str) {
        self.open_address(&Self::address(path));
    }

    /// The address of a page of the site.
    pub(crate) fn address(path: &str) -> String {
        format!("{}{path}", environment("SHIKAKU_SITE"))
    }

    /// Lets the server send the WebAssembly that it holds below `/faults/held-<name>/`.
    pub(crate) fn release(&self, name: &str) {
        self.agent.get(Self::address(&format!("/release/{name}"))).call().unwrap();
    }

    /// How often the server was asked for something since it started.
    pub(crate) fn requests(&self, path: &str) -> u64 {
        let counts = read_body(self.agent.get(Self::address("/requests")).call()).unwrap();
        counts[path].as_u64().unwrap_or_default()
    }

    /// Opens any page.
    pub(crate) fn open_address(&self, address: &str) {
        self.collect_faults();
        self.post("url", &json!({ "url": address }));
    }

    /// Presses the browser's button that leads back.
    pub(crate) fn back(&self) {
        self.collect_faults();
        self.post("back", &json!({}));
    }

    /// The text of the page as it is printed.
    pub(crate) fn printed(&self) -> String {
        let printed = self.post("print", &json!({ "background": true, "page": { "width": 21.0, "height": 29.7 } }));
        let file = self.downloads.join("printed.pdf");
        std::fs::write(&file, BASE64_STANDARD.decode(printed.as_str().unwrap()).unwrap()).unwrap();
        // In the order of writing: a label that takes two lines is not read across its answer.
        let text = Command::new("pdftotext").arg("-raw").arg(&file).arg("-").output().unwrap();
        std::fs::remove_file(file).unwrap();
        String::from_utf8(text.stdout).unwrap()
    }

    /// Makes the page this large, in CSS pixels. Windows have a minimum width; phones are narrower.
    pub(crate) fn resize(&self, width: u64, height: u64) {
        self.engine.resize(self, width, height);
        let is_done = || self.execute("return innerWidth", &[]) == width;
        self.wait_until(&format!("a page {width} px wide"), is_done);
    }

    /// Runs the body of a function in the page.
    pub(crate) fn execute(&self, body: &str, arguments: &[Value]) -> Value {
        self.post("execute/sync", &json!({ "script": body, "args": arguments }))
    }

    /// Runs the body of an asynchronous function in the page, and waits for it.
    pub(crate) fn execute_async(&self, body: &str, arguments: &[Value]) -> Value {
        // The protocol's own way hands a callback as the last argument; awaiting reads better.
        let script = format!(
            "const done = arguments[arguments.length - 1];
             (async function () {{ {body} }}).apply(null, arguments).then(done, (cause) => done(`failed: ${{cause}}`));"
        );
        let value = self.post("execute/async", &json!({ "script": script, "args": arguments }));
        assert!(!value.as_str().is_some_and(|text| text.starts_with("failed: ")), "{value}");
        value
    }

    /// Turns to another window, and comes back.
    pub(crate) fn look_elsewhere(&self) {
        let here = self.get("window");
        let elsewhere = self.post("window/new", &json!({ "type": "window" }));
        self.post("window", &json!({ "handle": elsewhere["handle"] }));
        self.delete("window");
        self.post("window", &json!({ "handle": here }));
    }

    /// A query of this session.
    pub(crate) fn get(&self, question: &str) -> Value {
        let address = format!("{}/{question}", self.session);
        read(self.agent.get(&address).call()).unwrap_or_else(|error| panic!("{address}: {error}"))
    }

    fn delete(&self, thing: &str) -> Value {
        let address = format!("{}/{thing}", self.session);
        read(self.agent.delete(&address).call()).unwrap_or_else(|error| panic!("{address}: {error}"))
    }

    /// Writes a picture of the page below `target/screenshots`, as PNG.
    pub(crate) fn picture(&self, name: &str) {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/screenshots").join(format!("{name}.png"));
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        let picture = self.engine.picture(self);
        std::fs::write(file, BASE64_STANDARD.decode(picture.as_str().unwrap()).unwrap()).unwrap();
    }

    /// The JSON of the one file that the page has handed out since the test began, or since
    /// this was last asked. A browser may name the file before its text is in it.
    #[track_caller]
    pub(crate) fn downloaded(&self) -> Value {
        let value = self.wait_for("a downloaded file", || {
            // Chromium may recreate its temporary file after it was removed.
            let is_whole = |file: &PathBuf| file.extension().is_some_and(|extension| extension == "json");
            let files: Vec<PathBuf> = self.downloads().into_iter().filter(is_whole).collect();
            let [file] = files.as_slice() else { return None };
            serde_json::from_slice(&std::fs::read(file).ok()?).ok()
        });
        self.forget_downloads();
        value
    }

    fn downloads(&self) -> Vec<PathBuf> {
        std::fs::read_dir(&self.downloads).unwrap().map(|file| file.unwrap().path()).collect()
    }

    fn forget_downloads(&self) {
        self.downloads().iter().for_each(|file| std::fs::remove_file(file).unwrap());
    }

    /// Waits until a condition holds.
    #[track_caller]
    pub(crate) fn wait_until(&self, what: &str, condition: impl Fn() -> bool) {
        self.wait_for(what, || condition().then_some(()));
    }

    /// Waits for something.
    #[track_caller]
    pub(crate) fn wait_for<T>(&self, what: &str, look: impl Fn() -> Option<T>) -> T {
        let start = Instant::now();
        loop {
            if let Some(found) = look() {
                return found;
            }
            assert!(start.elapsed() < PATIENCE, "waited in vain for {what}; faults: {:?}", self.faults());
            thread::sleep(INTERVAL);
        }
    }

    /// Every violation of the policy, error, rejection and console error since the browser was opened.
    pub(crate) fn faults(&self) -> Vec<String> {
        self.collect_faults();
        self.faults.borrow().clone()
    }

    fn collect_faults(&self) {
        let seen = self.execute("return (globalThis.faults ?? []).splice(0)", &[]);
        let mut faults = self.faults.borrow_mut();
        faults.extend(seen.as_array().unwrap().iter().map(ToString::to_string));
        faults.extend(self.engine.log(self));
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if thread::panicking() {
            let picture = std::panic::AssertUnwindSafe(|| self.picture(&format!("failed-{}", self.name)));
            // The test has failed already, so a missing picture does not matter.
            std::panic::catch_unwind(picture).ok();
        }
        if self.browser == Browser::New || thread::panicking() {
            end(&self.agent, &self.session);
        } else {
            self.turn.place().session = Some(self.session.clone());
        }
        report("took", &format!("{:.1}\t{}", self.start.elapsed().as_secs_f64(), self.name));
    }
}

/// Ends a session. One that is gone already is ignored.
fn end(agent: &Agent, session: &str) {
    agent.delete(session).call().ok();
}

/// Reads an element out of what a script returned.
pub(crate) fn element(value: &Value) -> Element {
    assert!(value[ELEMENT].is_string(), "no element: {value}");
    Element(value[ELEMENT].clone())
}

fn post(agent: &Agent, address: &str, body: &Value) -> Value {
    read(agent.post(address).send_json(body)).unwrap_or_else(|error| panic!("{address}: {error}"))
}

type Answer = Result<ureq::http::Response<ureq::Body>, ureq::Error>;

/// A driver's answer.
fn read(answer: Answer) -> Result<Value, String> {
    let is_success = answer.as_ref().is_ok_and(|answer| answer.status().is_success());
    let body = read_body(answer)?;
    if is_success { Ok(body["value"].clone()) } else { Err(body["value"]["message"].to_string()) }
}

fn read_body(answer: Answer) -> Result<Value, String> {
    answer.map_err(|error| error.to_string())?.body_mut().read_json().map_err(|error| error.to_string())
}
