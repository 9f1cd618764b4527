//! Reads JSON text into [`Json`]: with `serde_json` natively, with the browser's own `JSON.parse` in WebAssembly,
//! which saves the bytes of a parser. Both fill the tree under the same limits.

use crate::engine::json::Json;
use crate::engine::problem::{Problem, ProblemCode};

/// Reads JSON text.
///
/// # Errors
/// One [`ProblemCode::Unreadable`] problem when it is not JSON, too large or nested too deep.
pub fn parse(text: &str) -> Result<Json, Vec<Problem>> {
    parse_with_platform(text).map_err(|message| vec![unreadable(message)])
}

/// The problem of a document that cannot be read at all.
#[must_use]
pub fn unreadable(message: String) -> Problem {
    Problem { pointer: String::new(), code: ProblemCode::Unreadable, message, did_you_mean: None }
}

#[cfg(not(target_arch = "wasm32"))]
fn parse_with_platform(text: &str) -> Result<Json, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

#[cfg(target_arch = "wasm32")]
fn parse_with_platform(text: &str) -> Result<Json, String> {
    let value = js_sys::JSON::parse(text).map_err(|error| js_sys::Error::from(error).message())?;
    serde_wasm_bindgen::from_value(value).map_err(|error| error.to_string())
}
