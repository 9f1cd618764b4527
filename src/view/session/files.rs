//! What goes down as a file, and what is in one that comes up.

use super::Session;
use crate::engine::calendar::Moment;
use crate::engine::draft::{self, Unopened, draft};
use crate::engine::export::{Secrets, application};
use crate::engine::form::Completed;
use crate::engine::json::Json;
use crate::engine::markup::plain;

impl Session {
    /// The file of an application.
    pub(crate) fn export(self, completed: &Completed, secrets: Secrets) -> Json {
        self.form(|form| application(form.definition(), &completed.submission, Some(completed.at), secrets))
    }

    /// A name by which a person finds a file again: of the form, of what is in it, and of when it was made.
    pub(crate) fn file_name(self, kind: &str, when: fn(Moment) -> String) -> String {
        let when = self.now().map(when).unwrap_or_default();
        let form = self.form(|form| {
            let name = self.texts(|texts| plain(&texts.of_form(form.definition(), "name")));
            if name.is_empty() { form.definition().id.to_string() } else { name }
        });
        format!("{form}_{}_{when}.json", self.ui(kind))
    }

    /// The answers so far as a draft.
    pub(crate) fn draft(self) -> Json {
        self.take_up_all();
        self.form(|form| draft(form, self.now()))
    }

    /// What is in a draft or an application.
    pub(crate) fn answers_in(self, file: &Json) -> Result<draft::Opened, Unopened> {
        let opened = self.opened();
        let opened = opened.borrow();
        draft::open(&opened.form, &opened.fixed, file)
    }
}
