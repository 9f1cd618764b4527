//! What stands in a box is the truth: password managers, extensions and scripts fill boxes in and tell nobody. It is taken
//! up before anything is judged, drawn over, saved or exported.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Element;

use super::Session;
use crate::engine::definition::FieldIndex;
use crate::engine::form::{Action, Changes, Stage};
use crate::engine::values::Value;
use crate::view::boxes;

impl Session {
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

    fn news(self) -> impl Iterator<Item = (FieldIndex, Value)> {
        boxes::every(&self.root()).filter_map(move |one| self.news_in(&one))
    }

    /// Enters what was found in a box while it was to be drawn.
    pub(crate) fn enter_soon(self, (field, value): (FieldIndex, Value)) {
        spawn_local(async move {
            if self.is_open() {
                self.apply(Action::Enter(field, value));
            }
        });
    }

    fn held(self, field: FieldIndex) -> Option<Value> {
        let whole = self.find(&format!("#{}", self.field_dom_id(field)))?;
        Some(self.news_in(&boxes::first(whole)?)?.1)
    }

    /// Takes up what every box holds, and tells whether that was anything new. Answers that were read once more are then
    /// others: they are shown again.
    pub(crate) fn take_up_all(self) -> bool {
        let mut is_new = false;
        for (field, value) in self.news() {
            is_new = true;
            self.carry_out(Action::Enter(field, value));
        }
        if is_new && self.stage.get_untracked() != Stage::Entry {
            self.carry_out(Action::Back);
            self.apply(Action::Review);
        }
        is_new
    }

    /// Takes up what an action may judge or draw over.
    pub(super) fn take_up_before(self, action: Action) -> Action {
        match action {
            Action::Leave(field) | Action::Untidy(field) => {
                if let Some(value) = self.held(field) {
                    self.carry_out(Action::Enter(field, value));
                }
            }
            Action::Complete(_) if self.take_up_all() => return Action::Review,
            Action::Review | Action::Back | Action::Open(_) | Action::Prefill(_) | Action::Reset => {
                self.take_up_all();
            }
            Action::Complete(_) | Action::Enter(..) => {}
        }
        action
    }

    /// Changes the form. An answer may draw other boxes anew: what stands in these is taken up with it.
    pub(super) fn change(self, action: Action) -> Changes {
        let acted_on = match &action {
            Action::Enter(field, _) | Action::Leave(field) | Action::Untidy(field) => Some(*field),
            Action::Review | Action::Back | Action::Complete(_) => None,
            Action::Open(_) | Action::Prefill(_) | Action::Reset => None,
        };
        let mut changes = self.apply_to_form(action);
        let mut next = 0;
        while let Some(field) = changes.fields.get(next).copied().filter(|_| acted_on.is_some()) {
            next += 1;
            if let Some(value) = self.held(field).filter(|_| acted_on != Some(field)) {
                let further = self.apply_to_form(Action::Enter(field, value));
                changes.fields.extend(further.fields);
                changes.items.extend(further.items);
            }
        }
        changes
    }

    fn apply_to_form(self, action: Action) -> Changes {
        self.opened().borrow_mut().form.apply(action)
    }
}
