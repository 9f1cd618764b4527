//! The list of reachable states is complete: no checker and no person looks at any other.

use std::collections::BTreeSet;
use std::sync::Arc;

use shikaku_form::built_in;
use shikaku_form::engine::calendar::Month;
use shikaku_form::engine::definition::{Definition, Field, FieldIndex};
use shikaku_form::engine::effective::{Shown, Tidied};
use shikaku_form::engine::form::Stage;
use shikaku_form::engine::kinds::Control;
use shikaku_form::engine::kinds::date::EarliestDate;
use shikaku_form::engine::parse;
use shikaku_form::engine::values::Values;

use crate::support::candidates::candidates;
use crate::support::hearing_sheet::hearing_sheet;
use crate::support::reachable_states::{State, states};

const STAGES: [Stage; 3] = [Stage::Entry, Stage::Review, Stage::Complete];

fn today() -> Month {
    Month::parse("2026-11").unwrap()
}

fn all(definition: &Arc<Definition>) -> Vec<State> {
    states(definition, today())
}

fn definitions() -> [Arc<Definition>; 2] {
    [built_in::definition().unwrap(), Arc::new(parse::definition(&hearing_sheet()).unwrap())]
}

fn has_prefix(definition: &Definition, index: FieldIndex) -> bool {
    definition.prefix_of(index).is_some()
}

/// The findings about a field of this kind. A new kind of control breaks the build here.
fn codes(definition: &Definition, index: FieldIndex, field: &Field) -> Vec<String> {
    let is_required = definition.item_of(index).unwrap().required;
    let codes = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>();
    let mut said = match &field.control {
        Control::Consent(_) | Control::Choices(_) => Vec::new(),
        // A choice that the form opened with cannot be taken back.
        Control::Choice(choice) if !choice.opens_as.is_empty() => return Vec::new(),
        Control::Choice(_) => Vec::new(),
        Control::Digits(digits) => {
            let mut said = codes(&["not_digits", "too_short", "too_long", "tidied"]);
            if has_prefix(definition, index) {
                said.extend(codes(&["other_prefix", "too_short.other_prefix_fits", "too_long.other_prefix_fits"]));
                said.push("tidied.prefix_taken_off".to_owned());
            }
            said.extend(digits.checks.iter().map(|check| check.code.to_string()));
            said
        }
        Control::Repeat(_) => {
            let mut said = codes(&["repeat_differs", "tidied"]);
            if has_prefix(definition, index) {
                said.push("tidied.prefix_taken_off".to_owned());
            }
            said
        }
        Control::Month(range) => {
            let mut said = codes(&["month_incomplete", "month_past"]);
            said.extend(range.not_after.iter().map(|not_after| not_after.code.to_string()));
            said
        }
        Control::Date(range) => {
            let mut said = codes(&["date_incomplete", "date_unreal"]);
            said.extend((range.earliest == EarliestDate::Today).then(|| "date_past".to_owned()));
            said
        }
        Control::Text(text_box) => {
            let mut said = codes(of_kind(text_box.rules.name, text_box.limits.min));
            said.extend(text_box.checks.iter().map(|check| check.code.to_string()));
            said
        }
    };
    if is_required {
        said.push("missing".to_owned());
    }
    said.iter().map(|code| format!("{}.{code}", field.id)).collect()
}

/// The same of a text.
fn of_kind(kind: &str, least: u32) -> &'static [&'static str] {
    match kind {
        "text" | "long_text" => &["too_long"],
        "kana" => &["not_kana", "too_long", "tidied"],
        "tel" => &["not_digits", "no_area_code", "too_short", "too_long", "tidied"],
        "email" => &["not_email", "not_email.no_at", "not_email.character", "tidied"],
        "postal_code" => &["not_digits", "too_short", "too_long", "tidied"],
        "number" if least == 0 => &["not_digits", "too_large", "tidied"],
        "number" => &["not_digits", "too_small", "too_large", "tidied"],
        other => panic!("nobody has said what is found in a {other}"),
    }
}

#[test]
fn everything_that_can_be_said_is_said_in_a_state() {
    for definition in definitions() {
        let said: BTreeSet<_> = all(&definition).into_iter().flat_map(|state| state.findings).collect();
        let expected: BTreeSet<_> =
            definition.fields().flat_map(|(index, field)| codes(&definition, index, field)).collect();
        assert_eq!(said, expected);
    }
}

#[test]
fn whatever_is_chosen_the_items_shown_are_those_of_a_state() {
    definitions().iter().for_each(assert_states_show_everything);
}

/// Which items are shown once a state's answers are entered.
fn shown(definition: &Definition, state: &State) -> Vec<bool> {
    let mut values = Values::opening(definition);
    state.enter.iter().for_each(|(field, value)| values.set(*field, value.clone()));
    shown_with(definition, &values)
}

fn shown_with(definition: &Definition, values: &Values) -> Vec<bool> {
    let shown = Shown::of(definition, values, &Tidied::of(definition, values));
    definition.items().map(|(item, _)| shown.is(item)).collect()
}

fn assert_states_show_everything(definition: &Arc<Definition>) {
    let entry: Vec<_> = all(definition).into_iter().filter(|state| state.stage == Stage::Entry).collect();
    let of_states: BTreeSet<_> = entry.iter().map(|state| shown(definition, state)).collect();
    for (field, _) in definition.fields() {
        for value in candidates(definition, today(), field) {
            for state in &entry {
                let mut values = Values::opening(definition);
                state.enter.iter().for_each(|(field, value)| values.set(*field, value.clone()));
                values.set(field, value.clone());
                assert!(of_states.contains(&shown_with(definition, &values)), "{} and {value:?}", state.name);
            }
        }
    }
}

#[test]
fn every_item_is_shown_in_a_state_that_is_no_mere_combination() {
    for (definition, stage) in definitions().iter().flat_map(|one| STAGES.map(|stage| (one, stage))) {
        let states = all(definition).into_iter().filter(|state| state.stage == stage);
        let (combinations, others): (Vec<_>, Vec<_>) = states.partition(|state| state.is_combination);
        assert!(!combinations.is_empty() && !others.is_empty());
        let is_in = |states: &[State], place: usize| states.iter().any(|state| shown(definition, state)[place]);
        let places = 0..definition.items().count();
        let missing: Vec<_> = places.filter(|place| is_in(&combinations, *place) && !is_in(&others, *place)).collect();
        assert!(missing.is_empty(), "{stage:?}: {missing:?}");
    }
}

#[test]
fn every_page_and_a_refused_attempt_is_among_the_states_under_a_name_of_its_own() {
    for definition in definitions() {
        let states = all(&definition);
        let names: BTreeSet<_> = states.iter().map(|state| &state.name).collect();
        assert_eq!(names.len(), states.len());
        for stage in STAGES {
            assert!(states.iter().any(|state| state.stage == stage), "{stage:?}");
        }
        for is_tried in [false, true] {
            assert!(states.iter().any(|state| state.stage == Stage::Entry && state.is_tried == is_tried));
        }
    }
}
