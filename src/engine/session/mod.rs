//! A person's use of a form, from opening it to the export: commands and the time in, an [`Update`] out.
//!
//! It decides what makes answers unsaved, what a file replaces, what is announced, what the host is told and where the
//! focus goes; the view only draws.

mod drawn;
mod files;

use super::calendar::Moment;
use super::definition::{FieldIndex, ItemIndex};
use super::display::Display;
use super::draft::Lost;
use super::effective::Shown;
use super::form::{Action, Changes, Form, Progress, Stage};
use super::guide;
use super::json::Json;
use super::markup::sentences;
use super::screen::field_screen;
use super::texts::Texts;
use super::update::{Command, FileReport, Focus, GuideAnswers, HostEvent, News, Update};
use super::values::Value;
use drawn::HostState;

/// The start of a session.
#[derive(Debug)]
pub struct Beginning {
    /// The form as opened.
    pub form: Form,
    /// Its sentences.
    pub texts: Texts,
    /// How it is shown.
    pub display: Display,
    /// Fields that the host has answered and the person cannot change.
    pub fixed: Vec<FieldIndex>,
    /// Answers to the form that was shown before, which do not fit this one.
    pub not_carried: Vec<Lost>,
}

/// A form, with the state of the screen and of the host.
#[derive(Debug)]
pub struct Session {
    form: Form,
    texts: Texts,
    display: Display,
    fixed: Vec<FieldIndex>,
    /// The items that are drawn as shown.
    drawn: Shown,
    /// The progress that is drawn.
    progress: Progress,
    /// The fields that the error summary leads to.
    listed: Vec<FieldIndex>,
    editing: Option<ItemIndex>,
    guides: Vec<(FieldIndex, GuideAnswers)>,
    file: FileReport,
    /// The file that would replace answers, while the person is asked.
    waiting: Option<Json>,
    is_unsaved: bool,
    /// Whether choosing the language turned the readings on.
    has_brought_readings: bool,
    host: HostState,
}

/// A command being carried out.
#[derive(Debug, Default)]
struct Step {
    now: Option<Moment>,
    changes: Changes,
    /// Whether another page gets the focus.
    leads: bool,
    is_file_changed: bool,
    update: Update,
}

impl Session {
    /// Begins a session.
    #[must_use]
    pub fn new(beginning: Beginning) -> Self {
        let Beginning { form, texts, display, fixed, not_carried } = beginning;
        let fields = form.definition().fields();
        let guided = fields.filter(|(_, field)| !field.control.kind().guide().is_empty());
        Self {
            drawn: form.effective().shown.clone(),
            listed: Vec::new(),
            editing: None,
            guides: guided.map(|(index, _)| (index, GuideAnswers::new())).collect(),
            file: FileReport { not_carried, ..FileReport::default() },
            waiting: None,
            is_unsaved: form.values() != form.opened_with(),
            has_brought_readings: false,
            host: HostState::at_first(&form),
            progress: form.progress(),
            form,
            texts,
            display,
            fixed,
        }
    }

    /// The form.
    #[must_use]
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// Its sentences.
    #[must_use]
    pub fn texts(&self) -> &Texts {
        &self.texts
    }

    /// How it is shown.
    #[must_use]
    pub fn display(&self) -> &Display {
        &self.display
    }

    /// The result of opening a file.
    #[must_use]
    pub fn file(&self) -> &FileReport {
        &self.file
    }

    /// The answers in a field's guide.
    #[must_use]
    pub fn guide_answers(&self, field: FieldIndex) -> &[Option<usize>] {
        let found = self.guides.iter().find(|(index, _)| *index == field);
        found.map_or(&[], |(_, answers)| answers)
    }

    /// The fields that have a guide.
    fn guided(&self) -> impl Iterator<Item = FieldIndex> {
        self.guides.iter().map(|(field, _)| *field)
    }

    /// Whether the host has fixed this field's answer.
    #[must_use]
    pub fn is_fixed(&self, field: FieldIndex) -> bool {
        self.fixed.contains(&field)
    }

    /// The form may have been open over midnight.
    pub fn set_today(&mut self, now: Option<Moment>) {
        now.map(Moment::today).into_iter().for_each(|today| self.form.set_today(today));
    }

    /// A language in plain words turns the readings on, and leaving it turns them off, unless the person has chosen
    /// otherwise meanwhile. Returns whether that changed them.
    pub fn bring_readings(&mut self, display: &mut Display, is_simple: bool) -> bool {
        if self.display.locale == display.locale {
            self.has_brought_readings &= self.display.has_readings == display.has_readings;
            return false;
        }
        let is_due = if is_simple { !display.has_readings } else { self.has_brought_readings };
        if is_due {
            display.has_readings = is_simple;
            self.has_brought_readings = is_simple;
        }
        is_due
    }

    /// Carries out a command after taking up `news`, the values of the boxes that [`Command::boxes`] names.
    pub fn apply(&mut self, command: Command, news: News, now: Option<Moment>) -> Update {
        let mut step = Step { now, ..Step::default() };
        let is_read_again = !news.is_empty() && self.form.stage() != Stage::Entry;
        for (field, value) in news {
            self.act(Action::Enter(field, value), &mut step);
        }
        if is_read_again {
            // The answers changed after they were reviewed, so they are shown again.
            self.act(Action::Review, &mut step);
            step.leads = true;
        }
        if !is_read_again || !matches!(command, Command::Complete) {
            self.carry_out(command, &mut step);
        }
        self.finish(step)
    }

    fn carry_out(&mut self, command: Command, step: &mut Step) {
        match command {
            Command::Do(action) => {
                step.leads = true;
                let left = if let Action::Leave(field) = action { Some(field) } else { None };
                self.act(action, step);
                step.update.announcement =
                    left.map(|field| self.announcement_on_leaving(field)).filter(|words| !words.is_empty());
            }
            Command::Suggested(action, field) => {
                self.act(action, step);
                step.update.focus = Some(Focus::Field(field));
            }
            Command::Complete => {
                step.leads = true;
                // Completing needs a clock.
                step.now.into_iter().for_each(|now| self.act(Action::Complete(now), step));
            }
            Command::Edit(item) => {
                self.act(Action::Back, step);
                self.editing = Some(item);
                let first = self.form.definition().item(item).map(|item| FieldIndex(item.fields.start));
                step.update.focus = first.map(Focus::Field);
            }
            Command::AnswerGuide(field, question, answer) => self.answer_guide(field, question, answer, step),
            Command::OpenFile(file) => self.open_file(file, step),
            Command::ReplaceAnswers => {
                let waiting = self.waiting.take();
                self.ask(None, step);
                let restored = waiting.and_then(|file| self.answers_in(&file).ok());
                restored.into_iter().for_each(|restored| self.open(restored, step));
                step.update.focus = Some(Focus::FileReport);
            }
            Command::KeepAnswers => {
                self.ask(None, step);
                let is_entry = self.form.stage() == Stage::Entry;
                step.update.focus = Some(if is_entry { Focus::FileChoice } else { Focus::Title });
            }
            Command::HandedOut => self.is_unsaved = false,
            Command::Prefill(mut values) => {
                for field in &self.fixed {
                    let value = self.form.opened_with().get(*field).cloned();
                    value.into_iter().for_each(|value| values.set(*field, value));
                }
                self.act(Action::Prefill(values), step);
            }
            Command::Reset => self.act(Action::Reset, step),
            Command::ShowErrors => {
                step.leads = true;
                if self.form.errors().next().is_some() {
                    self.act(Action::Review, step);
                }
            }
            Command::Show(display, texts, is_told) => self.show(display, texts, is_told, step),
            Command::ForgetSecrets => self.forget_secrets(step),
            Command::TakeUp => {}
        }
    }

    fn act(&mut self, action: Action, step: &mut Step) {
        match action {
            Action::Enter(..) => self.is_unsaved = true,
            Action::Open(_) | Action::Reset => {
                self.file = FileReport::default();
                self.waiting = None;
                step.is_file_changed = true;
                self.editing = None;
                self.list(Vec::new(), step);
                self.is_unsaved = false;
            }
            Action::Review => self.set_today(step.now),
            Action::Complete(_) | Action::Leave(_) | Action::Untidy(_) | Action::Back | Action::Prefill(_) => {}
        }
        if action == Action::Reset {
            self.guides.iter_mut().for_each(|(_, answers)| answers.clear());
            step.update.guides = self.guided().collect();
        }
        let changes = self.form.apply(action);
        if changes.stage {
            if self.form.stage() != Stage::Entry {
                self.editing = None;
            }
            // The next page does not need the reason why a file was not opened.
            if matches!(self.file.came, Some(Err(_))) {
                self.file.came = None;
                step.is_file_changed = true;
            }
        }
        step.changes = std::mem::take(&mut step.changes).and(changes);
    }

    fn announcement_on_leaving(&self, field: FieldIndex) -> String {
        sentences(field_screen(&self.form, &self.texts, field).to_announce())
    }

    fn answer_guide(&mut self, field: FieldIndex, question: usize, answer: usize, step: &mut Step) {
        let Some((_, answers)) = self.guides.iter_mut().find(|(index, _)| *index == field) else { return };
        guide::choose(answers, question, answer);
        step.update.announcement = Some(guide::announcement(self.form.definition(), &self.texts, field, answers));
        step.update.guides.push(field);
    }

    fn show(&mut self, display: Display, texts: Option<Box<Texts>>, is_told: bool, step: &mut Step) {
        if let Some(texts) = texts {
            self.texts = *texts;
            step.changes.everything = true;
            if !self.listed.is_empty() {
                self.list(self.errors_shown(), step);
            }
            step.update.announcement = Some(String::new());
            step.update.is_reworded = true;
        }
        if self.display != display {
            self.display.clone_from(&display);
            step.update.display = Some(display.clone());
        }
        if is_told {
            step.update.events.push(HostEvent::Display(display));
        }
    }

    /// Empties the secrets. Whether answers are unsaved does not change.
    fn forget_secrets(&mut self, step: &mut Step) {
        let definition = self.form.definition();
        let secrets = definition.fields().map(|(index, _)| index).filter(|index| definition.is_secret(*index));
        let secrets = secrets.map(|index| (index, Value::empty(definition, index)));
        let secrets: News = secrets.filter(|(index, empty)| self.form.values().get(*index) != Some(empty)).collect();
        if !secrets.is_empty() && self.form.stage() != Stage::Entry {
            self.act(Action::Back, step);
        }
        let was_unsaved = self.is_unsaved;
        for (field, empty) in secrets {
            self.act(Action::Enter(field, empty), step);
        }
        self.is_unsaved = was_unsaved;
    }
}
