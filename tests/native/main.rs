//! Everything that needs no browser: the engine, its data and the source tree. One crate, so that it links once.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly outside its #[test] function too"
)]
#![expect(clippy::non_ascii_literal, reason = "what is typed into the form is Japanese")]

#[path = "../support/mod.rs"]
mod support;

// Random input.
mod arbitrary_json;
mod arbitrary_definitions;

// Chosen input.
mod entering;
mod sitting;

// The built-in form and its data.
mod data;
mod guide;
mod typed_inputs;
mod form_cases;
mod reachable_states;
mod guide_wording;
mod screens;

// Definitions, and the forms that hosts make of them.
mod definitions;
mod patterns;
mod control_kinds;
mod format;
mod languages;
mod largest_definitions;
mod bounded_work;
mod schema;
mod drafts;
mod prefill;
mod session;
mod session_told;
mod properties;

mod static_page;

// Its documentation and its source tree.
mod public_surface;
mod source_tree;
