//! One mounted form: the engine's session, and a signal for everything that may be drawn again.
//!
//! A command goes to the engine, an update comes back, and exactly those signals are set.

mod composition;
mod focus;
mod truth;
mod wording;

pub(crate) use wording::ITEM;

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use web_sys::{Element, HtmlElement};

use crate::engine::calendar::Moment;
use crate::engine::definition::{FieldIndex, ItemIndex};
use crate::engine::display::Display;
use crate::engine::form::{Action, Form, Progress, Stage};
use crate::engine::screen::{FieldScreen, SummaryLine};
use crate::engine::session::Session;
use crate::engine::texts::Texts;
use crate::engine::update::{self, Boxes, Command, FileReport, GuideAnswers, HostEvent, News};
use crate::engine::values::Value;
use crate::languages::Languages;

/// What the view begins with.
pub(crate) struct Opened {
    /// The engine's.
    pub(crate) session: Session,
    /// The same sentences in other languages.
    pub(crate) languages: Languages,
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
    fields: Vec<(Changed, Rc<FieldScreen>)>,
    /// Kept here and not where they are drawn: another language draws every word anew.
    guides: Vec<(FieldIndex, Changed)>,
    shown: Vec<RwSignal<bool>>,
    /// What is known to stand in each box: what differs from that was put there by somebody who told nobody.
    known: Vec<Value>,
    summary: Vec<SummaryLine>,
    unanswered: Vec<SummaryLine>,
    editing: Option<ItemIndex>,
    announcement: String,
}

/// Set when something has to be drawn again. What that is stands elsewhere: Leptos brings a copy of its code for every type
/// of value in a signal.
type Changed = RwSignal<()>;

/// Copied into every closure of the view.
#[derive(Clone, Copy)]
pub(crate) struct Ui {
    opened: StoredValue<Rc<RefCell<Opened>>, LocalStorage>,
    signals: StoredValue<Signals, LocalStorage>,
    stage: Changed,
    summary: Changed,
    progress: Changed,
    unanswered: Changed,
    editing: Changed,
    announcement: Changed,
    display: Changed,
    /// Another language, or readings: every word is drawn anew.
    pub(crate) wording: Changed,
    file: Changed,
    /// The box in which an IME composes.
    composing: StoredValue<Option<Element>, LocalStorage>,
    /// What the host asked for meanwhile.
    postponed: StoredValue<Vec<Box<dyn FnOnce()>>, LocalStorage>,
}

impl Ui {
    pub(crate) fn new(mut opened: Opened) -> Self {
        let first = opened.session.first();
        let known = first.fields.iter().map(|(_, screen)| screen.value.clone()).collect();
        let changed = || RwSignal::new(());
        let signals = Signals {
            fields: first.fields.into_iter().map(|(_, screen)| (changed(), Rc::new(screen))).collect(),
            guides: first.guides.into_iter().map(|(field, _)| (field, changed())).collect(),
            shown: first.items.into_iter().map(|(_, is_shown)| RwSignal::new(is_shown)).collect(),
            known,
            summary: Vec::new(),
            unanswered: first.unanswered.unwrap_or_default(),
            editing: None,
            announcement: String::new(),
        };
        first.events.into_iter().for_each(&*opened.tell);
        Self {
            signals: StoredValue::new_local(signals),
            stage: changed(),
            summary: changed(),
            progress: changed(),
            unanswered: changed(),
            editing: changed(),
            announcement: changed(),
            display: changed(),
            wording: changed(),
            file: changed(),
            composing: StoredValue::new_local(None),
            postponed: StoredValue::new_local(Vec::new()),
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
        read(self.opened().borrow().session.form())
    }

    /// Reads the sentences.
    pub(crate) fn texts<T>(self, read: impl FnOnce(&Texts) -> T) -> T {
        read(self.opened().borrow().session.texts())
    }

    /// Whether the host has answered this field for good.
    pub(crate) fn is_fixed(self, field: FieldIndex) -> bool {
        self.opened().borrow().session.is_fixed(field)
    }

    /// The page.
    pub(crate) fn stage(self) -> Stage {
        self.stage.track();
        self.form(Form::stage)
    }

    /// How far the required items are answered.
    pub(crate) fn progress(self) -> Progress {
        self.progress.track();
        self.form(Form::progress)
    }

    /// The lines of the error summary; none before the first attempt to go on.
    pub(crate) fn summary(self) -> Vec<SummaryLine> {
        self.summary.track();
        self.signals.with_value(|signals| signals.summary.clone())
    }

    /// The first of those that wait for an answer.
    pub(crate) fn unanswered(self) -> Vec<SummaryLine> {
        self.unanswered.track();
        self.signals.with_value(|signals| signals.unanswered.clone())
    }

    /// The item that the person has gone back to from the review page.
    pub(crate) fn editing(self) -> Option<ItemIndex> {
        self.editing.track();
        self.signals.with_value(|signals| signals.editing)
    }

    /// What a screen reader is told.
    pub(crate) fn announcement(self) -> String {
        self.announcement.track();
        self.signals.with_value(|signals| signals.announcement.clone())
    }

    /// How the form is shown.
    pub(crate) fn display(self) -> Display {
        self.display.track();
        self.opened().borrow().session.display().clone()
    }

    /// What came of a file.
    pub(crate) fn file(self) -> FileReport {
        self.file.track();
        self.opened().borrow().session.file().clone()
    }

    /// What a field shows.
    pub(crate) fn screen(self, field: FieldIndex) -> Option<Rc<FieldScreen>> {
        let (changed, screen) = self.signals.with_value(|signals| signals.fields.get(field.position()).cloned())?;
        changed.track();
        Some(screen)
    }

    /// What a field shows when it is drawn for the first time, which another screen is no reason to do again.
    pub(crate) fn first_screen(self, field: FieldIndex) -> Option<Rc<FieldScreen>> {
        untrack(|| self.screen(field))
    }

    /// Whether an item is shown.
    pub(crate) fn shown(self, item: ItemIndex) -> Option<RwSignal<bool>> {
        self.signals.with_value(|signals| signals.shown.get(item.position()).copied())
    }

    /// What was answered in the guide of a field.
    pub(crate) fn guide_answers(self, field: FieldIndex) -> GuideAnswers {
        self.guide(field).into_iter().for_each(|guide| guide.track());
        self.opened().borrow().session.guide_answers(field).to_vec()
    }

    fn guide(self, field: FieldIndex) -> Option<Changed> {
        let is_of_field = |(index, _): &&(FieldIndex, _)| *index == field;
        self.signals.with_value(|signals| signals.guides.iter().find(is_of_field).map(|(_, guide)| *guide))
    }

    /// Whether an error of this field is on the screen.
    pub(crate) fn has_error(self, field: FieldIndex) -> bool {
        self.screen(field).is_some_and(|screen| screen.error.is_some())
    }

    /// What the clock says.
    pub(crate) fn now(self) -> Option<Moment> {
        (self.opened().borrow().now)()
    }

    /// Does what the person did.
    pub(crate) fn apply(self, action: Action) {
        self.run(Command::Do(action));
    }

    /// Has the engine do what is wanted, and draws what that has changed.
    pub(crate) fn run(self, command: Command) {
        let acted_on = command.field();
        let news = match command.boxes() {
            Boxes::None => News::new(),
            Boxes::Of(field) => self.news_of(field).into_iter().collect(),
            Boxes::All => self.news(),
        };
        let mut update = self.update(command, news);
        // An answer may draw other boxes anew: what stands in these is taken up before.
        while acted_on.is_some() {
            let others = update.fields.iter().map(|(field, _)| *field).filter(|field| acted_on != Some(*field));
            let news: News = others.filter_map(|field| self.news_of(field)).collect();
            if news.is_empty() {
                break;
            }
            self.draw(update);
            update = self.update(Command::TakeUp, news);
        }
        self.draw(update);
    }

    #[inline(never)]
    fn update(self, command: Command, news: News) -> update::Update {
        let now = self.now();
        self.opened().borrow_mut().session.apply(command, news, now)
    }

    /// Turns an update into signals, and tells the host.
    fn draw(self, update: update::Update) {
        for (field, screen) in update.fields {
            let changed = self.signals.try_update_value(|signals| {
                let (changed, drawn) = signals.fields.get_mut(field.position())?;
                // What a box holds may have been taken up and replaced at once.
                let is_held = signals.known.get(field.position()) == Some(&screen.value);
                let is_drawn = is_held && **drawn == screen;
                *drawn = Rc::new(screen);
                (!is_drawn).then_some(*changed)
            });
            changed.flatten().into_iter().for_each(|changed| changed.set(()));
        }
        for (item, is_shown) in update.items {
            self.shown(item).into_iter().for_each(|signal| signal.set(is_shown));
        }
        let changed = [
            (self.unanswered, update.unanswered.is_some()),
            (self.summary, update.summary.is_some()),
            (self.progress, update.progress.is_some()),
            (self.editing, self.signals.with_value(|signals| signals.editing) != update.editing),
            (self.stage, update.stage.is_some()),
            (self.announcement, update.announcement.is_some()),
            (self.file, update.file.is_some()),
            (self.wording, update.is_reworded),
            (self.display, update.display.is_some()),
        ];
        self.signals.update_value(|signals| {
            signals.editing = update.editing;
            update.unanswered.into_iter().for_each(|lines| signals.unanswered = lines);
            update.summary.into_iter().for_each(|lines| signals.summary = lines);
            update.announcement.into_iter().for_each(|words| signals.announcement = words);
        });
        let guides = update.guides.into_iter().filter_map(|(field, _)| self.guide(field));
        let changed = changed.into_iter().filter(|(_, is_changed)| *is_changed).map(|(signal, _)| signal);
        changed.chain(guides).for_each(|signal| signal.set(()));
        update.focus.into_iter().for_each(|focus| self.focus_on(focus));
        // Last: the host may answer at once.
        update.events.into_iter().for_each(|event| self.tell(event));
    }

    /// Tells the host page.
    pub(crate) fn tell(self, event: HostEvent) {
        let tell = Rc::clone(&self.opened().borrow().tell);
        tell(event);
    }
}
