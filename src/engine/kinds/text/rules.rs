//! The rules of one kind of text; each kind has its own file.

use crate::engine::finding::{Code, Finding};
use crate::engine::format::{Key, Shape};
use crate::engine::index::FieldIndex;
use crate::engine::json::Json;
use crate::engine::kinds::checks::CHECKS;
use crate::engine::kinds::plan::Size;
use crate::engine::node::Node;

/// A kind of text.
#[derive(Debug)]
pub struct Rules {
    /// Its name in definitions and text files.
    pub name: &'static str,
    /// How large its box is.
    pub size: Size,
    /// The keyboard that fits, as HTML's `inputmode` writes it.
    pub keyboard: &'static str,
    /// Whether the answer is a whole number.
    pub is_number: bool,
    /// Whether tidying is reported. White space at the ends of free text is not worth a note.
    pub tells_tidied: bool,
    /// Reads its limits.
    pub limits: fn(Node<'_, '_>) -> Option<Limits>,
    /// The typed text as it is checked, exported and shown after the box is left. In free text only the ends are
    /// tidied.
    pub tidy: fn(&str) -> String,
    /// The first thing that is wrong with a tidied text that is not empty. It takes linear time, whatever was typed.
    pub error: fn(FieldIndex, Limits, &str) -> Option<Finding>,
    /// The JSON Schema of the answer.
    pub schema: fn(Limits) -> Json,
}

/// How long a text may be in characters, or how large a number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Limits {
    /// The smallest.
    pub min: u32,
    /// The largest.
    pub max: u32,
}

/// The tokens of HTML's `autocomplete` for texts on one line (HTML standard, "Autofill").
pub const AUTOCOMPLETE: [&str; 13] = [
    "name",
    "family-name",
    "given-name",
    "organization",
    "organization-title",
    "tel",
    "email",
    "url",
    "postal-code",
    "address-level1",
    "address-level2",
    "address-line1",
    "address-line2",
];

/// The token for several lines; browsers ignore it in other controls.
pub const AUTOCOMPLETE_OF_LINES: &str = "street-address";

const FILLED_IN: &str =
    "What a browser may fill in (WCAG 1.3.5): only for what belongs to the person who fills in the form.";

/// The key of texts on one line that a browser may fill in.
pub(super) const AUTOCOMPLETE_KEY: Key = Key::optional("autocomplete", Shape::OneOf(&AUTOCOMPLETE), FILLED_IN);

/// The keys of texts without limits.
pub(super) const KEYS: &[Key] = &[AUTOCOMPLETE_KEY, CHECKS];

const MAX_CHARACTERS: u32 = 10_000;

/// The key of texts with a limited length.
pub(super) const MAX_LENGTH: Key = Key::required("max_length", Shape::Whole(1, MAX_CHARACTERS), "The most characters.");

/// The keys of texts on one line with a limited length.
pub(super) const KEYS_WITH_LENGTH: &[Key] = &[MAX_LENGTH, AUTOCOMPLETE_KEY, CHECKS];

/// The keys of texts on several lines with a limited length.
pub(super) const KEYS_OF_LINES: &[Key] = &[
    MAX_LENGTH,
    Key::optional("autocomplete", Shape::OneOfAnd(&AUTOCOMPLETE, AUTOCOMPLETE_OF_LINES), FILLED_IN),
    CHECKS,
];

/// A text without limits of its own.
#[expect(clippy::unnecessary_wraps, reason = "other kinds of text have limits that may be wrong")]
pub(super) fn no_limits(_node: Node<'_, '_>) -> Option<Limits> {
    Some(Limits::default())
}

/// Reads the largest number of characters of a text.
pub(super) fn max_length(node: Node<'_, '_>) -> Option<Limits> {
    let max = node.required(MAX_LENGTH.name)?.number(1, MAX_CHARACTERS)?;
    Some(Limits { min: 1, max })
}

/// A finding when a text is longer than its limit.
pub(super) fn too_long(field: FieldIndex, limits: Limits, tidied: &str) -> Option<Finding> {
    wrong_count(field, tidied.chars().count(), Limits { min: 0, ..limits })
}

/// A finding when there are too few or too many characters or digits.
pub(super) fn wrong_count(field: FieldIndex, actual: usize, Limits { min, max }: Limits) -> Option<Finding> {
    let count = u32::try_from(actual).unwrap_or(u32::MAX);
    let (code, expected) = match count {
        _ if count < min => (Code::TooShort, min),
        _ if count > max => (Code::TooLong, max),
        _ => return None,
    };
    Some(Finding::error(field, code).with("expected", &expected).with("actual", &actual))
}

/// A finding when a text has too few or too many digits.
pub(super) fn wrong_count_of_digits(field: FieldIndex, tidied: &str, expected: u32) -> Option<Finding> {
    let actual = tidied.chars().filter(char::is_ascii_digit).count();
    wrong_count(field, actual, Limits { min: expected, max: expected })
}

/// Digits in groups.
pub(super) fn is_digit_or_hyphen(one: char) -> bool {
    one.is_ascii_digit() || one == '-'
}

/// The schema of a text with a limited length.
pub(super) fn schema_with_length(limits: Limits) -> Json {
    Json::object([
        ("type", Json::text("string")),
        ("minLength", Json::Number(i64::from(limits.min))),
        ("maxLength", Json::Number(i64::from(limits.max))),
    ])
}
