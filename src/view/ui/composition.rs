//! While an IME composes, the text is unfinished, and no box is written to: Safari and old versions of Chrome would end
//! the composition or double its text. The host's requests wait until then.

use web_sys::Element;

use super::Ui;
use crate::engine::form::Action;

impl Ui {
    /// The box in which an IME composes.
    pub(crate) fn composing(self) -> Option<Element> {
        self.state().composing.borrow().clone()
    }

    /// A composition begins in this box.
    pub(crate) fn begin_composition(self, element: Element) {
        self.state().composing.replace(Some(element));
    }

    /// The composition is over: enters its text, and does what was waiting.
    pub(crate) fn end_composition(self) {
        let element = self.state().composing.take();
        if let Some((field, value)) = element.and_then(|element| self.news_in(&element)) {
            self.apply(Action::Enter(field, value));
        }
        let postponed = self.state().postponed.take();
        postponed.into_iter().for_each(|run| run());
    }

    /// Does what the host asks for, now or when the composition is over.
    pub(crate) fn when_typed(self, run: impl FnOnce() + 'static) {
        if self.composing().is_none() {
            run();
        } else {
            self.state().postponed.borrow_mut().push(Box::new(run));
        }
    }
}
