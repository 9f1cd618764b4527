//! The words that the view needs besides the engine's screens, ids for elements, and another language.

use super::Ui;
use crate::engine::calendar::Moment;
use crate::engine::definition::{FieldIndex, ItemIndex};
use crate::engine::display::Display;
use crate::engine::markup::plain;
use crate::engine::update::Command;

/// Ends the DOM id of an item.
pub(crate) const ITEM: &str = "-item";

impl Ui {
    /// A sentence of the widget itself, without markup.
    pub(crate) fn line(self, name: &str) -> String {
        self.fill(name, &[])
    }

    /// The same with its places filled in.
    pub(crate) fn fill(self, name: &str, params: &[(&str, String)]) -> String {
        self.texts(|texts| plain(&texts.fill(name, params)))
    }

    /// The language that is spoken.
    pub(crate) fn locale(self) -> String {
        self.texts(|texts| texts.locale().to_owned())
    }

    /// The languages to choose from, each with its own name for itself.
    pub(crate) fn languages(self) -> Vec<(String, String)> {
        self.opened().borrow().languages.offered()
    }

    /// A name by which a person finds a file again.
    pub(crate) fn file_name(self, kind: &str, when: fn(Moment) -> String) -> String {
        let when = self.now().map(when).unwrap_or_default();
        self.opened().borrow().session.file_name(kind, &when)
    }

    /// Shows the form in another way. The answers and the page stay.
    pub(crate) fn show(self, mut display: Display) {
        let is_told = self.bring_readings(&mut display);
        let opened = self.opened();
        let is_reworded = !opened.borrow().session.display().is_worded_like(&display);
        let texts = is_reworded.then(|| opened.borrow().languages.texts(&display.locale, display.has_readings));
        // The files that come along have no problems, and the host's were read before.
        let Ok(texts) = texts.transpose() else { return };
        self.run(Command::Show(display, texts.map(Box::new), is_told));
    }

    /// The readings that come with a language, and go with it. Whether that is a change.
    pub(crate) fn bring_readings(self, display: &mut Display) -> bool {
        let opened = self.opened();
        let is_simple = opened.borrow().languages.is_simple(&display.locale);
        opened.borrow_mut().session.bring_readings(display, is_simple)
    }

    /// The level of the title of a page.
    pub(crate) fn heading_level(self) -> u8 {
        self.opened().borrow().session.display().heading
    }

    /// The DOM id of something that belongs to a field or an item.
    pub(crate) fn dom_id(self, id: &str, role: &str) -> String {
        format!("{}{id}{role}", self.opened().borrow().id_prefix)
    }

    /// The DOM id of an item.
    pub(crate) fn item_dom_id(self, item: ItemIndex) -> Option<String> {
        let id = self.form(|form| form.definition().item(item).map(|item| item.id.clone()))?;
        Some(self.dom_id(&id, ITEM))
    }

    /// The DOM id of the form that the boxes of secrets are of.
    pub(crate) fn secrets_form(self) -> String {
        self.dom_id("", "secrets-form")
    }

    /// The DOM id of a field's control, or of its group of controls.
    pub(crate) fn field_dom_id(self, field: FieldIndex) -> String {
        let id = self.form(|form| form.definition().field(field).map(|field| field.id.clone()));
        self.dom_id(&id.unwrap_or_default(), "")
    }
}
