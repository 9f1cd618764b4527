//! The content of a box is the truth: password managers, extensions and scripts fill boxes in without an event. It is
//! taken up before anything is judged, drawn over, saved or exported.

use leptos::task::spawn_local;
use web_sys::Element;

use super::Ui;
use crate::engine::definition::FieldIndex;
use crate::engine::form::Action;
use crate::engine::json::Json;
use crate::engine::update::{Command, News};
use crate::engine::values::Value;
use crate::view::boxes;

impl Ui {
    /// The field that an element belongs to.
    pub(crate) fn field_of(self, element: &Element) -> Option<FieldIndex> {
        let position = boxes::position(element)?;
        self.form(|form| form.definition().fields().nth(position).map(|(index, _)| index))
    }

    /// Notes the content of a field's box.
    pub(crate) fn note(self, field: FieldIndex, value: &Value) {
        if let Some(known) = self.state().drawn.borrow_mut().known.get_mut(field.position()) {
            known.clone_from(value);
        }
    }

    /// A control's content if it is unknown. From then on it counts as known, so the caller must enter it.
    pub(crate) fn news_in(self, element: &Element) -> Option<(FieldIndex, Value)> {
        let field = self.field_of(element)?;
        let known = self.state().drawn.borrow().known.get(field.position()).cloned()?;
        let value = boxes::value(element, &known).filter(|value| *value != known)?;
        self.note(field, &value);
        Some((field, value))
    }

    /// The unknown content of every box.
    pub(super) fn news(self) -> News {
        boxes::every(&self.root()).filter_map(|one| self.news_in(&one)).collect()
    }

    /// The same for one field.
    pub(super) fn news_of(self, field: FieldIndex) -> Option<(FieldIndex, Value)> {
        let whole = self.find(&format!("#{}", self.field_dom_id(field)))?;
        self.news_in(&boxes::first(whole)?)
    }

    /// Takes up the content of every box.
    pub(crate) fn take_up_all(self) {
        self.run(Command::TakeUp);
    }

    /// The answers so far as a draft.
    pub(crate) fn draft(self) -> Json {
        self.take_up_all();
        self.shared().borrow().session.draft(self.now())
    }

    /// Enters a box's content that was found when it was about to be drawn over.
    pub(crate) fn enter_soon(self, (field, value): (FieldIndex, Value)) {
        spawn_local(async move {
            if self.is_alive() {
                self.apply(Action::Enter(field, value));
            }
        });
    }
}
