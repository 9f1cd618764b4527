//! Draws a guide: its questions one after the other, and in the end a suggestion with its reason.

use leptos::prelude::*;

use super::dom::{Tag, classed, replace_children, set_attribute, set_shown, tag, watch};
use super::rich;
use super::session::Session;
use crate::engine::definition::FieldIndex;
use crate::engine::guide::{GuidePlan, Outcome, QuestionPlan, guided};
use crate::engine::markup::plain;

/// The place of the chosen answer for each question.
type Answers = RwSignal<Vec<Option<usize>>>;

/// A guide behind a disclosure.
pub(crate) fn guide(session: Session, field: FieldIndex, plan: &GuidePlan) -> Tag {
    let answers = RwSignal::new(vec![None; plan.questions.len()]);
    let questions: Vec<Tag> =
        (0..).zip(&plan.questions).map(|(place, asked)| question(answers, place, asked)).collect();
    let end = classed("div", "guide-end");
    let content = classed("div", "more-text").children(questions.iter().cloned()).child(end.clone());
    let words: Vec<String> = plan.questions.iter().map(|asked| plain(&asked.question)).collect();
    watch(move || {
        let progress = answers.with(|answers| {
            session.form(|form| session.texts(|texts| guided(form.definition(), texts, field, answers)))
        });
        for (place, question) in questions.iter().enumerate() {
            set_shown(question.element(), progress.asked.contains(&place));
        }
        replace_children(end.element(), progress.outcome.iter().flat_map(|outcome| told(session, field, outcome)));
        // The first question is read where it stands; what an answer reveals is announced.
        let next = progress.asked.last().filter(|place| **place > 0).and_then(|place| words.get(*place).cloned());
        let news = match &progress.outcome {
            Some(outcome) => outcome.lines.iter().map(|line| plain(line)).collect(),
            None => next.unwrap_or_default(),
        };
        if !news.is_empty() {
            session.announcement.set(news);
        }
    });
    rich::disclosure(&plan.title, content)
}

fn question(answers: Answers, place: usize, plan: &QuestionPlan) -> Tag {
    let choices = plan.answers.iter().enumerate().map(|(answer, words)| {
        let choose = move || answers.update(|answers| choose(answers, place, answer));
        let button = rich::button_saying(words, "button-choice", choose);
        let pressed = button.element().clone();
        watch(move || {
            let is_chosen = answers.with(|answers| answers.get(place) == Some(&Some(answer)));
            set_attribute(&pressed, "aria-pressed", Some(if is_chosen { "true" } else { "false" }));
        });
        button
    });
    let asked = classed("div", "guide-question").attribute("role", "group");
    let asked = asked.attribute("aria-label", &plain(&plan.question));
    asked.child(rich::with_words(tag("p"), &plan.question)).child(classed("div", "guide-answers").children(choices))
}

/// An answer that is changed takes back those that it led to.
fn choose(answers: &mut [Option<usize>], place: usize, answer: usize) {
    for (position, chosen) in answers.iter_mut().enumerate().skip(place) {
        *chosen = (position == place).then_some(answer);
    }
}

fn told(session: Session, field: FieldIndex, outcome: &Outcome) -> Vec<Tag> {
    let mut told: Vec<Tag> = rich::paragraphs(&outcome.lines).collect();
    if let Some((words, action)) = outcome.choose.clone() {
        told.push(rich::button_saying(&words, "button-second", move || {
            session.apply(action.clone());
            session.focus_field(field);
        }));
    }
    told
}
