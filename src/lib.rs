//! shikaku-form: a form widget for the web, and the built-in application form
//! 「オンライン資格確認・電子処方箋利用開始・変更申請」.
//!
//! # A tour
//!
//! Facts flow down, actions flow up; nothing else crosses.
//!
//! 1. [`engine`] is a pure function of definition, values and today. A [`Definition`](engine::definition::Definition)
//!    describes the form; [`validation::validate`](engine::validation::validate) judges raw values and is the only maker
//!    of a submission; a [`Form`](engine::form::Form) is a form in use, changed by actions; a
//!    [`Session`](engine::session::Session) turns commands into what is drawn, announced, told to the host and focused.
//! 2. [`built_in`] holds the built-in definition and the bundled sentences, from `src/data`.
//! 3. [`languages`] finds the nearest language and the sentences in it.
//! 4. [`api`] has the functions for programs: JSON in, JSON out.
//! 5. `view` (wasm32 only) draws with Leptos what [`engine::update`] and [`engine::review`] hand it, and sends commands back.
//! 6. `embed` (wasm32 only) is the surface towards `www/shikaku-form.js`, which defines the custom element.
//!
//! `docs/code.md` lists the invariants, each with the test that holds it.

pub mod engine;
pub mod json_text;
pub mod built_in;
pub mod languages;
pub mod api;
#[cfg(target_arch = "wasm32")]
mod view;
#[cfg(target_arch = "wasm32")]
pub mod embed;
