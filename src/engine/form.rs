//! A form in use: its values, its stage, and which of its findings the person has seen.
//!
//! [`Form::apply`] is the only way to change it, and returns what has to be drawn again. An answer costs work for the
//! fields that depend on it, never for the whole form.

use std::sync::Arc;

pub use super::action::{Action, Changes};
use super::calendar::{Date, Moment};
use super::check::check;
use super::definition::{Definition, FieldIndex, Item, ItemIndex};
use super::dependents::{Dependent, Dependents};
use super::effective::{Effective, Shown, Tidied};
use super::field_state::FieldState;
use super::finding::{Code, Finding};
use super::meaning::{number_in_text, typed_prefix};
pub use super::stage::{Completed, Page, Progress, Stage};
use super::validation::{Submission, proved};
use super::values::{Value, Values};

/// A form in use.
#[derive(Debug)]
pub struct Form {
    definition: Arc<Definition>,
    today: Date,
    opened_with: Values,
    values: Values,
    tidied: Tidied,
    shown: Shown,
    fields: Vec<FieldState>,
    progress: Progress,
    page: Page,
}

impl Form {
    /// Opens a form. `today` is the day in Asia/Tokyo, or a month, which means its first day.
    #[must_use]
    pub fn new(definition: Arc<Definition>, today: impl Into<Date>, opened_with: Values) -> Self {
        let today = today.into();
        let fields = definition.fields().map(|_| FieldState::default()).collect();
        let tidied = Tidied::of(&definition, &opened_with);
        let shown = Shown::of(&definition, &opened_with, &tidied);
        let values = opened_with.clone();
        let (progress, page) = (Progress::default(), Page::Entry);
        let mut form = Self { definition, today, opened_with, values, tidied, shown, fields, progress, page };
        form.judge_everything();
        form
    }

    /// Judges everything again if the day has changed. The next action draws the difference.
    pub fn set_today(&mut self, today: Date) {
        if self.today != today {
            self.today = today;
            self.judge_everything();
        }
    }

    /// Puts back answers that were given before. "As opened" does not change.
    pub fn restore(&mut self, values: Values) {
        self.tidied = Tidied::of(&self.definition, &values);
        self.shown = Shown::of(&self.definition, &values, &self.tidied);
        self.values = values;
        for (_, item) in self.definition.items().filter(|(index, _)| !self.shown.is(*index)) {
            self.values.forget_secrets(&self.definition, item);
        }
        self.judge_everything();
    }

    /// Opens the form with other values of the host. What the person has changed stays; everything else follows.
    pub fn reopen(&mut self, opened_with: Values) -> Changes {
        let values = self.values.changed_over(&self.opened_with, &opened_with);
        self.opened_with = opened_with;
        if values == self.values {
            self.judge_everything();
            return Changes::default();
        }
        for (position, state) in self.fields.iter_mut().enumerate() {
            if values.get(FieldIndex(position)) != self.values.get(FieldIndex(position)) {
                *state = FieldState::default();
            }
        }
        self.enter_all(values)
    }

    /// The form's definition.
    #[must_use]
    pub fn definition(&self) -> &Definition {
        &self.definition
    }

    /// The values seen through the visibility of their items.
    #[must_use]
    pub fn effective(&self) -> Effective<'_> {
        Effective { definition: &self.definition, values: &self.values, tidied: &self.tidied, shown: &self.shown }
    }

    /// The day in Asia/Tokyo.
    #[must_use]
    pub fn today(&self) -> Date {
        self.today
    }

    /// The page the form is on.
    #[must_use]
    pub fn page(&self) -> &Page {
        &self.page
    }

    /// Which page that is.
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.page.stage()
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

    /// The findings about a field that are on the screen.
    pub fn findings_shown(&self, field: FieldIndex) -> impl Iterator<Item = &Finding> {
        let revealed = self.fields.get(field.0).filter(|state| state.is_revealed);
        let is_true = |state: &FieldState, finding: &Finding| state.is_tidied || finding.code != Code::Tidied;
        revealed.into_iter().flat_map(move |state| state.findings.iter().filter(move |finding| is_true(state, finding)))
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

    /// Whether the value was taken out of a longer text.
    #[must_use]
    pub fn is_taken_out_of_text(&self, field: FieldIndex) -> bool {
        self.fields.get(field.0).is_some_and(|state| state.taken_out_of.is_some())
    }

    /// Whether the box shows another text than was typed.
    #[must_use]
    pub fn is_changed_by_tidying(&self, field: FieldIndex) -> bool {
        let typed = self.values.get(field).and_then(Value::typed);
        self.shows_tidied(field) && self.effective().tidied(field) != typed
    }

    /// Every error, in the form's order: the lines of the error summary.
    pub fn errors(&self) -> impl Iterator<Item = &Finding> {
        self.findings().filter(|finding| finding.is_error())
    }

    /// The warnings about an item: repeated on the review page.
    pub fn warnings_of(&self, item: &Item) -> impl Iterator<Item = &Finding> {
        self.fields.get(item.fields.clone()).unwrap_or_default().iter().flat_map(FieldState::warnings)
    }

    fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.fields.iter().flat_map(|state| &state.findings)
    }

    /// The present answers as a submission; `None` while any has an error.
    #[must_use]
    pub fn submission(&self) -> Option<Submission> {
        proved(self.effective(), self.findings())
    }

    /// Does what the person did, and says what changed.
    pub fn apply(&mut self, action: Action) -> Changes {
        match action {
            Action::Enter(field, value) => self.enter(field, value),
            Action::Leave(field) => self.leave(field),
            Action::Untidy(field) => self.untidy(field),
            Action::Review => self.review(),
            Action::Back => self.go_to(Page::Entry),
            Action::Complete(at) => self.complete(at),
            Action::Open(values) => self.open(values),
            Action::Prefill(values) => self.reopen(values),
            Action::Reset => self.reset(),
        }
    }

    fn enter(&mut self, field: FieldIndex, value: Value) -> Changes {
        let item = self.definition.field(field).map(|field| field.item);
        item.map(|item| self.count(item, false));
        self.values.set(field, value);
        item.map(|item| self.count(item, true));
        self.state(field, |state| {
            (state.is_tidied, state.keeps_typed, state.taken_out_of) = (false, false, None);
        });
        let mut changes = Changes::default();
        self.judge(field, &mut changes);
        self.judge_rest_of_item(field, &mut changes);
        // Findings stay hidden while the person types; a solved error goes at once.
        self.state(field, |state| state.is_revealed &= state.findings.iter().any(Finding::is_error));
        self.follow(field, &mut changes);
        changes
    }

    /// Judges the other fields of an optional item: once it is begun, they are required.
    fn judge_rest_of_item(&mut self, field: FieldIndex, changes: &mut Changes) {
        let definition = Arc::clone(&self.definition);
        let optional = definition.item_of(field).filter(|item| !item.required);
        let fields = optional.into_iter().flat_map(|item| definition.fields_of(item));
        fields.filter(|(other, _)| *other != field).for_each(|(other, _)| self.judge(other, changes));
    }

    /// Judges every field that depends on a changed answer, directly or not: a prefix changes what its digits mean, and
    /// so whether their repeat is the same.
    fn follow(&mut self, field: FieldIndex, changes: &mut Changes) {
        let definition = Arc::clone(&self.definition);
        let mut dependents = Dependents::of(&definition, field);
        while let Some(dependent) = dependents.take_first() {
            match dependent {
                Dependent::Field(field) => self.judge(field, changes),
                Dependent::Item(item) if self.show_or_hide(&definition, item) => {
                    changes.items.push(item);
                    changes.unanswered = true;
                    dependents.add_fields_of(item);
                }
                Dependent::Item(_) => {}
            }
        }
    }

    /// Shows or hides an item as its condition says. Returns whether that changed it.
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

    /// Computes the findings about one field again.
    fn judge(&mut self, field: FieldIndex, changes: &mut Changes) {
        self.tidied.update(&self.definition, &self.values, field);
        let findings = check(self.today, self.effective(), field);
        let item = self.definition.field(field).map(|field| field.item);
        let before = item.map(|item| self.count(item, false));
        let is_forgotten = self.definition.is_secret(field) && item.is_some_and(|item| !self.shown.is(item));
        self.state(field, |state| {
            state.findings = findings;
            // A hidden secret is forgotten. Once shown again, it is not reported as missing before the person gets
            // there.
            state.is_revealed &= !is_forgotten;
        });
        changes.unanswered |= item.map(|item| self.count(item, true)) != before;
        changes.fields.push(field);
    }

    /// Takes an item out of the progress, or puts it back. Returns whether it is answered.
    fn count(&mut self, index: ItemIndex, is_back: bool) -> bool {
        let Some(item) = self.definition.item(index).filter(|item| item.required && self.shown.is(index)) else {
            return true;
        };
        let fields = self.fields.get(item.fields.clone()).unwrap_or_default();
        let is_answered = !fields.iter().flat_map(|state| &state.findings).any(Finding::is_error);
        let is_untouched = |field| self.values.get(field) == self.opened_with.get(field);
        let is_as_opened = is_answered && item.fields.clone().map(FieldIndex).all(is_untouched);
        let change = |count: usize, by: usize| if is_back { count + by } else { count.saturating_sub(by) };
        self.progress.required = change(self.progress.required, 1);
        self.progress.answered = change(self.progress.answered, usize::from(is_answered));
        self.progress.as_opened = change(self.progress.as_opened, usize::from(is_as_opened));
        is_answered
    }

    /// The required items that wait for an answer, in the form's order: each with the field where it is missing or wrong.
    pub fn unanswered(&self) -> impl Iterator<Item = (ItemIndex, FieldIndex)> {
        self.definition.items().filter_map(|(index, item)| {
            let is_asked = item.required && self.shown.is(index);
            let mut fields = item.fields.clone().map(FieldIndex).filter(|_| is_asked);
            fields.find(|field| self.has_error(*field)).map(|field| (index, field))
        })
    }

    fn leave(&mut self, field: FieldIndex) -> Changes {
        let mut changes = self.finish(field);
        self.state(field, FieldState::leave);
        changes.fields.push(field);
        changes
    }

    /// Replaces a pasted text by what was meant: the number in a line of a letter, and the prefix in front of a number.
    fn finish(&mut self, field: FieldIndex) -> Changes {
        let mut changes = Changes::default();
        let keeps_typed = self.fields.get(field.0).is_some_and(|state| state.keeps_typed);
        if let Some(number) = number_in_text(self.effective(), field).filter(|_| !keeps_typed) {
            let text = self.values.get(field).cloned();
            changes = changes.and(self.enter(field, number));
            self.state(field, |state| state.taken_out_of = text);
        }
        match typed_prefix(self.effective(), field) {
            Some((prefix, option)) => changes.and(self.enter(prefix, option)),
            None => changes,
        }
    }

    fn untidy(&mut self, field: FieldIndex) -> Changes {
        let text = self.fields.get(field.0).and_then(|state| state.taken_out_of.clone());
        let mut changes = text.map(|text| self.enter(field, text)).unwrap_or_default();
        self.state(field, |state| (state.is_tidied, state.keeps_typed) = (false, true));
        changes.fields.push(field);
        changes
    }

    fn review(&mut self) -> Changes {
        // Items that are hidden now reveal nothing when they appear later.
        let shown = self.definition.fields().filter(|(_, field)| self.shown.is(field.item));
        let shown: Vec<FieldIndex> = shown.map(|(index, _)| index).collect();
        shown.into_iter().for_each(|field| drop(self.leave(field)));
        // Errors lead back from a later page, too.
        self.page = self.submission().map_or(Page::Entry, |submission| Page::Review(Arc::new(submission)));
        Changes { stage: true, everything: true, ..Changes::default() }
    }

    fn complete(&mut self, at: Moment) -> Changes {
        self.set_today(at.today());
        match std::mem::replace(&mut self.page, Page::Entry) {
            Page::Review(submission) if self.errors().next().is_none() => {
                self.go_to(Page::Complete(Completed { submission, at }))
            }
            Page::Review(_) => self.review(),
            page @ (Page::Entry | Page::Complete(_)) => {
                self.page = page;
                Changes::default()
            }
        }
    }

    fn go_to(&mut self, page: Page) -> Changes {
        self.page = page;
        Changes { stage: true, ..Changes::default() }
    }

    /// Answers from a file are finished, so they are tidied at once. Their findings appear when the person leaves the
    /// field or goes on.
    fn open(&mut self, values: Values) -> Changes {
        self.fields.fill_with(FieldState::default);
        let changes = self.enter_all(values);
        for (field, _) in Arc::clone(&self.definition).fields() {
            self.finish(field);
            self.state(field, |state| state.is_tidied = true);
        }
        changes
    }

    fn enter_all(&mut self, values: Values) -> Changes {
        let stage = !matches!(self.page, Page::Entry);
        self.page = Page::Entry;
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
