//! JSON of any shape, as a program or a file may hand it in.

use proptest::prelude::*;
use shikaku_form::engine::json::Json;

/// Values of every kind. `names`, separated by spaces, occur as keys and texts, so that some values are nearly right.
pub(crate) fn json(names: &'static str) -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        Just(Json::Fraction),
        any::<bool>().prop_map(Json::Bool),
        any::<i64>().prop_map(Json::Number),
        (0..100_i64).prop_map(Json::Number),
        "(CAF|COP|new|ip_vpn|20[0-9]{2}-[01][0-9])?[0-9]{0,12}".prop_map(Json::Text),
        name(names).prop_map(Json::Text),
        any::<String>().prop_map(Json::Text),
    ];
    leaf.prop_recursive(6, 60, 6, move |inner| {
        let object = object(names, inner.clone());
        prop_oneof![prop::collection::vec(inner, 0..4).prop_map(Json::Array), object]
    })
}

/// Objects of such values.
pub(crate) fn object(names: &'static str, value: impl Strategy<Value = Json>) -> impl Strategy<Value = Json> {
    prop::collection::btree_map(name(names), value, 0..8)
        .prop_map(|members| Json::Object(members.into_iter().collect()))
}

/// One of the names, or nearly any other.
pub(crate) fn name(names: &'static str) -> impl Strategy<Value = String> {
    prop_oneof![9 => prop::sample::select(words(names)).prop_map(str::to_owned), 1 => "[a-z_/~]{0,8}"]
}

pub(crate) fn words(words: &'static str) -> Vec<&'static str> {
    words.split(' ').collect()
}
