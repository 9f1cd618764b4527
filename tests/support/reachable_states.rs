//! The reachable states of a form, computed from its definition: the items shown, the findings at each field, and the
//! page. It knows no field and no code of the built-in form.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use shikaku_form::engine::calendar::Month;
use shikaku_form::engine::definition::{Definition, FieldIndex};
use shikaku_form::engine::finding::{Finding, Severity};
use shikaku_form::engine::form::{Action, Form, Stage};
use shikaku_form::engine::kinds::Control;
use shikaku_form::engine::length::Length;
use shikaku_form::engine::values::{Value, Values};

use super::candidates::candidates;

/// One state, and how to reach it.
#[derive(Clone)]
pub(crate) struct State {
    /// Names it in file names.
    pub(crate) name: String,
    /// The page.
    pub(crate) stage: Stage,
    /// Whether the person has tried to go on, and so sees every error.
    pub(crate) is_tried: bool,
    /// Fields and values to enter, in the form's order.
    pub(crate) enter: Vec<(FieldIndex, Value)>,
    /// The findings, each as `field.code` or `field.code.variant`.
    pub(crate) findings: BTreeSet<String>,
    /// Whether it differs from another state only in which items are shown together.
    pub(crate) is_combination: bool,
}

/// Every state of a form, fewest answers first.
pub(crate) fn states(definition: &Arc<Definition>, today: Month) -> Vec<State> {
    let states = States { definition, today };
    let views = states.views();
    let mut found = Vec::new();
    for (name, values) in &views {
        found.push(states.state(&format!("entry-{name}"), Stage::Entry, false, values));
        found.push(states.state(&format!("missing-{name}"), Stage::Entry, true, values));
    }
    let complete: Vec<_> = views.iter().map(|(name, values)| (name, states.completed(values))).collect();
    found.extend(states.findings(&complete.iter().map(|(_, values)| values.clone()).collect::<Vec<_>>()));
    let mut later = Vec::new();
    for (name, values) in complete.iter().filter(|(_, values)| states.form(values).stage() == Stage::Review) {
        let warned = states.warned(values);
        later.push([
            states.state(&format!("review-{name}"), Stage::Review, true, values),
            states.state(&format!("review-{name}-warned"), Stage::Review, true, &warned),
            states.state(&format!("complete-{name}"), Stage::Complete, true, values),
        ]);
    }
    // The last view shows most.
    let last = later.len().saturating_sub(1);
    let later = later
        .into_iter()
        .enumerate()
        .flat_map(|(place, states)| states.map(|state| State { is_combination: place != last, ..state }));
    found.extend(later);
    found
}

/// A finding as the tests name it.
pub(crate) fn name_of(definition: &Definition, finding: &Finding) -> String {
    let field = definition.field(finding.field).map_or("", |field| &field.id);
    let variant = finding.variant.map(|variant| format!(".{variant}")).unwrap_or_default();
    format!("{field}.{}{variant}", finding.code.as_str())
}

/// The difference between two entry pages before anything else is entered.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Look {
    shown: Vec<bool>,
    /// The choices that label other fields.
    labels: Vec<String>,
    /// Whether the rest can be completed.
    is_answered: bool,
}

struct States<'d> {
    definition: &'d Arc<Definition>,
    today: Month,
}

impl States<'_> {
    /// The form after the values were entered and the person tried to go on.
    fn form(&self, values: &Values) -> Form {
        let mut form = Form::new(Arc::clone(self.definition), self.today, Values::opening(self.definition));
        for (field, value) in self.entered(values) {
            form.apply(Action::Enter(field, value));
        }
        form.apply(Action::Review);
        form
    }

    /// What differs from the form as opened.
    fn entered(&self, values: &Values) -> Vec<(FieldIndex, Value)> {
        let opening = Values::opening(self.definition);
        let changed = self.definition.fields().filter(|(field, _)| values.get(*field) != opening.get(*field));
        changed.filter_map(|(field, _)| Some((field, values.get(field)?.clone()))).collect()
    }

    fn state(&self, name: &str, stage: Stage, is_tried: bool, values: &Values) -> State {
        let form = self.form(values);
        let findings = if is_tried { self.said(&form) } else { BTreeSet::new() };
        let enter = self.entered(values);
        let is_combination = stage == Stage::Entry && !enter.is_empty();
        State { name: name.to_owned(), stage, is_tried, enter, findings, is_combination }
    }

    fn said(&self, form: &Form) -> BTreeSet<String> {
        let fields = self.definition.fields();
        let findings = fields.flat_map(|(field, _)| form.findings_shown(field));
        findings.map(|finding| name_of(self.definition, finding)).collect()
    }

    /// The entry pages that differ, each with the answers that lead there.
    fn views(&self) -> Vec<(String, Values)> {
        let mut ways = vec![Values::opening(self.definition)];
        for field in self.deciding() {
            let choices = candidates(self.definition, self.today, field);
            let with = |values: &Values, choice: &Value| changed(values, field, choice.clone());
            let further = ways.iter().flat_map(|values| choices.iter().map(move |choice| with(values, choice)));
            ways.extend(further.collect::<Vec<_>>());
        }
        let mut views = BTreeMap::new();
        for values in ways {
            let (look, name) = self.look(&values);
            views.entry(look).or_insert((name, values));
        }
        views.into_values().collect()
    }

    /// The fields that decide what is shown, or how another field is labelled.
    fn deciding(&self) -> BTreeSet<FieldIndex> {
        let mut deciding = BTreeSet::new();
        for (_, item) in self.definition.items() {
            item.shown.each_field(&mut |field| _ = deciding.insert(field));
        }
        for (_, field) in self.definition.fields() {
            if let Control::Digits(digits) = &field.control
                && let Length::AfterPrefix { prefix, .. } = &digits.length
            {
                deciding.insert(*prefix);
            }
        }
        deciding
    }

    /// The difference between two entry pages, and a name for it.
    fn look(&self, values: &Values) -> (Look, String) {
        let form = self.form(values);
        let shown = self.definition.items().map(|(item, _)| form.effective().shown.is(item)).collect();
        let deciding = self.deciding();
        let seen: Vec<_> = deciding.into_iter().filter(|field| form.effective().value(*field).is_some()).collect();
        let is_answered = seen.iter().all(|field| form.findings_shown(*field).next().is_none());
        let word = |field: &FieldIndex| match values.get(*field) {
            Some(Value::Options(ticked)) => ticked.join("_"),
            value => value.and_then(Value::typed).unwrap_or_default().to_owned(),
        };
        let labels = seen.iter().filter(|field| self.labels_another(**field)).map(word).collect();
        let words = self.entered(values).into_iter().map(|(field, _)| field).filter(|field| seen.contains(field));
        let words: Vec<_> = words.map(|field| word(&field)).filter(|word| !word.is_empty()).collect();
        let name = if words.is_empty() { "opened".to_owned() } else { words.join("-") };
        (Look { shown, labels, is_answered }, name)
    }

    fn labels_another(&self, choice: FieldIndex) -> bool {
        self.definition.fields().any(|(field, _)| self.definition.prefix_of(field) == Some(choice))
    }

    /// The answers completed: for every other field the first value without a finding.
    fn completed(&self, given: &Values) -> Values {
        let deciding = self.deciding();
        let mut values = given.clone();
        for (field, _) in self.definition.fields().filter(|(field, _)| !deciding.contains(field)) {
            let quiet = candidates(self.definition, self.today, field)
                .into_iter()
                .map(|value| self.with(&values, field, &value));
            values = quiet.into_iter().find(|values| self.about(values, field).is_empty()).unwrap_or(values);
        }
        values
    }

    /// The values with one changed, its repeat with it.
    fn with(&self, values: &Values, field: FieldIndex, value: &Value) -> Values {
        let repeats = self.definition.fields().filter(|(_, other)| other.control.kind().repeats() == Some(field));
        repeats
            .fold(changed(values, field, value.clone()), |values, (repeat, _)| changed(&values, repeat, value.clone()))
    }

    fn about(&self, values: &Values, field: FieldIndex) -> Vec<Finding> {
        self.form(values).findings_shown(field).cloned().collect()
    }

    /// Complete answers with one warning at every field that has any.
    fn warned(&self, complete: &Values) -> Values {
        let mut values = complete.clone();
        for (field, _) in self.definition.fields() {
            let tried = candidates(self.definition, self.today, field).into_iter();
            let mut tried = tried.map(|value| self.with(&values, field, &value));
            let is_warning = |values: &Values| {
                let found = self.about(values, field);
                found.iter().any(|finding| finding.severity == Severity::Warning)
                    && self.form(values).stage() == Stage::Review
            };
            values = tried.find(is_warning).unwrap_or(values);
        }
        values
    }

    /// The fewest entry pages that together show every finding.
    fn findings(&self, complete: &[Values]) -> Vec<State> {
        let mut open = self.witnesses(complete);
        let mut rounds = Vec::new();
        while let Some((base, field, value)) = open.values().next().cloned() {
            let mut values = self.with(&complete[base], field, &value);
            let mut taken = BTreeSet::from([field]);
            for (of, field, value) in open.values() {
                if *of == base && taken.insert(*field) {
                    let more = self.with(&values, *field, value);
                    // Earlier findings must remain.
                    values = if self.said(&self.form(&more)).len() > self.said(&self.form(&values)).len() {
                        more
                    } else {
                        values
                    };
                }
            }
            let state = self.state(&format!("findings-{}", rounds.len() + 1), Stage::Entry, true, &values);
            let state = State { is_combination: false, ..state };
            let before = open.len();
            open.retain(|name, _| !state.findings.contains(name));
            assert!(open.len() < before, "no progress at {:?}", open.keys());
            rounds.push(state);
        }
        rounds
    }

    /// For every finding, a value that causes it.
    fn witnesses(&self, complete: &[Values]) -> BTreeMap<String, (usize, FieldIndex, Value)> {
        let mut found = BTreeMap::new();
        // A page with more items can show more findings: the last view has the most.
        for (base, values) in complete.iter().enumerate().rev() {
            for (field, _) in self.definition.fields() {
                for value in candidates(self.definition, self.today, field) {
                    let form = self.form(&self.with(values, field, &value));
                    for finding in form.findings_shown(field) {
                        found.entry(name_of(self.definition, finding)).or_insert((base, field, value.clone()));
                    }
                }
            }
        }
        found
    }
}

fn changed(values: &Values, field: FieldIndex, value: Value) -> Values {
    let mut values = values.clone();
    values.set(field, value);
    values
}
