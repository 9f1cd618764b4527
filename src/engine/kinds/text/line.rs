//! Any text on one line.

use super::rules::{KEYS_WITH_LENGTH, Rules, max_length, schema_with_length, too_long};
use crate::engine::format::{Part, Rule};
use crate::engine::kinds::plan::Size;
use crate::engine::tidy::one_line;

/// The keys in a definition.
pub const PART: Part = Part { name: "text", meaning: "Text on one line.", keys: KEYS_WITH_LENGTH, rule: Rule::Free };

/// Any text on one line.
pub static RULES: Rules = Rules {
    name: PART.name,
    size: Size::Words,
    keyboard: "text",
    is_number: false,
    tells_tidied: false,
    limits: max_length,
    tidy: |typed| one_line(typed, " "),
    error: too_long,
    schema: schema_with_length,
};
