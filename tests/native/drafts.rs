//! Draft files: saved answers are restored, secrets excepted; answers that cannot be restored are named; any other file
//! changes nothing.

use proptest::prelude::*;
use shikaku_form::built_in;
use shikaku_form::engine::calendar::{Moment, Month};
use shikaku_form::engine::draft::{Lost, Unopened, draft, open};
use shikaku_form::engine::export::{Secrets, application};
use shikaku_form::engine::form::{Action, Form, Stage};
use shikaku_form::engine::json::Json;
use shikaku_form::engine::values::{Value, Values};
use shikaku_form::json_text;

use crate::arbitrary_json::{json, name};
use crate::entering::{enter, field};

const SECRET: &str = "7391";

fn opened() -> Form {
    let definition = built_in::definition().unwrap();
    let values = Values::opening(&definition);
    Form::new(definition, Month::parse("2026-11").unwrap(), values)
}

fn completed() -> Form {
    let mut form = opened();
    for (id, text) in [
        ("terms_consent", "true"),
        ("line_type", "ip_vpn"),
        ("customer_id_prefix", "COP"),
        ("customer_id_digits", "01234567"),
        ("customer_id_digits_repeat", "01234567"),
        ("v6_option_declared", "true"),
        ("planned_start_month", "2027-04"),
        ("secret_number", SECRET),
        ("secret_number_repeat", SECRET),
    ] {
        enter(&mut form, id, text);
    }
    form
}

fn exported(form: &Form, secrets: Secrets) -> Json {
    application(form.definition(), &form.submission().unwrap(), Moment::from_unix_seconds(0), secrets)
}

fn typed(values: &Values, form: &Form, id: &str) -> String {
    values.get(field(form, id)).unwrap().typed().unwrap().to_owned()
}

fn secret_is_lost(form: &Form) -> Vec<Lost> {
    vec![Lost::Secret(field(form, "secret_number"))]
}

#[test]
fn draft_holds_every_answer_but_the_secret_and_brings_them_back() {
    let mut form = completed();
    enter(&mut form, "customer_id_digits", "\u{ff10}1 23");
    let file = draft(&form, Moment::from_unix_seconds(0));
    assert!(!file.to_pretty().contains(SECRET));
    let read = json_text::parse(&file.to_pretty()).unwrap();
    let found = open(&opened(), &[], &read).unwrap();
    assert_eq!(typed(&found.values, &form, "customer_id_digits"), "\u{ff10}1 23", "as typed");
    assert_eq!(typed(&found.values, &form, "planned_start_month"), "2027-04");
    assert_eq!(typed(&found.values, &form, "secret_number"), "");
    assert_eq!(found.lost, secret_is_lost(&form));
}

#[test]
fn file_takes_the_place_of_what_was_typed() {
    let file = draft(&opened(), None);
    let form = completed();
    let found = open(&form, &[], &file).unwrap();
    assert_eq!(&found.values, form.opened_with());
}

#[test]
fn application_opens_as_the_start_of_a_change() {
    let form = completed();
    for secrets in [Secrets::Withheld, Secrets::Included] {
        let found = open(&opened(), &[], &exported(&form, secrets)).unwrap();
        assert_eq!(typed(&found.values, &form, "application_type"), "change");
        for id in ["customer_id_prefix", "customer_id_digits", "customer_id_digits_repeat", "planned_start_month"] {
            assert_eq!(typed(&found.values, &form, id), typed(form.values(), &form, id), "{id}");
        }
        assert_eq!(typed(&found.values, &form, "secret_number"), "", "a secret is typed anew");
        let consents = ["terms_consent", "v6_option_declared"];
        for id in consents {
            assert_eq!(found.values.get(field(&form, id)), Some(&Value::Flag(false)), "{id} is given anew");
        }
        let lost = consents.map(|id| Lost::Consent(field(&form, id)));
        assert_eq!(found.lost, [&lost[..], &secret_is_lost(&form)].concat());
    }
}

#[test]
fn opened_application_needs_the_secret_and_the_consents_to_be_complete() {
    let mut form = opened();
    let found = open(&form, &[], &exported(&completed(), Secrets::Withheld)).unwrap();
    form.apply(Action::Open(found.values));
    form.apply(Action::Review);
    let open_fields: Vec<_> = form.errors().map(|finding| finding.field).collect();
    let anew = ["terms_consent", "v6_option_declared", "secret_number", "secret_number_repeat"];
    assert_eq!(open_fields, anew.map(|id| field(&form, id)));
    for consent in ["terms_consent", "v6_option_declared"] {
        form.apply(Action::Enter(field(&form, consent), Value::Flag(true)));
    }
    enter(&mut form, "secret_number", SECRET);
    enter(&mut form, "secret_number_repeat", SECRET);
    form.apply(Action::Review);
    assert_eq!(form.stage(), Stage::Review);
}

#[test]
fn what_cannot_be_taken_up_is_named_and_the_rest_is_taken_up() {
    let text = r#"{ "format": "shikaku-form/draft/1", "form": { "id": "online_eligibility_verification", "version": "1" },
        "answers": { "line_type": "carrier_pigeon", "terms_consent": "yes", "fax": "03", "secret_number": "7391",
                     "planned_start_month": "2027-04" } }"#;
    let form = opened();
    let found = open(&form, &[], &json_text::parse(text).unwrap()).unwrap();
    let mut expected = vec![
        Lost::Value(field(&form, "line_type")),
        Lost::Value(field(&form, "terms_consent")),
        Lost::Name("fax".to_owned()),
    ];
    expected.extend(secret_is_lost(&form));
    assert_eq!(found.lost, expected);
    assert_eq!(typed(&found.values, &form, "planned_start_month"), "2027-04");
    assert_eq!(typed(&found.values, &form, "secret_number"), "");
}

#[test]
fn answer_that_the_host_has_fixed_stays() {
    let form = opened();
    let fixed = [field(&form, "application_type")];
    let found = open(&form, &fixed, &exported(&completed(), Secrets::Withheld)).unwrap();
    assert_eq!(typed(&found.values, &form, "application_type"), "new");
    let mut change = completed();
    enter(&mut change, "application_type", "change");
    let found = open(&form, &fixed, &draft(&change, None)).unwrap();
    assert_eq!(typed(&found.values, &form, "application_type"), "new");
    assert!(found.lost.contains(&Lost::Value(fixed[0])));
}

#[test]
fn other_files_are_refused_by_their_kind() {
    let of = |text: &str| open(&opened(), &[], &json_text::parse(text).unwrap()).unwrap_err();
    for text in [
        "null",
        "[]",
        "{}",
        r#"{ "format": "shikaku-form/draft/2", "form": { "id": "online_eligibility_verification" }, "answers": {} }"#,
        r#"{ "format": "shikaku-form/draft/1", "form": { "id": "online_eligibility_verification" }, "answers": [] }"#,
    ] {
        assert_eq!(of(text), Unopened::OtherFile, "{text}");
    }
    let other = r#"{ "format": "shikaku-form/draft/1", "form": { "id": "hearing_sheet" }, "answers": {} }"#;
    assert_eq!(of(other), Unopened::OtherForm);
}

/// Possible contents of a file.
const NAMES: &str = "application_type terms_consent line_type customer_id customer_id_prefix customer_id_digits \
    planned_start_month secret_number __proto__";

proptest! {
    #[test]
    fn whatever_is_in_a_file_opens_or_is_refused_and_is_the_same_when_saved_again(
        format in prop::sample::select(vec!["shikaku-form/draft/1", "shikaku-form/application/1"]),
        answers in prop::collection::vec((name(NAMES), json(NAMES)), 0..8),
    ) {
        let answers = Json::Object(answers);
        let id = Json::object([("id", Json::text("online_eligibility_verification"))]);
        let file = Json::object([("format", Json::text(format)), ("form", id), ("answers", answers)]);
        let mut form = opened();
        let found = open(&form, &[], &file).unwrap();
        form.apply(Action::Open(found.values.clone()));
        let again = open(&opened(), &[], &draft(&form, None)).unwrap();
        prop_assert_eq!(again.values, found.values);
        prop_assert_eq!(again.lost, secret_is_lost(&form));
    }
}
