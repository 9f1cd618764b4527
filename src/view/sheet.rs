//! The answers on paper: the review page with the date, a note that the paper is not the application, and room for
//! handwriting.

use super::answers::{answers, lines, plain_answer};
use super::dom::{Tag, classed, tag};
use super::rich;
use super::ui::Ui;
use crate::engine::markup::{Paragraph, with_pieces};
use crate::engine::validation::Submission;

/// The head of the printed page. It is hidden on the screen.
pub(crate) fn head(ui: Ui) -> Tag {
    let now = ui.now();
    let date = ui.texts(|texts| {
        let day = now.map(|now| texts.date(now.today())).unwrap_or_default();
        with_pieces(texts.ui("sheet_date"), "date", &day)
    });
    let by_hand = ui.read(|form, texts| texts.lines_of_form(form.definition(), "by_hand"));
    let by_hand = by_hand.iter().map(|label| rich::with_words(classed("p", "by-hand"), label));
    classed("div", "sheet-head")
        .child(rich::saying(ui, rich::heading(ui), "sheet_title"))
        .child(rich::saying(ui, tag("p"), "sheet_not_official"))
        .child(rich::with_words(tag("p"), &date))
        .children(by_hand)
}

/// The whole sheet for a page that shows something else on the screen, with the next steps.
pub(crate) fn sheet(ui: Ui, submission: &Submission, next_steps: &[Paragraph]) -> Tag {
    let steps = next_steps.iter().map(|line| rich::with_words(tag("li"), line));
    classed("div", "sheet")
        .child(head(ui))
        .child(answers(ui, &lines(ui, submission), plain_answer))
        .child(rich::saying(ui, rich::heading(ui), "next_title"))
        .child(tag("ol").children(steps))
}
