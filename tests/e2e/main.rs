//! The widget in a real browser: every page under the strict policy, every fault in a page fails its test.
//! Run by `cargo xtask test`, which serves the site and starts the driver.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly outside its #[test] function too"
)]
#![expect(clippy::non_ascii_literal, reason = "the words on the screen are Japanese")]
#![expect(clippy::disallowed_methods, reason = "a test has a clock: waiting needs one, and so do the months offered")]

#[path = "../support"]
mod support {
    pub(crate) mod candidates;
    pub(crate) mod cases;
    pub(crate) mod states;
    pub(crate) mod whole;
}
mod turns;
mod engines;
mod display;
mod driver;
mod page;
mod entries;

mod whole_forms;
mod whole_path;
mod secrets;
mod filling_in;
mod announcing;
mod helping;
mod resuming;
mod kinds;
mod others;
mod hosts;
mod examples;
mod diagnoses;
mod element;
mod copies;
mod bad_hosting;
mod states;
mod transcript;
mod faults;
mod further;
mod bench;

/// What `cargo xtask test` tells the tests.
fn environment(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set: the browser tests run through cargo xtask test"))
}
