//! Files: opening one, and the draft to save.

use super::{Session, Step};
use crate::engine::calendar::Moment;
use crate::engine::draft::{self, Unopened, draft};
use crate::engine::form::Action;
use crate::engine::json::Json;
use crate::engine::markup::plain;
use crate::engine::update::Focus;

impl Session {
    /// The answers so far as a draft.
    #[must_use]
    pub fn draft(&self, now: Option<Moment>) -> Json {
        draft(&self.form, now)
    }

    /// The answers in a draft or an application.
    ///
    /// # Errors
    /// When the file is neither, or belongs to another form.
    pub fn answers_in(&self, file: &Json) -> Result<draft::Restored, Unopened> {
        draft::open(&self.form, &self.fixed, file)
    }

    /// A name for a file: the form, the content, and when it was made.
    #[must_use]
    pub fn file_name(&self, kind: &str, when: &str) -> String {
        let definition = self.form.definition();
        let name = plain(&self.texts.of_form(definition, "name"));
        let form = if name.is_empty() { &*definition.id } else { &name };
        format!("{form}_{}_{when}.json", plain(&self.texts.ui(kind)))
    }

    /// Opens a file, and asks first if that would replace answers. A file that cannot be opened changes nothing.
    pub(super) fn open_file(&mut self, file: Result<Json, Unopened>, step: &mut Step) {
        match file.and_then(|file| Ok((self.answers_in(&file)?, file))) {
            Err(unopened) => {
                self.file.came = Some(Err(unopened));
                step.is_file_changed = true;
            }
            Ok((_, file)) if self.is_unsaved => {
                self.file.came = None;
                self.ask(Some(file), step);
            }
            Ok((restored, _)) => self.open(restored, step),
        }
        step.update.focus = Some(Focus::FileReport);
    }

    pub(super) fn ask(&mut self, waiting: Option<Json>, step: &mut Step) {
        self.file.is_asking = waiting.is_some();
        self.waiting = waiting;
        step.is_file_changed = true;
    }

    pub(super) fn open(&mut self, restored: draft::Restored, step: &mut Step) {
        self.act(Action::Open(restored.values), step);
        self.file.came = Some(Ok(restored.lost));
    }
}
