//! The review page: every shown item with its answer, and a button to change it.

use super::answers::{answers, labelled, lines, masked, plain_answer};
use super::dom::{Tag, classed, set_shown, tag};
use super::resume;
use super::rich;
use super::sheet;
use super::ui::Ui;
use crate::engine::form::Action;
use crate::engine::markup::plain;
use crate::engine::review::ReviewLine;
use crate::engine::update::Command;
use crate::engine::validation::Submission;

/// The answers, for reading again.
pub(crate) fn review(ui: Ui, submission: &Submission) -> [Tag; 7] {
    let lines = lines(ui, submission);
    let complete = move || ui.run(Command::Complete);
    let buttons = classed("div", "buttons")
        .child(rich::button(ui, "button", "complete", complete))
        .child(rich::button(ui, "button-second", "back", move || ui.apply(Action::Back)));
    [
        sheet::head(ui),
        rich::title(ui, "review_title"),
        resume::report(ui),
        rich::ui_paragraphs(ui, "intro", "review_intro"),
        points(ui, &lines),
        answers(ui, &lines, answer),
        buttons,
    ]
}

/// The number of warnings, with a link to each. The button below goes on in spite of them.
fn points(ui: Ui, lines: &[ReviewLine]) -> Tag {
    let count = lines.iter().map(|line| line.warnings.len()).sum::<usize>();
    let words = ui.texts(|texts| texts.fill("review_points", &[("count", count.to_string())]));
    let links = lines.iter().filter(|line| !line.warnings.is_empty()).map(|line| {
        let id = format!("#{}", answer_id(ui, line));
        let link = rich::with_words(tag("a").attribute("href", &id), &line.label).on("click", move |event| {
            event.prevent_default();
            ui.focus(id.clone());
        });
        tag("li").child(link)
    });
    let points =
        classed("div", "warning points").child(rich::with_words(tag("p"), &words)).child(tag("ul").children(links));
    set_shown(points.element(), count > 0);
    points
}

fn answer_id(ui: Ui, line: &ReviewLine) -> String {
    format!("{}-answer", ui.item_dom_id(line.item).unwrap_or_default())
}

/// A line with a button that leads back to its control.
fn answer(ui: Ui, line: &ReviewLine) -> Tag {
    let answer = match &line.secret {
        Some(secret) => {
            let mask = rich::with_words(classed("span", "answer-text"), &line.answer);
            labelled(ui, line, masked(ui, &line.label, tag("dd").child(mask), secret.clone()))
        }
        None => plain_answer(ui, line),
    };
    let answer = answer.attribute("id", &answer_id(ui, line)).attribute("tabindex", "-1");
    let answer = answer.attribute("data-scroll-to", "");
    let first = ui.form(|form| {
        let item = form.definition().item(line.item)?;
        form.definition().fields_of(item).next().map(|(index, _)| index)
    });
    if first.is_none_or(|field| ui.is_fixed(field)) {
        return answer;
    }
    let item = line.item;
    let edit = move || ui.run(Command::Edit(item));
    let name = ui.fill("edit_item", &[("label", plain(&line.label))]);
    answer.child(classed("dd", "answer-edit").child(rich::button_named(ui, &name, "edit", edit)))
}
