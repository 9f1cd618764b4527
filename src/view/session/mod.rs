//! One mounted form: the engine's form, and a signal for everything that may be drawn again.
//!
//! An action changes the form, the form says what it changed, and exactly those signals are set.

mod composition;
mod files;
mod focus;
mod redraw;
mod showing;
mod truth;

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use web_sys::{Element, HtmlElement};

use super::display::Display;
use super::item::ITEM;
use super::rich::MOST_LINES;
use crate::engine::calendar::Moment;
use crate::engine::definition::{FieldIndex, ItemIndex};
use crate::engine::draft::{Lost, Unopened};
use crate::engine::export::{Secrets, application};
use crate::engine::form::{Action, Form, Page, Progress, Stage};
use crate::engine::json::Json;
use crate::engine::markup::{plain, sentences};
use crate::engine::problem::Problem;
use crate::engine::screen::{FieldScreen, SummaryLine, field_screen, unanswered};
use crate::engine::texts::Texts;
use crate::engine::values::{Value, Values};
use crate::languages::Languages;

/// What the host page is told.
#[derive(Debug)]
pub(crate) enum HostEvent {
    /// Stage and progress, never a value.
    Change(Stage, Progress),
    /// The application, without secrets.
    Complete(Json),
    /// How the person wants the form shown: for the attributes of the element.
    Display(Display),
    /// What of the prefill does not fit the definition.
    Problems(Vec<Problem>),
    /// Whether answers would be lost with the page.
    Unsaved(bool),
    /// Whether errors are listed that are still there.
    Invalid(bool),
}

/// What a session begins with.
pub(crate) struct Opened {
    /// The form as opened.
    pub(crate) form: Form,
    /// Its sentences.
    pub(crate) texts: Texts,
    /// The same in other languages.
    pub(crate) languages: Languages,
    /// How it is shown.
    pub(crate) display: Display,
    /// Fields that the host has answered and the person cannot change.
    pub(crate) fixed: Vec<FieldIndex>,
    /// Answers to the form that stood here before, which have no place in this one.
    pub(crate) lost: Vec<Lost>,
    /// The element that the widget is drawn in.
    pub(crate) root: HtmlElement,
    /// Stands in front of every id: two widgets may share a document.
    pub(crate) id_prefix: String,
    /// Tells the host page.
    pub(crate) tell: Rc<dyn Fn(HostEvent)>,
    /// The clock.
    pub(crate) now: fn() -> Option<Moment>,
}

/// The place of the chosen answer for each question of a guide, as far as they are answered.
pub(crate) type GuideAnswers = RwSignal<Vec<Option<usize>>>;

struct Signals {
    fields: Vec<RwSignal<FieldScreen>>,
    /// Kept here and not where they are drawn: another language draws every word anew.
    guides: Vec<(FieldIndex, GuideAnswers)>,
    shown: Vec<RwSignal<bool>>,
    /// What is known to stand in each box: what differs from that was put there by somebody who told nobody.
    known: Vec<Value>,
}

/// Copied into every closure of the view.
#[derive(Clone, Copy)]
pub(crate) struct Session {
    opened: StoredValue<Rc<RefCell<Opened>>, LocalStorage>,
    signals: StoredValue<Signals>,
    /// The page.
    pub(crate) stage: RwSignal<Stage>,
    /// The lines of the error summary; none before the first attempt to go on.
    pub(crate) summary: RwSignal<Vec<SummaryLine>>,
    /// How far the required items are answered.
    pub(crate) progress: RwSignal<Progress>,
    /// The first of those that wait for an answer.
    pub(crate) unanswered: RwSignal<Vec<SummaryLine>>,
    /// The item that the person has gone back to from the review page.
    pub(crate) editing: RwSignal<Option<ItemIndex>>,
    /// What a screen reader is told.
    pub(crate) announcement: RwSignal<String>,
    /// How the form is shown.
    pub(crate) display: RwSignal<Display>,
    /// Counts the changes of language and readings: every word is drawn anew.
    pub(crate) wording: RwSignal<usize>,
    /// What came of the file that was opened last.
    pub(crate) opened_file: RwSignal<Option<Result<Vec<Lost>, Unopened>>>,
    /// Answers to the form that stood here before, which have no place in this one.
    pub(crate) lost: RwSignal<Vec<Lost>>,
    /// A file that would replace answers, while the person is asked.
    pub(crate) waiting_file: RwSignal<Option<Json>>,
    is_unsaved: StoredValue<bool>,
    /// Whether the language has brought the readings along.
    has_brought_readings: StoredValue<bool>,
    /// The box in which an IME composes.
    composing: StoredValue<Option<Element>, LocalStorage>,
    /// What the host asked for meanwhile.
    postponed: StoredValue<Vec<Box<dyn FnOnce()>>, LocalStorage>,
    /// The page and the counts that the host knows of.
    told: StoredValue<(Stage, usize, usize)>,
}

impl Session {
    pub(crate) fn new(opened: Opened) -> Self {
        let form = &opened.form;
        let fields = form.definition().fields();
        let fields: Vec<_> = fields.map(|(index, _)| RwSignal::new(field_screen(form, &opened.texts, index))).collect();
        let known = fields.iter().map(|screen| screen.with_untracked(|screen| screen.value.clone())).collect();
        let shown = form.definition().items().map(|(index, _)| RwSignal::new(form.effective().shown.is(index)));
        let guided = form.definition().fields().filter(|(_, field)| !field.control.kind().guide().is_empty());
        let guides = guided.map(|(index, _)| (index, RwSignal::new(Vec::new()))).collect();
        let signals = Signals { fields, shown: shown.collect(), known, guides };
        let is_unsaved = form.values() != form.opened_with();
        if is_unsaved {
            (opened.tell)(HostEvent::Unsaved(true));
        }
        Self {
            signals: StoredValue::new(signals),
            stage: RwSignal::new(Stage::Entry),
            summary: RwSignal::new(Vec::new()),
            progress: RwSignal::new(form.progress()),
            unanswered: RwSignal::new(unanswered(form, &opened.texts).take(MOST_LINES).collect()),
            editing: RwSignal::new(None),
            announcement: RwSignal::new(String::new()),
            display: RwSignal::new(opened.display.clone()),
            wording: RwSignal::new(0),
            opened_file: RwSignal::new(None),
            waiting_file: RwSignal::new(None),
            lost: RwSignal::new(opened.lost.clone()),
            is_unsaved: StoredValue::new(is_unsaved),
            has_brought_readings: StoredValue::new(false),
            composing: StoredValue::new_local(None),
            postponed: StoredValue::new_local(Vec::new()),
            told: StoredValue::new((Stage::Entry, form.progress().answered, form.progress().required)),
            opened: StoredValue::new_local(Rc::new(RefCell::new(opened))),
        }
    }

    /// Whether the view still stands. What was waited for may come after its end.
    pub(crate) fn is_open(self) -> bool {
        self.opened.try_with_value(|_| ()).is_some()
    }

    /// Compiled once: whoever reads the form would bring a copy of it along.
    #[inline(never)]
    pub(crate) fn opened(self) -> Rc<RefCell<Opened>> {
        self.opened.get_value()
    }

    /// Reads the form.
    pub(crate) fn form<T>(self, read: impl FnOnce(&Form) -> T) -> T {
        read(&self.opened().borrow().form)
    }

    /// Reads the sentences.
    pub(crate) fn texts<T>(self, read: impl FnOnce(&Texts) -> T) -> T {
        read(&self.opened().borrow().texts)
    }

    /// A sentence of the widget itself, without markup.
    pub(crate) fn ui(self, name: &str) -> String {
        self.fill(name, &[])
    }

    /// The same with its places filled in.
    pub(crate) fn fill(self, name: &str, params: &[(&str, String)]) -> String {
        self.texts(|texts| plain(&texts.fill(name, params)))
    }

    /// The language that is spoken.
    pub(crate) fn locale(self) -> String {
        self.texts(|texts| texts.locale().to_owned())
    }

    /// The languages to choose from, each with its own name for itself.
    pub(crate) fn languages(self) -> Vec<(String, String)> {
        self.opened().borrow().languages.offered()
    }

    /// Whether the host has answered this field for good.
    pub(crate) fn is_fixed(self, field: FieldIndex) -> bool {
        self.opened().borrow().fixed.contains(&field)
    }

    /// What a field shows.
    pub(crate) fn screen(self, field: FieldIndex) -> Option<RwSignal<FieldScreen>> {
        self.signals.with_value(|signals| signals.fields.get(field.position()).copied())
    }

    /// Whether an item is shown.
    pub(crate) fn shown(self, item: ItemIndex) -> Option<RwSignal<bool>> {
        self.signals.with_value(|signals| signals.shown.get(item.position()).copied())
    }

    /// What was answered in the guide of a field that has one.
    pub(crate) fn guide_answers(self, field: FieldIndex) -> Option<GuideAnswers> {
        let is_of_field = |(index, _): &&(FieldIndex, GuideAnswers)| *index == field;
        self.signals.with_value(|signals| signals.guides.iter().find(is_of_field).map(|(_, answers)| *answers))
    }

    /// Whether an error of this field is on the screen.
    pub(crate) fn has_error(self, field: FieldIndex) -> bool {
        self.screen(field).is_some_and(|screen| screen.with(|screen| screen.error.is_some()))
    }

    /// The DOM id of something that belongs to a field or an item.
    pub(crate) fn dom_id(self, id: &str, role: &str) -> String {
        format!("{}{id}{role}", self.opened().borrow().id_prefix)
    }

    /// The DOM id of an item.
    pub(crate) fn item_dom_id(self, item: ItemIndex) -> Option<String> {
        let id = self.form(|form| form.definition().item(item).map(|item| item.id.clone()))?;
        Some(self.dom_id(&id, ITEM))
    }

    /// The DOM id of the form that the boxes of secrets are of.
    pub(crate) fn secrets_form(self) -> String {
        self.dom_id("", "secrets-form")
    }

    /// The DOM id of a field's control, or of its group of controls.
    pub(crate) fn field_dom_id(self, field: FieldIndex) -> String {
        let id = self.form(|form| form.definition().field(field).map(|field| field.id.clone()));
        self.dom_id(&id.unwrap_or_default(), "")
    }

    /// Does what the person did, has drawn what it changed, and leads to what is new.
    pub(crate) fn apply(self, action: Action) {
        if self.carry_out(action) {
            let has_errors = self.summary.with_untracked(|lines| !lines.is_empty());
            self.focus(if has_errors { ".summary".to_owned() } else { ".stage:not([hidden]) .title".to_owned() });
        }
    }

    /// Does what the host asks for, and has drawn what it changed; whether the page is another one, or was refused. The
    /// focus stays where it is.
    pub(crate) fn carry_out(self, action: Action) -> bool {
        let action = self.take_up_before(action);
        match action {
            Action::Enter(..) => self.set_unsaved(true),
            Action::Open(_) | Action::Reset => {
                self.opened_file.set(None);
                self.lost.set(Vec::new());
                self.waiting_file.set(None);
                self.editing.set(None);
                self.summary.set(Vec::new());
                self.set_unsaved(false);
            }
            Action::Review => self.set_today(),
            Action::Complete(_) | Action::Leave(_) | Action::Untidy(_) | Action::Back | Action::Prefill(_) => {}
        }
        if action == Action::Reset {
            self.signals.with_value(|signals| signals.guides.iter().for_each(|(_, answers)| answers.set(Vec::new())));
        }
        let changes = self.change(action);
        self.draw_fields(&changes);
        self.draw_items(&changes);
        if changes.unanswered || changes.everything {
            self.draw_unanswered();
        }
        if changes.stage {
            self.draw_stage();
        }
        self.tell_change();
        let completed = self.form(|form| match form.page() {
            Page::Complete(completed) if changes.stage => {
                Some(application(form.definition(), &completed.submission, Some(completed.at), Secrets::Withheld))
            }
            Page::Entry | Page::Review(_) | Page::Complete(_) => None,
        });
        completed.into_iter().for_each(|application| self.tell(HostEvent::Complete(application)));
        changes.stage
    }

    /// Takes up other answers to begin with.
    pub(crate) fn prefill(self, mut values: Values) {
        for field in &self.opened().borrow().fixed {
            let value = self.form(|form| form.opened_with().get(*field).cloned());
            value.into_iter().for_each(|value| values.set(*field, value));
        }
        self.carry_out(Action::Prefill(values));
    }

    /// Empties the boxes of secrets: the browser may keep the page, and bring it back to somebody else.
    pub(crate) fn forget_secrets(self) {
        self.take_up_all();
        let secrets: Vec<(FieldIndex, Value)> = self.form(|form| {
            let definition = form.definition();
            let secrets = definition.fields().map(|(index, _)| index).filter(|index| definition.is_secret(*index));
            let secrets = secrets.map(|index| (index, Value::empty(definition, index)));
            secrets.filter(|(index, empty)| form.values().get(*index) != Some(empty)).collect()
        });
        if !secrets.is_empty() && self.stage.get_untracked() != Stage::Entry {
            self.carry_out(Action::Back);
        }
        let was_unsaved = self.is_unsaved();
        for (field, empty) in secrets {
            self.carry_out(Action::Enter(field, empty));
        }
        self.set_unsaved(was_unsaved);
    }

    /// The form may have been open over midnight.
    pub(crate) fn set_today(self) {
        let today = self.now().map(Moment::today);
        today.into_iter().for_each(|today| self.opened().borrow_mut().form.set_today(today));
    }

    /// What the clock says.
    pub(crate) fn now(self) -> Option<Moment> {
        (self.opened().borrow().now)()
    }

    /// Whether answers would be lost with the page.
    pub(crate) fn is_unsaved(self) -> bool {
        self.is_unsaved.get_value()
    }

    /// Notes that the answers were handed out in a file, or that they have changed since.
    pub(crate) fn set_unsaved(self, is_unsaved: bool) {
        if self.is_unsaved.get_value() != is_unsaved {
            self.is_unsaved.set_value(is_unsaved);
            self.tell(HostEvent::Unsaved(is_unsaved));
        }
    }

    /// The person has left a field, or pasted a whole text into it.
    pub(crate) fn leave(self, field: FieldIndex) {
        self.apply(Action::Leave(field));
        let Some(screen) = self.screen(field) else { return };
        let said = screen.with_untracked(|screen| sentences(screen.to_announce()));
        if !said.is_empty() {
            self.announcement.set(said);
        }
    }

    /// Tells the host page.
    pub(crate) fn tell(self, event: HostEvent) {
        let tell = Rc::clone(&self.opened().borrow().tell);
        tell(event);
    }
}
