//! A whole number.

use super::rules::{Limits, Rules};
use crate::engine::finding::{Code, Finding};
use crate::engine::format::{Key, Part, Rule, Shape};
use crate::engine::index::FieldIndex;
use crate::engine::json::Json;
use crate::engine::kinds::checks::{CHECKS, stranger};
use crate::engine::kinds::plan::Size;
use crate::engine::node::Node;
use crate::engine::problem::ProblemCode;
use crate::engine::tidy::{each, is_space, with_latin_signs};

const MAX_NUMBER: u32 = 999_999_999;

/// The keys in a definition.
pub const PART: Part = Part {
    name: "number",
    meaning: "A whole number.",
    keys: &[
        Key::required("min", Shape::Whole(0, MAX_NUMBER), "The smallest."),
        Key::required("max", Shape::Whole(0, MAX_NUMBER), "The largest."),
        CHECKS,
    ],
    rule: Rule::Free,
};

/// A whole number.
pub static RULES: Rules = Rules {
    name: PART.name,
    size: Size::Short,
    keyboard: "numeric",
    is_number: true,
    tells_tidied: true,
    limits,
    tidy,
    error: |field, limits, tidied| {
        let is_part = |one: char| one.is_ascii_digit();
        stranger(field, Code::NotDigits, tidied, is_part).or_else(|| outside(field, limits, tidied))
    },
    schema: |limits| {
        Json::object([
            ("type", Json::text("integer")),
            ("minimum", Json::Number(i64::from(limits.min))),
            ("maximum", Json::Number(i64::from(limits.max))),
        ])
    },
};

fn limits(node: Node<'_, '_>) -> Option<Limits> {
    let limit = |key| node.required(key).and_then(|node| node.number(0, MAX_NUMBER));
    let (min, max) = (limit("min"), limit("max"));
    let (min, max) = (min?, max?);
    if min > max {
        node.at.problem(ProblemCode::WrongValue, format!("no number is {min} or more and {max} or less"));
    }
    Some(Limits { min, max })
}

fn tidy(typed: &str) -> String {
    let digits = each(&with_latin_signs(typed), |one| (!is_space(one) && one != ',').then_some(one));
    let significant = digits.trim_start_matches('0');
    if significant.is_empty() && !digits.is_empty() { "0".to_owned() } else { significant.to_owned() }
}

fn outside(field: FieldIndex, Limits { min, max }: Limits, tidied: &str) -> Option<Finding> {
    // A number with more digits than `u32` holds is too large in any case.
    let number = tidied.parse::<u32>().unwrap_or(u32::MAX);
    let (code, name, limit) = match number {
        _ if number < min => (Code::TooSmall, "least", min),
        _ if number > max => (Code::TooLarge, "most", max),
        _ => return None,
    };
    Some(Finding::error(field, code).with(name, &limit))
}
