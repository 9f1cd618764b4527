//! The questions of a guide, which lead to an option in plain words. They lead on to questions below only, so it ends.

use super::format::{Key, Part, Rule, Shape, names};
use super::json::Json;
use super::problem::ProblemCode;
use super::reader::Reader;
use super::source::{MAX_OPTIONS, known_option, read_id};

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
pub fn questions(reader: &mut Reader, json: &Json, options: &[Box<str>]) -> Option<Vec<Question>> {
    let id_of = |question: &Json| question.get("id").and_then(Json::as_text).unwrap_or_default().to_owned();
    let Json::Array(entries) = json else {
        reader.wrong_type(json, "an array");
        return None;
    };
    let ids: Vec<String> = entries.iter().map(id_of).collect();
    let mut position = 0;
    reader.list(json, MAX_OPTIONS, |reader, question| {
        position += 1;
        let object = reader.object(question, names!(QUESTION))?;
        let id = reader.required(object, "id", read_id)?;
        let answers = reader.required(object, "answers", |reader, json| {
            reader.list(json, MAX_OPTIONS, |reader, answer| lead(reader, answer, options, &ids, position))
        })?;
        Some(Question { id: id.into(), answers })
    })
}

fn lead(reader: &mut Reader, json: &Json, options: &[Box<str>], ids: &[String], below: usize) -> Option<Lead> {
    let object = reader.object(json, names!(ANSWER))?;
    let id = reader.required(object, "id", read_id)?;
    let to = match (object.get("suggests"), object.get("asks")) {
        (Some(_), None) => reader.required(object, "suggests", |reader, json| {
            let typed = reader.text(json)?;
            known_option(reader, typed, options).map(Destination::Option)
        })?,
        (None, Some(_)) => reader.required(object, "asks", |reader, json| {
            let typed = reader.text(json)?;
            let found = ids.iter().skip(below).position(|id| id == typed);
            if found.is_none() {
                let mut known = ids.iter().skip(below).map(String::as_str);
                let message = || format!("no question below this one is called `{typed}`");
                reader.misnamed(ProblemCode::UnknownReference, typed, &mut known, &message);
            }
            found.map(|offset| Destination::Question(below + offset))
        })?,
        (None, None) => Destination::Advice,
        (Some(_), Some(_)) => {
            reader.problem(ProblemCode::WrongValue, "an answer either suggests an option or asks on");
            return None;
        }
    };
    Some(Lead { id: id.into(), to })
}
