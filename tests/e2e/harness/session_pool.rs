//! A browser for each place, kept from one test to the next: starting one takes seconds. There are as many places as
//! drivers, whatever the number of test threads: a browser takes a core, and a starved one fails by being late.

use std::path::PathBuf;
use std::sync::{Condvar, LazyLock, Mutex};

use serde_json::Value;

use super::{environment, report};

static PLACES: LazyLock<Vec<Place>> = LazyLock::new(listed);
static FREE: LazyLock<Mutex<Vec<Place>>> = LazyLock::new(|| Mutex::new(PLACES.clone()));
static FREED: Condvar = Condvar::new();

/// A driver in exclusive use, and its browser.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(crate) url: String,
    /// Where its browser puts downloads.
    pub(crate) downloads: PathBuf,
    /// The address of the session that a test has left for the next one.
    pub(crate) session: Option<String>,
}

/// A place, until it is dropped.
pub(crate) struct Turn(Option<Place>);

fn listed() -> Vec<Place> {
    let list: Vec<Value> = serde_json::from_str(&environment("SHIKAKU_WEBDRIVERS")).unwrap();
    let text = |place: &Value, key: &str| place[key].as_str().unwrap().to_owned();
    let place = |one| Place { url: text(one, "url"), downloads: text(one, "downloads").into(), session: None };
    list.iter().map(place).collect()
}

/// How many browsers there may be at once.
pub(crate) fn places() -> usize {
    PLACES.len()
}

/// Waits for a free place.
pub(crate) fn turn() -> Turn {
    let free = FREE.lock().unwrap();
    let mut free = FREED.wait_while(free, |free| free.is_empty()).unwrap();
    Turn(free.pop())
}

/// Reports a session to the tool that started the drivers, which ends it: a test program does not notice its own end.
pub(crate) fn tell_of(session: &str) {
    report("session", session);
}

impl Turn {
    pub(crate) fn place(&mut self) -> &mut Place {
        self.0.as_mut().unwrap()
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        FREE.lock().unwrap().extend(self.0.take());
        FREED.notify_one();
    }
}
