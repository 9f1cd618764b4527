//! A host's prefill: values that fit are taken, the others are named. Another prefill or definition keeps the person's
//! changes.

use std::sync::Arc;

use shikaku_form::engine::calendar::Month;
use shikaku_form::engine::draft::{Lost, Restored, carry, carry_on, changed};
use shikaku_form::engine::form::{Action, Changes, Form, Stage};
use shikaku_form::engine::json::Json;
use shikaku_form::engine::problem::Problem;
use shikaku_form::engine::values::{Value, Values};
use shikaku_form::{api, built_in, json_text};

use crate::entering::{enter, field};
use crate::support::hearing_sheet::hearing_sheet;

const SECRET: &str = "7391";

fn parse(text: &str) -> Json {
    json_text::parse(text).unwrap()
}

/// The built-in form, changed in some words of its definition.
fn form_with(changes: &[(&str, &str)], prefill: &str) -> Form {
    let whole = built_in::as_json().unwrap().to_pretty();
    let definition = changes.iter().fold(whole, |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    });
    let loaded = api::load(Some(&parse(&definition)), "ja").unwrap();
    let (values, problems) = api::opening_values(&loaded.definition, Some(&parse(prefill)));
    assert_eq!(problems, []);
    Form::new(loaded.definition, Month::parse("2026-11").unwrap(), values)
}

fn form(prefill: &str) -> Form {
    form_with(&[], prefill)
}

fn typed<'v>(values: &'v Values, form: &Form, id: &str) -> &'v str {
    values.get(field(form, id)).unwrap().typed().unwrap()
}

fn places(problems: &[Problem]) -> Vec<(&str, &str, Option<&str>)> {
    problems.iter().map(|one| (&*one.pointer, one.code.as_str(), one.did_you_mean.as_deref())).collect()
}

#[test]
fn prefill_that_does_not_fit_is_named_and_the_rest_is_taken_up() {
    let definition = built_in::definition().unwrap();
    let prefill = parse(
        r#"{ "line_typ": "ip_vpn", "line_type": "ip_vpm", "terms_consent": "yes", "secret_number": "7391",
             "secret_number_repeat": null, "customer_id_prefix": "CAF", "planned_start_month": 202704,
             "planned_test_month": "2027/04",
             "fee_payment_method": "" }"#,
    );
    let (values, problems) = api::opening_values(&definition, Some(&prefill));
    assert_eq!(
        places(&problems),
        [
            ("/line_typ", "unknown_reference", Some("line_type")),
            ("/line_type", "wrong_value", Some("ip_vpn")),
            ("/terms_consent", "wrong_type", None),
            ("/secret_number", "wrong_value", None),
            ("/planned_start_month", "wrong_type", None),
            ("/planned_test_month", "wrong_value", None),
        ]
    );
    let mut expected = Values::opening(&definition);
    for (id, text) in [("customer_id_prefix", "CAF"), ("fee_payment_method", "")] {
        expected.set(definition.find(id).unwrap(), Value::Text(text.to_owned()));
    }
    assert_eq!(values, expected);
}

#[test]
fn secret_cannot_be_prefilled() {
    let definition = built_in::definition().unwrap();
    let (values, problems) = api::opening_values(&definition, Some(&parse(r#"{ "secret_number": "7391" }"#)));
    assert_eq!(places(&problems), [("/secret_number", "wrong_value", None)]);
    assert_eq!(values, Values::opening(&definition));
    assert!(problems.iter().all(|problem| !problem.message.contains(SECRET)));
}

#[test]
fn prefill_takes_a_number_for_a_number_and_a_list_for_boxes_to_tick() {
    let loaded = api::load(Some(&hearing_sheet()), "ja").unwrap();
    let prefill = parse(
        r#"{ "terminal_count": 3, "contact_hours": ["noon", "morning"], "contact_tel": 312345678,
             "lines_in_use": ["cable", "flet"], "first_wished_date": "2026-12-24", "second_wished_date": "2026-12" }"#,
    );
    let (values, problems) = api::opening_values(&loaded.definition, Some(&prefill));
    let expected = [
        ("/contact_tel", "wrong_type", None),
        ("/lines_in_use/1", "wrong_value", Some("flets")),
        ("/second_wished_date", "wrong_value", None),
    ];
    assert_eq!(places(&problems), expected);
    let value = |id: &str| values.get(loaded.definition.find(id).unwrap()).unwrap().clone();
    assert_eq!(value("terminal_count"), Value::Text("3".to_owned()));
    assert_eq!(value("contact_hours"), Value::Options(vec!["noon".to_owned(), "morning".to_owned()]));
    assert_eq!(value("lines_in_use"), Value::Options(Vec::new()));
    assert_eq!(value("first_wished_date"), Value::Text("2026-12-24".to_owned()));
}

#[test]
fn prefill_that_is_no_object_is_one_problem_and_the_form_opens() {
    let definition = built_in::definition().unwrap();
    for text in ["[]", "3", r#""ip_vpn""#] {
        let (values, problems) = api::opening_values(&definition, Some(&parse(text)));
        assert_eq!(places(&problems), [("", "wrong_type", None)], "{text}");
        assert_eq!(values, Values::opening(&definition));
    }
    assert_eq!(api::opening_values(&definition, None), (Values::opening(&definition), Vec::new()));
}

#[test]
fn other_prefill_reaches_what_the_person_has_not_changed() {
    let mut form = form(r#"{ "line_type": "ip_vpn", "customer_id_prefix": "CAF", "planned_start_month": "2026-12" }"#);
    enter(&mut form, "planned_start_month", "2027-01");
    enter(&mut form, "customer_id_digits", "012");
    form.apply(Action::Review);
    let other = parse(r#"{ "line_type": "ip_vpn", "customer_id_prefix": "COP", "planned_start_month": "2027-04" }"#);
    let other = api::opening_values(form.definition(), Some(&other)).0;
    let changes = form.reopen(other.clone());
    assert!(changes.everything && !changes.stage);
    assert_eq!(form.opened_with(), &other);
    assert_eq!(typed(form.values(), &form, "customer_id_prefix"), "COP");
    assert_eq!(typed(form.values(), &form, "planned_start_month"), "2027-01");
    assert_eq!(typed(form.values(), &form, "customer_id_digits"), "012");
    // A field that was left keeps its findings, by the new prefix.
    let digits = field(&form, "customer_id_digits");
    let expected: Vec<String> =
        form.findings_shown(digits).flat_map(|one| one.params.clone()).map(|(_, text)| text).collect();
    assert_eq!(expected, ["8", "3", "COP"]);
    assert_eq!(form.findings_shown(field(&form, "customer_id_prefix")).count(), 0);
    form.apply(Action::Reset);
    assert_eq!(form.values(), &other);
}

#[test]
fn same_prefill_again_changes_nothing() {
    let mut form = form(r#"{ "line_type": "ip_vpn" }"#);
    enter(&mut form, "customer_id_digits", "012");
    let (before, opened_with) = (form.values().clone(), form.opened_with().clone());
    assert_eq!(form.reopen(opened_with), Changes::default());
    assert_eq!(form.values(), &before);
}

#[test]
fn other_prefill_leads_back_to_the_entry_page_only_when_an_answer_changes() {
    let mut form = form(r#"{ "line_type": "internet_ipsec_ike", "terms_consent": true }"#);
    for (id, text) in [("planned_start_month", "2026-12"), ("secret_number", SECRET), ("secret_number_repeat", SECRET)]
    {
        enter(&mut form, id, text);
    }
    form.apply(Action::Review);
    assert_eq!(form.stage(), Stage::Review);
    let mut same = form.opened_with().clone();
    same.set(field(&form, "planned_start_month"), Value::Text("2026-12".to_owned()));
    assert_eq!(form.reopen(same.clone()), Changes::default());
    assert_eq!(form.stage(), Stage::Review);
    same.set(field(&form, "line_type"), Value::Text("ip_vpn".to_owned()));
    assert!(form.reopen(same).stage);
    assert_eq!(form.stage(), Stage::Entry);
    assert!(form.effective().value(field(&form, "customer_id_digits")).is_some(), "the item is shown by now");
    assert_eq!(typed(form.values(), &form, "secret_number"), SECRET);
}

#[test]
fn secret_that_another_prefill_hides_is_dropped() {
    let hides = (
        r#""id": "secret_number",
      "section": "account","#,
        r#""id": "secret_number", "shown": {"field": "terms_consent", "is": true},"#,
    );
    let mut form = form_with(&[hides], r#"{ "terms_consent": true }"#);
    enter(&mut form, "secret_number", SECRET);
    let definition = Arc::new(built_in::definition().unwrap());
    form.reopen(Values::opening(&definition));
    assert_eq!(typed(form.values(), &form, "secret_number"), "");
}

/// The answers of one form are carried into another, which the host fixes as a change: at once, and after the view was
/// removed, which keeps everything but the secrets.
fn carried(before: &Form, after: &Form) -> Restored {
    let fixed = [field(after, "application_type")];
    let (at_once, later) = (carry(before, after, &fixed), carry_on(&changed(before), after, &fixed));
    let is_secret = |id: &str| {
        let definition = before.definition();
        definition.find(id).is_some_and(|field| definition.is_secret(field))
    };
    for (index, field) in after.definition().fields() {
        let expected = if is_secret(&field.id) { after.opened_with() } else { &at_once.values };
        assert_eq!(later.values.get(index), expected.get(index), "{}", field.id);
    }
    let is_kept = |lost: &&Lost| match lost {
        Lost::Name(id) => !is_secret(id),
        Lost::Value(index) | Lost::Secret(index) | Lost::Consent(index) => {
            !is_secret(&after.definition().field(*index).unwrap().id)
        }
    };
    assert_eq!(later.lost, at_once.lost.iter().filter(is_kept).cloned().collect::<Vec<_>>());
    at_once
}

#[test]
fn what_the_person_has_changed_goes_with_them_to_another_definition() {
    let mut before = form(r#"{ "line_type": "ip_vpn", "customer_id_digits": "012" }"#);
    for (id, text) in [
        ("terms_consent", "true"),
        ("customer_id_digits", ""),
        ("planned_start_month", "2027-"),
        ("secret_number", SECRET),
        ("secret_number_repeat", SECRET),
    ] {
        enter(&mut before, id, text);
    }
    let after = form_with(
        &[("online_eligibility_verification", "another_form"), ("2023.1", "2024.1")],
        r#"{ "line_type": "internet_ipsec_ike", "customer_id_digits": "345", "planned_start_month": "2026-12" }"#,
    );
    let restored = carried(&before, &after);
    assert_eq!(restored.lost, []);
    assert_eq!(restored.values.get(field(&after, "terms_consent")), Some(&Value::Flag(true)));
    for (id, expected) in [
        ("line_type", "internet_ipsec_ike"),
        ("customer_id_digits", ""),
        ("planned_start_month", "2027-"),
        ("secret_number", SECRET),
        ("secret_number_repeat", SECRET),
    ] {
        assert_eq!(typed(&restored.values, &after, id), expected, "{id}");
    }
}

#[test]
fn change_that_has_no_place_in_the_other_definition_is_named_unless_it_is_empty() {
    let mut before = form(r#"{ "line_type": "ip_vpn", "planned_test_month": "2026-12" }"#);
    for (id, text) in [
        ("application_type", "change"),
        ("line_type", "internet_ipsec_ike"),
        ("terms_consent", "true"),
        ("planned_start_month", "2027-01"),
        ("planned_test_month", ""),
        ("secret_number", SECRET),
    ] {
        enter(&mut before, id, text);
    }
    let renamed = [
        ("internet_ipsec_ike", "internet"),
        ("planned_start_month", "first_month"),
        ("planned_test_month", "test_month"),
        (r#""control": "consent""#, r#""control": "tel""#),
        (r#""secret": true"#, r#""secret": false"#),
    ];
    let after = form_with(&renamed, "{}");
    let restored = carried(&before, &after);
    let value = |id: &str| Lost::Value(field(&after, id));
    let expected = [
        value("application_type"),
        value("terms_consent"),
        value("line_type"),
        Lost::Name("planned_start_month".to_owned()),
        value("secret_number"),
    ];
    assert_eq!(restored.lost, expected);
    assert_eq!(&restored.values, after.opened_with(), "nothing was taken over");
    assert!(!format!("{restored:?}").contains(SECRET));
}
