//! The engine: a pure function of definition, values and today. No clock, no I/O, no DOM, no panic.
//!
//! The modules are in reading order, and each uses only those above it; `tests/native/source_tree.rs` checks that.

pub mod calendar;
pub mod json;
pub mod json_schema;
pub mod problem;
pub mod node;
pub mod format;
pub mod pattern;
pub mod kana;
pub mod tidy;
pub mod index;
pub mod length;
pub mod scope;
pub mod condition;
pub mod questions;
pub mod value;
pub mod finding;
pub mod markup;
pub mod texts;
pub mod kinds;
pub mod definition;
pub mod parse;
pub mod values;
pub mod effective;
pub mod wording;
pub mod meaning;
pub mod check;
pub mod validation;
pub mod dependents;
pub mod stage;
pub mod action;
mod field_state;
pub mod form;
pub mod guide;
pub mod screen;
pub mod review;
pub mod export;
pub mod draft;
pub mod news;
pub mod display;
pub mod update;
pub mod session;
pub mod schema;
