//! Moves the focus, once all changes are drawn.

use web_sys::{Element, HtmlElement};

use super::Ui;
use crate::engine::definition::FieldIndex;
use crate::engine::update::Focus;
use crate::view::browser;

impl Ui {
    pub(super) fn focus_on(self, focus: Focus) {
        let selector = match focus {
            Focus::Field(field) => return self.focus_field(field),
            Focus::Title => ".stage:not([hidden]) .title",
            Focus::Summary => ".summary",
            Focus::FileReport => ".stage:not([hidden]) .opened-file",
            Focus::FileChoice => ".resume > summary",
        };
        self.focus(selector.to_owned());
    }

    /// Focuses the control of a field: the part that is wrong, the one that is chosen, or the first.
    pub(crate) fn focus_field(self, field: FieldIndex) {
        let id = self.field_dom_id(field);
        let parts = [format!("#{id} [aria-invalid=true]"), format!("#{id} input:checked")];
        let first = format!("input#{id}, select#{id}, textarea#{id}, #{id} input, #{id} select");
        self.focus(parts.into_iter().find(|part| self.find(part).is_some()).unwrap_or(first));
    }

    /// The first element that matches.
    pub(super) fn find(self, selector: &str) -> Option<Element> {
        self.root().query_selector(selector).ok()?
    }

    /// The element that the widget is drawn in.
    pub(crate) fn root(self) -> HtmlElement {
        self.shared().borrow().root.clone()
    }

    /// Focuses the first element that matches, once the coming changes are drawn, and keeps its position in the window.
    pub(crate) fn keep_focus(self, selector: String) {
        browser::keep_focus(&self.root(), selector);
    }

    /// Brings the first element that matches into view, and focuses it.
    pub(crate) fn focus(self, selector: String) {
        browser::focus(&self.root(), selector);
    }
}
