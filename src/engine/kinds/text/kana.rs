//! The reading of a name, in full-width katakana.

use super::rules::{KEYS_WITH_LENGTH, Rules, max_length, too_long};
use crate::engine::finding::Code;
use crate::engine::format::{Part, Rule};
use crate::engine::json_schema::pattern;
use crate::engine::kana::{is_katakana, to_katakana};
use crate::engine::kinds::checks::stranger;
use crate::engine::kinds::plan::Size;
use crate::engine::tidy::one_line;

/// The keys in a definition.
pub const PART: Part =
    Part { name: "kana", meaning: "The reading of a name, in katakana.", keys: KEYS_WITH_LENGTH, rule: Rule::Free };

/// The reading of a name, in full-width katakana, with one full-width space between its parts.
pub static RULES: Rules = Rules {
    name: PART.name,
    size: Size::Words,
    keyboard: "text",
    is_number: false,
    tells_tidied: true,
    limits: max_length,
    tidy: |typed| to_katakana(&one_line(typed, "\u{3000}")),
    error: |field, limits, tidied| {
        let is_part = |one: char| is_katakana(one) || one == '\u{3000}';
        stranger(field, Code::NotKana, tidied, is_part).or_else(|| too_long(field, limits, tidied))
    },
    schema: |limits| pattern(&format!("^[\u{30a1}-\u{30fe}\u{3000}]{{1,{}}}$", limits.max)),
};
