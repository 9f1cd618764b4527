//! Sets the signals of what an action has changed, and tells of it: the person's screen reader, and the host page.

use leptos::prelude::*;

use super::{HostEvent, Session};
use crate::engine::definition::{FieldIndex, ItemIndex};
use crate::engine::form::{Changes, Form, Stage};
use crate::engine::news::items_changed;
use crate::engine::screen::{SummaryLine, field_screen, summary, unanswered};
use crate::view::rich::MOST_LINES;

impl Session {
    pub(super) fn draw_fields(self, changes: &Changes) {
        let every: Vec<FieldIndex>;
        let fields: &mut dyn Iterator<Item = FieldIndex> = if changes.everything {
            every = self.form(|form| form.definition().fields().map(|(index, _)| index).collect());
            &mut every.iter().copied()
        } else {
            &mut changes.fields.iter().copied()
        };
        for field in fields {
            let screen = self.form(|form| self.texts(|texts| field_screen(form, texts, field)));
            if let Some(signal) = self.screen(field)
                && signal.with_untracked(|drawn| *drawn != screen)
            {
                signal.set(screen);
            }
        }
    }

    pub(super) fn draw_items(self, changes: &Changes) {
        let every: Vec<ItemIndex> = if changes.everything {
            self.form(|form| form.definition().items().map(|(index, _)| index).collect())
        } else {
            changes.items.clone()
        };
        let mut revealed = Vec::new();
        let mut removed = Vec::new();
        for item in every {
            let is_shown = self.form(|form| form.effective().shown.is(item));
            let Some(signal) = self.shown(item).filter(|signal| signal.get_untracked() != is_shown) else { continue };
            signal.set(is_shown);
            if is_shown { revealed.push(item) } else { removed.push(item) }
        }
        let news = self.form(|form| self.texts(|texts| items_changed(form.definition(), texts, &revealed, &removed)));
        if !news.is_empty() {
            self.announcement.set(news);
        }
    }

    pub(super) fn draw_unanswered(self) {
        self.unanswered.set(self.form(|form| self.texts(|texts| unanswered(form, texts).take(MOST_LINES).collect())));
    }

    pub(super) fn draw_stage(self) {
        let stage = self.form(Form::stage);
        if stage != Stage::Entry {
            self.editing.set(None);
        }
        self.stage.set(stage);
        let lines = match stage {
            Stage::Entry => self.summary_lines(),
            Stage::Review | Stage::Complete => Vec::new(),
        };
        self.summary.set(lines);
    }

    pub(super) fn summary_lines(self) -> Vec<SummaryLine> {
        self.form(|form| {
            let is_judged = |line: &SummaryLine| form.findings_shown(line.field).next().is_some();
            self.texts(|texts| summary(form, texts)).into_iter().filter(is_judged).collect()
        })
    }

    pub(super) fn tell_change(self) {
        let (stage, progress) = self.form(|form| (form.stage(), form.progress()));
        if self.progress.get_untracked() != progress {
            self.progress.set(progress);
        }
        let now = (stage, progress.answered, progress.required);
        if self.told.get_value() != now {
            self.told.set_value(now);
            self.tell(HostEvent::Change(stage, progress));
        }
    }
}
