//! One mounted form: the engine's form, and a signal for everything that may be drawn again.
//!
//! An action changes the form, the form says what it changed, and exactly those signals are set.

use std::rc::Rc;

use leptos::prelude::*;
use web_sys::HtmlElement;

use super::browser;
use crate::engine::calendar::Moment;
use crate::engine::definition::{FieldIndex, ItemIndex};
use crate::engine::export::{Secrets, application};
use crate::engine::form::{Action, Changes, Form, Progress, Stage};
use crate::engine::json::Json;
use crate::engine::markup::plain;
use crate::engine::screen::{FieldScreen, SummaryLine, field_screen, summary};
use crate::engine::texts::Texts;

/// What the host page is told.
#[derive(Debug)]
pub(crate) enum HostEvent {
    /// Stage and progress, never a value.
    Change(Stage, Progress),
    /// The application, without secrets.
    Complete(Json),
}

/// What a session begins with.
pub(crate) struct Opened {
    /// The form as opened.
    pub(crate) form: Form,
    /// Its sentences.
    pub(crate) texts: Texts,
    /// Fields that the host has answered and the person cannot change.
    pub(crate) fixed: Vec<FieldIndex>,
    /// The element that the widget is drawn in.
    pub(crate) root: HtmlElement,
    /// Stands in front of every id: two widgets may share a document.
    pub(crate) id_prefix: String,
    /// Tells the host page.
    pub(crate) tell: Rc<dyn Fn(HostEvent)>,
    /// The clock.
    pub(crate) now: fn() -> Option<Moment>,
}

struct Signals {
    fields: Vec<RwSignal<FieldScreen>>,
    shown: Vec<RwSignal<bool>>,
}

/// Copied into every closure of the view.
#[derive(Clone, Copy)]
pub(crate) struct Session {
    opened: StoredValue<Opened, LocalStorage>,
    signals: StoredValue<Signals>,
    /// The page.
    pub(crate) stage: RwSignal<Stage>,
    /// The lines of the error summary; none before the first attempt to go on.
    pub(crate) summary: RwSignal<Vec<SummaryLine>>,
    /// How far the required items are answered.
    pub(crate) progress: RwSignal<Progress>,
    /// What a screen reader is told.
    pub(crate) announcement: RwSignal<String>,
    completed_at: StoredValue<Option<Moment>>,
    told: StoredValue<(Stage, Progress)>,
    is_pressed: StoredValue<bool>,
    left_while_pressed: StoredValue<Vec<FieldIndex>>,
}

impl Session {
    pub(crate) fn new(opened: Opened) -> Self {
        let form = &opened.form;
        let fields = form.definition().fields();
        let fields = fields.map(|(index, _)| RwSignal::new(field_screen(form, &opened.texts, index))).collect();
        let shown = form.definition().items().map(|(index, _)| RwSignal::new(form.effective().shown.is(index)));
        let signals = Signals { fields, shown: shown.collect() };
        Self {
            signals: StoredValue::new(signals),
            stage: RwSignal::new(Stage::Entry),
            summary: RwSignal::new(Vec::new()),
            progress: RwSignal::new(form.progress()),
            announcement: RwSignal::new(String::new()),
            completed_at: StoredValue::new(None),
            told: StoredValue::new((Stage::Entry, form.progress())),
            is_pressed: StoredValue::new(false),
            left_while_pressed: StoredValue::new(Vec::new()),
            opened: StoredValue::new_local(opened),
        }
    }

    /// Reads the form.
    pub(crate) fn form<T>(self, read: impl FnOnce(&Form) -> T) -> T {
        self.opened.with_value(|opened| read(&opened.form))
    }

    /// Reads the sentences.
    pub(crate) fn texts<T>(self, read: impl FnOnce(&Texts) -> T) -> T {
        self.opened.with_value(|opened| read(&opened.texts))
    }

    /// A sentence of the widget itself.
    pub(crate) fn ui(self, name: &str) -> String {
        self.texts(|texts| texts.ui(name).to_owned())
    }

    /// Whether the host has answered this field for good.
    pub(crate) fn is_fixed(self, field: FieldIndex) -> bool {
        self.opened.with_value(|opened| opened.fixed.contains(&field))
    }

    /// What a field shows.
    pub(crate) fn screen(self, field: FieldIndex) -> Option<RwSignal<FieldScreen>> {
        self.signals.with_value(|signals| signals.fields.get(field.position()).copied())
    }

    /// Whether an item is shown.
    pub(crate) fn shown(self, item: ItemIndex) -> Option<RwSignal<bool>> {
        self.signals.with_value(|signals| signals.shown.get(item.position()).copied())
    }

    /// Whether an error of this field is on the screen.
    pub(crate) fn has_error(self, field: FieldIndex) -> bool {
        self.screen(field).is_some_and(|screen| screen.with(|screen| screen.error.is_some()))
    }

    /// The DOM id of something that belongs to a field or an item.
    pub(crate) fn dom_id(self, id: &str, role: &str) -> String {
        self.opened.with_value(|opened| format!("{}{id}{role}", opened.id_prefix))
    }

    /// The DOM id of a field's control, or of its group of controls.
    pub(crate) fn field_dom_id(self, field: FieldIndex) -> String {
        let id = self.form(|form| form.definition().field(field).map(|field| field.id.clone()));
        self.dom_id(&id.unwrap_or_default(), "")
    }

    /// Focuses the control of a field.
    pub(crate) fn focus_field(self, field: FieldIndex) {
        let id = self.field_dom_id(field);
        self.focus(format!("input#{id}, select#{id}, #{id} :checked, #{id} input, #{id} select"));
    }

    /// Focuses the first element that fits.
    pub(crate) fn focus(self, selector: String) {
        self.opened.with_value(|opened| browser::focus(&opened.root, selector));
    }

    /// Does what the person did, and has drawn what it changed.
    pub(crate) fn apply(self, action: Action) {
        let is_completion = action == Action::Complete;
        let changes = self.opened.try_update_value(|opened| opened.form.apply(action)).unwrap_or_default();
        self.draw_fields(&changes);
        self.draw_items(&changes);
        if changes.stage {
            self.draw_stage();
        }
        self.tell_change();
        if is_completion && self.stage.get_untracked() == Stage::Complete {
            self.completed_at.set_value(self.opened.with_value(|opened| (opened.now)()));
            let exported = self.export(Secrets::Withheld);
            exported.into_iter().for_each(|exported| self.tell(HostEvent::Complete(exported)));
        }
    }

    /// The application of the answers as they are; `None` while there is an error.
    pub(crate) fn export(self, secrets: Secrets) -> Option<Json> {
        let completed_at = self.completed_at.get_value();
        self.form(|form| Some(application(form.definition(), &form.submission()?, completed_at, secrets)))
    }

    /// A name for the exported file: the form's id and the day.
    pub(crate) fn file_name(self) -> String {
        let day = self.completed_at.get_value().map(Moment::day).unwrap_or_default();
        self.form(|form| format!("{}-{day}.json", form.definition().id))
    }

    fn draw_fields(self, changes: &Changes) {
        let every: Vec<FieldIndex>;
        let fields: &mut dyn Iterator<Item = FieldIndex> = if changes.everything {
            every = self.form(|form| form.definition().fields().map(|(index, _)| index).collect());
            &mut every.iter().copied()
        } else {
            &mut changes.fields.iter().copied()
        };
        for field in fields {
            let screen = self.opened.with_value(|opened| field_screen(&opened.form, &opened.texts, field));
            if let Some(signal) = self.screen(field)
                && signal.with_untracked(|drawn| *drawn != screen)
            {
                signal.set(screen);
            }
        }
    }

    fn draw_items(self, changes: &Changes) {
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
            let label = self.form(|form| form.definition().item(item).map(|item| item.id.clone()));
            let label = self.texts(|texts| plain(texts.item_label(&label.unwrap_or_default())));
            if is_shown { revealed.push(label) } else { removed.push(label) }
        }
        self.announce_items("items_shown", &revealed);
        self.announce_items("items_hidden", &removed);
    }

    fn announce_items(self, sentence: &str, labels: &[String]) {
        if !labels.is_empty() {
            let labels = labels.join(&self.ui("label_separator"));
            self.announcement.set(self.texts(|texts| texts.fill(sentence, &[("labels", labels)])));
        }
    }

    fn draw_stage(self) {
        let stage = self.form(Form::stage);
        self.stage.set(stage);
        let lines = match stage {
            Stage::Entry => self.opened.with_value(|opened| {
                let is_judged = |line: &SummaryLine| opened.form.findings_shown(line.field).next().is_some();
                summary(&opened.form, &opened.texts).into_iter().filter(is_judged).collect()
            }),
            Stage::Review | Stage::Complete => Vec::new(),
        };
        let has_errors = !lines.is_empty();
        self.summary.set(lines);
        self.focus(if has_errors { ".summary".to_owned() } else { ".stage:not([hidden]) .title".to_owned() });
    }

    fn tell_change(self) {
        let now = self.form(|form| (form.stage(), form.progress()));
        if self.told.get_value() != now {
            self.told.set_value(now);
            self.progress.set(now.1);
            self.tell(HostEvent::Change(now.0, now.1));
        }
    }

    fn tell(self, event: HostEvent) {
        let tell = self.opened.with_value(|opened| Rc::clone(&opened.tell));
        tell(event);
    }

    /// The field lost the focus. While a pointer is down this waits: an error that appears between pressing and
    /// releasing a button moves the button away from under the pointer, and the browser sends no click.
    pub(crate) fn leave(self, field: FieldIndex) {
        if self.is_pressed.get_value() {
            self.left_while_pressed.update_value(|left| left.push(field));
            return;
        }
        self.apply(Action::Leave(field));
        let said = self.screen(field).and_then(|screen| screen.with_untracked(|screen| screen.to_announce().cloned()));
        said.into_iter().for_each(|said| self.announcement.set(said.sentence));
    }

    pub(crate) fn press(self) {
        self.is_pressed.set_value(true);
    }

    /// The click is sent after this event: what waits is done in the task after it.
    pub(crate) fn release(self) {
        self.is_pressed.set_value(false);
        let left = self.left_while_pressed.try_update_value(std::mem::take).unwrap_or_default();
        if !left.is_empty() {
            // Fails only without a window.
            let _set =
                set_timeout(move || left.into_iter().for_each(|field| self.leave(field)), std::time::Duration::ZERO);
        }
    }
}
