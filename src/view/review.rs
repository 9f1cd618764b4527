//! The review page: every shown item with its answer, and the way back to it.

use super::dom::{Tag, classed, tag};
use super::rich;
use super::session::Session;
use crate::engine::form::Action;
use crate::engine::screen::{self, ReviewLine};

/// The answers, to be read once more.
pub(crate) fn review(session: Session) -> [Tag; 4] {
    let lines = session.form(|form| {
        let submission = form.submission()?;
        Some(session.texts(|texts| screen::review(form, texts, &submission)))
    });
    let lines = lines.unwrap_or_default();
    let answers = classed("dl", "answers").attribute("part", "answers");
    let buttons = classed("div", "buttons")
        .child(rich::button(session, "button", "complete", move || session.apply(Action::Complete)))
        .child(rich::button(session, "button-second", "back", move || session.apply(Action::Back)));
    [
        rich::title(session, "review_title"),
        rich::ui_paragraphs(session, "intro", "review_intro"),
        answers.children(lines.iter().map(|line| answer(session, line))),
        buttons,
    ]
}

fn answer(session: Session, line: &ReviewLine) -> Tag {
    let warning = |sentence: &String| classed("p", "warning").text(&(session.ui("warning_prefix") + sentence));
    let text = tag("dd").child(classed("span", "answer-text").text(&line.answer));
    let answer = classed("div", "answer")
        .child(rich::with_words(tag("dt"), &line.label))
        .child(text.children(line.warnings.iter().map(warning)));
    let first = session.form(|form| {
        let item = form.definition().item(line.item)?;
        form.definition().fields_of(item).next().map(|(index, _)| index)
    });
    let Some(first) = first.filter(|field| !session.is_fixed(*field)) else { return answer };
    let edit = move || {
        session.apply(Action::Back);
        session.focus_field(first);
    };
    let name = session.texts(|texts| texts.fill("edit_item", &[("label", line.name.clone())]));
    let button = rich::button(session, "button-plain", "edit", edit).attribute("aria-label", &name);
    answer.child(classed("dd", "answer-edit").child(button))
}
