//! Pieces of a JSON Schema.

use super::json::Json;

/// This value and no other.
#[must_use]
pub fn constant(value: Json) -> Json {
    Json::object([("const", value)])
}

/// A string that matches a pattern.
#[must_use]
pub fn pattern(pattern: &str) -> Json {
    Json::object([("type", Json::text("string")), ("pattern", Json::text(pattern))])
}

/// These strings.
#[must_use]
pub fn names<'n>(names: impl IntoIterator<Item = &'n str>) -> Json {
    Json::Array(names.into_iter().map(Json::text).collect())
}

/// One of these strings.
#[must_use]
pub fn one_of(options: &[Box<str>]) -> Json {
    Json::object([("enum", names(options.iter().map(AsRef::as_ref)))])
}
