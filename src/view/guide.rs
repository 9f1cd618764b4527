//! Draws a guide: its questions one after the other, and in the end a suggestion with its reason.

use super::dom::{Tag, classed, replace_children, set_attribute, set_shown, tag};
use super::rich;
use super::signals::watch;
use super::ui::Ui;
use crate::engine::definition::FieldIndex;
use crate::engine::guide::{GuidePlan, Outcome, QuestionPlan, guided};
use crate::engine::markup::plain;
use crate::engine::update::Command;

/// A guide behind a disclosure.
pub(crate) fn guide(ui: Ui, field: FieldIndex, plan: &GuidePlan) -> Tag {
    let guidance = move || {
        let answers = ui.guide_answers(field);
        ui.read(|form, texts| guided(form.definition(), texts, field, &answers))
    };
    let questions: Vec<Tag> =
        (0..).zip(&plan.questions).map(|(position, asked)| question(ui, field, position, asked)).collect();
    let end = classed("div", "guide-end");
    let content = classed("div", "more-text").children(questions.iter().cloned()).child(end.clone());
    watch(move || {
        let guidance = guidance();
        for (position, question) in questions.iter().enumerate() {
            set_shown(question.element(), guidance.asked.contains(&position));
        }
        replace_children(end.element(), guidance.outcome.iter().flat_map(|outcome| conclusion(ui, field, outcome)));
    });
    rich::disclosure(&plan.title, content)
}

fn question(ui: Ui, field: FieldIndex, position: usize, plan: &QuestionPlan) -> Tag {
    let choices = plan.answers.iter().enumerate().map(|(answer, words)| {
        let answered = move || ui.run(Command::AnswerGuide(field, position, answer));
        let button = rich::button_saying(words, "button-choice", answered);
        let pressed = button.element().clone();
        watch(move || {
            let is_chosen = ui.guide_answers(field).get(position) == Some(&Some(answer));
            set_attribute(&pressed, "aria-pressed", Some(if is_chosen { "true" } else { "false" }));
        });
        button
    });
    let asked = classed("div", "guide-question").attribute("role", "group");
    let asked = asked.attribute("aria-label", &plain(&plan.question));
    asked.child(rich::with_words(tag("p"), &plan.question)).child(classed("div", "guide-answers").children(choices))
}

fn conclusion(ui: Ui, field: FieldIndex, outcome: &Outcome) -> Vec<Tag> {
    let mut tags: Vec<Tag> = rich::paragraphs(&outcome.lines).collect();
    if let Some((words, action)) = outcome.choose.clone() {
        tags.push(rich::button_saying(&words, "button-second", move || {
            ui.run(Command::Suggested(action.clone(), field));
        }));
    }
    tags
}
