//! What each browser engine does its own way: capabilities, the watch for faults, input methods, emulation.
//! A further engine is a further variant: the compiler then names every place.

use std::path::Path;

use serde_json::{Value, json};

use crate::driver::Driver;

/// Records faults and the widget's events from before the page's first script.
const WATCH: &str = include_str!("watch.js");

/// A browser engine.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Engine {
    Chromium,
}

impl Engine {
    /// The engine that the run is for.
    pub(crate) fn chosen() -> Self {
        match std::env::var("SHIKAKU_BROWSER").as_deref() {
            Ok("chromium") | Err(_) => Self::Chromium,
            Ok(other) => panic!("no such browser: {other}"),
        }
    }

    /// What to ask of the driver for a new session.
    pub(crate) fn capabilities(self, downloads: &Path) -> Value {
        match self {
            Self::Chromium => {
                let options = json!({
                    "args": [
                        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                        "--disable-background-networking", "--disable-component-update", "--disable-sync",
                        "--window-size=1280,900", "--lang=ja", "--force-device-scale-factor=1",
                    ],
                    "prefs": { "download.default_directory": downloads, "download.prompt_for_download": false },
                });
                json!({ "capabilities": { "alwaysMatch": {
                    "goog:chromeOptions": options,
                    "goog:loggingPrefs": { "browser": "ALL" },
                } } })
            }
        }
    }

    /// Installs the watch, for every page that is opened from now on.
    pub(crate) fn watch(self, driver: &Driver) {
        match self {
            Self::Chromium => {
                devtools(driver, "Page.addScriptToEvaluateOnNewDocument", &json!({ "source": WATCH }));
            }
        }
    }

    /// The faults since the last call: of the page, and of the browser's own log.
    pub(crate) fn faults(self, driver: &Driver) -> Vec<String> {
        let seen = driver.execute("return (globalThis.faults ?? []).splice(0)", &[]);
        let mut faults: Vec<String> = seen.as_array().unwrap().iter().map(ToString::to_string).collect();
        match self {
            Self::Chromium => {
                let log = driver.post("se/log", &json!({ "type": "browser" }));
                let severe = log.as_array().unwrap().iter().filter(|entry| entry["level"] == "SEVERE");
                faults.extend(severe.map(|entry| format!("log: {}", entry["message"])));
            }
        }
        faults
    }

    /// Lets the page use the clipboard, reading included.
    pub(crate) fn open_clipboard(self, driver: &Driver) {
        match self {
            Self::Chromium => {
                let permissions = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
                devtools(driver, "Browser.grantPermissions", &permissions);
            }
        }
    }

    /// Shows text that an input method is still composing.
    pub(crate) fn compose(self, driver: &Driver, text: &str) {
        match self {
            Self::Chromium => {
                let end = text.encode_utf16().count();
                let composition = json!({ "text": text, "selectionStart": end, "selectionEnd": end });
                devtools(driver, "Input.imeSetComposition", &composition);
            }
        }
    }

    /// Ends the composition with this text.
    pub(crate) fn compose_end(self, driver: &Driver, text: &str) {
        match self {
            Self::Chromium => {
                devtools(driver, "Input.insertText", &json!({ "text": text }));
            }
        }
    }

    /// Makes the window this large, in CSS pixels. Windows have a least width; phones are narrower.
    pub(crate) fn resize(self, driver: &Driver, width: u64, height: u64) {
        match self {
            Self::Chromium => {
                let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
                devtools(driver, "Emulation.setDeviceMetricsOverride", &size);
            }
        }
    }

    /// Lets requests for these addresses fail.
    pub(crate) fn block(self, driver: &Driver, pattern: &str) {
        match self {
            Self::Chromium => {
                devtools(driver, "Network.enable", &json!({}));
                devtools(driver, "Network.setBlockedURLs", &json!({ "urls": [pattern] }));
            }
        }
    }

    /// Prefers light or dark.
    pub(crate) fn prefer(self, driver: &Driver, scheme: &str) {
        match self {
            Self::Chromium => {
                let feature = json!({ "name": "prefers-color-scheme", "value": scheme });
                devtools(driver, "Emulation.setEmulatedMedia", &json!({ "features": [feature] }));
            }
        }
    }
}

/// Chromium's own protocol, through its driver.
fn devtools(driver: &Driver, command: &str, parameters: &Value) -> Value {
    driver.post("goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
}
