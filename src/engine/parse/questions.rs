//! Reads the guide of a choice: questions that lead to an option. They lead on to questions below only, so it ends.

use super::conditions::known_option;
use super::{MAX_OPTIONS, read_id};
use crate::engine::json::Json;
use crate::engine::problem::ProblemCode;
use crate::engine::questions::{Destination, Lead, Question};
use crate::engine::reader::Reader;

/// Reads the questions. `options` are those of the choice.
pub(super) fn questions(reader: &mut Reader, json: &Json, options: &[Box<str>]) -> Option<Vec<Question>> {
    let id_of = |question: &Json| question.get("id").and_then(Json::as_text).unwrap_or_default().to_owned();
    let Json::Array(entries) = json else {
        reader.wrong_type(json, "an array");
        return None;
    };
    let ids: Vec<String> = entries.iter().map(id_of).collect();
    let mut position = 0;
    reader.list(json, MAX_OPTIONS, |reader, question| {
        position += 1;
        let object = reader.object(question, &["id", "answers"])?;
        let id = reader.required(object, "id", read_id)?;
        let answers = reader.required(object, "answers", |reader, json| {
            reader.list(json, MAX_OPTIONS, |reader, answer| lead(reader, answer, options, &ids, position))
        })?;
        Some(Question { id: id.into(), answers })
    })
}

fn lead(reader: &mut Reader, json: &Json, options: &[Box<str>], ids: &[String], below: usize) -> Option<Lead> {
    let object = reader.object(json, &["id", "suggests", "asks"])?;
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
