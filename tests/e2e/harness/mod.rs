//! The base of every browser test. It knows no rule of the form, and only `page` knows the widget's elements.

use std::io::Write as _;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub(crate) mod session_pool;
pub(crate) mod engines;
pub(crate) mod driver;
pub(crate) mod hands;
pub(crate) mod page;
pub(crate) mod checkers;
pub(crate) mod sample_answers;

/// The input from `cargo xtask test`.
pub(crate) fn environment(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set: the browser tests run through cargo xtask test"))
}

/// The address of a file of the tree that a browser opens from disk, whatever its folder is called.
pub(crate) fn file_address(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let path = path.to_str().unwrap().replace('\\', "/");
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.~:".contains(&byte);
    let escaped =
        path.bytes().map(|byte| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") });
    format!("file:///{}", escaped.collect::<String>().trim_start_matches('/'))
}

/// Works through a list with every browser that is free. The first failure fails the test.
pub(crate) fn share<T: Sync>(items: &[T], work: impl Fn(&T) + Sync) {
    let next = AtomicUsize::new(0);
    let work_on = || {
        while let Some(item) = items.get(next.fetch_add(1, Ordering::Relaxed)) {
            work(item);
        }
    };
    thread::scope(|scope| {
        let worker = |number| {
            let name = format!("{}-{number}", thread::current().name().unwrap_or("test"));
            thread::Builder::new().name(name).spawn_scoped(scope, work_on).unwrap()
        };
        let workers: Vec<_> = (1..=session_pool::places()).map(worker).collect();
        for worker in workers {
            if let Err(panic) = worker.join() {
                std::panic::resume_unwind(panic);
            }
        }
    });
}

/// Skips what the engine cannot do. The run counts it, and prints the reason.
pub(crate) fn skip(reason: &str) {
    report("skipped", &format!("{}: {reason}", thread::current().name().unwrap_or("test")));
}

/// Reports something to `cargo xtask test`, which reads it after the tests.
fn report(kind: &str, words: &str) {
    let mut file = std::fs::OpenOptions::new().append(true).open(environment("SHIKAKU_REPORT")).unwrap();
    // In one piece: other threads write too.
    file.write_all(format!("{kind}\t{words}\n").as_bytes()).unwrap();
}
