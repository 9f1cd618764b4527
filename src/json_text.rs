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
    js::read(&value)
}

/// JavaScript's values. serde's way from them goes through a visitor for each kind and costs 6.5 kB.
#[cfg(target_arch = "wasm32")]
pub(crate) mod js {
    use js_sys::{Array, Number, Object};
    use wasm_bindgen::{JsCast, JsValue};

    use crate::engine::json::{Json, MAX_DEPTH, MAX_SIZE};

    /// Reads a value under the limits of text; `undefined` is `null`.
    ///
    /// # Errors
    /// What is no JSON, too large or nested too deep.
    pub(crate) fn read(value: &JsValue) -> Result<Json, String> {
        let mut room = MAX_SIZE;
        read_within(value, MAX_DEPTH, &mut room)
    }

    /// Reads what the widget has made itself, however long: what a person has typed is kept. `null` is what the browser has
    /// kept of something else.
    pub(crate) fn read_own(value: &JsValue) -> Json {
        let mut room = usize::MAX;
        read_within(value, MAX_DEPTH, &mut room).unwrap_or(Json::Null)
    }

    fn read_within(value: &JsValue, depth: u8, room: &mut usize) -> Result<Json, String> {
        if value.is_null() || value.is_undefined() {
            return Ok(Json::Null);
        }
        if let Some(flag) = value.as_bool() {
            return Ok(Json::Bool(flag));
        }
        if let Some(number) = value.as_f64() {
            #[expect(clippy::cast_possible_truncation, reason = "what is safe is whole and fits")]
            let whole = Number::is_safe_integer(value).then_some(number as i64);
            return Ok(whole.map_or(Json::Fraction, Json::Number));
        }
        if let Some(text) = value.as_string() {
            take(room, text.len())?;
            return Ok(Json::Text(text));
        }
        if !value.is_object() {
            return Err("no JSON value".to_owned());
        }
        let depth = depth.checked_sub(1).ok_or("nested deeper than 32")?;
        if let Some(array) = value.dyn_ref::<Array>() {
            let one = |value: JsValue| {
                take(room, 0)?;
                read_within(&value, depth, room)
            };
            return array.iter().map(one).collect::<Result<_, _>>().map(Json::Array);
        }
        let member = |entry: JsValue| {
            let entry: Array = entry.unchecked_into();
            let key = entry.get(0).as_string().unwrap_or_default();
            take(room, key.len())?;
            Ok((key, read_within(&entry.get(1), depth, room)?))
        };
        Object::entries(value.unchecked_ref()).iter().map(member).collect::<Result<_, _>>().map(Json::Object)
    }

    fn take(room: &mut usize, size: usize) -> Result<(), String> {
        *room = room.checked_sub(size + 1).ok_or("larger than 1 MiB")?;
        Ok(())
    }
}
