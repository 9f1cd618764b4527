//! The form and the sentences that come along. The files in `src/data` are all that a non-programmer edits.

use std::sync::{Arc, LazyLock};

use crate::engine::definition::Definition;
use crate::engine::json::Json;
use crate::engine::parse;
use crate::engine::problem::Problem;
use crate::engine::texts::{Table, table};
use crate::json_text;

/// The built-in definition as its file has it.
pub const DEFINITION: &str = include_str!("data/definition.json");

/// The JSON Schema of definitions, for editors.
pub const DEFINITION_SCHEMA: &str = include_str!("data/definition.schema.json");

/// The languages that come along. The first is the one to fall back on. `ja-simple` is やさしい日本語 in the words of
/// the registry of language subtags; what it does not say anew, `ja` says.
pub const LOCALES: [(&str, &str); 3] = [
    ("ja", include_str!("data/ja.json")),
    ("ja-simple", include_str!("data/ja-simple.json")),
    ("en", include_str!("data/en.json")),
];

type Checked<T> = Result<Arc<T>, Vec<Problem>>;

static CHECKED_DEFINITION: LazyLock<Checked<Definition>> =
    LazyLock::new(|| parse::definition(&json_text::parse(DEFINITION)?).map(Arc::new));

static TABLES: LazyLock<[(&str, Checked<Table>); LOCALES.len()]> = LazyLock::new(|| {
    LOCALES.map(|(locale, text)| (locale, json_text::parse(text).and_then(|json| table(&json)).map(Arc::new)))
});

/// The built-in definition, read once.
///
/// # Errors
/// The problems of the file; the tests keep it free of any.
pub fn definition() -> Checked<Definition> {
    CHECKED_DEFINITION.clone()
}

/// The sentences of a language that comes along, read once; `None` for another language.
///
/// # Errors
/// The problems of the file; the tests keep it free of any.
pub fn texts(locale: &str) -> Option<Checked<Table>> {
    TABLES.iter().find(|(known, _)| *known == locale).map(|(_, table)| table.clone())
}

/// The built-in definition as JSON with its sentences: what a host starts its own from.
///
/// # Errors
/// The problems of the files; the tests keep them free of any.
pub fn as_json() -> Result<Json, Vec<Problem>> {
    let mut definition = json_text::parse(DEFINITION)?;
    if let Json::Object(members) = &mut definition {
        let mut tables = Vec::new();
        for (locale, text) in LOCALES {
            tables.push((locale, json_text::parse(text)?));
        }
        members.push(("texts".to_owned(), Json::object(tables)));
    }
    Ok(definition)
}
