//! Draws a guide: its questions one after the other, and in the end a suggestion with its reason.

use std::rc::Rc;

use leptos::prelude::*;

use super::dom::{Tag, classed, replace_children, set_attribute, set_shown, tag, watch};
use super::rich;
use super::session::{GuideAnswers, Session};
use crate::engine::definition::FieldIndex;
use crate::engine::guide::{GuidePlan, Outcome, Progress, QuestionPlan, guided};
use crate::engine::markup::{plain, sentences};

/// A guide behind a disclosure.
pub(crate) fn guide(session: Session, field: FieldIndex, plan: &GuidePlan) -> Option<Tag> {
    let answers = session.guide_answers(field)?;
    let progress = move || {
        answers.with(|answers| {
            session.form(|form| session.texts(|texts| guided(form.definition(), texts, field, answers)))
        })
    };
    let words: Rc<[String]> = plan.questions.iter().map(|asked| plain(&asked.question)).collect();
    let answered = move |place, answer| {
        answers.update(|answers| choose(answers, place, answer));
        session.announcement.set(news(&progress(), &words));
    };
    let questions: Vec<Tag> =
        (0..).zip(&plan.questions).map(|(place, asked)| question(answers, place, asked, &answered)).collect();
    let end = classed("div", "guide-end");
    let content = classed("div", "more-text").children(questions.iter().cloned()).child(end.clone());
    watch(move || {
        let progress = progress();
        for (place, question) in questions.iter().enumerate() {
            set_shown(question.element(), progress.asked.contains(&place));
        }
        replace_children(end.element(), progress.outcome.iter().flat_map(|outcome| told(session, field, outcome)));
    });
    Some(rich::disclosure(&plan.title, content))
}

fn question(
    answers: GuideAnswers,
    place: usize,
    plan: &QuestionPlan,
    answered: &(impl Fn(usize, usize) + Clone + 'static),
) -> Tag {
    let choices = plan.answers.iter().enumerate().map(|(answer, words)| {
        let answered = answered.clone();
        let button = rich::button_saying(words, "button-choice", move || answered(place, answer));
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
fn choose(answers: &mut Vec<Option<usize>>, place: usize, answer: usize) {
    answers.resize(place, None);
    answers.push(Some(answer));
}

/// What is said of an answer: what it led to, or the question that it reveals.
fn news(progress: &Progress, questions: &[String]) -> String {
    match &progress.outcome {
        Some(outcome) => sentences(&outcome.lines),
        None => progress.asked.last().and_then(|place| questions.get(*place)).cloned().unwrap_or_default(),
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
