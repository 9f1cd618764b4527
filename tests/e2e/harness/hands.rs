//! The hands of the person: the mouse and the keyboard, as the protocol's actions.

use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::driver::{Driver, ELEMENT, Element};

/// How long, and how many pixels apart, two clicks may at most be a double click in any of the browsers.
const DOUBLE_CLICK: (Duration, f64) = (Duration::from_millis(600), 8.0);

/// Keys without a character, as the protocol writes them.
pub(crate) mod key {
    pub(crate) const BACKSPACE: char = '\u{E003}';
    pub(crate) const TAB: char = '\u{E004}';
    pub(crate) const ENTER: char = '\u{E007}';
    /// Held for copying, pasting and choosing everything.
    pub(crate) const SHORTCUT: char = if cfg!(target_os = "macos") { '\u{E03D}' } else { '\u{E009}' };
    pub(crate) const SPACE: char = ' ';
    pub(crate) const END: char = '\u{E010}';
    pub(crate) const UP: char = '\u{E013}';
    pub(crate) const DOWN: char = '\u{E015}';
}

impl Driver {
    /// Clicks an element, as a mouse does. The browser finds its position: a page may move between a script that
    /// measures and the pointer.
    pub(crate) fn click(&self, element: &Element) {
        self.click_times(element, 1);
    }

    /// Clicks an element whose middle is at this point. Two clicks at one place in a moment are a double click to a browser,
    /// so the hand waits before the second.
    pub(crate) fn click_alone(&self, element: &Element, point: [f64; 2]) {
        if let Some((before, when)) = self.clicked.get()
            && before.iter().zip(point).all(|(before, now)| (before - now).abs() < DOUBLE_CLICK.1)
        {
            thread::sleep(DOUBLE_CLICK.0.saturating_sub(when.elapsed()));
        }
        self.click(element);
        self.clicked.set(Some((point, Instant::now())));
    }

    /// Clicks several times where an element is now, without moving the mouse.
    pub(crate) fn click_times(&self, element: &Element, times: usize) {
        let mut actions =
            vec![json!({ "type": "pointerMove", "duration": 0, "x": 0, "y": 0, "origin": { ELEMENT: element.0 } })];
        for _ in 0..times {
            actions.push(json!({ "type": "pointerDown", "button": 0 }));
            // A finger stays down for a while: what happens meanwhile must not lose the click.
            actions.push(json!({ "type": "pause", "duration": 40 }));
            actions.push(json!({ "type": "pointerUp", "button": 0 }));
        }
        let mouse = json!({
            "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" }, "actions": actions,
        });
        self.post("actions", &json!({ "actions": [mouse] }));
    }

    /// Presses the button of the mouse at one point, and lets it go at another.
    pub(crate) fn drag(&self, from: &Value, to: [i64; 2]) {
        let pointer = json!({
            "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" },
            "actions": [
                { "type": "pointerMove", "duration": 0, "x": from[0], "y": from[1] },
                { "type": "pointerDown", "button": 0 },
                { "type": "pointerMove", "duration": 50, "x": to[0], "y": to[1] },
                { "type": "pointerUp", "button": 0 },
            ],
        });
        self.post("actions", &json!({ "actions": [pointer] }));
    }

    /// Clicks an option of a drop-down list: lists that are open belong to the system, and no pointer reaches them.
    pub(crate) fn click_option(&self, option: &Element) {
        self.post(&format!("element/{}/click", option.0.as_str().unwrap()), &json!({}));
    }

    /// Presses keys one after the other, wherever the focus is.
    pub(crate) fn press(&self, keys: &[char]) {
        let strokes = keys.iter().flat_map(|key| [stroke("keyDown", *key), stroke("keyUp", *key)]);
        self.keyboard(&strokes.collect::<Vec<_>>());
    }

    /// Presses a key while another is held.
    pub(crate) fn press_with(&self, held: char, key: char) {
        self.keyboard(&[stroke("keyDown", held), stroke("keyDown", key), stroke("keyUp", key), stroke("keyUp", held)]);
    }

    fn keyboard(&self, actions: &[Value]) {
        self.post("actions", &json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": actions }] }));
    }
}

fn stroke(kind: &str, key: char) -> Value {
    json!({ "type": kind, "value": key.to_string() })
}
