//! The questions of a guide, which lead to an option in plain words. They lead on to questions below only, so it ends.

use super::format::{Key, Part, Rule, Shape, names};
use super::json::Json;
use super::node::Node;
use super::problem::ProblemCode;
use super::scope::{MAX_OPTIONS, id, known_option};

/// A question of a guide.
#[derive(Debug)]
pub struct Question {
    /// Names the question in texts.
    pub id: Box<str>,
    /// What can be answered.
    pub answers: Vec<Lead>,
}

/// An answer to a question of a guide, and where it leads.
#[derive(Debug)]
pub struct Lead {
    /// Names the answer in texts.
    pub id: Box<str>,
    /// Where it leads.
    pub to: Destination,
}

/// Where an answer to a question of a guide leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// To an option. It is suggested with the reason; the person decides.
    Option(Box<str>),
    /// To a question below, by its position in the guide.
    Question(usize),
    /// To advice: the form cannot tell.
    Advice,
}

/// A question of a guide.
pub const QUESTION: Part = Part {
    name: "question",
    meaning: "A question in plain words: texts `guides.FIELD.QUESTION.question`, `guides.FIELD.QUESTION.ANSWER.label` and `.reason`.",
    keys: &[
        Key::required("id", Shape::Id, "Names the question in texts."),
        Key::required("answers", Shape::List(&Shape::Object(&ANSWER), MAX_OPTIONS), "The possible answers."),
    ],
    rule: Rule::Free,
};

const ANSWER: Part = Part {
    name: "answer",
    meaning: "An answer, and where it leads: without `suggests` and `asks`, to advice on whom to ask.",
    keys: &[
        Key::required("id", Shape::Id, "Names the answer in texts."),
        Key::optional("suggests", Shape::Text, "The option it leads to."),
        Key::optional("asks", Shape::Id, "The id of a question below."),
    ],
    rule: Rule::NotBoth("suggests", "asks"),
};

/// Reads the questions. `options` are those of the choice.
#[must_use]
pub fn questions(node: Node<'_, '_>, options: &[Box<str>]) -> Option<Vec<Question>> {
    let id_of = |question: &Json| question.get("id").and_then(Json::as_text).unwrap_or_default().to_owned();
    let Json::Array(entries) = node.json else {
        node.wrong_type("an array");
        return None;
    };
    let ids: Vec<String> = entries.iter().map(id_of).collect();
    let mut below = ids.as_slice();
    node.list(MAX_OPTIONS, |question| {
        below = below.split_first().map_or(&[], |(_, below)| below);
        let object = question.object(names!(QUESTION))?;
        let id = id(object.required("id")?)?;
        let first = ids.len() - below.len();
        let answers = object.required("answers")?.list(MAX_OPTIONS, |answer| lead(answer, options, below, first))?;
        Some(Question { id: id.into(), answers })
    })
}

/// `below` are the ids of the questions below, of which the first has the position `first`.
fn lead(node: Node<'_, '_>, options: &[Box<str>], below: &[String], first: usize) -> Option<Lead> {
    let object = node.object(names!(ANSWER))?;
    let id = id(object.required("id")?)?;
    let to = match (object.optional("suggests"), object.optional("asks")) {
        (Some(option), None) => Destination::Option(known_option(option, options)?),
        (None, Some(question)) => {
            let typed = question.text()?;
            let found = below.iter().position(|id| id == typed);
            if found.is_none() {
                let mut known = below.iter().map(String::as_str);
                let message = || format!("no question below this one is called `{typed}`");
                question.at.misnamed(ProblemCode::UnknownReference, typed, &mut known, &message);
            }
            Destination::Question(first + found?)
        }
        (None, None) => Destination::Advice,
        (Some(_), Some(_)) => {
            node.at.problem(ProblemCode::WrongValue, "an answer either suggests an option or asks on");
            return None;
        }
    };
    Some(Lead { id: id.into(), to })
}
