//! Words that the engine's screens do not have, ids of elements, and the change of language.

use super::Ui;
use crate::engine::calendar::Moment;
use crate::engine::definition::{FieldIndex, ItemIndex};
use crate::engine::display::Display;
use crate::engine::markup::plain;
use crate::engine::update::Command;

/// The end of an item's DOM id.
pub(crate) const ITEM: &str = "-item";

impl Ui {
    /// A sentence of the widget itself, without markup.
    pub(crate) fn sentence(self, name: &str) -> String {
        self.fill(name, &[])
    }

    /// The same with its placeholders filled in.
    pub(crate) fn fill(self, name: &str, params: &[(&str, String)]) -> String {
        self.texts(|texts| plain(&texts.fill(name, params)))
    }

    /// The present language.
    pub(crate) fn locale(self) -> String {
        self.texts(|texts| texts.locale().to_owned())
    }

    /// The languages to choose from, each with its name in that language.
    pub(crate) fn languages(self) -> Vec<(String, String)> {
        self.shared().borrow().languages.offered()
    }

    /// A name for a file: the form, the content, and when it was made.
    pub(crate) fn file_name(self, kind: &str, when: fn(Moment) -> String) -> String {
        let when = self.now().map(when).unwrap_or_default();
        self.shared().borrow().session.file_name(kind, &when)
    }

    /// Shows the form in another way. The answers and the page stay.
    pub(crate) fn show(self, mut display: Display) {
        let is_told = self.bring_readings(&mut display);
        let shared = self.shared();
        let is_reworded = !shared.borrow().session.display().is_worded_like(&display);
        let texts = is_reworded.then(|| shared.borrow().languages.texts(&display.locale, display.has_readings));
        // The bundled files have no problems, and the host's were read before.
        let Ok(texts) = texts.transpose() else { return };
        self.run(Command::Show(display, texts.map(Box::new), is_told));
    }

    /// Turns the readings on or off as the language demands. Returns whether that changed them.
    pub(crate) fn bring_readings(self, display: &mut Display) -> bool {
        let shared = self.shared();
        let is_simple = shared.borrow().languages.is_simple(&display.locale);
        shared.borrow_mut().session.bring_readings(display, is_simple)
    }

    /// The level of the title of a page.
    pub(crate) fn heading_level(self) -> u8 {
        self.shared().borrow().session.display().heading
    }

    /// The DOM id of something that belongs to a field or an item.
    pub(crate) fn dom_id(self, id: &str, role: &str) -> String {
        format!("{}{id}{role}", self.shared().borrow().id_prefix)
    }

    /// The DOM id of an item.
    pub(crate) fn item_dom_id(self, item: ItemIndex) -> Option<String> {
        let id = self.form(|form| form.definition().item(item).map(|item| item.id.clone()))?;
        Some(self.dom_id(&id, ITEM))
    }

    /// The DOM id of the form that owns the boxes of secrets.
    pub(crate) fn secrets_form(self) -> String {
        self.dom_id("", "secrets-form")
    }

    /// The DOM id of a field's control, or of its group of controls.
    pub(crate) fn field_dom_id(self, field: FieldIndex) -> String {
        let id = self.form(|form| form.definition().field(field).map(|field| field.id.clone()));
        self.dom_id(&id.unwrap_or_default(), "")
    }
}
