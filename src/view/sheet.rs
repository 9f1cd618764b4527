//! The answers on paper: what the review page shows, with the date, what this paper is not, and room for what has to be
//! written by hand.

use super::answers::{answers, lines, plain_answer};
use super::dom::{Tag, classed, tag};
use super::rich;
use super::session::Session;
use crate::engine::markup::{Paragraph, with_pieces};
use crate::engine::validation::Submission;

/// The head of the printed page. On the screen it is not seen.
pub(crate) fn head(session: Session) -> Tag {
    let now = session.now();
    let date = session.texts(|texts| {
        let day = now.map(|now| texts.date(now.today())).unwrap_or_default();
        with_pieces(texts.ui("sheet_date"), "date", &day)
    });
    let by_hand = session.form(|form| session.texts(|texts| texts.lines_of_form(form.definition(), "by_hand")));
    let by_hand = by_hand.iter().map(|label| rich::with_words(classed("p", "by-hand"), label));
    classed("div", "sheet-head")
        .child(rich::saying(session, rich::heading(session), "sheet_title"))
        .child(rich::saying(session, tag("p"), "sheet_not_official"))
        .child(rich::with_words(tag("p"), &date))
        .children(by_hand)
}

/// The whole sheet, where the page on the screen shows something else, with what happens next.
pub(crate) fn sheet(session: Session, submission: &Submission, next_steps: &[Paragraph]) -> Tag {
    let steps = next_steps.iter().map(|line| rich::with_words(tag("li"), line));
    classed("div", "sheet")
        .child(head(session))
        .child(answers(session, &lines(session, submission), plain_answer))
        .child(rich::saying(session, rich::heading(session), "next_title"))
        .child(tag("ol").children(steps))
}
