//! A host's form: other items, other kinds of control, sections, its own sentences.

use std::path::Path;

use shikaku_form::engine::json::Json;
use shikaku_form::json_text;

/// The definition of `www/hosts/hearing-sheet.json`, with its sentences.
pub(crate) fn hearing_sheet() -> Json {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/hosts/hearing-sheet.json");
    json_text::parse(&std::fs::read_to_string(file).unwrap()).unwrap()
}
