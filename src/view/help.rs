//! The foot of every page: whom to call, and frequent questions.

use super::dom::{Tag, classed};
use super::rich;
use super::ui::Ui;

/// The call centre and the questions.
pub(crate) fn help(ui: Ui) -> Tag {
    let questions = ui.form(|form| form.definition().faq.clone());
    let questions = questions.iter().map(|id| {
        let (question, answer) = ui
            .texts(|texts| (texts.line(&format!("faq.{id}.question")), texts.paragraphs(&format!("faq.{id}.answer"))));
        rich::disclosure(&question, classed("div", "more-text").children(rich::paragraphs(&answer)))
    });
    rich::ui_paragraphs(ui, "help", "help").attribute("part", "help").children(questions)
}
