//! The application file: a proved submission as JSON, the same bytes for the same answers.
//!
//! Format `shikaku-form/application/1`. Only a [`Submission`] can be exported; a secret is withheld unless the
//! person asked for it.

use super::calendar::Moment;
use super::definition::{Definition, ItemIndex};
use super::json::Json;
use super::validation::{Answer, Submission};

/// Value of the `format` key of every application.
pub const FORMAT: &str = "shikaku-form/application/1";

/// Whether the exported file holds the secrets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Secrets {
    /// They are left out, and `withheld` names them.
    Withheld,
    /// They are among the answers: the person asked for it on the last page.
    Included,
}

/// The application, keys in the form's order. `completed_at` is when the person completed it.
#[must_use]
pub fn application(
    definition: &Definition,
    submission: &Submission,
    completed_at: Option<Moment>,
    secrets: Secrets,
) -> Json {
    let mut answers = Vec::new();
    let mut withheld = Vec::new();
    for (item, answer) in submission.answers() {
        let id = item_id(definition, *item);
        match (answer, secrets) {
            (Answer::Text(text), _) => answers.push((id, Json::text(text))),
            (Answer::Number(number), _) => answers.push((id, Json::Number(i64::from(*number)))),
            (Answer::Options(options), _) => {
                answers.push((id, Json::Array(options.iter().map(Json::text).collect())));
            }
            (Answer::Flag(flag), _) => answers.push((id, Json::Bool(*flag))),
            (Answer::Secret(secret), Secrets::Included) => answers.push((id, Json::text(secret.reveal()))),
            (Answer::Secret(_), Secrets::Withheld) => withheld.push(Json::text(id)),
        }
    }
    Json::object([
        ("format", Json::text(FORMAT)),
        ("form", Json::object([("id", Json::text(&*definition.id)), ("version", Json::text(&*definition.version))])),
        ("completed_at", completed_at.map_or(Json::Null, |moment| Json::text(moment.to_string()))),
        ("answers", Json::object(answers)),
        ("withheld", Json::Array(withheld)),
    ])
}

fn item_id(definition: &Definition, item: ItemIndex) -> &str {
    definition.item(item).map_or("", |item| &item.id)
}
