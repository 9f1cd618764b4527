//! A Japanese postal code, `150-0001`.

use super::rules::{KEYS, Rules, is_digit_or_hyphen, no_limits, wrong_count_of_digits};
use crate::engine::finding::Code;
use crate::engine::format::{Part, Rule};
use crate::engine::json_schema::pattern;
use crate::engine::kinds::checks::stranger;
use crate::engine::kinds::plan::Size;
use crate::engine::tidy::{Tidying, tidy};

/// The keys in a definition.
pub const PART: Part = Part { name: "postal_code", meaning: "A Japanese postal code.", keys: KEYS, rule: Rule::Free };

/// A Japanese postal code.
pub static RULES: Rules = Rules {
    name: PART.name,
    size: Size::Short,
    keyboard: "numeric",
    is_number: false,
    tells_tidied: true,
    limits: no_limits,
    tidy: with_hyphen,
    error: |field, _, tidied| {
        stranger(field, Code::NotDigits, tidied, is_digit_or_hyphen).or_else(|| wrong_count_of_digits(field, tidied, 7))
    },
    schema: |_| pattern("^[0-9]{3}-[0-9]{4}$"),
};

/// Removes the postal mark, and puts the hyphen where the post office does.
fn with_hyphen(typed: &str) -> String {
    let tidied = tidy(typed, Tidying::Everywhere);
    let code = tidied.trim_start_matches('\u{3012}');
    match code.split_at_checked(3) {
        Some((area, rest)) if code.len() == 7 && code.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{area}-{rest}")
        }
        _ => code.to_owned(),
    }
}
