//! The JSON Schema of a host's applications accepts the widget's exports; `tests/node` checks the same with an
//! independent validator.

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

fn definition(items: &Value) -> Json {
    to_json(&json!({"format": "shikaku-form/definition/1", "id": "one", "version": "1", "items": items}))
}

/// The schema's verdict on answers to these items.
fn report(items: &Value, values: &Value) -> Value {
    let loaded = api::load(Some(&definition(items)), "ja").unwrap();
    to_value(&api::validate(&loaded, &to_json(values), Month::parse("2026-11").unwrap(), None).unwrap())
}

/// The schema's verdict on the answers to these items, and their export.
fn schema_and_answers(items: &Value, values: &Value) -> (Value, Value) {
    let schema = to_value(&api::application_schema(Some(&definition(items))).unwrap());
    (schema["properties"]["answers"].clone(), report(items, values)["application"]["answers"].clone())
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

/// An optional item: a prefix, digits, and their repeat.
fn optional_number(opens_as: Option<&str>) -> Value {
    let mut prefix = json!({"id": "p", "control": "radios", "options": ["CAF", "C#"]});
    prefix["opens_as"] = json!(opens_as.unwrap_or("CAF"));
    if opens_as.is_none() {
        prefix.as_object_mut().unwrap().remove("opens_as");
    }
    json!([{"id": "a", "required": false, "fields": [
        prefix,
        {"id": "d", "control": "digits", "prefix": {"field": "p", "digits": {"CAF": 2, "C#": 1}}},
        {"id": "r", "control": "repeat", "of": "d"},
    ]}])
}

#[test]
fn optional_answer_that_is_begun_is_given_whole_or_not_at_all() {
    let items = optional_number(None);
    for (values, missing) in [
        (json!({"d": "12", "r": "12"}), &["p"] as &[&str]),
        (json!({"p": "CAF"}), &["d", "r"]),
        (json!({"p": "CAF", "d": "12"}), &["r"]),
        (json!({"r": "12"}), &["p", "d"]),
        (json!({}), &[]),
    ] {
        let report = report(&items, &values);
        let findings = report["findings"].as_array().unwrap().iter();
        let found: Vec<_> =
            findings.filter(|one| one["code"] == "missing").map(|one| one["field"].as_str().unwrap()).collect();
        assert_eq!(found, missing, "{values}");
        assert_eq!(report["valid"], json!(missing.is_empty()), "{values}");
    }
    // A choice of the form itself is not an answer.
    let opened = report(&optional_number(Some("CAF")), &json!({"p": "CAF"}));
    assert_eq!(opened["application"]["answers"], json!({}));
    let (schema, answers) = schema_and_answers(&items, &json!({"p": "C#", "d": "1", "r": "1"}));
    assert_eq!(answers, json!({"a": "C#1"}));
    assert_eq!(schema["properties"]["a"]["pattern"], "^(CAF[0-9]{2}|C#[0-9]{1})$", "nothing that ECMA-262 refuses");
}

#[test]
fn condition_on_digits_behind_a_prefix_stands_in_the_schema() {
    let mut items = optional_number(None);
    let shown = json!({"id": "b", "required": true, "shown": {"field": "d", "filled": true}, "fields": [{"id": "b", "control": "tel"}]});
    items.as_array_mut().unwrap().push(shown);
    let (schema, _) = schema_and_answers(&items, &json!({}));
    assert_eq!(schema["allOf"][0]["if"]["required"], json!(["a"]));
}
