//! Each kind of control that the built-in form lacks: its definition, its export, its schema, its conditions, and its
//! answer from a file.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Value, json};
use shikaku_form::engine::calendar::{Date, Month};
use shikaku_form::engine::definition::Definition;
use shikaku_form::engine::draft::{self, Lost};
use shikaku_form::engine::form::Form;
use shikaku_form::engine::json::Json;
use shikaku_form::engine::parse;
use shikaku_form::engine::values::Values;
use shikaku_form::{api, json_text};

use crate::support::hearing_sheet::hearing_sheet;

fn to_json(value: &Value) -> Json {
    json_text::parse(&value.to_string()).unwrap()
}

fn to_value(json: &Json) -> Value {
    serde_json::from_str(&json.to_pretty()).unwrap()
}

/// A form of one required item with this field, called `a`.
fn form_of(field: &Value) -> Value {
    let mut field = field.clone();
    field["id"] = json!("a");
    form_of_items(&json!([{ "id": "a", "required": true, "fields": [field] }]))
}

fn form_of_items(items: &Value) -> Value {
    json!({ "format": "shikaku-form/definition/1", "id": "one", "version": "1", "items": items })
}

fn checked(definition: &Value) -> Vec<(String, String, Option<String>)> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let checked = to_value(&api::check_definition(&to_json(definition)));
    let problem = |one: &Value| (text(&one["pointer"]).unwrap(), text(&one["code"]).unwrap(), text(&one["didYouMean"]));
    let problems = checked["problems"].as_array().unwrap().iter().map(problem);
    problems.filter(|(_, code, _)| code != "missing_text").collect()
}

#[test]
fn definition_of_a_new_kind_says_what_is_wrong_with_it() {
    let place = "/items/0/fields/0";
    for (field, pointer, code, meant) in [
        (json!({"control": "text"}), "", "missing_key", None),
        (json!({"control": "text", "max_length": 0}), "/max_length", "wrong_value", None),
        (json!({"control": "text", "max_length": 10_001}), "/max_length", "wrong_value", None),
        (
            json!({"control": "text", "max_lenght": 9, "max_length": 9}),
            "/max_lenght",
            "unknown_key",
            Some("max_length"),
        ),
        (
            json!({"control": "text", "max_length": 9, "autocomplete": "organisation"}),
            "/autocomplete",
            "wrong_value",
            Some("organization"),
        ),
        (
            json!({"control": "text", "max_length": 9, "autocomplete": "street-address"}),
            "/autocomplete",
            "wrong_value",
            None,
        ),
        (json!({"control": "text", "max_length": 9, "checks": []}), "/checks", "wrong_value", None),
        (json!({"control": "tel", "max_length": 9}), "/max_length", "unknown_key", None),
        (json!({"control": "e_mail"}), "/control", "wrong_value", Some("email")),
        (json!({"control": "number", "min": 1}), "", "missing_key", None),
        (json!({"control": "number", "min": 2, "max": 1}), "", "wrong_value", None),
        (json!({"control": "number", "min": -1, "max": 1}), "/min", "wrong_value", None),
        (json!({"control": "date", "years_ahead": 1}), "", "missing_key", None),
        (json!({"control": "date", "years_ahead": 1, "earliest": "now"}), "/earliest", "wrong_value", None),
        (json!({"control": "date", "years_ahead": 1, "earliest": "today", "years_back": 1}), "", "missing_key", None),
        (json!({"control": "choices", "options": ["x", "x"]}), "", "duplicate", None),
    ] {
        let found = checked(&form_of(&field));
        let expected = (format!("{place}{pointer}"), code.to_owned(), meant.map(str::to_owned));
        assert!(found.contains(&expected), "{field}: {found:?}");
    }
}

#[test]
fn section_or_item_that_is_put_together_wrongly_is_refused() {
    let item = |id: &str| json!({"id": id, "required": false, "fields": [{"id": id, "control": "tel"}]});
    let under = |section: &str, id: &str| json!({"id": id, "section": section, "required": false, "fields": [{"id": id, "control": "tel"}]});
    let two = json!({"id": "two", "required": false, "fields": [
        {"id": "b", "control": "tel"}, {"id": "c", "control": "consent"}
    ]});
    // A consent would be exported instead of the choice.
    let beside_consent = json!({"id": "two", "required": false, "fields": [
        {"id": "b", "control": "radios", "options": ["x"]}, {"id": "c", "control": "consent"}
    ]});
    for (items, pointer, code, meant) in [
        (json!([under("s", "a"), under("t", "b"), under("s", "c")]), "/items/2", "duplicate", None),
        (json!([under("s", "a"), item("b"), under("s", "c")]), "/items/2", "duplicate", None),
        (json!([under("S", "a")]), "/items/0/section", "wrong_value", None),
        (json!([under("s", "a"), under("s", "a")]), "/items/1", "duplicate", None),
        (json!([{"section": "s"}]), "/items/0", "missing_key", None),
        (json!([two]), "/items/0", "wrong_value", None),
        (json!([beside_consent]), "/items/0", "wrong_value", None),
    ] {
        let found = checked(&form_of_items(&items));
        let expected = (pointer.to_owned(), code.to_owned(), meant.map(str::to_owned));
        assert!(found.contains(&expected), "{items}: {found:?}");
    }
}

#[test]
fn condition_knows_the_options_of_several_choices_and_nothing_but_filled_of_texts() {
    let items = |control: &Value, shown: &Value| {
        let mut field = control.clone();
        field["id"] = json!("a");
        form_of_items(&json!([
            {"id": "a", "required": false, "fields": [field]},
            {"id": "b", "required": false, "shown": shown, "fields": [{"id": "b", "control": "consent"}]},
        ]))
    };
    let choices = json!({"control": "choices", "options": ["x", "y", "z"]});
    let (is, among) = (json!({"field": "a", "is": "x"}), json!({"field": "a", "in": ["x", "y"]}));
    let (filled, not) = (json!({"field": "a", "filled": true}), json!({"not": {"field": "a", "is": "x"}}));
    let tel = json!({"control": "tel"});
    let number = json!({"control": "number", "min": 1, "max": 9});
    let date = json!({"control": "date", "years_ahead": 1, "earliest": "today"});
    for (control, shown, value, expected) in [
        (&choices, &is, json!(["y", "x"]), true),
        (&choices, &is, json!(["y"]), false),
        (&choices, &is, json!([]), false),
        (&choices, &among, json!(["z", "y"]), true),
        (&choices, &among, json!(["z"]), false),
        (&choices, &not, json!(["z"]), true),
        (&choices, &filled, json!(["z"]), true),
        (&choices, &filled, json!(["unknown"]), false),
        (&tel, &filled, json!("03"), true),
        (&tel, &filled, json!("\u{3000}-"), false),
        (&number, &filled, json!("3"), true),
        (&number, &filled, json!(""), false),
        (&date, &filled, json!("2026-12-24"), true),
        (&date, &filled, json!("2026-12-"), false),
        (&date, &filled, json!("2027-02-29"), false),
    ] {
        let loaded = api::load(Some(&to_json(&items(control, shown))), "ja").unwrap();
        let report = api::validate(&loaded, &to_json(&json!({"a": value})), Month::parse("2026-11").unwrap(), None);
        let is_shown = to_value(&report.unwrap())["shown"].as_array().unwrap().contains(&json!("b"));
        assert_eq!(is_shown, expected, "{shown} {value}");
    }
    for control in [tel, number, date] {
        let found = checked(&items(&control, &is));
        assert_eq!(found, [("/items/1/shown".to_owned(), "wrong_type".to_owned(), None)], "{control}");
    }
    let unknown = checked(&items(&choices, &json!({"field": "a", "is": "zz"})));
    assert_eq!(unknown, [("/items/1/shown/is".to_owned(), "unknown_reference".to_owned(), Some("z".to_owned()))]);
}

#[test]
fn date_is_judged_by_the_day() {
    let today = Date::parse("2026-11-25").unwrap();
    let codes = |field: &Value, typed: &str| {
        let loaded = api::load(Some(&to_json(&form_of(field))), "ja").unwrap();
        let report = to_value(&api::validate(&loaded, &to_json(&json!({"a": typed})), today, None).unwrap());
        let findings = report["findings"].as_array().unwrap();
        (findings.first().map_or(String::new(), |one| one["code"].as_str().unwrap().to_owned()), report)
    };
    let wished = json!({"control": "date", "years_ahead": 1, "earliest": "today"});
    let born = json!({"control": "date", "years_ahead": 0, "years_back": 100});
    for (field, typed, expected) in [
        (&wished, "2026-11-25", ""),
        (&wished, "2026-11-24", "date_past"),
        (&wished, "2027-12-31", ""),
        (&wished, "2028-01-01", "unknown_option"),
        (&wished, "2027-02-29", "date_unreal"),
        (&wished, "2027-02-", "date_incomplete"),
        (&wished, "--24", "date_incomplete"),
        (&wished, "2027--", "date_incomplete"),
        (&wished, "2027-13-01", "unknown_option"),
        (&wished, "2027-02-01T00:00", "unknown_option"),
        (&wished, "24/12/2026", "unknown_option"),
        (&wished, "", "missing"),
        (&born, "1926-01-01", ""),
        (&born, "1925-12-31", "date_past"),
    ] {
        assert_eq!(codes(field, typed).0, expected, "{typed}");
    }
    let (_, report) = codes(&wished, "2026-11-24");
    let message = report["findings"][0]["message"].as_str().unwrap();
    assert!(message.contains("2026年11月25日以降"), "{message}");
}

fn filled_in() -> Value {
    json!({
        "institution_type": "clinic", "institution_name": "さくら医院", "institution_name_kana": "サクライイン",
        "postal_code": "1000001", "address": "千代田区千代田1-1\n3階", "contact_name": "桜", "contact_tel": "0312345678",
        "contact_email": "a@example.jp", "contact_hours": ["evening", "morning", "evening"],
        "first_wished_date": "2026-12-24", "terminal_count": "０７", "lines_in_use": ["other"], "other_line": "さくら",
    })
}

fn form(definition: &Arc<Definition>, values: &Value) -> Form {
    let mut read = Values::opening(definition);
    read.read(definition, &to_json(values)).unwrap();
    Form::new(Arc::clone(definition), Month::parse("2026-11").unwrap(), read)
}

#[test]
fn number_is_exported_as_a_number_and_choices_once_in_the_forms_order() {
    let loaded = api::load(Some(&hearing_sheet()), "ja").unwrap();
    let report = api::validate(&loaded, &to_json(&filled_in()), Month::parse("2026-11").unwrap(), None).unwrap();
    let answers = &to_value(&report)["application"]["answers"];
    assert_eq!(answers["terminal_count"], json!(7));
    assert_eq!(answers["contact_hours"], json!(["morning", "evening"]));
    assert_eq!(answers["postal_code"], json!("100-0001"));
    assert_eq!(answers["address"], json!("千代田区千代田1-1\n3階"));
    assert_eq!(answers.get("remarks"), None, "what was left empty is left out");
}

#[test]
fn file_of_each_format_brings_every_answer_back() {
    let definition = Arc::new(parse::definition(&hearing_sheet()).unwrap());
    let form_before = form(&definition, &filled_in());
    let empty = form(&definition, &json!({}));
    let application = api::report(&form_before, &api::load(Some(&hearing_sheet()), "ja").unwrap().texts, None);
    let files = [draft::draft(&form_before, None), application.get("application").unwrap().clone()];
    for file in files {
        let opened = draft::open(&empty, &[], &file).unwrap();
        assert_eq!(opened.lost, []);
        let again = form(&definition, &to_value(&opened.values.to_json(&definition)));
        assert_eq!(again.submission(), form_before.submission());
    }
}

#[test]
fn value_of_a_file_that_the_field_cannot_hold_is_named() {
    let definition = Arc::new(parse::definition(&hearing_sheet()).unwrap());
    let mut file = to_value(&draft::draft(&form(&definition, &filled_in()), None));
    let wrong = [
        ("contact_hours", json!("morning")),
        ("lines_in_use", json!(["flets", "unknown"])),
        ("terminal_count", json!([1])),
        ("contact_tel", json!(312_345_678)),
    ];
    for (field, value) in &wrong {
        file["answers"][*field] = value.clone();
    }
    let opened = draft::open(&form(&definition, &json!({})), &[], &to_json(&file)).unwrap();
    let lost: BTreeSet<&str> = opened
        .lost
        .iter()
        .filter_map(|lost| if let Lost::Value(field) = lost { Some(&*definition.field(*field)?.id) } else { None })
        .collect();
    assert_eq!(lost, wrong.iter().map(|(field, _)| *field).collect());
}

#[test]
fn raw_value_of_the_wrong_kind_is_refused_with_its_place() {
    let definition = parse::definition(&hearing_sheet()).unwrap();
    let mut values = Values::opening(&definition);
    let wrong = json!({"contact_hours": ["morning", 1], "lines_in_use": "flets", "terminal_count": 3});
    let problems = values.read(&definition, &to_json(&wrong)).unwrap_err();
    let pointers: Vec<&str> = problems.iter().map(|problem| &*problem.pointer).collect();
    assert_eq!(pointers, ["/contact_hours/1", "/lines_in_use", "/terminal_count"]);
    values.read(&definition, &to_json(&json!({"contact_hours": null}))).unwrap();
}

#[test]
fn form_of_a_host_has_every_sentence_in_each_of_its_languages_and_none_too_many() {
    let sheet = hearing_sheet();
    for locale in ["ja", "en"] {
        let loaded = api::load(Some(&sheet), locale).unwrap();
        assert_eq!(loaded.texts.missing(&loaded.definition), [], "{locale}");
    }
    let texts = to_value(&sheet)["texts"].clone();
    let keys = |locale: &str| texts[locale].as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(keys("ja"), keys("en"));
    let ids: BTreeSet<String> = {
        let definition = parse::definition(&sheet).unwrap();
        let sections = definition.sections.iter().map(|section| section.id.to_string());
        let items = definition.items().map(|(_, item)| item.id.to_string());
        sections.chain(items).chain(["no_house_number".to_owned()]).collect()
    };
    for key in keys("ja").iter().filter(|key| !key.starts_with("ui.")) {
        assert!(ids.contains(key.split('.').nth(1).unwrap()), "nothing uses `{key}`");
    }
}

#[test]
fn finding_of_each_kind_is_a_sentence_in_every_language() {
    for locale in ["ja", "en"] {
        let loaded = api::load(Some(&hearing_sheet()), locale).unwrap();
        for (field, raw) in [
            ("institution_name", json!("長".repeat(101))),
            ("institution_name_kana", json!("桜")),
            ("postal_code", json!("1")),
            ("contact_tel", json!("1")),
            ("contact_tel", json!("03")),
            ("contact_email", json!("a")),
            ("contact_email", json!("a@b")),
            ("contact_email", json!("あ@b")),
            ("terminal_count", json!("0")),
            ("terminal_count", json!("51")),
            ("terminal_count", json!("x")),
            ("first_wished_date", json!("2026-")),
            ("first_wished_date", json!("2026-02-30")),
            ("contact_hours", json!(["unknown"])),
            ("remarks", json!("長".repeat(501))),
        ] {
            let values = to_json(&json!({ field: raw }));
            let report = to_value(&api::validate(&loaded, &values, Month::parse("2026-11").unwrap(), None).unwrap());
            let of_field = report["findings"].as_array().unwrap().iter().find(|one| one["field"] == field).unwrap();
            let message = of_field["message"].as_str().unwrap();
            assert_eq!(of_field["severity"], "error");
            assert!(message.len() > 10 && !message.contains(['{', '}']), "{locale} {field}: {message}");
            assert_ne!(of_field["code"], "missing", "{field}");
        }
    }
}
