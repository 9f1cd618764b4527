//! JSON as the engine sees it: a tree whose objects keep their order, and its one text form.
//!
//! Reading text is not here: the browser has `JSON.parse` and native code has `serde_json`; both fill
//! this tree through [`serde::Deserialize`], under the same limits. It knows no definition and no form.

use std::fmt::{self, Write as _};

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap as _, Serializer};

/// How deep arrays and objects may nest: far above any format here, far below what a stack holds.
pub const MAX_DEPTH: u8 = 32;

/// How many bytes of text, keys and nodes one tree may hold: 1 MiB, as the definition format promises.
pub const MAX_SIZE: usize = 1 << 20;

/// One JSON value. Whole numbers only: no format of this crate has a fraction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json {
    /// `null`, and what a host leaves `undefined`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Number(i64),
    /// A number that is not whole or not finite. Kept so that the reader can say where it stands.
    Fraction,
    /// A string.
    Text(String),
    /// An array.
    Array(Vec<Json>),
    /// An object, in the order of its source.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// A string value.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// An object from its members, in this order.
    pub fn object<K: Into<String>>(members: impl IntoIterator<Item = (K, Json)>) -> Self {
        Self::Object(members.into_iter().map(|(key, value)| (key.into(), value)).collect())
    }

    /// The member with this name; `None` for other kinds of value too.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Json> {
        match self {
            Self::Object(members) => members.iter().find(|(key, _)| key == name).map(|(_, value)| value),
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::Fraction | Self::Text(_) | Self::Array(_) => None,
        }
    }

    /// The string, when this is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// What kind of value this is, as English error messages name it.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::Fraction => "a number that is not whole",
            Self::Text(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }

    /// The JSON text: two spaces of indentation and a final newline, so that equal values are equal bytes.
    #[must_use]
    pub fn to_pretty(&self) -> String {
        let mut out = String::new();
        write_value(&mut out, self, 0);
        out.push('\n');
        out
    }
}

fn write_value(out: &mut String, value: &Json, indent: usize) {
    match value {
        Json::Null | Json::Fraction => out.push_str("null"),
        Json::Bool(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Json::Number(number) => {
            // Writing to a string cannot fail.
            let _written = write!(out, "{number}");
        }
        Json::Text(text) => write_text(out, text),
        Json::Array(values) => {
            write_list(out, '[', ']', values, indent, write_value);
        }
        Json::Object(members) => {
            write_list(out, '{', '}', members, indent, |out, (key, value), indent| {
                write_text(out, key);
                out.push_str(": ");
                write_value(out, value, indent);
            });
        }
    }
}

fn write_list<T>(
    out: &mut String,
    open: char,
    close: char,
    entries: &[T],
    indent: usize,
    write_entry: impl Fn(&mut String, &T, usize),
) {
    out.push(open);
    for (position, entry) in entries.iter().enumerate() {
        out.push_str(if position == 0 { "\n" } else { ",\n" });
        out.extend(std::iter::repeat_n("  ", indent + 1));
        write_entry(out, entry, indent + 1);
    }
    if !entries.is_empty() {
        out.push('\n');
        out.extend(std::iter::repeat_n("  ", indent));
    }
    out.push(close);
}

fn write_text(out: &mut String, text: &str) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            control if control < ' ' => {
                let _written = write!(out, "\\u{:04x}", u32::from(control));
            }
            other => out.push(other),
        }
    }
    out.push('"');
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null | Self::Fraction => serializer.serialize_unit(),
            Self::Bool(flag) => serializer.serialize_bool(*flag),
            Self::Number(number) => serializer.serialize_i64(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Array(values) => serializer.collect_seq(values),
            Self::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (key, value) in members {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut room = MAX_SIZE;
        Tree { depth: MAX_DEPTH, room: &mut room }.deserialize(deserializer)
    }
}

/// What is left of the two limits at one place of the tree.
struct Tree<'r> {
    depth: u8,
    room: &'r mut usize,
}

impl Tree<'_> {
    fn take<E: serde::de::Error>(&mut self, size: usize) -> Result<(), E> {
        *self.room = self.room.checked_sub(size + 1).ok_or_else(|| E::custom("larger than 1 MiB"))?;
        Ok(())
    }

    fn inner<E: serde::de::Error>(&mut self) -> Result<Tree<'_>, E> {
        let depth = self.depth.checked_sub(1).ok_or_else(|| E::custom("nested deeper than 32"))?;
        Ok(Tree { depth, room: self.room })
    }
}

impl<'de> DeserializeSeed<'de> for Tree<'_> {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Tree<'_> {
    type Value = Json;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E: serde::de::Error>(self, flag: bool) -> Result<Json, E> {
        Ok(Json::Bool(flag))
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Json, E> {
        Ok(Json::Number(number))
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Json, E> {
        Ok(i64::try_from(number).map_or(Json::Fraction, Json::Number))
    }

    fn visit_f64<E: serde::de::Error>(self, _number: f64) -> Result<Json, E> {
        Ok(Json::Fraction)
    }

    fn visit_str<E: serde::de::Error>(mut self, text: &str) -> Result<Json, E> {
        self.take(text.len())?;
        Ok(Json::text(text))
    }

    fn visit_string<E: serde::de::Error>(mut self, text: String) -> Result<Json, E> {
        self.take(text.len())?;
        Ok(Json::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<Json, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = seq.next_element_seed(self.inner()?)? {
            self.take(0)?;
            values.push(value);
        }
        Ok(Json::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Json, A::Error> {
        let mut members: Vec<(String, Json)> = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            self.take(key.len())?;
            let value = map.next_value_seed(self.inner()?)?;
            members.push((key, value));
        }
        match first_duplicate(&members) {
            Some(key) => Err(A::Error::custom(format_args!("the key \"{key}\" stands twice"))),
            None => Ok(Json::Object(members)),
        }
    }
}

fn first_duplicate(members: &[(String, Json)]) -> Option<&str> {
    let mut keys: Vec<&str> = members.iter().map(|(key, _)| key.as_str()).collect();
    keys.sort_unstable();
    keys.windows(2).find_map(|pair| match pair {
        [first, second] if first == second => Some(*first),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Json, String> {
        serde_json::from_str(text).map_err(|error| error.to_string())
    }

    #[test]
    fn pretty_text_read_again_is_the_same_tree() {
        let source = r#"{ "b": [1, -2, "\"\\\n\u0001", true, null, {}], "a": [] }"#;
        let tree = parse(source).unwrap();
        assert_eq!(parse(&tree.to_pretty()).unwrap(), tree);
        assert!(tree.to_pretty().starts_with("{\n  \"b\": [\n    1,\n"), "order is kept");
    }

    #[test]
    fn key_given_twice_is_refused() {
        assert!(parse(r#"{"a": 1, "b": 2, "a": 3}"#).unwrap_err().contains("\"a\" stands twice"));
    }

    #[test]
    fn nesting_beyond_the_limit_is_refused() {
        let deep = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        assert!(parse(&deep(usize::from(MAX_DEPTH))).is_ok());
        assert!(parse(&deep(usize::from(MAX_DEPTH) + 2)).unwrap_err().contains("nested deeper"));
    }

    #[test]
    fn tree_beyond_one_mebibyte_is_refused() {
        assert!(parse(&format!("\"{}\"", "x".repeat(MAX_SIZE))).unwrap_err().contains("1 MiB"));
    }

    #[test]
    fn fraction_is_kept_as_a_place_not_a_number() {
        assert_eq!(parse("[1.5, 9e99, 18446744073709551615]").unwrap(), Json::Array(vec![Json::Fraction; 3]));
    }
}
