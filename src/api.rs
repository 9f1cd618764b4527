//! The functions for programs: JSON in, JSON out.

use std::sync::Arc;

use crate::built_in;
use crate::engine::calendar::{Date, Moment};
use crate::engine::definition::{Definition, FieldIndex};
use crate::engine::export::{Secrets, application};
use crate::engine::form::Form;
use crate::engine::json::Json;
use crate::engine::problem::{Problem, ProblemCode};
use crate::engine::texts::{Texts, tables};
use crate::engine::validation;
use crate::engine::values::{Value, Values};
use crate::engine::{parse, schema};
use crate::languages::Languages;

/// A form to be filled in, with its sentences.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The form.
    pub definition: Arc<Definition>,
    /// The sentences, in the language asked for.
    pub texts: Texts,
    /// The same in other languages.
    pub languages: Languages,
}

/// Loads a host's definition, or the built-in one, with the sentences of a language (`ja`, `en-US`, …).
///
/// # Errors
/// The problems of the host's definition, all at once.
pub fn load(definition: Option<&Json>, locale: &str) -> Result<Loaded, Vec<Problem>> {
    let own = definition.map(|json| parse::definition(json).map(Arc::new));
    let own_tables = definition.map(tables).transpose();
    let (definition, own_tables) = match (own.transpose(), own_tables) {
        // A definition without sentences is another edition of the built-in form.
        (Ok(definition), Ok(tables)) => (definition, tables.filter(|tables| !tables.is_empty())),
        (definition, tables) => {
            let problems = [definition.err(), tables.err()];
            return Err(problems.into_iter().flatten().flatten().collect());
        }
    };
    let definition = definition.map_or_else(built_in::definition, Ok)?;
    let languages = Languages::new(own_tables);
    Ok(Loaded { definition, texts: languages.texts(locale, false)?, languages })
}

/// Validates raw values: `{ valid, findings, shown, application }`.
///
/// # Errors
/// Unknown fields and values of the wrong kind.
pub fn validate(
    loaded: &Loaded,
    values: &Json,
    today: impl Into<Date>,
    now: Option<Moment>,
) -> Result<Json, Vec<Problem>> {
    let definition = &*loaded.definition;
    let mut raw = Values::nothing(definition);
    raw.read(definition, values)?;
    Ok(report_on(definition, &loaded.texts, &raw, today.into(), now))
}

/// What [`validate`] says of the answers in a form.
#[must_use]
pub fn report(form: &Form, texts: &Texts, now: Option<Moment>) -> Json {
    report_on(form.definition(), texts, form.values(), form.today(), now)
}

fn report_on(definition: &Definition, texts: &Texts, values: &Values, today: Date, now: Option<Moment>) -> Json {
    let report = validation::validate(today, definition, values);
    let findings =
        report.findings.iter().map(|finding| finding.to_json(definition, &texts.message(definition, finding)));
    let shown = report.shown.iter().filter_map(|item| definition.item(*item)).map(|item| Json::text(&*item.id));
    let exported = report.submission.map(|submission| application(definition, &submission, now, Secrets::Withheld));
    Json::object([
        ("valid", Json::Bool(exported.is_some())),
        ("findings", Json::Array(findings.collect())),
        ("shown", Json::Array(shown.collect())),
        ("application", exported.unwrap_or(Json::Null)),
    ])
}

/// Checks a host's definition and its sentences: `{ ok, problems }`.
#[must_use]
pub fn check_definition(definition: &Json) -> Json {
    let problems = match load(Some(definition), "") {
        Ok(loaded) => {
            loaded.languages.of_the_form().iter().flat_map(|texts| texts.missing(&loaded.definition)).collect()
        }
        Err(problems) => problems,
    };
    check_result(&problems)
}

/// `{ ok, problems }` of problems found.
#[must_use]
pub fn check_result(problems: &[Problem]) -> Json {
    Json::object([
        ("ok", Json::Bool(problems.is_empty())),
        ("problems", Json::Array(problems.iter().map(Problem::to_json).collect())),
    ])
}

/// The JSON Schema of the applications of a host's definition, or of the built-in one.
///
/// # Errors
/// The problems of the host's definition, all at once.
pub fn application_schema(definition: Option<&Json>) -> Result<Json, Vec<Problem>> {
    let definition = match definition {
        Some(json) => Arc::new(parse::definition(json)?),
        None => built_in::definition()?,
    };
    Ok(schema::application_schema(&definition))
}

/// The values that a form opens with, and the problems of the prefill. Values of the prefill that fit replace the
/// definition's choices. No secret can be prefilled: the page would have to contain it.
#[must_use]
pub fn opening_values(definition: &Definition, prefill: Option<&Json>) -> (Values, Vec<Problem>) {
    let mut values = Values::opening(definition);
    let problems = prefill.map(|prefill| values.prefill(definition, prefill)).unwrap_or_default();
    (values, problems)
}

/// The field that a page fixes with the attribute `application-type`, and its answer.
///
/// # Errors
/// When the field that the attribute fixes has no such option, or the form has no such field.
pub fn fixed_by_page(definition: &Definition, option: &str) -> Result<(FieldIndex, Value), Problem> {
    let problem = |pointer: String, message: String| Problem {
        pointer,
        code: ProblemCode::WrongValue,
        message,
        did_you_mean: None,
    };
    let Some(index) = definition.fixed_by_page else {
        let message = "no field of this form is fixed by the attribute application-type".to_owned();
        return Err(problem(String::new(), message));
    };
    if definition.kind(index).is_some_and(|kind| kind.options().iter().any(|one| **one == *option)) {
        return Ok((index, Value::Text(option.to_owned())));
    }
    let id = definition.field(index).map_or("", |field| &field.id);
    Err(problem(format!("/{id}"), format!("the attribute application-type has no option `{option}`")))
}
