//! The parser follows the tables of the format: every key, whether it is required, and what it takes.

use serde_json::{Value, json};
use shikaku_form::api;
use shikaku_form::engine::condition::FORMS;
use shikaku_form::engine::format::{Key, Part, Rule, Shape};
use shikaku_form::engine::json::Json;
use shikaku_form::engine::kinds;
use shikaku_form::engine::parse;
use shikaku_form::engine::problem::Problem;

/// A value that the shape takes. Names are those of fields above.
fn right(key: &Key) -> Value {
    match (key.name, key.shape) {
        ("of", _) => json!("number_above"),
        ("field", _) => json!("month_above"),
        ("format", _) => json!("shikaku-form/definition/1"),
        (_, Shape::Text) => json!("one"),
        (_, Shape::Id) => json!("some_name"),
        (_, Shape::Flag) => json!(true),
        (_, Shape::Whole(least, _)) => json!(least),
        (_, Shape::OneOf(values) | Shape::OneOfAnd(values, _)) => json!(values[0]),
        (_, Shape::Month) => json!("2026-11"),
        (_, Shape::Pattern) => json!("^0"),
        (_, Shape::Options(_)) => json!(["one", "two"]),
        (_, Shape::List(Shape::Object(part), _)) => json!([minimal(part)]),
        (_, Shape::List(Shape::Id, _)) => json!(["some_name"]),
        (_, Shape::Object(part)) => minimal(part),
        (_, Shape::ForEachOption(..)) => json!({ "CAF": 10 }),
        (_, Shape::Condition) => json!({ "field": "month_above", "filled": true }),
        (_, Shape::List(..) | Shape::Field | Shape::Operand | Shape::Sentences) => panic!("{}", key.name),
    }
}

/// An object with its required keys.
fn minimal(part: &Part) -> Value {
    let wanted = match part.rule {
        Rule::Either(one, _) | Rule::EitherWithout(one, ..) => one,
        Rule::Free | Rule::NotBoth(..) => "",
    };
    let keys = part.keys.iter().filter(|key| key.required || key.name == wanted);
    Value::Object(keys.map(|key| (key.name.to_owned(), right(key))).collect())
}

/// The problems of a definition with this field below a month, a choice and digits.
fn problems(kind: &str, field: &Value) -> Vec<Problem> {
    let mut field = field.clone();
    field["id"] = json!("tested");
    field["control"] = json!(kind);
    let fields = if kind == "repeat" {
        json!([{ "id": "number_above", "control": "digits", "length": 4 }, field])
    } else if field.get("prefix").is_some() {
        json!([{ "id": "month_above", "control": "radios", "options": ["CAF"] }, field])
    } else {
        json!([field])
    };
    let above = json!([{ "id": "month_above", "control": "month", "years_ahead": 1 }]);
    let mut items = vec![json!({ "id": "tested_item", "required": true, "fields": fields })];
    if field.get("prefix").is_none() {
        items.insert(0, json!({ "id": "above", "required": true, "fields": above }));
    }
    let whole = json!({ "format": "shikaku-form/definition/1", "id": "some_form", "version": "1", "items": items });
    parse::definition(&serde_json::from_value::<Json>(whole).unwrap()).err().unwrap_or_default()
}

fn codes(problems: &[Problem], key: &str) -> Vec<&'static str> {
    let at = |problem: &&Problem| problem.pointer.contains(key);
    problems.iter().filter(at).map(|problem| problem.code.as_str()).collect()
}

#[test]
fn every_kind_takes_the_keys_of_its_table_and_no_other() {
    for part in kinds::parts() {
        assert!(
            problems(part.name, &minimal(part)).is_empty(),
            "{}: {:?}",
            part.name,
            problems(part.name, &minimal(part))
        );
        let mut unknown = minimal(part);
        unknown["unheard_of"] = json!(1);
        assert_eq!(codes(&problems(part.name, &unknown), "/unheard_of"), ["unknown_key"], "{}", part.name);
        for key in part.keys {
            let mut whole = minimal(part);
            if let Rule::Either(one, other) | Rule::EitherWithout(one, other, _) = part.rule
                && key.name == other
            {
                whole.as_object_mut().unwrap().remove(one);
            }
            whole[key.name] = right(key);
            let found = problems(part.name, &whole);
            assert!(found.is_empty(), "{}.{}: {found:?}", part.name, key.name);
            let is_alone = part.rule == Rule::Free && key.required;
            let mut without = whole.clone();
            without.as_object_mut().unwrap().remove(key.name);
            let missing = problems(part.name, &without);
            assert_eq!(
                missing.iter().any(|one| one.code.as_str() == "missing_key"),
                key.required || !missing.is_empty()
            );
            assert!(!is_alone || !missing.is_empty(), "{}.{}", part.name, key.name);
        }
    }
}

#[test]
fn every_key_of_a_kind_refuses_what_its_shape_does() {
    let mut count = 0;
    for part in kinds::parts() {
        for key in part.keys {
            let with = |value: Value| {
                let mut field = minimal(part);
                field[key.name] = value;
                problems(part.name, &field)
            };
            let wrong: &[Value] = match key.shape {
                Shape::Whole(_, most) => &[json!(u64::from(most) + 1), json!("1")],
                Shape::OneOf(_) | Shape::OneOfAnd(..) => &[json!("unheard_of"), json!(1)],
                Shape::Options(most) => &[json!([]), json!([""]), json!(["one", "one"]), json!(vec!["a"; most + 1])],
                Shape::List(_, most) => &[json!([]), json!(vec![json!({}); most + 1]), json!({})],
                Shape::Flag => &[json!("true")],
                Shape::Text => &[json!(1)],
                Shape::Id => &[json!(1), json!("Not a name")],
                Shape::Object(_) | Shape::Condition | Shape::ForEachOption(..) => &[json!([])],
                Shape::Month | Shape::Pattern | Shape::Field | Shape::Operand | Shape::Sentences => &[],
            };
            for value in wrong {
                // Of two keys that do not go together, the other is read first.
                let is_left_aside = matches!(part.rule, Rule::EitherWithout(_, other, _) if other == key.name);
                assert!(is_left_aside || !with(value.clone()).is_empty(), "{}.{}: {value}", part.name, key.name);
                count += 1;
            }
        }
    }
    assert!(count > 60, "{count}");
}

#[test]
fn every_part_of_the_format_takes_its_keys_and_no_other() {
    let mut whole = minimal_definition();
    for part in [&parse::DEFINITION, &parse::ITEM] {
        for key in part.keys.iter().filter(|key| key.required) {
            let mut without = whole.clone();
            let place = if part.name == "item" { &mut without["items"][0] } else { &mut without };
            place.as_object_mut().unwrap().remove(key.name);
            let found = serde_json::to_string(&api::check_definition(&json_of(&without))).unwrap();
            assert!(found.contains("missing_key"), "{}.{}: {found}", part.name, key.name);
        }
    }
    whole["items"][0]["shown"] = json!({ "field": "a", "is": true, "filled": true });
    assert!(parse::definition(&json_of(&whole)).is_err());
    for form in &FORMS {
        assert!(form.keys.iter().any(|key| key.name == form.name), "{}", form.name);
    }
}

fn json_of(value: &Value) -> Json {
    serde_json::from_value(value.clone()).unwrap()
}

fn minimal_definition() -> Value {
    let fields = json!([{ "id": "a", "control": "consent" }]);
    let items = json!([{ "id": "a", "required": true, "fields": fields }]);
    json!({ "format": "shikaku-form/definition/1", "id": "some_form", "version": "1", "items": items })
}
