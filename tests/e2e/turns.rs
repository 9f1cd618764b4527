//! Few browsers at a time: each takes a core and some hundred megabytes, and a starved one fails by being late.

use std::sync::{Condvar, Mutex};

/// How many browsers run at once, whatever the number of test threads.
const AT_ONCE: usize = 2;

static FREE: Mutex<usize> = Mutex::new(AT_ONCE);
static FREED: Condvar = Condvar::new();

/// Holds the place of one browser until it is dropped.
pub(crate) struct Turn(());

/// Waits for a free place.
pub(crate) fn turn() -> Turn {
    let free = FREE.lock().unwrap();
    let mut free = FREED.wait_while(free, |free| *free == 0).unwrap();
    *free -= 1;
    Turn(())
}

impl Drop for Turn {
    fn drop(&mut self) {
        *FREE.lock().unwrap() += 1;
        FREED.notify_one();
    }
}
