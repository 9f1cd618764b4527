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
use crate::view::signals::{Changed, Toggle};

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

/// The latest of each update.
struct Drawn {
    fields: Vec<Rc<FieldScreen>>,
    /// The known content of each box: if a box differs from it, something filled the box in without an event.
    known: Vec<Value>,
    summary: Rc<[SummaryLine]>,
    unanswered: Rc<[SummaryLine]>,
    editing: Option<ItemIndex>,
    announcement: String,
}

/// What the handle leads to.
struct State {
    shared: Rc<RefCell<Shared>>,
    drawn: RefCell<Drawn>,
    fields: Vec<Changed>,
    /// Kept here because another language redraws the guide.
    guides: Vec<(FieldIndex, Changed)>,
    shown: Vec<Toggle>,
    stage: Changed,
    summary: Changed,
    progress: Changed,
    unanswered: Changed,
    editing: Changed,
    announcement: Changed,
    display: Changed,
    /// The language or the readings, each of which redraws every word.
    wording: Changed,
    file: Changed,
    /// The box in which an IME composes.
    composing: RefCell<Option<Element>>,
    /// The host's requests during a composition.
    postponed: RefCell<Vec<Box<dyn FnOnce()>>>,
}

/// A handle to a mounted form. It is one number, because every closure of the view has a copy.
#[derive(Clone, Copy)]
pub(crate) struct Ui(StoredValue<Rc<State>, LocalStorage>);

impl State {
    fn guide(&self, field: FieldIndex) -> Option<&Changed> {
        self.guides.iter().find(|(index, _)| *index == field).map(|(_, changed)| changed)
    }

    /// Keeps what a field shows now. Returns whether that has to be drawn.
    fn renew(&self, field: FieldIndex, screen: FieldScreen) -> bool {
        let mut drawn = self.drawn.borrow_mut();
        // A box's content may have been taken up and replaced at once.
        let is_held = drawn.known.get(field.position()) == Some(&screen.value);
        let before = drawn.fields.get_mut(field.position());
        before.is_some_and(|before| {
            let is_drawn = is_held && **before == screen;
            *before = Rc::new(screen);
            !is_drawn
        })
    }
}

impl Ui {
    pub(crate) fn new(mut shared: Shared) -> Self {
        let first = shared.session.first();
        let known = first.fields.iter().map(|(_, screen)| screen.value.clone()).collect();
        let shown = first.items.into_iter().map(|(_, is_shown)| Toggle::new(is_shown));
        let guides = first.guides.into_iter().map(|field| (field, Changed::default()));
        let fields = first.fields.iter().map(|_| Changed::default()).collect();
        let drawn = Drawn {
            fields: first.fields.into_iter().map(|(_, screen)| Rc::new(screen)).collect(),
            known,
            summary: Rc::default(),
            unanswered: first.unanswered.unwrap_or_default().into(),
            editing: None,
            announcement: String::new(),
        };
        first.events.into_iter().for_each(&*shared.tell);
        Self(StoredValue::new_local(Rc::new(State {
            shared: Rc::new(RefCell::new(shared)),
            drawn: RefCell::new(drawn),
            fields,
            guides: guides.collect(),
            shown: shown.collect(),
            stage: Changed::default(),
            summary: Changed::default(),
            progress: Changed::default(),
            unanswered: Changed::default(),
            editing: Changed::default(),
            announcement: Changed::default(),
            display: Changed::default(),
            wording: Changed::default(),
            file: Changed::default(),
            composing: RefCell::default(),
            postponed: RefCell::default(),
        })))
    }

    /// Whether the view still exists. A promise may resolve after it is gone.
    pub(crate) fn is_alive(self) -> bool {
        !self.0.is_disposed()
    }

    /// Not inlined: every function that reads the form would contain a copy.
    #[inline(never)]
    fn state(self) -> Rc<State> {
        self.0.get_value()
    }

    /// The state that outlives the view.
    #[inline(never)]
    pub(crate) fn shared(self) -> Rc<RefCell<Shared>> {
        Rc::clone(&self.state().shared)
    }

    /// Reads the form and its sentences.
    pub(crate) fn read<T>(self, read: impl FnOnce(&Form, &Texts) -> T) -> T {
        let shared = self.shared();
        let Shared { session, .. } = &*shared.borrow();
        read(session.form(), session.texts())
    }

    /// Reads the form.
    pub(crate) fn form<T>(self, read: impl FnOnce(&Form) -> T) -> T {
        self.read(|form, _| read(form))
    }

    /// Reads the sentences.
    pub(crate) fn texts<T>(self, read: impl FnOnce(&Texts) -> T) -> T {
        self.read(|_, texts| read(texts))
    }

    /// Whether the host has fixed this field's answer.
    pub(crate) fn is_fixed(self, field: FieldIndex) -> bool {
        self.shared().borrow().session.is_fixed(field)
    }

    /// The page.
    pub(crate) fn stage(self) -> Stage {
        self.state().stage.track();
        self.form(Form::stage)
    }

    /// How far the required items are answered.
    pub(crate) fn progress(self) -> Progress {
        self.state().progress.track();
        self.form(Form::progress)
    }

    /// The lines of the error summary; none before the first attempt to go on.
    pub(crate) fn summary(self) -> Rc<[SummaryLine]> {
        let state = self.state();
        state.summary.track();
        Rc::clone(&state.drawn.borrow().summary)
    }

    /// The first items that wait for an answer.
    pub(crate) fn unanswered(self) -> Rc<[SummaryLine]> {
        let state = self.state();
        state.unanswered.track();
        Rc::clone(&state.drawn.borrow().unanswered)
    }

    /// The item that the person has gone back to from the review page.
    pub(crate) fn editing(self) -> Option<ItemIndex> {
        let state = self.state();
        state.editing.track();
        state.drawn.borrow().editing
    }

    /// The text for the screen reader.
    pub(crate) fn announcement(self) -> String {
        let state = self.state();
        state.announcement.track();
        state.drawn.borrow().announcement.clone()
    }

    /// How the form is shown.
    pub(crate) fn display(self) -> Display {
        self.state().display.track();
        self.shared().borrow().session.display().clone()
    }

    /// The result of opening a file.
    pub(crate) fn file(self) -> FileReport {
        self.state().file.track();
        self.shared().borrow().session.file().clone()
    }

    /// What a field shows.
    pub(crate) fn screen(self, field: FieldIndex) -> Option<Rc<FieldScreen>> {
        self.state().fields.get(field.position())?.track();
        self.first_screen(field)
    }

    /// What a field shows when it is first drawn. A later change does not draw the field again.
    pub(crate) fn first_screen(self, field: FieldIndex) -> Option<Rc<FieldScreen>> {
        self.state().drawn.borrow().fields.get(field.position()).cloned()
    }

    /// Whether an item is shown.
    pub(crate) fn shown(self, item: ItemIndex) -> Option<Toggle> {
        self.state().shown.get(item.position()).cloned()
    }

    /// The answers in a field's guide.
    pub(crate) fn guide_answers(self, field: FieldIndex) -> GuideAnswers {
        let state = self.state();
        state.guide(field).into_iter().for_each(Track::track);
        let shared = state.shared.borrow();
        shared.session.guide_answers(field).to_vec()
    }

    /// Has what is being drawn drawn again in other words.
    pub(crate) fn follow_wording(self) {
        self.state().wording.track();
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
        let state = self.state();
        for (field, screen) in update.fields {
            if state.renew(field, screen) {
                state.fields.get(field.position()).into_iter().for_each(Notify::notify);
            }
        }
        for (item, is_shown) in update.items {
            self.shown(item).into_iter().for_each(|shown| shown.set(is_shown));
        }
        let mut drawn = state.drawn.borrow_mut();
        let changed = [
            (&state.unanswered, update.unanswered.is_some()),
            (&state.summary, update.summary.is_some()),
            (&state.progress, update.progress.is_some()),
            (&state.editing, drawn.editing != update.editing),
            (&state.stage, update.stage.is_some()),
            (&state.announcement, update.announcement.is_some()),
            (&state.file, update.file.is_some()),
            (&state.wording, update.is_reworded),
            (&state.display, update.display.is_some()),
        ];
        drawn.editing = update.editing;
        update.unanswered.into_iter().for_each(|lines| drawn.unanswered = lines.into());
        update.summary.into_iter().for_each(|lines| drawn.summary = lines.into());
        update.announcement.into_iter().for_each(|words| drawn.announcement = words);
        drop(drawn);
        let changed = changed.into_iter().filter(|(_, is_changed)| *is_changed).map(|(changed, _)| changed);
        let guides = update.guides.into_iter().filter_map(|field| state.guide(field));
        changed.chain(guides).for_each(Notify::notify);
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
