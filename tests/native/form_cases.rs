//! Every whole-form case of `tests/cases` gives what its file says, through the same actions as in a browser.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value as Raw;
use shikaku_form::api::{self, Loaded};
use shikaku_form::engine::calendar::{Moment, Month};
use shikaku_form::engine::definition::FieldIndex;
use shikaku_form::engine::finding::Severity;
use shikaku_form::engine::form::{Action, Form, Page, Stage};
use shikaku_form::engine::markup::{Inline, plain};
use shikaku_form::engine::review::{ReviewLine, review};
use shikaku_form::engine::screen::field_screen;
use shikaku_form::engine::values::{Secret, Value, Values};

use crate::support::cases::{Case, cases};
use crate::support::hearing_sheet::hearing_sheet;

#[test]
fn whole_form_gives_the_answers_and_findings_of_its_case() {
    let today = Month::parse("2026-11").unwrap();
    let sheet = hearing_sheet();
    for (definition, folder, least) in [(None, "forms", 19), (Some(&sheet), "hearing-sheet", 10)] {
        let (loaded, cases) = (api::load(definition, "ja").unwrap(), cases(today, folder));
        for case in &cases {
            run(today, &loaded, case);
        }
        assert!(cases.len() >= least, "{} cases of {folder}", cases.len());
    }
}

fn run(today: Month, loaded: &Loaded, case: &Case) {
    let definition = &loaded.definition;
    let mut form = Form::new(Arc::clone(definition), today, Values::opening(definition));
    for (id, raw) in &case.enter {
        let field = definition.find(id).unwrap();
        form.apply(Action::Enter(field, value(&form, field, raw)));
        form.apply(Action::Leave(field));
    }
    form.apply(Action::Review);
    let is_valid = case.answers.is_some();
    assert_eq!(form.stage() == Stage::Review, is_valid, "{}: {:?}", case.name, form.errors().collect::<Vec<_>>());
    assert_eq!(found(&form, Severity::Error), case.errors, "{}", case.name);
    assert_eq!(found(&form, Severity::Warning), case.warnings, "{}", case.name);
    assert_eq!(found(&form, Severity::Note), case.notes, "{}", case.name);
    let report: Raw = serde_json::from_str(&api::report(&form, &loaded.texts, None).to_pretty()).unwrap();
    assert_eq!(report["application"].get("answers"), case.answers.as_ref(), "{}", case.name);
    assert_same_as_anew(&form, loaded, case);
}

fn value(form: &Form, field: FieldIndex, raw: &Raw) -> Value {
    match (Value::empty(form.definition(), field), raw) {
        (Value::Flag(_), Raw::Bool(flag)) => Value::Flag(*flag),
        (Value::Secret(_), Raw::String(text)) => Value::Secret(Secret::new(text)),
        (Value::Text(_), Raw::String(text)) => Value::Text(text.clone()),
        (Value::Options(_), Raw::Array(options)) => {
            Value::Options(options.iter().map(|option| option.as_str().unwrap().to_owned()).collect())
        }
        (empty, raw) => panic!("{raw} is no {empty:?}"),
    }
}

fn found(form: &Form, severity: Severity) -> BTreeMap<String, String> {
    let fields = form.definition().fields();
    let findings = fields.flat_map(|(index, _)| form.findings_shown(index)).filter(|one| one.severity == severity);
    let named = |one: &shikaku_form::engine::finding::Finding| {
        (form.definition().field(one.field).unwrap().id.to_string(), one.code.as_str().to_owned())
    };
    findings.map(named).collect()
}

/// Entering values one by one gives the same form as restoring all at once.
fn assert_same_as_anew(form: &Form, loaded: &Loaded, case: &Case) {
    let mut anew = Form::new(Arc::clone(&loaded.definition), form.today(), form.opened_with().clone());
    anew.restore(form.values().clone());
    assert_eq!(anew.progress(), form.progress(), "{}", case.name);
    assert_eq!(anew.effective().shown, form.effective().shown, "{}", case.name);
    assert_eq!(anew.errors().collect::<Vec<_>>(), form.errors().collect::<Vec<_>>(), "{}", case.name);
}

#[test]
fn what_is_shown_after_a_refused_attempt_is_not_judged_before_it_is_left() {
    let definition = api::load(None, "ja").unwrap().definition;
    let mut form = Form::new(Arc::clone(&definition), Month::parse("2026-11").unwrap(), Values::opening(&definition));
    form.apply(Action::Review);
    let [line_type, digits] = ["line_type", "customer_id_digits"].map(|id| definition.find(id).unwrap());
    assert!(form.findings_shown(line_type).next().is_some());
    form.apply(Action::Enter(line_type, Value::Text("ip_vpn".to_owned())));
    assert_eq!(form.findings_shown(digits).next(), None);
    form.apply(Action::Review);
    assert!(form.findings_shown(digits).next().is_some());
}

#[test]
fn form_that_is_completed_on_a_later_day_is_judged_by_that_day() {
    let sheet = hearing_sheet();
    let (today, loaded) = (Month::parse("2026-11").unwrap(), api::load(Some(&sheet), "ja").unwrap());
    let all = cases(today, "hearing-sheet");
    let case =
        all.iter().find(|case| case.answers.is_some() && case.enter.iter().any(|(id, _)| id == "first_wished_date"));
    let mut form = Form::new(Arc::clone(&loaded.definition), today, Values::opening(&loaded.definition));
    for (id, raw) in &case.unwrap().enter {
        let field = loaded.definition.find(id).unwrap();
        form.apply(Action::Enter(field, value(&form, field, raw)));
    }
    form.apply(Action::Review);
    assert_eq!(form.stage(), Stage::Review);
    // The reviewed answers are completed, whatever arrives late.
    let Page::Review(reviewed) = form.page().clone() else { panic!("{:?}", form.page()) };
    let (november, in_2040) = (1_794_000_000, 2_208_988_800);
    let mut other = case.unwrap().enter.iter().filter(|(id, _)| id == "first_wished_date");
    let date = loaded.definition.find(&other.next().unwrap().0).unwrap();
    let entered = form.values().get(date).cloned().unwrap();
    form.apply(Action::Enter(date, Value::Text("2026-12-24".to_owned())));
    form.apply(Action::Complete(Moment::from_unix_seconds(november).unwrap()));
    let Page::Complete(completed) = form.page().clone() else { panic!("{:?}", form.page()) };
    assert_eq!(completed.submission, reviewed);
    assert_ne!(form.submission().as_ref(), Some(&*reviewed));
    // Going back from the last page leads to the errors, and completes nothing again.
    form.apply(Action::Enter(date, Value::Text("2020-12-24".to_owned())));
    form.apply(Action::Review);
    assert_eq!(form.stage(), Stage::Entry);
    form.apply(Action::Enter(date, entered));
    form.apply(Action::Review);
    assert_eq!(form.stage(), Stage::Review);
    form.apply(Action::Complete(Moment::from_unix_seconds(in_2040).unwrap()));
    assert_eq!(form.stage(), Stage::Entry);
    assert!(found(&form, Severity::Error).contains_key("first_wished_date"));
}

#[test]
fn long_number_is_shown_in_groups_and_holds_no_space_that_could_be_copied() {
    let loaded = api::load(None, "en").unwrap();
    let cases = cases(Month::parse("2026-11").unwrap(), "forms");
    let case = cases.iter().find(|case| case.name.contains("applies-with-a-caf-id")).unwrap();
    let definition = &loaded.definition;
    let mut form = Form::new(Arc::clone(definition), Month::parse("2026-11").unwrap(), Values::opening(definition));
    for (id, raw) in &case.enter {
        let field = definition.find(id).unwrap();
        form.apply(Action::Enter(field, value(&form, field, raw)));
    }
    let groups = Inline::Groups(["CAF", "0123", "4567", "89"].map(str::to_owned).to_vec());
    let read_back =
        field_screen(&form, &loaded.texts, definition.find("customer_id_digits").unwrap()).read_back.unwrap();
    assert_eq!(read_back.last(), Some(&groups));
    assert!(plain(&read_back).ends_with(": CAF0123456789"));
    let lines = review(&form, &loaded.texts, &form.submission().unwrap());
    let is_number = |line: &&ReviewLine| definition.item(line.item).is_some_and(|item| &*item.id == "customer_id");
    assert_eq!(lines.iter().find(is_number).unwrap().answer, [groups]);
}
