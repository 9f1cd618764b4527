//! Properties of every form and every input: the engine is total, hidden is absent, secrets stay secret.

use std::sync::Arc;

use proptest::prelude::*;
use proptest::sample::Index;
use shikaku_form::engine::calendar::{Moment, Month};
use shikaku_form::engine::definition::{Definition, Field, FieldIndex};
use shikaku_form::engine::draft::{self, Lost};
use shikaku_form::engine::export::{Secrets, application};
use shikaku_form::engine::finding::Finding;
use shikaku_form::engine::form::{Action, Form};
use shikaku_form::engine::json::Json;
use shikaku_form::engine::parse;
use shikaku_form::engine::validation::Submission;
use shikaku_form::engine::values::{Secret, Value, Values};
use shikaku_form::{api, built_in, json_text};

use crate::arbitrary_definitions::{NAMES, items};
use crate::arbitrary_json::json;
use crate::support::hearing_sheet::hearing_sheet;

const CANARY: &str = "7391";

fn form() -> Form {
    let definition = built_in::definition().unwrap();
    let values = Values::opening(&definition);
    Form::new(definition, Month::parse("2026-11").unwrap(), values)
}

/// The built-in form and a host's: between them, every kind of control.
fn forms() -> [Form; 2] {
    let definition = Arc::new(parse::definition(&hearing_sheet()).unwrap());
    let values = Values::opening(&definition);
    [form(), Form::new(definition, Month::parse("2026-11").unwrap(), values)]
}

/// Texts that a form meets: right ones, nearly right ones, and anything.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just(CANARY.to_owned()),
        prop::sample::select(vec![
            "new",
            "change",
            "ip_vpn",
            "internet_ipsec_ike",
            "CAF",
            "COP",
            "deduct",
            "flets",
            "other"
        ])
        .prop_map(str::to_owned),
        "[0-9]{4,10}",
        "(CAF|COP)?[0-9OlS -]{0,12}",
        "20[2-3][0-9]-(0[1-9]|1[0-9])?(-([0-3][0-9])?)?",
        "[ｱ-ﾟあ-ん゛　ー]{0,8}",
        "[+0-9０-９（）() ー-]{0,16}",
        "[a-z.]{1,6}[@＠]?[a-z.,-]{0,8}",
        any::<String>(),
    ]
}

#[derive(Debug, Clone)]
enum Step {
    Enter(usize, String, bool),
    Leave(usize),
    Review,
    Back,
    Reset,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (0..20usize, text(), any::<bool>()).prop_map(|(field, text, flag)| Step::Enter(field, text, flag)),
        2 => (0..20usize).prop_map(Step::Leave),
        1 => Just(Step::Review),
        1 => Just(Step::Back),
        1 => Just(Step::Reset),
    ]
}

fn nth(definition: &Definition, position: usize) -> FieldIndex {
    let count = definition.fields().count();
    definition.fields().nth(position % count).unwrap().0
}

fn take(form: &mut Form, step: &Step) {
    let action = match step {
        Step::Enter(position, text, flag) => {
            let field = nth(form.definition(), *position);
            Action::Enter(
                field,
                match Value::empty(form.definition(), field) {
                    Value::Flag(_) => Value::Flag(*flag),
                    Value::Text(_) => Value::Text(text.clone()),
                    Value::Options(_) if *flag => Value::Options(vec!["flets".to_owned(), text.clone()]),
                    Value::Options(_) => Value::Options(Vec::new()),
                    Value::Secret(_) => Value::Secret(Secret::new(text)),
                },
            )
        }
        Step::Leave(position) => Action::Leave(nth(form.definition(), *position)),
        Step::Review => Action::Review,
        Step::Back => Action::Back,
        Step::Reset => Action::Reset,
    };
    form.apply(action);
}

fn warnings(form: &Form) -> impl Iterator<Item = &Finding> {
    form.definition().items().flat_map(|(_, item)| form.warnings_of(item))
}

proptest! {
    #[test]
    fn form_worked_out_step_by_step_is_the_form_worked_out_at_once(steps in prop::collection::vec(step(), 0..40)) {
        for (mut form, mut anew) in forms().into_iter().zip(forms()) {
            for step in &steps {
                take(&mut form, step);
            }
            anew.restore(form.values().clone());
            prop_assert_eq!(&anew.effective().shown, &form.effective().shown);
            prop_assert_eq!(anew.progress(), form.progress());
            prop_assert_eq!(anew.errors().collect::<Vec<_>>(), form.errors().collect::<Vec<_>>());
            prop_assert_eq!(warnings(&anew).collect::<Vec<_>>(), warnings(&form).collect::<Vec<_>>());
            prop_assert_eq!(form.submission().is_some(), form.errors().next().is_none());
        }
    }

    #[test]
    fn hidden_item_has_no_finding_and_no_answer(steps in prop::collection::vec(step(), 0..40)) {
        for mut form in forms() {
            for step in &steps {
                take(&mut form, step);
            }
            let definition = form.definition();
            let is_hidden = |field: FieldIndex| !form.effective().shown.is(definition.field(field).unwrap().item);
            prop_assert!(!form.errors().chain(warnings(&form)).any(|finding| is_hidden(finding.field)));
            for (item, _) in form.submission().iter().flat_map(Submission::answers) {
                prop_assert!(form.effective().shown.is(*item));
            }
        }
    }

    #[test]
    fn answers_saved_and_opened_again_are_the_same(steps in prop::collection::vec(step(), 0..40)) {
        for (mut form, empty) in forms().into_iter().zip(forms()) {
            for step in &steps {
                take(&mut form, step);
            }
            let opened = draft::open(&empty, &[], &draft::draft(&form, None)).unwrap();
            let saved = form.values().to_json(form.definition());
            let is_kept = |(field, _): &(FieldIndex, &Field)| !opened.lost.contains(&Lost::Value(*field));
            let read = opened.values.to_json(form.definition());
            for (_, field) in form.definition().fields().filter(is_kept) {
                prop_assert_eq!(saved.get(&field.id), read.get(&field.id));
            }
        }
    }

    #[test]
    fn definition_with_one_byte_replaced_gives_a_form_or_problems(place in any::<Index>(), byte in any::<u8>()) {
        let mut bytes = built_in::DEFINITION.as_bytes().to_vec();
        let place = place.index(bytes.len());
        bytes[place] = byte;
        match json_text::parse(&String::from_utf8_lossy(&bytes)) {
            Ok(json) => verdict_and_problems_agree(&json),
            Err(problems) => assert!(!problems.is_empty()),
        }
    }

    #[test]
    fn json_of_any_shape_as_definition_gives_a_form_or_problems(tree in json(NAMES), items in items()) {
        verdict_and_problems_agree(&tree);
        verdict_and_problems_agree(&Json::object([
            ("format", Json::text("shikaku-form/definition/1")), ("id", Json::text("a")), ("version", Json::text("1")),
            ("items", Json::Array(items)),
        ]));
    }

    #[test]
    fn json_of_any_shape_as_answers_gets_a_verdict_or_problems(
        tree in json(NAMES),
        answers in prop::collection::vec(prop::option::weighted(0.1, answer()), 20),
    ) {
        let sheet = hearing_sheet();
        for definition in [None, Some(&sheet)] {
            let loaded = api::load(definition, "ja").unwrap();
            let fields = loaded.definition.fields().zip(&answers);
            let values = Json::object(fields.filter_map(|((_, field), json)| Some((&*field.id, json.clone()?))));
            for values in [&tree, &values] {
                match api::validate(&loaded, values, Month::parse("2026-11").unwrap(), None) {
                    Ok(report) => prop_assert_eq!(report.get("valid"), Some(&Json::Bool(false))),
                    Err(problems) => prop_assert!(!problems.is_empty()),
                }
            }
        }
    }

    #[test]
    fn definition_with_one_value_replaced_gives_a_form_or_problems(place in 0..400usize, junk in text()) {
        for source in [built_in::DEFINITION, &hearing_sheet().to_pretty()] {
            let mut tree: serde_json::Value = serde_json::from_str(source).unwrap();
            replace_nth(&mut tree, &mut place.clone(), &junk);
            verdict_and_problems_agree(&json_text::parse(&tree.to_string()).unwrap());
        }
    }

    #[test]
    fn typed_text_of_any_kind_gets_a_verdict(id in text(), pin in text(), month in text()) {
        let loaded = api::load(None, "en").unwrap();
        let values = Json::object([
            ("line_type", Json::text("ip_vpn")), ("customer_id_prefix", Json::text("CAF")),
            ("customer_id_digits", Json::text(id)), ("secret_number", Json::text(pin)),
            ("planned_start_month", Json::text(month)),
        ]);
        let report = api::validate(&loaded, &values, Month::parse("2026-11").unwrap(), None).unwrap();
        prop_assert_eq!(report.get("valid"), Some(&Json::Bool(false)));
    }
}

/// A definition is right exactly when no problem is named.
fn verdict_and_problems_agree(definition: &Json) {
    let checked = api::check_definition(definition);
    let has_problems = checked.get("problems") != Some(&Json::Array(Vec::new()));
    assert_eq!(checked.get("ok"), Some(&Json::Bool(!has_problems)));
}

/// Raw values of every kind, and others.
fn answer() -> impl Strategy<Value = Json> {
    prop_oneof![
        6 => text().prop_map(Json::Text),
        2 => any::<bool>().prop_map(Json::Bool),
        2 => prop::collection::vec(text().prop_map(Json::Text), 0..3).prop_map(Json::Array),
        1 => json(NAMES),
    ]
}

fn replace_nth(tree: &mut serde_json::Value, left: &mut usize, junk: &str) {
    if *left == 0 {
        *tree = serde_json::Value::from(junk);
    }
    *left = left.wrapping_sub(1);
    match tree {
        serde_json::Value::Array(values) => values.iter_mut().for_each(|value| replace_nth(value, left, junk)),
        serde_json::Value::Object(members) => members.values_mut().for_each(|value| replace_nth(value, left, junk)),
        serde_json::Value::Null
        | serde_json::Value::Bool(_)
        | serde_json::Value::Number(_)
        | serde_json::Value::String(_) => {}
    }
}

/// A complete form whose secret number is the canary.
fn complete_form() -> Form {
    let values = r#"{"terms_consent": true, "line_type": "internet_ipsec_ike", "planned_start_month": "2026-12",
        "secret_number": "7391", "secret_number_repeat": "7391"}"#;
    let mut form = form();
    let mut raw = form.values().clone();
    raw.read(form.definition(), &json_text::parse(values).unwrap()).unwrap();
    form.restore(raw);
    form
}

#[test]
fn same_answers_give_the_same_bytes() {
    let moment = Moment::from_unix_seconds(1_795_402_800);
    let export = || {
        let form = complete_form();
        application(form.definition(), &form.submission().unwrap(), moment, Secrets::Withheld).to_pretty()
    };
    let expected = r#"{
  "format": "shikaku-form/application/1",
  "form": {
    "id": "online_eligibility_verification",
    "version": "2023.1"
  },
  "completed_at": "2026-11-23T12:00:00+09:00",
  "answers": {
    "application_type": "new",
    "terms_consent": true,
    "e_prescription_terms_consent": false,
    "line_type": "internet_ipsec_ike",
    "planned_start_month": "2026-12",
    "fee_payment_method": "deduct"
  },
  "withheld": [
    "secret_number"
  ]
}
"#;
    assert_eq!(export(), expected);
    assert_eq!(export(), export());
}

#[test]
fn secret_is_exported_only_when_asked_for() {
    let form = complete_form();
    let export = |secrets| application(form.definition(), &form.submission().unwrap(), None, secrets).to_pretty();
    assert!(!export(Secrets::Withheld).contains(CANARY));
    let included = export(Secrets::Included);
    assert!(included.contains(r#""secret_number": "7391""#) && included.contains(r#""withheld": []"#), "{included}");
}

#[test]
fn secret_shows_in_no_debug_text_report_or_kept_answers() {
    let form = complete_form();
    let loaded = api::load(None, "ja").unwrap();
    let mut wrong = complete_form();
    let field = wrong.definition().find("secret_number").unwrap();
    wrong.apply(Action::Enter(field, Value::Secret(Secret::new("73 91O"))));
    let texts = [
        format!("{form:?}"),
        format!("{:?}", form.submission()),
        form.values().to_json(form.definition()).to_pretty(),
        api::report(&form, &loaded.texts, None).to_pretty(),
        format!("{wrong:?}"),
        api::report(&wrong, &loaded.texts, None).to_pretty(),
    ];
    for text in texts {
        assert!(!text.contains(CANARY) && !text.contains("73 91"), "{text}");
    }
}

/// Characters that are invisible, and break the programs that read them later: XML, databases, PDF files.
fn is_never_seen(one: char) -> bool {
    let is_white_space = matches!(one, '\t' | '\n' | '\r');
    (one.is_control() && !is_white_space)
        || "\u{ad}\u{180e}\u{200b}\u{200e}\u{200f}\u{feff}\u{fff9}\u{fffa}\u{fffb}\u{fffc}\u{fffe}\u{ffff}"
            .contains(one)
        || matches!(one, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fdd0}'..='\u{fdef}' | '\u{e0001}')
}

fn never_seen() -> impl Strategy<Value = char> {
    prop_oneof![(0..=0xa0_u32), (0x2000..=0x2070_u32), (0xfdd0..=0xffff_u32)]
        .prop_filter_map("is seen", |code| char::from_u32(code).filter(|one| is_never_seen(*one)))
}

/// A form of one box of each kind, and an answer for each.
const BOXES: [(&str, &str); 8] = [
    (r#""control": "text", "max_length": 40"#, "桜 花子"),
    (r#""control": "long_text", "max_length": 40"#, "一行目\n二行目"),
    (r#""control": "kana", "max_length": 40"#, "サクラ　ハナコ"),
    (r#""control": "tel""#, "03-1234-5678"),
    (r#""control": "email""#, "hanako@example.jp"),
    (r#""control": "postal_code""#, "100-0001"),
    (r#""control": "number", "min": 0, "max": 2000"#, "1200"),
    (r#""control": "digits", "length": 4"#, "4831"),
];

fn answers_of(definition: &str, values: [String; 8]) -> Json {
    let loaded = api::load(Some(&json_text::parse(definition).unwrap()), "ja").unwrap();
    let names = ["a", "b", "c", "d", "e", "f", "g", "h"];
    let values = Json::object(names.into_iter().zip(values.map(Json::Text)));
    let report = api::validate(&loaded, &values, Month::parse("2026-11").unwrap(), None).unwrap();
    report.get("application").and_then(|application| application.get("answers")).unwrap_or(&Json::Null).clone()
}

proptest! {
    #[test]
    fn what_is_never_seen_is_in_no_exported_answer(
        planted in prop::collection::vec((any::<Index>(), never_seen()), 1..6),
        anything in "[ -~あ-ん\u{200b}-\u{200f}\u{0}-\u{20}\u{fff0}-\u{ffff}]{1,12}|.{1,12}",
    ) {
        let items = BOXES.iter().zip('a'..='h').map(|((control, _), id)| {
            format!(r#"{{"id": "{id}", "required": false, "fields": [{{"id": "{id}", {control}}}]}}"#)
        });
        let items = items.collect::<Vec<_>>().join(",");
        let definition =
            format!(r#"{{"format": "shikaku-form/definition/1", "id": "o", "version": "1", "items": [{items}]}}"#);
        let answers = BOXES.map(|(_, answer)| answer.to_owned());
        let with_planted = answers.clone().map(|answer| {
            let mut characters: Vec<char> = answer.chars().collect();
            planted.iter().for_each(|(place, one)| characters.insert(place.index(characters.len() + 1), *one));
            characters.into_iter().collect()
        });
        let expected = answers_of(&definition, answers);
        prop_assert_ne!(&expected, &Json::Null);
        prop_assert_eq!(answers_of(&definition, with_planted), expected);
        // One box at a time, because one wrong answer prevents the export.
        for place in 0..BOXES.len() {
            let mut values = BOXES.map(|_| String::new());
            values[place].clone_from(&anything);
            let exported = answers_of(&definition, values);
            let Json::Object(members) = &exported else { continue };
            for text in members.iter().filter_map(|(_, answer)| answer.as_text()) {
                prop_assert!(!text.contains(is_never_seen), "{text:?}");
            }
        }
    }
}
