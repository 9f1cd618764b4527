//! Another way to show the form: language, readings, sizes. The answers and the page stay.

use leptos::prelude::*;

use super::{HostEvent, Session};
use crate::engine::form::Changes;
use crate::view::display::Display;

impl Session {
    /// Shows the form in another way. The answers and the page stay.
    pub(crate) fn show(self, mut display: Display) {
        self.take_up_all();
        let before = self.display.get_untracked();
        let is_told = self.bring_readings(&mut display);
        if (&before.locale, before.has_readings, before.heading)
            != (&display.locale, display.has_readings, display.heading)
        {
            let texts = self.opened().borrow().languages.texts(&display.locale, display.has_readings);
            // The files that come along have no problems, and the host's were read before.
            let Ok(texts) = texts else { return };
            self.opened().borrow_mut().texts = texts;
            self.draw_fields(&Changes { everything: true, ..Changes::default() });
            if !self.summary.with_untracked(Vec::is_empty) {
                self.summary.set(self.summary_lines());
            }
            self.draw_unanswered();
            self.announcement.set(String::new());
            self.wording.update(|count| *count += 1);
        }
        if before != display {
            self.display.set(display.clone());
        }
        if is_told {
            self.tell(HostEvent::Display(display));
        }
    }

    /// A language in plain words brings readings along, and takes them away again, unless the person has chosen otherwise
    /// meanwhile. Whether that is a change.
    pub(crate) fn bring_readings(self, display: &mut Display) -> bool {
        let before = self.display.get_untracked();
        let is_simple = self.opened().borrow().languages.is_simple(&display.locale);
        if before.locale == display.locale {
            let is_kept = before.has_readings == display.has_readings;
            self.has_brought_readings.update_value(|brought| *brought &= is_kept);
            return false;
        }
        let is_due = if is_simple { !display.has_readings } else { self.has_brought_readings.get_value() };
        if is_due {
            display.has_readings = is_simple;
            self.has_brought_readings.set_value(is_simple);
        }
        is_due
    }

    /// The level of the title of a page.
    pub(crate) fn heading_level(self) -> u8 {
        self.display.with_untracked(|display| display.heading)
    }
}
