//! Few browsers at a time: each takes a core and some hundred megabytes, and a starved one fails by being late.
//! There are as many places as drivers, whatever the number of test threads.

use std::path::PathBuf;
use std::sync::{Condvar, LazyLock, Mutex};

use serde_json::Value;

use crate::environment;

static FREE: LazyLock<Mutex<Vec<Place>>> = LazyLock::new(|| Mutex::new(places()));
static FREED: Condvar = Condvar::new();

/// A driver that nobody else uses.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(crate) url: String,
    /// Where its browser puts downloads.
    pub(crate) downloads: PathBuf,
}

/// The place of one browser, until it is dropped.
pub(crate) struct Turn(pub(crate) Place);

fn places() -> Vec<Place> {
    let list: Vec<Value> = serde_json::from_str(&environment("SHIKAKU_WEBDRIVERS")).unwrap();
    let text = |place: &Value, key: &str| place[key].as_str().unwrap().to_owned();
    list.iter().map(|place| Place { url: text(place, "url"), downloads: text(place, "downloads").into() }).collect()
}

/// Waits for a free place.
pub(crate) fn turn() -> Turn {
    let free = FREE.lock().unwrap();
    let mut free = FREED.wait_while(free, |free| free.is_empty()).unwrap();
    Turn(free.pop().unwrap())
}

impl Drop for Turn {
    fn drop(&mut self) {
        FREE.lock().unwrap().push(self.0.clone());
        FREED.notify_one();
    }
}
