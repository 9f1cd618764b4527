//! The JSON Schema (2020-12) of a definition's applications, conditions included.
//!
//! A receiver can check an application with any validator, without this crate. What JSON Schema cannot say (that a
//! month is not past, that a repeat is the same) is left to [`super::validation`].

use super::condition::{Condition, Operand};
use super::definition::{Definition, FieldIndex, Item};
use super::json::Json;
use super::json_schema::{constant, names, pattern};
use super::value::Value;

/// The schema of `shikaku-form/application/1` for one definition.
#[must_use]
pub fn application_schema(definition: &Definition) -> Json {
    let form = [("id", constant(Json::text(&*definition.id))), ("version", constant(Json::text(&*definition.version)))];
    let moment = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\+09:00$";
    Json::object([
        ("$schema", Json::text("https://json-schema.org/draft/2020-12/schema")),
        ("title", Json::text(format!("Application: {}", definition.id))),
        ("type", Json::text("object")),
        ("additionalProperties", Json::Bool(false)),
        ("required", names(["format", "form", "completed_at", "answers", "withheld"])),
        (
            "properties",
            Json::object([
                ("format", constant(Json::text(super::export::FORMAT))),
                ("form", closed_object(form)),
                ("completed_at", pattern(moment)),
                ("answers", answers(definition)),
                ("withheld", withheld(definition)),
            ]),
        ),
    ])
}

fn withheld(definition: &Definition) -> Json {
    let secrets: Vec<&str> =
        items(definition).filter(|item| definition.is_secret(item.answer)).map(|item| &*item.id).collect();
    // An enum without values is not a valid schema.
    if secrets.is_empty() {
        return Json::object([("type", Json::text("array")), ("maxItems", Json::Number(0))]);
    }
    Json::object([
        ("type", Json::text("array")),
        ("uniqueItems", Json::Bool(true)),
        ("items", Json::object([("enum", names(secrets))])),
    ])
}

fn answers(definition: &Definition) -> Json {
    let properties = items(definition).map(|item| (&*item.id, property(definition, item)));
    let always = items(definition).filter(|item| item.shown == Condition::Always);
    let required = always.filter(|item| is_always_there(definition, item)).map(|item| Json::text(&*item.id));
    let conditional = items(definition).filter(|item| item.shown != Condition::Always);
    let rules: Vec<Json> = conditional.filter_map(|item| conditional_rule(definition, item)).collect();
    let mut members = vec![
        ("type", Json::text("object")),
        ("additionalProperties", Json::Bool(false)),
        ("required", Json::Array(required.collect())),
        ("properties", Json::object(properties)),
    ];
    if !rules.is_empty() {
        members.push(("allOf", Json::Array(rules)));
    }
    Json::object(members)
}

/// A shown item is present if it is required; a hidden one is absent.
fn conditional_rule(definition: &Definition, item: &Item) -> Option<Json> {
    let when = condition(definition, &item.shown)?;
    let absent = Json::object([("properties", Json::object([(&*item.id, Json::Bool(false))]))]);
    let mut rule = vec![("if", when)];
    if is_always_there(definition, item) {
        rule.push(("then", present(&item.id)));
    }
    rule.push(("else", absent));
    Some(Json::object(rule))
}

/// Whether an application holds this item whenever it is shown. A consent always has an answer.
fn is_always_there(definition: &Definition, item: &Item) -> bool {
    let is_consent = definition.kind(item.answer).is_some_and(|kind| matches!(kind.empty(), Value::Flag(_)));
    (item.required || is_consent) && !definition.is_secret(item.answer)
}

/// A condition over answers; `None` when it reads a field that is not an answer by itself.
fn condition(definition: &Definition, shown: &Condition) -> Option<Json> {
    let all = |parts: &[Condition]| parts.iter().map(|part| condition(definition, part)).collect::<Option<Vec<_>>>();
    Some(match shown {
        Condition::Always => Json::Bool(true),
        Condition::In(field, operands) => {
            let values = operands.iter().map(|operand| match operand {
                Operand::Option(option) => Json::text(&**option),
                Operand::Flag(flag) => Json::Bool(*flag),
            });
            let one_of = Json::object([("enum", Json::Array(values.collect()))]);
            let values = match definition.kind(*field)?.empty() {
                Value::Options(_) => Json::object([("type", Json::text("array")), ("contains", one_of)]),
                Value::Text(_) | Value::Flag(_) | Value::Secret(_) => one_of,
            };
            holds(answer_of(definition, *field)?, values)
        }
        Condition::Filled(field, true) => {
            let id = answer_of(definition, *field)?;
            match definition.kind(*field)?.empty() {
                // A consent is always an answer, but counts as filled in only when it is given.
                Value::Flag(_) => holds(id, constant(Json::Bool(true))),
                Value::Text(_) | Value::Options(_) | Value::Secret(_) => present(id),
            }
        }
        Condition::Filled(field, false) => not(condition(definition, &Condition::Filled(*field, true))?),
        Condition::All(parts) => Json::object([("allOf", Json::Array(all(parts)?))]),
        Condition::Any(parts) => Json::object([("anyOf", Json::Array(all(parts)?))]),
        Condition::Not(part) => not(condition(definition, part)?),
    })
}

/// The id of the item whose answer is exactly this field's and is in every application.
fn answer_of(definition: &Definition, field: FieldIndex) -> Option<&str> {
    let item = definition.item_of(field).filter(|item| item.answer == field)?;
    (!definition.is_secret(field)).then_some(&*item.id)
}

fn property(definition: &Definition, item: &Item) -> Json {
    definition.kind(item.answer).map_or(Json::Bool(false), |kind| kind.schema(item.required))
}

/// The items, in the form's order.
fn items(definition: &Definition) -> impl Iterator<Item = &Item> {
    definition.items().map(|(_, item)| item)
}

/// An answer that is present.
fn present(id: &str) -> Json {
    holds(id, Json::Bool(true))
}

/// An answer that is present and matches. Strict validators demand the property beside `required`.
fn holds(id: &str, schema: Json) -> Json {
    Json::object([("properties", Json::object([(id, schema)])), ("required", names([id]))])
}

fn not(schema: Json) -> Json {
    Json::object([("not", schema)])
}

fn closed_object<'n>(properties: impl IntoIterator<Item = (&'n str, Json)>) -> Json {
    let properties: Vec<(&str, Json)> = properties.into_iter().collect();
    Json::object([
        ("type", Json::text("object")),
        ("additionalProperties", Json::Bool(false)),
        ("required", names(properties.iter().map(|(name, _)| *name))),
        ("properties", Json::object(properties)),
    ])
}
