//! The differences between browser engines: capabilities, its own log, input methods, emulation. A further engine is a
//! further variant: the compiler then names every place.

use std::path::Path;

use serde_json::{Value, json};

use super::driver::Driver;

/// A browser engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    WebKitGtk,
}

impl Engine {
    /// The engine that the run is for.
    pub(crate) fn chosen() -> Self {
        match std::env::var("SHIKAKU_BROWSER").as_deref() {
            Ok("chromium") | Err(_) => Self::Chromium,
            Ok("firefox") => Self::Firefox,
            Ok("webkitgtk") => Self::WebKitGtk,
            Ok(other) => panic!("no such browser: {other}"),
        }
    }

    /// What to ask of the driver for a new session.
    pub(crate) fn capabilities(self, downloads: &Path) -> Value {
        let wanted = match self {
            Self::Chromium => json!({
                "goog:chromeOptions": {
                    "args": [
                        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                        "--disable-background-networking", "--disable-component-update", "--disable-sync",
                        "--window-size=1280,900", "--lang=ja", "--force-device-scale-factor=1", "--hide-scrollbars",
                    ],
                    "prefs": { "download.default_directory": downloads, "download.prompt_for_download": false },
                },
                "goog:loggingPrefs": { "browser": "ALL" },
            }),
            Self::Firefox => json!({
                "moz:firefoxOptions": {
                    "args": ["-headless", "--width=1280", "--height=1000"],
                    "prefs": {
                        "intl.accept_languages": "ja",
                        "browser.download.folderList": 2,
                        "browser.download.dir": downloads,
                        "layout.css.devPixelsPerPx": "1.0",
                    },
                },
            }),
            Self::WebKitGtk => json!({ "webkitgtk:browserOptions": { "args": ["--automation", "--full-screen"] } }),
        };
        json!({ "capabilities": { "alwaysMatch": wanted } })
    }

    /// Whether a browser's further windows are like its first. WebKitGTK's have tabs, which give them a minimum width.
    pub(crate) fn has_like_windows(self) -> bool {
        self != Self::WebKitGtk
    }

    /// Reverts what a test has set for the whole browser; everything else goes with its window.
    pub(crate) fn forget(self, driver: &Driver) {
        match self {
            Self::Firefox => {
                privileged(driver, FORGET_IN_FIREFOX, &[]);
            }
            Self::Chromium | Self::WebKitGtk => {}
        }
    }

    /// The faults in the browser's own log since the last call, where it shows the log to its driver.
    pub(crate) fn log(self, driver: &Driver) -> Vec<String> {
        if !self.shows_log() {
            return Vec::new();
        }
        let log = driver.post("se/log", &json!({ "type": "browser" }));
        // It includes the page's own console messages.
        let is_news = |entry: &&Value| entry["level"] == "SEVERE" && entry["source"] != "console-api";
        log.as_array().unwrap().iter().filter(is_news).map(|entry| format!("log: {}", entry["message"])).collect()
    }

    /// Whether its driver can read that log.
    pub(crate) fn shows_log(self) -> bool {
        self == Self::Chromium
    }

    /// Whether its driver has a way to a real input method.
    pub(crate) fn has_input_method(self) -> bool {
        self != Self::WebKitGtk
    }

    /// Shows text that an input method is still composing.
    pub(crate) fn compose(self, driver: &Driver, text: &str) {
        let end = text.encode_utf16().count();
        match self {
            Self::Chromium => {
                let composition = json!({ "text": text, "selectionStart": end, "selectionEnd": end });
                devtools(driver, "Input.imeSetComposition", &composition);
            }
            Self::Firefox => {
                privileged(driver, COMPOSE_IN_FIREFOX, &[json!(text), json!(end)]);
            }
            Self::WebKitGtk => {
                driver.execute(COMPOSE_BY_SCRIPT, &[json!(text), json!(false)]);
            }
        }
    }

    /// Ends the composition with this text.
    pub(crate) fn compose_end(self, driver: &Driver, text: &str) {
        match self {
            Self::Chromium => {
                devtools(driver, "Input.insertText", &json!({ "text": text }));
            }
            Self::Firefox => {
                privileged(driver, "window.inputMethod.commitCompositionWith(arguments[0])", &[json!(text)]);
            }
            Self::WebKitGtk => {
                driver.execute(COMPOSE_BY_SCRIPT, &[json!(text), json!(true)]);
            }
        }
    }

    /// The width of the narrowest page, in CSS pixels: a phone's, unless the window has buttons that are wider.
    pub(crate) fn narrowest(self) -> u64 {
        match self {
            Self::Chromium | Self::Firefox => 320,
            Self::WebKitGtk => 334,
        }
    }

    /// Makes the page this large, in CSS pixels. Windows have a minimum width; phones are narrower.
    pub(crate) fn resize(self, driver: &Driver, width: u64, height: u64) {
        match self {
            Self::Chromium => {
                let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
                devtools(driver, "Emulation.setDeviceMetricsOverride", &size);
            }
            Self::Firefox => {
                privileged(driver, RESIZE_IN_FIREFOX, &[json!(width), json!(height)]);
            }
            Self::WebKitGtk => {
                driver.post("window/rect", &json!({ "width": width, "height": height }));
            }
        }
    }

    /// Whether its driver can show pages in this theme.
    pub(crate) fn has(self, theme: Theme) -> bool {
        match self {
            Self::Chromium => true,
            Self::Firefox => [Theme::Light, Theme::Dark].contains(&theme),
            // It takes them only from the desktop, and there is none.
            Self::WebKitGtk => theme == Theme::Light,
        }
    }

    /// Shows pages in a theme that it has.
    pub(crate) fn show_in(self, driver: &Driver, theme: Theme) {
        match self {
            Self::Chromium => {
                let scheme = if [Theme::Dark, Theme::Forced].contains(&theme) { "dark" } else { "light" };
                let forced = if theme == Theme::Forced { "active" } else { "none" };
                let contrast = if theme == Theme::Sharp { "more" } else { "no-preference" };
                let features = json!([
                    { "name": "prefers-color-scheme", "value": scheme },
                    { "name": "forced-colors", "value": forced },
                    { "name": "prefers-contrast", "value": contrast },
                ]);
                devtools(driver, "Emulation.setEmulatedMedia", &json!({ "features": features }));
            }
            Self::Firefox => {
                let set = "Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', arguments[0])";
                privileged(driver, set, &[json!(i32::from(theme == Theme::Light))]);
            }
            Self::WebKitGtk => {}
        }
    }

    /// Shows pages as they are printed. `false` where only the person can.
    pub(crate) fn show_on_paper(self, driver: &Driver) -> bool {
        match self {
            Self::Chromium => {
                devtools(driver, "Emulation.setEmulatedMedia", &json!({ "media": "print" }));
            }
            Self::Firefox => {
                privileged(driver, "gBrowser.selectedBrowser.browsingContext.top.mediumOverride = 'print'", &[]);
            }
            Self::WebKitGtk => return false,
        }
        true
    }

    /// Sets the person's preferred text size for all pages, in pixels. `false` where only the person can.
    pub(crate) fn wish_for_text_of(self, driver: &Driver, pixels: u32) -> bool {
        if self == Self::Chromium {
            devtools(driver, "Page.setFontSizes", &json!({ "fontSizes": { "standard": pixels } }));
        }
        self == Self::Chromium
    }

    /// Enlarges only the text of the page. `false` where only the person can.
    pub(crate) fn enlarge_text(self, driver: &Driver, factor: f64) -> bool {
        match self {
            Self::Firefox => {
                privileged(
                    driver,
                    "ZoomManager.useFullZoom = false; ZoomManager.zoom = arguments[0]",
                    &[json!(factor)],
                );
                true
            }
            Self::Chromium | Self::WebKitGtk => false,
        }
    }

    /// The address of a page as its reader mode shows it; `None` where a driver cannot open that.
    pub(crate) fn reader(self, address: &str) -> Option<String> {
        match self {
            Self::Firefox => Some(format!("about:reader?url={address}")),
            Self::Chromium | Self::WebKitGtk => None,
        }
    }

    /// Whether its driver prints pages.
    pub(crate) fn prints(self) -> bool {
        self != Self::WebKitGtk
    }

    /// Whether the policy of a `<meta>` element holds for WebAssembly: WebKitGTK 2.50 uses only the header's.
    pub(crate) fn holds_meta_policies(self) -> bool {
        self != Self::WebKitGtk
    }

    /// Whether the checkers run in it: they read one document and its styles, which is the same in each.
    pub(crate) fn runs_checkers(self) -> bool {
        self == Self::Chromium
    }

    /// Bytes of JavaScript, nodes and listeners in use after garbage collection; `None` where only the person can ask.
    pub(crate) fn in_use(self, driver: &Driver) -> Option<[f64; 3]> {
        if self != Self::Chromium {
            return None;
        }
        let nothing = json!({});
        devtools(driver, "HeapProfiler.enable", &nothing);
        devtools(driver, "HeapProfiler.collectGarbage", &nothing);
        let heap = &devtools(driver, "Runtime.getHeapUsage", &nothing)["usedSize"];
        let counts = devtools(driver, "Memory.getDOMCounters", &nothing);
        Some([heap, &counts["nodes"], &counts["jsEventListeners"]].map(|count| count.as_f64().unwrap()))
    }

    /// A picture of the whole widget as PNG in base64, or of the page or the window where the driver takes no other.
    pub(crate) fn picture(self, driver: &Driver) -> Value {
        match self {
            Self::Chromium => {
                let area = driver.execute(
                    "const { x, y, width, height } = (document.querySelector('shikaku-form') ?? document.body).getBoundingClientRect();
                     // Two pixels for one are averaged quickly; any other part of the size takes a second.
                     const scale = width > 480 ? 0.5 : 1;
                     return { x: x + scrollX, y: y + scrollY, width, height, scale };",
                    &[],
                );
                let wanted = json!({ "captureBeyondViewport": true, "optimizeForSpeed": true, "clip": area });
                devtools(driver, "Page.captureScreenshot", &wanted)["data"].clone()
            }
            Self::Firefox => driver.get("moz/screenshot/full"),
            Self::WebKitGtk => driver.get("screenshot"),
        }
    }
}

/// The colours that the person's system asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Theme {
    Light,
    Dark,
    /// The system's few colours, on dark.
    Forced,
    /// More contrast, on light.
    Sharp,
}

impl Theme {
    pub(crate) const ALL: [Self; 4] = [Self::Light, Self::Dark, Self::Forced, Self::Sharp];
}

/// The theme, and an input method that was left in the middle of a word.
const FORGET_IN_FIREFOX: &str = r#"
    Services.prefs.clearUserPref("layout.css.prefers-color-scheme.content-override");
    window.inputMethod = undefined;
"#;

/// Text from an input method, as Firefox' own tests make it.
const COMPOSE_IN_FIREFOX: &str = r#"
    const [text, caret] = arguments;
    window.inputMethod ??= Cc["@mozilla.org/text-input-processor;1"].createInstance(Ci.nsITextInputProcessor);
    const { inputMethod } = window;
    inputMethod.beginInputTransactionForTests(window);
    inputMethod.setPendingCompositionString(text);
    inputMethod.appendClauseToPendingComposition(text.length, inputMethod.ATTR_RAW_CLAUSE);
    inputMethod.setCaretInPendingComposition(caret);
    inputMethod.flushPendingComposition();
"#;

/// A page's view of an input method: the driver of WebKitGTK cannot use a real one. The order is Safari's: the
/// composition ends before the key that ended it goes down.
const COMPOSE_BY_SCRIPT: &str = r#"
    const [text, isEnd] = arguments;
    let box = document.activeElement;
    while (box.shadowRoot) box = box.shadowRoot.activeElement;
    const options = { data: text, bubbles: true, composed: true, isComposing: !isEnd };
    const isStart = !window.composed;
    if (isStart) box.dispatchEvent(new CompositionEvent("compositionstart", options));
    const kept = isStart ? box.value : box.value.slice(0, box.value.length - window.composed.length);
    box.value = kept + text;
    window.composed = isEnd ? "" : text;
    box.dispatchEvent(new CompositionEvent(isEnd ? "compositionend" : "compositionupdate", options));
    box.dispatchEvent(new InputEvent("input", { ...options, inputType: "insertCompositionText" }));
    if (isEnd) box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true, composed: true }));
"#;

/// Firefox' window has a minimum width too; the page in it does not.
const RESIZE_IN_FIREFOX: &str = r#"
    const { style } = gBrowser.selectedBrowser;
    for (const [name, length] of [["width", arguments[0]], ["height", arguments[1]]]) {
        style.setProperty(`min-${name}`, `${length}px`, "important");
        style.setProperty(`max-${name}`, `${length}px`, "important");
    }
"#;

/// Chromium's own protocol, through its driver.
fn devtools(driver: &Driver, command: &str, parameters: &Value) -> Value {
    driver.post("goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
}

/// A script in Firefox itself, beside the page.
fn privileged(driver: &Driver, script: &str, arguments: &[Value]) -> Value {
    driver.post("moz/context", &json!({ "context": "chrome" }));
    let value = driver.execute(script, arguments);
    driver.post("moz/context", &json!({ "context": "content" }));
    value
}
