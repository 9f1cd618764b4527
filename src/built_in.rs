//! The built-in form and the bundled sentences. The files in `src/data` are all that a non-programmer edits.

use std::sync::{Arc, LazyLock, OnceLock};

use crate::engine::definition::Definition;
use crate::engine::json::Json;
use crate::engine::parse;
use crate::engine::problem::Problem;
use crate::engine::texts::{Table, table};
use crate::json_text;

/// The text of the built-in definition's file.
pub const DEFINITION: &str = include_str!("data/definition.json");

/// Whose sentences they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layer {
    /// The built-in form's: its items, its portal, its call centre.
    Form,
    /// The widget's: its buttons, and the findings that any form may have. A host's form has them too.
    Widget,
}

macro_rules! bundle {
    ($($locale:literal),+) => {
        /// The bundled languages, the fallback first. `ja-simple` is やさしい日本語, tagged as in the registry of language
        /// subtags; a sentence that it lacks comes from `ja`.
        pub const LOCALES: &[&str] = &[$($locale),+];

        /// Files by layer and language.
        const FILES: &[(Layer, &str, &str)] = &[
            $((Layer::Form, $locale, include_str!(concat!("data/", $locale, ".json"))),)+
            $((Layer::Widget, $locale, include_str!(concat!("data/widget/", $locale, ".json"))),)+
        ];
    };
}

bundle!("ja", "ja-simple", "en");

/// The name of each language in that language.
const NAMES: &str = include_str!("data/widget/languages.json");

type Checked<T> = Result<Arc<T>, Vec<Problem>>;

static CHECKED_DEFINITION: LazyLock<Checked<Definition>> =
    LazyLock::new(|| parse::definition(&json_text::parse(DEFINITION)?).map(Arc::new));

static TABLES: [OnceLock<Checked<Table>>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];

static NAME_TABLE: LazyLock<Checked<Table>> = LazyLock::new(|| read(NAMES));

fn read(file: &str) -> Checked<Table> {
    json_text::parse(file).and_then(|json| table(&json)).map(Arc::new)
}

/// The built-in definition, read once.
///
/// # Errors
/// The problems of the file; the tests ensure that it has none.
pub fn definition() -> Checked<Definition> {
    CHECKED_DEFINITION.clone()
}

/// The sentences of a bundled language, read when it is first shown; `None` for another language.
///
/// # Errors
/// The problems of the file; the tests ensure that it has none.
pub fn texts(layer: Layer, locale: &str) -> Option<Checked<Table>> {
    let files = FILES.iter().zip(&TABLES);
    let mut found = files.filter(|((of, known, _), _)| *of == layer && *known == locale);
    found.next().map(|((_, _, file), table)| table.get_or_init(|| read(file)).clone())
}

/// The name of a bundled language in that language.
#[must_use]
pub fn name(locale: &str) -> Option<String> {
    NAME_TABLE.as_ref().ok()?.get(locale).map(ToString::to_string)
}

/// The built-in definition as JSON with its sentences and the widget's: a host's starting point for its own.
///
/// # Errors
/// The problems of the files; the tests ensure that they have none.
pub fn as_json() -> Result<Json, Vec<Problem>> {
    let mut definition = json_text::parse(DEFINITION)?;
    if let Json::Object(members) = &mut definition {
        let tables = LOCALES.iter().map(|locale| Ok((*locale, sentences(locale)?)));
        let tables = tables.collect::<Result<Vec<_>, Vec<Problem>>>()?;
        members.push(("texts".to_owned(), Json::object(tables)));
    }
    Ok(definition)
}

/// Every sentence of a language as its file has it, first the form's, then the widget's.
fn sentences(locale: &str) -> Result<Json, Vec<Problem>> {
    let mut sentences: Vec<(String, Json)> = Vec::new();
    for (_, _, file) in FILES.iter().filter(|(_, known, _)| *known == locale) {
        let Json::Object(members) = json_text::parse(file)? else { continue };
        for (key, text) in members {
            if sentences.iter().all(|(known, _)| *known != key) {
                sentences.push((key, text));
            }
        }
    }
    Ok(Json::object(sentences))
}
