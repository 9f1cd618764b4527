//! Any text, with line breaks.

use super::rules::{KEYS_OF_LINES, Rules, max_length, schema_with_length, too_long};
use crate::engine::format::{Part, Rule};
use crate::engine::kinds::plan::Size;
use crate::engine::tidy::{each, is_blank_sign, is_line_end, seen};

/// The keys in a definition.
pub const PART: Part =
    Part { name: "long_text", meaning: "Text with line breaks.", keys: KEYS_OF_LINES, rule: Rule::Free };

/// Any text, with line breaks.
pub static RULES: Rules = Rules {
    name: PART.name,
    size: Size::Lines,
    keyboard: "text",
    is_number: false,
    tells_tidied: false,
    limits: max_length,
    tidy,
    error: too_long,
    schema: schema_with_length,
};

fn tidy(typed: &str) -> String {
    let lines = each(&seen(typed).replace("\r\n", "\n"), |one| Some(if is_line_end(one) { '\n' } else { one }));
    lines.trim_matches(is_blank_sign).to_owned()
}
