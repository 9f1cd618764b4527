//! Questions in plain words that lead to an option of a choice. The guide only suggests an option, and says why.

use super::definition::{Definition, FieldIndex};
use super::form::Action;
use super::markup::{Paragraph, plain, sentences};
use super::questions::{Destination, Question};
use super::texts::Texts;
use super::values::Value;

/// A guide as it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuidePlan {
    /// Its title.
    pub title: Paragraph,
    /// Its questions.
    pub questions: Vec<QuestionPlan>,
}

/// A question as it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionPlan {
    /// The question.
    pub question: Paragraph,
    /// The words of the answers.
    pub answers: Vec<Paragraph>,
}

/// How far the answers have led.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Guidance {
    /// The positions of the questions that are asked, in their order.
    pub asked: Vec<usize>,
    /// What the last answer leads to.
    pub outcome: Option<Outcome>,
}

/// What a guide says in the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The suggestion and its reason, or whom to ask.
    pub lines: Vec<Paragraph>,
    /// The words of a button, and what it does.
    pub choose: Option<(Paragraph, Action)>,
}

/// The guide of a field; `None` when it has none.
#[must_use]
pub fn guide_plan(definition: &Definition, texts: &Texts, field: FieldIndex) -> Option<GuidePlan> {
    let (id, questions) = guide_of(definition, field)?;
    let title = texts.first(&[format!("guides.{id}.title"), "ui.guide".to_owned()]);
    let question = |question: &Question| QuestionPlan {
        question: question_of(texts, id, question),
        answers: question
            .answers
            .iter()
            .map(|answer| texts.line(&format!("guides.{id}.{}.{}.label", question.id, answer.id)))
            .collect(),
    };
    Some(GuidePlan { title, questions: questions.iter().map(question).collect() })
}

/// Where answers lead: `answers` has the position of the chosen answer for each question of the guide.
#[must_use]
pub fn guided(definition: &Definition, texts: &Texts, field: FieldIndex, answers: &[Option<usize>]) -> Guidance {
    let mut guidance = Guidance::default();
    let Some((id, questions)) = guide_of(definition, field) else { return guidance };
    let mut next = Some(0);
    while let Some(question) = next.take() {
        guidance.asked.push(question);
        let Some(asked) = questions.get(question) else { break };
        let chosen = answers.get(question).copied().flatten();
        let Some(lead) = chosen.and_then(|chosen| asked.answers.get(chosen)) else { break };
        let reason = texts.line(&format!("guides.{id}.{}.{}.reason", asked.id, lead.id));
        match &lead.to {
            Destination::Question(below) => next = Some(*below),
            Destination::Advice => guidance.outcome = Some(Outcome { lines: vec![reason], choose: None }),
            Destination::Option(option) => {
                let label = vec![("option", plain(&texts.option_label(id, option)))];
                let action = Action::Enter(field, Value::Text(option.to_string()));
                guidance.outcome = Some(Outcome {
                    lines: vec![texts.fill("guide_suggests", &label), reason],
                    choose: Some((texts.ui("guide_choose"), action)),
                });
            }
        }
    }
    guidance
}

/// Records an answer. Changing one removes those after it.
pub fn choose(answers: &mut Vec<Option<usize>>, question: usize, answer: usize) {
    answers.resize(question, None);
    answers.push(Some(answer));
}

/// The announcement of the last answer's result: the outcome, or the next question.
#[must_use]
pub fn announcement(definition: &Definition, texts: &Texts, field: FieldIndex, answers: &[Option<usize>]) -> String {
    let guidance = guided(definition, texts, field, answers);
    match (&guidance.outcome, guide_of(definition, field)) {
        (Some(outcome), _) => sentences(&outcome.lines),
        (None, Some((id, questions))) => {
            let asked = guidance.asked.last().and_then(|position| questions.get(*position));
            asked.map(|asked| plain(&question_of(texts, id, asked))).unwrap_or_default()
        }
        (None, None) => String::new(),
    }
}

fn question_of(texts: &Texts, id: &str, question: &Question) -> Paragraph {
    texts.line(&format!("guides.{id}.{}.question", question.id))
}

fn guide_of(definition: &Definition, field: FieldIndex) -> Option<(&str, &[Question])> {
    let found = definition.field(field)?;
    let guide = found.control.kind().guide();
    (!guide.is_empty()).then_some((&*found.id, guide))
}
