//! The JSON Schema of a host's applications takes what the widget exports; `tests/node` asks an independent validator
//! the same.

use serde_json::{Value, json};
use shikaku_form::engine::calendar::Month;
use shikaku_form::engine::json::Json;
use shikaku_form::{api, json_text};

fn to_json(value: &Value) -> Json {
    json_text::parse(&value.to_string()).unwrap()
}

fn to_value(json: &Json) -> Value {
    serde_json::from_str(&json.to_pretty()).unwrap()
}

/// What the schema says of the answers to these items, and what is exported of them.
fn schema_and_answers(items: &Value, values: &Value) -> (Value, Value) {
    let definition = to_json(&json!({
        "format": "shikaku-form/definition/1", "id": "one", "version": "1", "items": items
    }));
    let schema = to_value(&api::application_schema(Some(&definition)).unwrap());
    let loaded = api::load(Some(&definition), "ja").unwrap();
    let report = api::validate(&loaded, &to_json(values), Month::parse("2026-11").unwrap(), None).unwrap();
    (schema["properties"]["answers"].clone(), to_value(&report)["application"]["answers"].clone())
}

#[test]
fn consent_that_is_not_given_is_not_filled_in_for_the_schema_either() {
    let items = json!([
        {"id": "a", "required": false, "fields": [{"id": "a", "control": "consent"}]},
        {"id": "b", "required": true, "shown": {"field": "a", "filled": true}, "fields": [{"id": "b", "control": "tel"}]},
    ]);
    let (schema, answers) = schema_and_answers(&items, &json!({}));
    assert_eq!(answers, json!({"a": false}));
    let given = json!({"properties": {"a": {"const": true}}, "required": ["a"]});
    assert_eq!(schema["allOf"][0]["if"], given);
}

#[test]
fn item_that_only_repeats_digits_is_asked_for_by_no_schema() {
    let repeat = |id: &str| json!([{"id": id, "control": "repeat", "of": "a"}]);
    let items = json!([
        {"id": "a", "required": true, "fields": [{"id": "a", "control": "digits", "length": 2}]},
        {"id": "b", "required": true, "fields": repeat("b")},
        {"id": "c", "required": true, "shown": {"field": "a", "filled": true}, "fields": repeat("c")},
        {"id": "d", "required": true, "shown": {"field": "b", "filled": true}, "fields": [{"id": "d", "control": "tel"}]},
    ]);
    let values = json!({"a": "12", "b": "12", "c": "12", "d": "03-1234-5678"});
    let (schema, answers) = schema_and_answers(&items, &values);
    assert_eq!(answers, json!({"a": "12", "d": "03-1234-5678"}));
    assert_eq!(schema["required"], json!(["a"]));
    assert_eq!(schema["properties"].as_object().unwrap().keys().collect::<Vec<_>>(), ["a", "d"]);
    // What an application does not hold decides nothing in its schema.
    assert_eq!(schema.get("allOf"), None);
}
