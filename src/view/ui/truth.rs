//! What stands in a box is the truth: password managers, extensions and scripts fill boxes in and tell nobody. It is taken
//! up before anything is judged, drawn over, saved or exported.

use leptos::prelude::*;
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

    /// Notes what stands in the box of a field.
    pub(crate) fn note(self, field: FieldIndex, value: &Value) {
        self.signals.update_value(|signals| {
            if let Some(known) = signals.known.get_mut(field.position()) {
                known.clone_from(value);
            }
        });
    }

    /// What a control holds, when nobody knows of it. From now on it is known, and to be entered.
    pub(crate) fn news_in(self, element: &Element) -> Option<(FieldIndex, Value)> {
        let field = self.field_of(element)?;
        let known = self.signals.with_value(|signals| signals.known.get(field.position()).cloned())?;
        let value = boxes::value(element, &known).filter(|value| *value != known)?;
        self.note(field, &value);
        Some((field, value))
    }

    /// What every box holds, as far as nobody knows of it.
    pub(super) fn news(self) -> News {
        boxes::every(&self.root()).filter_map(|one| self.news_in(&one)).collect()
    }

    /// The same of one field.
    pub(super) fn news_of(self, field: FieldIndex) -> Option<(FieldIndex, Value)> {
        let whole = self.find(&format!("#{}", self.field_dom_id(field)))?;
        self.news_in(&boxes::first(whole)?)
    }

    /// Takes up what every box holds.
    pub(crate) fn take_up_all(self) {
        self.run(Command::TakeUp);
    }

    /// The answers so far as a draft.
    pub(crate) fn draft(self) -> Json {
        self.take_up_all();
        self.shared().borrow().session.draft(self.now())
    }

    /// Enters what was found in a box while it was to be drawn.
    pub(crate) fn enter_soon(self, (field, value): (FieldIndex, Value)) {
        spawn_local(async move {
            if self.is_alive() {
                self.apply(Action::Enter(field, value));
            }
        });
    }
}
