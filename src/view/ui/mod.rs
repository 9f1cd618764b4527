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

/// The state behind a view, which also outlives it: the next view of the element may continue with it.
pub(crate) struct Shared {
    /// The engine's.
    pub(crate) session: Session,
    /// The form's languages.
    pub(crate) languages: Languages,
    /// The element that the widget is drawn in.
    pub(crate) root: HtmlElement,
    /// The prefix of every id: two widgets may share a document.
    pub(crate) id_prefix: String,
    /// Tells the host page.
    pub(crate) tell: Rc<dyn Fn(HostEvent)>,
    /// The clock.
    pub(crate) now: fn() -> Option<Moment>,
}

struct Signals {
    fields: Vec<(Changed, Rc<FieldScreen>)>,
    /// Kept here because another language redraws the guide.
    guides: Vec<(FieldIndex, Changed)>,
    shown: Vec<RwSignal<bool>>,
    /// The known content of each box: if a box differs from it, something filled the box in without an event.
    known: Vec<Value>,
    summary: Vec<SummaryLine>,
    unanswered: Vec<SummaryLine>,
    editing: Option<ItemIndex>,
    announcement: String,
}

/// Set when something has to be drawn again. It carries no value, because Leptos compiles a copy of its code for every
/// type of value in a signal.
type Changed = RwSignal<()>;

/// Copied into every closure of the view.
#[derive(Clone, Copy)]
pub(crate) struct Ui {
    shared: StoredValue<Rc<RefCell<Shared>>, LocalStorage>,
    signals: StoredValue<Signals, LocalStorage>,
    stage: Changed,
    summary: Changed,
    progress: Changed,
    unanswered: Changed,
    editing: Changed,
    announcement: Changed,
    display: Changed,
    /// The language or the readings, each of which redraws every word.
    pub(crate) wording: Changed,
    file: Changed,
    /// The box in which an IME composes.
    composing: StoredValue<Option<Element>, LocalStorage>,
    /// The host's requests during a composition.
    postponed: StoredValue<Vec<Box<dyn FnOnce()>>, LocalStorage>,
}

impl Ui {
    pub(crate) fn new(mut shared: Shared) -> Self {
        let first = shared.session.first();
        let known = first.fields.iter().map(|(_, screen)| screen.value.clone()).collect();
        let changed = || RwSignal::new(());
        let signals = Signals {
            fields: first.fields.into_iter().map(|(_, screen)| (changed(), Rc::new(screen))).collect(),
            guides: first.guides.into_iter().map(|field| (field, changed())).collect(),
            shown: first.items.into_iter().map(|(_, is_shown)| RwSignal::new(is_shown)).collect(),
            known,
            summary: Vec::new(),
            unanswered: first.unanswered.unwrap_or_default(),
            editing: None,
            announcement: String::new(),
        };
        first.events.into_iter().for_each(&*shared.tell);
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
            shared: StoredValue::new_local(Rc::new(RefCell::new(shared))),
        }
    }

    /// Whether the view still exists. A promise may resolve after it is gone.
    pub(crate) fn is_alive(self) -> bool {
        self.shared.try_with_value(|_| ()).is_some()
    }

    /// Not inlined: every function that reads the form would contain a copy.
    #[inline(never)]
    pub(crate) fn shared(self) -> Rc<RefCell<Shared>> {
        self.shared.get_value()
    }

    /// Reads the form.
    pub(crate) fn form<T>(self, read: impl FnOnce(&Form) -> T) -> T {
        read(self.shared().borrow().session.form())
    }

    /// Reads the sentences.
    pub(crate) fn texts<T>(self, read: impl FnOnce(&Texts) -> T) -> T {
        read(self.shared().borrow().session.texts())
    }

    /// Whether the host has fixed this field's answer.
    pub(crate) fn is_fixed(self, field: FieldIndex) -> bool {
        self.shared().borrow().session.is_fixed(field)
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

    /// The first items that wait for an answer.
    pub(crate) fn unanswered(self) -> Vec<SummaryLine> {
        self.unanswered.track();
        self.signals.with_value(|signals| signals.unanswered.clone())
    }

    /// The item that the person has gone back to from the review page.
    pub(crate) fn editing(self) -> Option<ItemIndex> {
        self.editing.track();
        self.signals.with_value(|signals| signals.editing)
    }

    /// The text for the screen reader.
    pub(crate) fn announcement(self) -> String {
        self.announcement.track();
        self.signals.with_value(|signals| signals.announcement.clone())
    }

    /// How the form is shown.
    pub(crate) fn display(self) -> Display {
        self.display.track();
        self.shared().borrow().session.display().clone()
    }

    /// The result of opening a file.
    pub(crate) fn file(self) -> FileReport {
        self.file.track();
        self.shared().borrow().session.file().clone()
    }

    /// What a field shows.
    pub(crate) fn screen(self, field: FieldIndex) -> Option<Rc<FieldScreen>> {
        let (changed, screen) = self.signals.with_value(|signals| signals.fields.get(field.position()).cloned())?;
        changed.track();
        Some(screen)
    }

    /// What a field shows when it is first drawn. A later change does not draw the field again.
    pub(crate) fn first_screen(self, field: FieldIndex) -> Option<Rc<FieldScreen>> {
        untrack(|| self.screen(field))
    }

    /// Whether an item is shown.
    pub(crate) fn shown(self, item: ItemIndex) -> Option<RwSignal<bool>> {
        self.signals.with_value(|signals| signals.shown.get(item.position()).copied())
    }

    /// The answers in a field's guide.
    pub(crate) fn guide_answers(self, field: FieldIndex) -> GuideAnswers {
        self.guide(field).into_iter().for_each(|guide| guide.track());
        self.shared().borrow().session.guide_answers(field).to_vec()
    }

    fn guide(self, field: FieldIndex) -> Option<Changed> {
        let is_of_field = |(index, _): &&(FieldIndex, _)| *index == field;
        self.signals.with_value(|signals| signals.guides.iter().find(is_of_field).map(|(_, guide)| *guide))
    }

    /// Whether an error of this field is on the screen.
    pub(crate) fn has_error(self, field: FieldIndex) -> bool {
        self.screen(field).is_some_and(|screen| screen.error.is_some())
    }

    /// The present moment; `None` outside the years 1000 to 9999.
    pub(crate) fn now(self) -> Option<Moment> {
        (self.shared().borrow().now)()
    }

    /// Does what the person did.
    pub(crate) fn apply(self, action: Action) {
        self.run(Command::Do(action));
    }

    /// Has the engine carry out a command, and draws the changes.
    pub(crate) fn run(self, command: Command) {
        let acted_on = command.field();
        let news = match command.boxes() {
            Boxes::None => News::new(),
            Boxes::Of(field) => self.news_of(field).into_iter().collect(),
            Boxes::All => self.news(),
        };
        let mut update = self.update(command, news);
        // An answer may redraw other boxes: their content is taken up first.
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
        self.shared().borrow_mut().session.apply(command, news, now)
    }

    /// Turns an update into signals, and tells the host.
    fn draw(self, update: update::Update) {
        for (field, screen) in update.fields {
            let changed = self.signals.try_update_value(|signals| {
                let (changed, drawn) = signals.fields.get_mut(field.position())?;
                // A box's content may have been taken up and replaced at once.
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
        let guides = update.guides.into_iter().filter_map(|field| self.guide(field));
        let changed = changed.into_iter().filter(|(_, is_changed)| *is_changed).map(|(signal, _)| signal);
        changed.chain(guides).for_each(|signal| signal.set(()));
        update.focus.into_iter().for_each(|focus| self.focus_on(focus));
        // Last, because the host may respond at once.
        update.events.into_iter().for_each(|event| self.tell(event));
    }

    /// Tells the host page.
    pub(crate) fn tell(self, event: HostEvent) {
        let tell = Rc::clone(&self.shared().borrow().tell);
        tell(event);
    }
}
