//! A wrong definition is refused with every problem, its pointer and what was probably meant.

use serde_json::{Value, json};
use shikaku_form::engine::markup::plain;
use shikaku_form::engine::review::next_steps;
use shikaku_form::{api, built_in, json_text};

pub(crate) fn built_in_definition() -> Value {
    serde_json::from_str(built_in::DEFINITION).unwrap()
}

/// The problems of a definition: pointer, code, suggestion.
fn problems(definition: &Value) -> Vec<(String, String, Option<String>)> {
    let checked = api::check_definition(&json_text::parse(&definition.to_string()).unwrap());
    let checked: Value = serde_json::from_str(&checked.to_pretty()).unwrap();
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let problem = |one: &Value| (text(&one["pointer"]).unwrap(), text(&one["code"]).unwrap(), text(&one["didYouMean"]));
    checked["problems"].as_array().unwrap().iter().map(problem).collect()
}

/// The built-in definition with one value put in, and the one problem that it then has.
fn assert_problem(place: &str, value: Value, pointer: &str, code: &str, did_you_mean: Option<&str>) {
    let mut definition = built_in_definition();
    let (parent, key) = place.rsplit_once('/').unwrap();
    // Assigning to a missing member creates it.
    let holder = definition.pointer_mut(parent).unwrap();
    match key.parse::<usize>() {
        Ok(position) => holder[position] = value,
        Err(_) => holder[key] = value,
    }
    let found = problems(&definition);
    let expected = (pointer.to_owned(), code.to_owned(), did_you_mean.map(str::to_owned));
    assert!(found.contains(&expected), "{place}: {found:?}");
}

#[test]
fn built_in_definition_has_no_problem() {
    assert_eq!(problems(&built_in_definition()), []);
}

#[test]
fn unknown_name_is_refused_with_the_nearest_known_one() {
    assert_problem("/itmes", json!([]), "/itmes", "unknown_key", Some("items"));
    assert_problem("/items/0/requird", json!(true), "/items/0/requird", "unknown_key", Some("required"));
    assert_problem(
        "/items/0/fields/0/control",
        json!("radio"),
        "/items/0/fields/0/control",
        "wrong_value",
        Some("radios"),
    );
    assert_problem(
        "/items/4/shown",
        json!({"field": "line_typ", "is": "ip_vpn"}),
        "/items/4/shown/field",
        "unknown_reference",
        Some("line_type"),
    );
    assert_problem(
        "/items/4/shown",
        json!({"field": "line_type", "is": "ip_vpm"}),
        "/items/4/shown/is",
        "unknown_reference",
        Some("ip_vpn"),
    );
    assert_problem(
        "/items/0/fields/0/opens_as",
        json!("chang"),
        "/items/0/fields/0/opens_as",
        "unknown_reference",
        Some("change"),
    );
}

#[test]
fn reference_to_a_field_below_or_to_itself_is_refused() {
    let below = json!({"field": "fee_payment_method", "is": "deduct"});
    assert_problem("/items/4/shown", below, "/items/4/shown/field", "unknown_reference", None);
    let itself = json!({"field": "customer_id_prefix", "is": "CAF"});
    assert_problem("/items/4/shown", itself, "/items/4/shown/field", "unknown_reference", None);
}

#[test]
fn value_of_the_wrong_kind_is_refused() {
    assert_problem("/items/0/required", json!("yes"), "/items/0/required", "wrong_type", None);
    assert_problem("/items/6/fields/0/years_ahead", json!(1.5), "/items/6/fields/0/years_ahead", "wrong_type", None);
    assert_problem("/items/6/fields/0/years_ahead", json!(101), "/items/6/fields/0/years_ahead", "wrong_value", None);
    assert_problem(
        "/items/4/shown",
        json!({"field": "terms_consent", "is": "yes"}),
        "/items/4/shown/is",
        "wrong_type",
        None,
    );
    assert_problem("/items/4/shown", json!({"any": []}), "/items/4/shown/any", "wrong_value", None);
    assert_problem("/items/4/shown", json!({"field": "line_type"}), "/items/4/shown", "wrong_value", None);
    assert_problem(
        "/format",
        json!("shikaku-form/definition/2"),
        "/format",
        "wrong_value",
        Some("shikaku-form/definition/1"),
    );
    assert_problem("/items/0/id", json!("Application"), "/items/0/id", "wrong_value", None);
    assert_problem("/items/0/id", json!("constructor"), "/items/0/id", "wrong_value", None);
    assert_problem("/items/1/id", json!("application_type"), "/items/1", "duplicate", None);
}

#[test]
fn prefix_that_cannot_be_told_from_the_digits_or_from_another_is_refused() {
    for (options, refused) in [
        (["CAF", "COP"], [].as_slice()),
        (["03", "T"], &["03"]),
        (["C", "CAF"], &["C"]),
        (["03", "034"], &["03", "034"]),
        (["0A", "1"], &["1"]),
    ] {
        let mut definition = built_in_definition();
        let fields = &mut definition["items"][4]["fields"];
        fields[0]["options"] = json!(options);
        fields[1]["prefix"]["digits"] = json!({options[0]: 8, options[1]: 8});
        let found: Vec<_> = problems(&definition).into_iter().filter(|(_, code, _)| code != "missing_text").collect();
        let place = "/items/4/fields/1/prefix/digits";
        for prefix in refused {
            let expected = (format!("{place}/{prefix}"), "wrong_value".to_owned(), None);
            assert!(found.contains(&expected), "{options:?}: {found:?}");
        }
        assert_eq!(found.is_empty(), refused.is_empty(), "{options:?}: {found:?}");
    }
}

#[test]
fn prefix_that_would_not_stand_in_front_of_its_digits_is_refused() {
    // In another item, and behind another field of its own.
    let place = "/items/4/fields/1/prefix/field";
    assert_problem(place, json!("application_type"), place, "wrong_value", None);
    let mut definition = built_in_definition();
    let month = json!({"id": "between", "control": "month", "years_ahead": 1});
    definition["items"][4]["fields"].as_array_mut().unwrap().insert(1, month);
    let expected = ("/items/4/fields/2/prefix/field".to_owned(), "wrong_value".to_owned(), None);
    assert!(problems(&definition).contains(&expected));
}

#[test]
fn prefix_of_a_secret_is_refused() {
    let place = "/items/4/fields/1/secret";
    assert_problem(place, json!(true), "/items/4/fields/1/prefix", "wrong_value", None);
    let mut definition = built_in_definition();
    definition["items"][4]["fields"][1]["secret"] = json!(false);
    assert_eq!(problems(&definition), []);
}

#[test]
fn prefix_that_tidying_would_change_is_refused() {
    for prefix in ["caf", "A-", "ＣＡＦ", "C F", ""] {
        let mut definition = built_in_definition();
        definition["items"][4]["fields"][0]["options"][0] = json!(prefix);
        definition["items"][4]["fields"][1]["prefix"]["digits"] = json!({prefix: 10, "COP": 8});
        let found = problems(&definition);
        let (place, code) = (format!("/items/4/fields/1/prefix/digits/{prefix}"), "wrong_value");
        assert!(prefix.is_empty() || found.iter().any(|one| one.0 == place && one.1 == code), "{prefix}: {found:?}");
        assert!(!found.is_empty(), "{prefix}");
    }
}

#[test]
fn pattern_that_cannot_be_compiled_or_is_too_large_is_refused() {
    let place = "/items/4/fields/1/checks/0/pattern";
    for pattern in ["(", "[0-9", "(a{1000}){1000}", r"\d", "(?=a)"] {
        assert_problem(place, json!(pattern), place, "wrong_value", None);
    }
}

#[test]
fn pattern_that_ruins_backtracking_engines_takes_linear_time() {
    let mut definition = built_in_definition();
    definition["items"][4]["fields"][1]["checks"][0]["pattern"] = json!("^(([0-9]+)+)+x$");
    let loaded = api::load(Some(&json_text::parse(&definition.to_string()).unwrap()), "ja").unwrap();
    let values = json!({"line_type": "ip_vpn", "customer_id_prefix": "CAF", "customer_id_digits": "1".repeat(20_000)});
    let values = json_text::parse(&values.to_string()).unwrap();
    let today = shikaku_form::engine::calendar::Month::parse("2026-11").unwrap();
    let report = api::validate(&loaded, &values, today, None).unwrap();
    assert!(report.to_pretty().contains("\"too_long\""));
}

#[test]
fn condition_nested_too_deep_is_refused() {
    let mut condition = json!({"field": "line_type", "is": "ip_vpn"});
    for _ in 0..8 {
        condition = json!({"not": condition});
    }
    let found = {
        let mut definition = built_in_definition();
        definition["items"][4]["shown"] = condition;
        problems(&definition)
    };
    assert!(found.iter().any(|(_, code, _)| code == "too_many"), "{found:?}");
}

#[test]
fn truncated_definition_is_refused_at_every_length() {
    let text = built_in::DEFINITION.trim_end();
    for (end, _) in text.char_indices() {
        let problems = json_text::parse(text.get(..end).unwrap()).unwrap_err();
        assert_eq!(problems[0].code.as_str(), "unreadable", "{end}");
    }
}

#[test]
fn several_problems_are_reported_at_once() {
    let mut definition = built_in_definition();
    definition["items"][0]["required"] = json!(1);
    definition["items"][3]["fields"][0]["options"] = json!([]);
    definition["surplus"] = json!(null);
    let found = problems(&definition);
    assert!(found.len() >= 3, "{found:?}");
}

#[test]
fn definition_without_a_label_is_told_which_text_it_lacks() {
    let definition = json!({
        "format": "shikaku-form/definition/1", "id": "other", "version": "1",
        "items": [{"id": "other_item", "required": true, "fields": [{"id": "other_field", "control": "consent"}]}],
    });
    let pointers: Vec<String> = problems(&definition).into_iter().map(|(pointer, _, _)| pointer).collect();
    assert_eq!(pointers, ["/texts/ja/items.other_item.label", "/texts/ja/fields.other_field.label"]);
}

#[test]
fn control_without_a_name_is_a_problem() {
    let fields = json!([
        {"id": "a", "control": "radios", "options": ["A", "B"]},
        {"id": "b", "control": "digits", "prefix": {"field": "a", "digits": {"A": 4, "B": 4}}},
        {"id": "c", "control": "repeat", "of": "b"},
    ]);
    let missing = |fields: &Value, texts: Value| -> Vec<String> {
        let definition = json!({
            "format": "shikaku-form/definition/1", "id": "other", "version": "1", "texts": {"ja": texts},
            "items": [{"id": "i", "required": true, "fields": fields}],
        });
        problems(&definition).into_iter().map(|(pointer, ..)| pointer.replace("/texts/ja/", "")).collect()
    };
    let mut texts = json!({"items.i.label": "i", "options.a.A": "A", "options.a.B": "B"});
    let labels = ["a", "b", "c"].map(|field| format!("fields.{field}.label"));
    assert_eq!(missing(&fields, texts.clone()), labels);
    // Before a prefix is chosen, the labels for each prefix are not shown.
    texts["fields.b.label.A"] = json!("digits");
    texts["fields.b.label.B"] = json!("digits");
    texts["fields.c.label"] = json!(" ");
    assert_eq!(missing(&fields, texts.clone()), labels);
    for label in labels {
        texts[label] = json!("label");
    }
    assert_eq!(missing(&fields, texts), [""; 0]);
    // A field that is alone is named by its item.
    assert_eq!(missing(&json!([{"id": "a", "control": "tel"}]), json!({"items.i.label": "i"})), [""; 0]);
}

#[test]
fn item_of_more_than_one_answer_is_refused() {
    let digits = |id: &str| json!({"id": id, "control": "digits", "length": 3});
    let choice = |id: &str| json!({"id": id, "control": "radios", "options": ["A", "B"]});
    let behind =
        |id: &str| json!({"id": id, "control": "digits", "prefix": {"field": "a", "digits": {"A": 4, "B": 4}}});
    let repeat = |id: &str, of: &str| json!({"id": id, "control": "repeat", "of": of});
    let month = json!({"id": "b", "control": "month", "years_ahead": 1});
    let problems_of = |items: &Value| {
        let definition = json!({"format": "shikaku-form/definition/1", "id": "other", "version": "1", "items": items});
        let json = json_text::parse(&definition.to_string()).unwrap();
        api::load(Some(&json), "").err().into_iter().flatten().map(|problem| problem.pointer).collect::<Vec<_>>()
    };
    let item = |id: &str, fields: Value| json!({"id": id, "required": true, "fields": fields});
    for fields in [
        json!([digits("a"), digits("b")]),
        json!([choice("a"), digits("b")]),
        json!([choice("a"), month]),
        json!([choice("a"), behind("b"), digits("c")]),
        json!([digits("a"), repeat("b", "a"), repeat("c", "a")]),
        json!([choice("a"), behind("b"), repeat("c", "b"), repeat("d", "b")]),
    ] {
        assert_eq!(problems_of(&json!([item("i", fields.clone())])), ["/items/0"], "{fields}");
    }
    // Nobody could repeat a hidden answer.
    let apart = json!([item("i", json!([digits("a")])), item("j", json!([repeat("b", "a")]))]);
    assert_eq!(problems_of(&apart), ["/items/1"]);
    for fields in [json!([choice("a"), behind("b"), repeat("c", "b")]), json!([digits("a"), repeat("b", "a")])] {
        assert_eq!(problems_of(&json!([item("i", fields)])), [""; 0]);
    }
}

#[test]
fn condition_kinds_show_and_hide_as_their_names_say() {
    let cases = [
        (json!({"field": "a", "in": ["x", "y"]}), "y", true),
        (json!({"field": "a", "in": ["x", "y"]}), "z", false),
        (json!({"field": "a", "filled": true}), "", false),
        (json!({"field": "a", "filled": false}), "", true),
        (json!({"all": [{"field": "a", "is": "x"}, {"field": "a", "filled": true}]}), "x", true),
        (json!({"any": [{"field": "a", "is": "x"}, {"field": "a", "is": "y"}]}), "z", false),
        (json!({"not": {"field": "a", "is": "x"}}), "", true),
        // An answer that is not an option does not count.
        (json!({"field": "a", "filled": true}), "unknown", false),
    ];
    for (shown, typed, expected) in cases {
        let definition = json!({
            "format": "shikaku-form/definition/1", "id": "other", "version": "1",
            "items": [
                {"id": "a", "required": false, "fields": [{"id": "a", "control": "radios", "options": ["x", "y", "z"]}]},
                {"id": "b", "required": false, "shown": shown, "fields": [{"id": "b", "control": "consent"}]},
                // Hidden transitively: the value of a hidden field does not count.
                {"id": "c", "required": false, "shown": {"field": "b", "is": true}, "fields": [{"id": "c", "control": "consent"}]},
            ],
        });
        let loaded = api::load(Some(&json_text::parse(&definition.to_string()).unwrap()), "ja").unwrap();
        let values = json_text::parse(&json!({"a": typed, "b": true}).to_string()).unwrap();
        let today = shikaku_form::engine::calendar::Month::parse("2026-11").unwrap();
        let report: Value =
            serde_json::from_str(&api::validate(&loaded, &values, today, None).unwrap().to_pretty()).unwrap();
        let is_shown = |id: &str| report["shown"].as_array().unwrap().contains(&json!(id));
        assert_eq!((is_shown("b"), is_shown("c")), (expected, expected), "{shown} {typed}");
    }
}

#[test]
fn attribute_of_the_page_fixes_the_field_that_says_so() {
    let mut definition = built_in_definition();
    let load = |definition: &Value| api::load(Some(&json_text::parse(&definition.to_string()).unwrap()), "ja");
    let loaded = load(&definition).unwrap();
    let (field, value) = api::fixed_by_page(&loaded.definition, "change").unwrap();
    assert_eq!(loaded.definition.field(field).unwrap().id.as_ref(), "application_type");
    assert_eq!(value.typed(), Some("change"));
    assert_eq!(api::fixed_by_page(&loaded.definition, "other").unwrap_err().pointer, "/application_type");
    // The id alone says nothing.
    let first = definition["items"][0]["fields"][0].as_object_mut().unwrap();
    first.remove("fixed_by");
    assert_eq!(api::fixed_by_page(&load(&definition).unwrap().definition, "change").unwrap_err().pointer, "");
    for place in ["/items/0/fields/0/fixed_by", "/items/3/fields/0/fixed_by"] {
        definition.pointer_mut(place.rsplit_once('/').unwrap().0).unwrap()["fixed_by"] = json!("application-type");
    }
    assert_eq!(load(&definition).unwrap_err()[0].pointer, "/items/3/fields/0/fixed_by");
}

#[test]
fn next_steps_name_the_day_that_the_definition_counts_to() {
    let steps = |days: Value| {
        let mut definition = built_in_definition();
        definition["days_until_notice"] = days;
        let loaded = api::load(Some(&json_text::parse(&definition.to_string()).unwrap()), "en").unwrap();
        let now = shikaku_form::engine::calendar::Moment::from_unix_seconds(1_794_000_000).unwrap();
        plain(&next_steps(&loaded.definition, &loaded.texts, now)[1])
    };
    assert!(steps(json!(7)).contains("around Sat 14 November 2026"), "{}", steps(json!(7)));
    assert!(steps(json!(30)).contains("7 December 2026"), "{}", steps(json!(30)));
}
