//! Works out what a command has changed: on the page, and of what the host is told.

use super::{Session, Step};
use crate::engine::definition::FieldIndex;
use crate::engine::export::{Secrets, application};
use crate::engine::finding::Finding;
use crate::engine::form::{Changes, Form, Page, Stage};
use crate::engine::news::items_changed;
use crate::engine::screen::{SummaryLine, field_screen, summary, unanswered};
use crate::engine::update::{Focus, HostEvent, MAX_LINES, Update};

/// What the host was told last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct HostState {
    page: (Stage, usize, usize),
    is_unsaved: bool,
    is_invalid: bool,
}

impl HostState {
    /// The state before the host is told anything.
    pub(super) fn at_first(form: &Form) -> Self {
        Self { page: page_of(form), is_unsaved: false, is_invalid: false }
    }
}

impl Session {
    /// The first update, with everything to draw. No error is listed yet.
    #[must_use]
    pub fn first(&mut self) -> Update {
        let changes = Changes { everything: true, ..Changes::default() };
        let mut update = self.finish(Step { changes, is_file_changed: true, ..Step::default() });
        let effective = self.form.effective();
        update.items = effective.definition.items().map(|(index, _)| (index, effective.shown.is(index))).collect();
        update.progress = Some(self.form.progress());
        update.guides = self.guided().collect();
        update.events.push(HostEvent::Invalid(false));
        update
    }

    pub(super) fn errors_shown(&self) -> Vec<SummaryLine> {
        let is_shown = |line: &SummaryLine| self.form.findings_shown(line.field).next().is_some();
        summary(&self.form, &self.texts).into_iter().filter(is_shown).collect()
    }

    pub(super) fn list(&mut self, lines: Vec<SummaryLine>, step: &mut Step) {
        self.listed = lines.iter().map(|line| line.field).collect();
        step.update.summary = Some(lines);
    }

    /// Works out what is to be drawn and told.
    pub(super) fn finish(&mut self, mut step: Step) -> Update {
        let changes = std::mem::take(&mut step.changes);
        if changes.stage {
            let stage = self.form.stage();
            step.update.stage = Some(stage);
            let lines = if stage == Stage::Entry { self.errors_shown() } else { Vec::new() };
            self.list(lines, &mut step);
        }
        let definition = self.form.definition();
        let fields =
            if changes.everything { definition.fields().map(|(index, _)| index).collect() } else { changes.fields };
        let mut update = step.update;
        let drawn = |index| (index, field_screen(&self.form, &self.texts, index));
        update.fields = fields.into_iter().map(drawn).collect();
        let items =
            if changes.everything { definition.items().map(|(index, _)| index).collect() } else { changes.items };
        let [mut revealed, mut removed] = [Vec::new(), Vec::new()];
        for item in items {
            let is_shown = self.form.effective().shown.is(item);
            if is_shown != self.drawn.is(item) {
                self.drawn.set(item, is_shown);
                update.items.push((item, is_shown));
                if is_shown { revealed.push(item) } else { removed.push(item) }
            }
        }
        if update.announcement.is_none() && !update.items.is_empty() {
            update.announcement = Some(items_changed(definition, &self.texts, &revealed, &removed));
        }
        if changes.unanswered || changes.everything {
            update.unanswered = Some(unanswered(&self.form, &self.texts).take(MAX_LINES).collect());
        }
        update.editing = self.editing;
        update.file = step.is_file_changed.then(|| self.file.clone());
        if update.focus.is_none() && step.leads && changes.stage {
            update.focus = Some(if self.listed.is_empty() { Focus::Title } else { Focus::Summary });
        }
        let progress = self.form.progress();
        update.progress = (progress != self.progress).then_some(progress);
        self.progress = progress;
        self.tell(changes.stage, &mut update.events);
        update
    }

    /// Tells the host what it does not know yet.
    fn tell(&mut self, is_page_new: bool, events: &mut Vec<HostEvent>) {
        let has_error = |field: &FieldIndex| self.form.findings_shown(*field).any(Finding::is_error);
        let now = HostState {
            page: page_of(&self.form),
            is_unsaved: self.is_unsaved,
            is_invalid: self.listed.iter().any(has_error),
        };
        let before = std::mem::replace(&mut self.host, now);
        if before.is_unsaved != now.is_unsaved {
            events.push(HostEvent::Unsaved(now.is_unsaved));
        }
        if before.page != now.page {
            events.push(HostEvent::Change(now.page.0, self.form.progress()));
        }
        if let Page::Complete(completed) = self.form.page()
            && is_page_new
        {
            let (definition, submission) = (self.form.definition(), &completed.submission);
            let application = application(definition, submission, Some(completed.at), Secrets::Withheld);
            events.push(HostEvent::Complete(application));
        }
        if before.is_invalid != now.is_invalid {
            events.push(HostEvent::Invalid(now.is_invalid));
        }
    }
}

/// The page and the counts that the host is told.
fn page_of(form: &Form) -> (Stage, usize, usize) {
    (form.stage(), form.progress().answered, form.progress().required)
}
