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

#[path = "../support/mod.rs"]
mod support;
mod harness;

// A person's actions.
mod form_cases;
mod to_the_export;
mod handing_out;
mod filling_in;
mod pasting;
mod led_to;
mod announcing;
mod helping;
mod resuming;
mod ways_back;
mod opened_files;
mod display;
mod static_page;
mod control_kinds;
mod secrets;

// Other influences.
mod third_parties;
mod host_page;
mod colours;
mod element;
mod many_instances;
mod bad_hosting;
mod doctor;
mod examples;
mod situations;

// Its appearance, and statements about it.
mod beyond_answers;
mod every_state;
mod transcript;

mod fault_detector;
mod bench;
