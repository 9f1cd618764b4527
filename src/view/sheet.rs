//! The answers on paper: what the review page shows, with the date, and with what this paper is not.

use super::dom::{Tag, classed, tag};
use super::review::{answers, plain_answer};
use super::rich;
use super::session::Session;

/// The head of the printed page. On the screen it is not seen.
pub(crate) fn head(session: Session) -> Tag {
    let date = session.now().map(|now| now.date().to_vec()).unwrap_or_default();
    let date = session.texts(|texts| texts.fill("sheet_date", &date));
    classed("div", "sheet-head")
        .child(rich::saying(session, rich::heading(session), "sheet_title"))
        .child(rich::saying(session, tag("p"), "sheet_not_official"))
        .child(rich::with_words(tag("p"), &date))
}

/// The whole sheet, where the page on the screen shows something else.
pub(crate) fn sheet(session: Session) -> Tag {
    classed("div", "sheet").child(head(session)).child(answers(session, plain_answer))
}
