//! shikaku-form: a form widget for the web, and the built-in application form
//! 「オンライン資格確認・電子処方箋利用開始・変更申請」.
//!
//! # A tour
//!
//! Facts flow down, actions flow up; nothing else crosses.
//!
//! 1. [`engine`] is a pure function of definition, values and today. A [`Definition`](engine::definition::Definition)
//!    says what the paper form says; [`validation::validate`](engine::validation::validate) judges raw values and is
//!    the only maker of a submission; a [`Form`](engine::form::Form) is a form in use, changed by actions; a
//!    [`Session`](engine::session::Session) turns commands into what is drawn, announced, told to the host and focused.
//! 2. [`built_in`] holds the definition and the sentences that come along, from `src/data`.
//! 3. [`languages`] finds the nearest language and whose sentences are looked up in it.
//! 4. [`api`] is what programs call: JSON in, JSON out.
//! 5. `view` (wasm32 only) draws with Leptos what [`engine::update`] and [`engine::review`] hand it, and sends commands back.
//! 6. `embed` (wasm32 only) is the surface towards `www/shikaku-form.js`, which defines the custom element.
//!
//! The invariants that hold all this together stand in the README, each with the test that keeps it.

pub mod engine;
pub mod json_text;
pub mod built_in;
pub mod languages;
pub mod api;
#[cfg(target_arch = "wasm32")]
mod view;
#[cfg(target_arch = "wasm32")]
pub mod embed;
