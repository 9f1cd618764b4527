//! Items that are nearly right, as if a host's author had mistyped them.

use proptest::prelude::*;
use shikaku_form::engine::json::Json;

use crate::arbitrary_json::{json, object, words};

/// Keys of definitions, and a field.
pub(crate) const NAMES: &str = "format id version texts faq items section required shown picture fields control \
    options opens_as reopens_as guide secret length prefix digits checks code severity on pattern of years_ahead \
    earliest when month not_after years_back max_length min max field is in filled all any not line_type";
const CONTROLS: &str = "consent radios drop_down digits repeat month date choices text long_text kana tel email \
    postal_code number";

/// Items that are read to the bottom: whatever else they contain, each has fields, and each field a kind.
pub(crate) fn items() -> impl Strategy<Value = Vec<Json>> {
    let field = with(object(NAMES, json(NAMES)), "control", prop::sample::select(words(CONTROLS)).prop_map(Json::text));
    let fields = prop::collection::vec(field, 1..4).prop_map(Json::Array);
    prop::collection::vec(with(object(NAMES, json(NAMES)), "fields", fields), 1..4)
}

/// An object with one member for certain: the first of a name counts.
fn with(
    object: impl Strategy<Value = Json>,
    name: &'static str,
    value: impl Strategy<Value = Json>,
) -> impl Strategy<Value = Json> {
    (object, value).prop_map(move |(object, value)| {
        let Json::Object(mut members) = object else { return object };
        members.insert(0, (name.to_owned(), value));
        Json::Object(members)
    })
}
