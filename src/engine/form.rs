//! A form in use: its values, its stage, and which of its findings the person has been shown.
//!
//! [`Form::apply`] is the one way to change it, and says what has to be drawn again. An answer costs work for the
//! fields that depend on it, never for the whole form.

use std::sync::Arc;

use super::calendar::Date;
use super::check::check;
use super::definition::{Definition, FieldIndex, ItemIndex, Length};
use super::dependents::{Dependent, Dependents};
use super::effective::{Effective, Shown};
use super::finding::{Code, Finding, Severity};
pub use super::stage::{Progress, Stage};
use super::validation::{Submission, validate};
use super::values::{Value, Values};

/// What a person, or the host page, does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// An answer: text as typed, an option, a consent. Not sent during IME composition.
    Enter(FieldIndex, Value),
    /// The field lost the focus, or a whole text was pasted into it.
    Leave(FieldIndex),
    /// Show the text of a field as it was typed, also when the field is left again.
    Untidy(FieldIndex),
    /// To the review page; stays where it is when there are errors.
    Review,
    /// Back to the entry page.
    Back,
    /// Everything is right: from the review page to the last one, or back to the entry page when a day has passed since
    /// and there are errors.
    Complete,
    /// Take up these answers instead: a file was opened.
    Open(Values),
    /// Take up other answers to begin with: the host has set them. What the person has changed stays.
    Prefill(Values),
    /// Back to how the page was opened.
    Reset,
}

/// What an action changed, and so what has to be drawn again.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Fields whose drawing may differ.
    pub fields: Vec<FieldIndex>,
    /// Items that were shown or hidden.
    pub items: Vec<ItemIndex>,
    /// Whether the stage is another one, or the way to the next was refused.
    pub stage: bool,
    /// Whether everything has to be drawn again.
    pub everything: bool,
}

/// A form in use.
#[derive(Debug)]
pub struct Form {
    definition: Arc<Definition>,
    today: Date,
    opened_with: Values,
    values: Values,
    shown: Shown,
    fields: Vec<FieldState>,
    progress: Progress,
    stage: Stage,
}

#[derive(Debug, Clone, Default)]
struct FieldState {
    findings: Vec<Finding>,
    /// Whether the findings are on the screen: after the field was left, or after an attempt to go on.
    is_judged: bool,
    /// Whether the box shows the tidied text instead of the typed one.
    is_tidied: bool,
    /// Whether the person wants to see the text as typed.
    keeps_typed: bool,
}

impl FieldState {
    fn leave(&mut self) {
        self.is_judged = true;
        self.is_tidied = !self.keeps_typed;
    }
}

impl Form {
    /// Opens a form. `today` is the day in Asia/Tokyo, or a month, which stands for its first day.
    #[must_use]
    pub fn new(definition: Arc<Definition>, today: impl Into<Date>, opened_with: Values) -> Self {
        let today = today.into();
        let fields = vec![FieldState::default(); definition.fields().count()];
        let shown = Shown::of(&definition, &opened_with);
        let values = opened_with.clone();
        let (progress, stage) = (Progress::default(), Stage::Entry);
        let mut form = Self { definition, today, opened_with, values, shown, fields, progress, stage };
        form.judge_everything();
        form
    }

    /// Another day has come: what is judged by it is judged anew. What that changes is drawn with the next action.
    pub fn set_today(&mut self, today: Date) {
        if self.today != today {
            self.today = today;
            self.judge_everything();
        }
    }

    /// Takes up answers that were given before; "as opened" stays what it was.
    pub fn restore(&mut self, values: Values) {
        self.shown = Shown::of(&self.definition, &values);
        self.values = values;
        for (_, item) in self.definition.items().filter(|(index, _)| !self.shown.is(*index)) {
            self.values.forget_secrets(&self.definition, item);
        }
        self.judge_everything();
    }

    /// The host opens the form with other values: what the person has changed stays, everything else follows.
    pub fn reopen(&mut self, opened_with: Values) -> Changes {
        let values = self.values.changed_over(&self.opened_with, &opened_with);
        self.opened_with = opened_with;
        if values == self.values {
            return Changes::default();
        }
        for (place, state) in self.fields.iter_mut().enumerate() {
            if values.get(FieldIndex(place)) != self.values.get(FieldIndex(place)) {
                *state = FieldState::default();
            }
        }
        self.enter_all(values)
    }

    /// The definition that this form follows.
    #[must_use]
    pub fn definition(&self) -> &Definition {
        &self.definition
    }

    /// The values seen through the visibility of their items.
    #[must_use]
    pub fn effective(&self) -> Effective<'_> {
        Effective { definition: &self.definition, values: &self.values, shown: &self.shown }
    }

    /// The day in Asia/Tokyo.
    #[must_use]
    pub fn today(&self) -> Date {
        self.today
    }

    /// The page the form is on.
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.stage
    }

    /// How far the required items are answered.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.progress
    }

    /// The raw values, those of hidden items among them.
    #[must_use]
    pub fn values(&self) -> &Values {
        &self.values
    }

    /// The values that the form was opened with.
    #[must_use]
    pub fn opened_with(&self) -> &Values {
        &self.opened_with
    }

    /// The findings about a field that the person is shown by now.
    pub fn findings_shown(&self, field: FieldIndex) -> impl Iterator<Item = &Finding> {
        let judged = self.fields.get(field.0).filter(|state| state.is_judged);
        let is_true = |state: &FieldState, finding: &Finding| state.is_tidied || finding.code != Code::Tidied;
        judged.into_iter().flat_map(move |state| state.findings.iter().filter(move |finding| is_true(state, finding)))
    }

    /// Whether a field has an error, shown or not.
    #[must_use]
    pub fn has_error(&self, field: FieldIndex) -> bool {
        self.fields.get(field.0).is_some_and(|state| state.findings.iter().any(Finding::is_error))
    }

    /// Whether the box shows the tidied text instead of the typed one.
    #[must_use]
    pub fn shows_tidied(&self, field: FieldIndex) -> bool {
        self.fields.get(field.0).is_some_and(|state| state.is_tidied)
    }

    /// Whether the box shows another text than was typed.
    #[must_use]
    pub fn is_changed_by_tidying(&self, field: FieldIndex) -> bool {
        let typed = self.values.get(field).and_then(Value::typed);
        self.shows_tidied(field) && self.effective().tidied(field).as_deref() != typed
    }

    /// Every error, in the form's order: the lines of the error summary.
    pub fn errors(&self) -> impl Iterator<Item = &Finding> {
        self.findings().filter(|finding| finding.is_error())
    }

    /// Every warning, in the form's order: repeated on the review page.
    pub fn warnings(&self) -> impl Iterator<Item = &Finding> {
        self.findings().filter(|finding| finding.severity == Severity::Warning)
    }

    fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.fields.iter().flat_map(|state| &state.findings)
    }

    /// The proved answers; `None` while there is an error.
    #[must_use]
    pub fn submission(&self) -> Option<Submission> {
        validate(self.today, &self.definition, &self.values).submission
    }

    /// Whether a secret is among what is shown.
    #[must_use]
    pub fn shows_secret(&self) -> bool {
        let mut fields = self.definition.fields();
        fields.any(|(index, field)| self.definition.is_secret(index) && self.shown.is(field.item))
    }

    /// Does what the person did, and says what changed.
    pub fn apply(&mut self, action: Action) -> Changes {
        match action {
            Action::Enter(field, value) => self.enter(field, value),
            Action::Leave(field) => self.leave(field),
            Action::Untidy(field) => self.untidy(field),
            Action::Review => self.review(),
            Action::Back => self.go_to(Stage::Entry),
            Action::Complete => self.complete(),
            Action::Open(values) => self.open(values),
            Action::Prefill(values) => self.reopen(values),
            Action::Reset => self.reset(),
        }
    }

    fn enter(&mut self, field: FieldIndex, value: Value) -> Changes {
        self.values.set(field, value);
        self.state(field, |state| (state.is_tidied, state.keeps_typed) = (false, false));
        let mut changes = Changes::default();
        self.judge(field, &mut changes);
        // What is being typed is not judged before it is finished; an error that is solved goes at once.
        self.state(field, |state| state.is_judged &= state.findings.iter().any(Finding::is_error));
        self.follow(field, &mut changes);
        changes
    }

    /// Carries a changed answer on to whatever reads it, and to whatever reads that: a prefix changes what its digits
    /// mean, and so whether their repeat is the same.
    fn follow(&mut self, field: FieldIndex, changes: &mut Changes) {
        let definition = Arc::clone(&self.definition);
        let mut dependents = Dependents::of(&definition, field);
        while let Some(dependent) = dependents.take_first() {
            match dependent {
                Dependent::Field(field) => self.judge(field, changes),
                Dependent::Item(item) if self.show_or_hide(&definition, item) => {
                    changes.items.push(item);
                    dependents.add_fields_of(item);
                }
                Dependent::Item(_) => {}
            }
        }
    }

    /// Shows or hides an item as its condition says, and tells whether that is a change.
    fn show_or_hide(&mut self, definition: &Definition, index: ItemIndex) -> bool {
        let Some(item) = definition.item(index) else { return false };
        let is_shown = self.effective().holds(&item.shown);
        if is_shown == self.shown.is(index) {
            return false;
        }
        self.count(index, false);
        self.shown.set(index, is_shown);
        self.count(index, true);
        if !is_shown {
            self.values.forget_secrets(definition, item);
        }
        true
    }

    /// Checks one field anew.
    fn judge(&mut self, field: FieldIndex, changes: &mut Changes) {
        let findings = check(self.today, self.effective(), field);
        let item = self.definition.field(field).map(|field| field.item);
        item.into_iter().for_each(|item| self.count(item, false));
        self.state(field, |state| state.findings = findings);
        item.into_iter().for_each(|item| self.count(item, true));
        changes.fields.push(field);
    }

    /// Takes an item out of the progress, or puts it back in.
    fn count(&mut self, index: ItemIndex, is_back: bool) {
        let Some(item) = self.definition.item(index).filter(|item| item.required && self.shown.is(index)) else {
            return;
        };
        let fields = self.fields.get(item.fields.clone()).unwrap_or_default();
        let is_answered = !fields.iter().flat_map(|state| &state.findings).any(Finding::is_error);
        let change = |count: usize, by: usize| if is_back { count + by } else { count.saturating_sub(by) };
        self.progress.required = change(self.progress.required, 1);
        self.progress.answered = change(self.progress.answered, usize::from(is_answered));
    }

    fn leave(&mut self, field: FieldIndex) -> Changes {
        let mut changes = self.choose_prefix(field).unwrap_or_default();
        self.state(field, FieldState::leave);
        changes.fields.push(field);
        changes
    }

    /// Whoever types or pastes a prefix in front of the digits has chosen it. A choice made before is left alone.
    fn choose_prefix(&mut self, field: FieldIndex) -> Option<Changes> {
        let definition = Arc::clone(&self.definition);
        let Length::AfterPrefix { prefix, digits } = &definition.digits(field)?.length else { return None };
        let is_open = self.effective().value(*prefix)?.typed() == Some("");
        let tidied = self.effective().tidied(field).filter(|_| is_open)?;
        let (typed, _) = digits.iter().find(|(option, _)| tidied.starts_with(&**option))?;
        Some(self.enter(*prefix, Value::Text(typed.to_string())))
    }

    fn untidy(&mut self, field: FieldIndex) -> Changes {
        self.state(field, |state| (state.is_tidied, state.keeps_typed) = (false, true));
        Changes { fields: vec![field], ..Changes::default() }
    }

    fn review(&mut self) -> Changes {
        // What is shown later is not judged before it is left.
        let shown = self.definition.fields().filter(|(_, field)| self.shown.is(field.item));
        let shown: Vec<FieldIndex> = shown.map(|(index, _)| index).collect();
        shown.into_iter().for_each(|field| drop(self.leave(field)));
        if self.errors().next().is_none() {
            self.stage = Stage::Review;
        }
        Changes { stage: true, everything: true, ..Changes::default() }
    }

    fn complete(&mut self) -> Changes {
        match self.stage {
            Stage::Entry | Stage::Complete => Changes::default(),
            Stage::Review if self.errors().next().is_none() => self.go_to(Stage::Complete),
            Stage::Review => {
                self.stage = Stage::Entry;
                self.review()
            }
        }
    }

    fn go_to(&mut self, stage: Stage) -> Changes {
        self.stage = stage;
        Changes { stage: true, ..Changes::default() }
    }

    fn open(&mut self, values: Values) -> Changes {
        self.fields.fill(FieldState::default());
        self.enter_all(values)
    }

    fn enter_all(&mut self, values: Values) -> Changes {
        let stage = self.stage != Stage::Entry;
        self.stage = Stage::Entry;
        self.restore(values);
        Changes { stage, everything: true, ..Changes::default() }
    }

    fn reset(&mut self) -> Changes {
        *self = Self::new(Arc::clone(&self.definition), self.today, self.opened_with.clone());
        Changes { stage: true, everything: true, ..Changes::default() }
    }

    fn judge_everything(&mut self) {
        self.progress = Progress::default();
        let definition = Arc::clone(&self.definition);
        let mut changes = Changes::default();
        for (index, _) in definition.items() {
            self.count(index, true);
        }
        for (index, _) in definition.fields() {
            self.judge(index, &mut changes);
        }
    }

    fn state(&mut self, field: FieldIndex, change: impl FnOnce(&mut FieldState)) {
        self.fields.get_mut(field.0).map(change);
    }
}
