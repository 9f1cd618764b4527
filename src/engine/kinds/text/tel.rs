//! A Japanese telephone number of 10 or 11 digits.

use super::rules::{KEYS, Rules, is_digit_or_hyphen, no_limits, wrong_count_of_digits};
use crate::engine::finding::{Code, Finding};
use crate::engine::format::{Part, Rule};
use crate::engine::index::FieldIndex;
use crate::engine::json_schema::pattern;
use crate::engine::kinds::checks::stranger;
use crate::engine::kinds::plan::Size;
use crate::engine::tidy::{is_hyphen, is_space, with_latin_signs};

/// The keys in a definition.
pub const PART: Part = Part { name: "tel", meaning: "A Japanese telephone number.", keys: KEYS, rule: Rule::Free };

/// A Japanese telephone number.
pub static RULES: Rules = Rules {
    name: PART.name,
    size: Size::Medium,
    keyboard: "tel",
    is_number: false,
    tells_tidied: true,
    limits: no_limits,
    tidy,
    error: |field, _, tidied| {
        stranger(field, Code::NotDigits, tidied, is_digit_or_hyphen).or_else(|| error(field, tidied))
    },
    schema: |_| pattern("^0(-?[0-9]){9,10}$"),
};

/// Digits in groups: brackets and spaces become hyphens, and Japan's country code becomes a 0.
fn tidy(typed: &str) -> String {
    let plain = with_latin_signs(typed);
    let groups = plain.split(is_between).filter(|group| !group.is_empty());
    let grouped = groups.collect::<Vec<_>>().join("-");
    // With a country code the 0 is left out, or written in brackets.
    let national = grouped.strip_prefix("+81").map(|rest| rest.trim_start_matches(['-', '0']));
    national.map_or_else(|| grouped.clone(), |rest| format!("0{rest}"))
}

fn is_between(one: char) -> bool {
    is_space(one) || is_hyphen(one) || matches!(one, '(' | ')' | '.' | ',' | '/')
}

/// Mobile and IP telephones have 11 digits, all others 10; each begins with 0 when the area code is there. Scope: the
/// numbering plan (電気通信番号計画) of the Ministry of Internal Affairs and Communications.
fn error(field: FieldIndex, tidied: &str) -> Option<Finding> {
    if !tidied.starts_with('0') {
        return Some(Finding::error(field, Code::NoAreaCode));
    }
    // 0800, which is free of charge, begins like a mobile telephone's number and is as long.
    let has_eleven = ["050", "060", "070", "080", "090"].iter().any(|start| tidied.starts_with(start));
    wrong_count_of_digits(field, tidied, if has_eleven { 11 } else { 10 })
}
