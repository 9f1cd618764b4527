//! The review page: every shown item with its answer, and the way back to it.

use super::answers::{answers, labelled, lines, masked, plain_answer};
use super::dom::{Tag, classed, set_shown, tag};
use super::resume;
use super::rich;
use super::session::Session;
use super::sheet;
use crate::engine::form::Action;
use crate::engine::markup::plain;
use crate::engine::review::ReviewLine;
use crate::engine::update::Command;
use crate::engine::validation::Submission;

/// The answers, to be read once more.
pub(crate) fn review(session: Session, submission: &Submission) -> [Tag; 7] {
    let lines = lines(session, submission);
    let complete = move || session.run(Command::Complete);
    let buttons = classed("div", "buttons")
        .child(rich::button(session, "button", "complete", complete))
        .child(rich::button(session, "button-second", "back", move || session.apply(Action::Back)));
    [
        sheet::head(session),
        rich::title(session, "review_title"),
        resume::report(session),
        rich::ui_paragraphs(session, "intro", "review_intro"),
        points(session, &lines),
        answers(session, &lines, answer),
        buttons,
    ]
}

/// How many warnings there are, with the way to each: the button below them does not know of any.
fn points(session: Session, lines: &[ReviewLine]) -> Tag {
    let count = lines.iter().map(|line| line.warnings.len()).sum::<usize>();
    let words = session.texts(|texts| texts.fill("review_points", &[("count", count.to_string())]));
    let links = lines.iter().filter(|line| !line.warnings.is_empty()).map(|line| {
        let id = format!("#{}", answer_id(session, line));
        let link = rich::with_words(tag("a").attribute("href", &id), &line.label).on("click", move |event| {
            event.prevent_default();
            session.focus(id.clone());
        });
        tag("li").child(link)
    });
    let points =
        classed("div", "warning points").child(rich::with_words(tag("p"), &words)).child(tag("ul").children(links));
    set_shown(points.element(), count > 0);
    points
}

fn answer_id(session: Session, line: &ReviewLine) -> String {
    format!("{}-answer", session.item_dom_id(line.item).unwrap_or_default())
}

/// A line with the way back to its control.
fn answer(session: Session, line: &ReviewLine) -> Tag {
    let answer = match &line.secret {
        Some(secret) => {
            let mask = rich::with_words(classed("span", "answer-text"), &line.answer);
            labelled(session, line, masked(session, &line.label, tag("dd").child(mask), secret.clone()))
        }
        None => plain_answer(session, line),
    };
    let answer = answer.attribute("id", &answer_id(session, line)).attribute("tabindex", "-1");
    let answer = answer.attribute("data-scroll-to", "");
    let first = session.form(|form| {
        let item = form.definition().item(line.item)?;
        form.definition().fields_of(item).next().map(|(index, _)| index)
    });
    if first.is_none_or(|field| session.is_fixed(field)) {
        return answer;
    }
    let item = line.item;
    let edit = move || session.run(Command::Edit(item));
    let name = session.fill("edit_item", &[("label", plain(&line.label))]);
    answer.child(classed("dd", "answer-edit").child(rich::button_named(session, &name, "edit", edit)))
}
