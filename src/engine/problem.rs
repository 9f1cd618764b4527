//! What is wrong with JSON that a program handed in: a definition, or raw values.
//!
//! Written for the person who wrote that JSON: English, lower case, with the pointer and the nearest known name. It
//! knows no definition.

use super::json::Json;

/// One fault of a definition or of raw values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// JSON pointer (RFC 6901) to the value that is wrong; `""` is the whole document.
    pub pointer: String,
    /// Which kind of fault.
    pub code: ProblemCode,
    /// What is wrong, and what was expected.
    pub message: String,
    /// The known name nearest to an unknown one.
    pub did_you_mean: Option<String>,
}

/// The kinds of fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemCode {
    /// The text is not JSON, or beyond the limits of size and depth.
    Unreadable,
    /// A key that the format does not have.
    UnknownKey,
    /// A key that must be there and is not.
    MissingKey,
    /// A value of the wrong kind.
    WrongType,
    /// A value of the right kind that is not allowed here.
    WrongValue,
    /// A name that does not exist, or that is defined further down.
    UnknownReference,
    /// A name used twice.
    Duplicate,
    /// More of something than the format allows.
    TooMany,
    /// A sentence that is missing.
    MissingText,
}

impl ProblemCode {
    /// The code as programs see it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::UnknownKey => "unknown_key",
            Self::MissingKey => "missing_key",
            Self::WrongType => "wrong_type",
            Self::WrongValue => "wrong_value",
            Self::UnknownReference => "unknown_reference",
            Self::Duplicate => "duplicate",
            Self::TooMany => "too_many",
            Self::MissingText => "missing_text",
        }
    }
}

impl Problem {
    /// The problem as plain data for the page's author.
    #[must_use]
    pub fn to_json(&self) -> Json {
        Json::object([
            ("pointer", Json::text(&self.pointer)),
            ("code", Json::text(self.code.as_str())),
            ("message", Json::text(&self.message)),
            ("didYouMean", self.did_you_mean.as_ref().map_or(Json::Null, Json::text)),
        ])
    }
}

/// The longest name, in characters.
const LONGEST_NAME: usize = 64;

/// The known name nearest to a mistyped one, if it is near enough.
#[must_use]
pub fn nearest<'n>(typed: &str, known: impl IntoIterator<Item = &'n str>) -> Option<String> {
    let length = typed.chars().take(2 * LONGEST_NAME).count();
    let allowed = 1 + length / 4;
    let is_as_long = |name: &&str| name.chars().take(2 * LONGEST_NAME).count().abs_diff(length) <= allowed;
    let known = known.into_iter().filter(|_| length < 2 * LONGEST_NAME).filter(is_as_long);
    let near = known.map(|name| (strsim::levenshtein(typed, name), name));
    near.filter(|(distance, _)| *distance <= allowed).min().map(|(_, name)| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_name_is_suggested_and_a_far_one_is_not() {
        let known = ["line_type", "customer_id", "terms_consent"];
        assert_eq!(nearest("line_typ", known).as_deref(), Some("line_type"));
        assert_eq!(nearest("costumer_id", known).as_deref(), Some("customer_id"));
        assert_eq!(nearest("fee", known), None);
        // No name is this long, so it is not compared.
        let long = "a".repeat(2 * LONGEST_NAME);
        assert_eq!(nearest(&long, [&*long]), None);
    }
}
