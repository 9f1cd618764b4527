//! Reads conditions. A comparison with something that a field cannot be is an error, never just false.

use super::{MAX_OPTIONS, Parser};
use crate::engine::definition::{Condition, Control, Operand};
use crate::engine::json::Json;
use crate::engine::problem::ProblemCode;
use crate::engine::reader::Reader;

impl Parser {
    /// Reads a condition that nests at most `depth` deep.
    pub(super) fn condition(&mut self, json: &Json, depth: usize) -> Option<Condition> {
        let Some(depth) = depth.checked_sub(1) else {
            self.reader.problem(ProblemCode::TooMany, "conditions nest at most 8 deep");
            return None;
        };
        let keys = ["field", "is", "in", "filled", "all", "any", "not"];
        let object = self.reader.object(json, &keys)?;
        let Json::Object(members) = object else { return None };
        let names: Vec<&str> = members.iter().map(|(key, _)| key.as_str()).collect();
        match names.as_slice() {
            ["all"] => self.parts(object, "all", depth).map(Condition::All),
            ["any"] => self.parts(object, "any", depth).map(Condition::Any),
            ["not"] => {
                let inner = object.get("not")?;
                let inner = self.at("not", |parser| parser.condition(inner, depth))?;
                Some(Condition::Not(Box::new(inner)))
            }
            ["field", "is"] | ["is", "field"] => self.comparison(object, "is"),
            ["field", "in"] | ["in", "field"] => self.comparison(object, "in"),
            ["field", "filled"] | ["filled", "field"] => {
                let field = self.required_field(object, "field")?;
                let filled = self.reader.required(object, "filled", Reader::flag)?;
                Some(Condition::Filled(field, filled))
            }
            _ => {
                let message = "a condition is one of {field, is}, {field, in}, {field, filled}, {all}, {any}, {not}";
                self.reader.problem(ProblemCode::WrongValue, message);
                None
            }
        }
    }

    fn parts(&mut self, object: &Json, key: &str, depth: usize) -> Option<Vec<Condition>> {
        let json = object.get(key)?;
        self.at(key, |parser| {
            let parts = parser.reader.list(json, MAX_OPTIONS, |_, part| Some(part))?;
            let read = |(position, part)| parser.at(position, |parser| parser.condition(part, depth));
            Some(parts.into_iter().enumerate().filter_map(read).collect())
        })
    }

    fn comparison(&mut self, object: &Json, key: &str) -> Option<Condition> {
        let field = self.required_field(object, "field")?;
        let Self { reader, fields, .. } = self;
        let options = match &fields.get(field.0)?.control {
            Control::Radios(choice) | Control::DropDown(choice) => Some(&choice.options),
            Control::Choices(options) => Some(options),
            Control::Consent => None,
            Control::Digits(_) | Control::Repeat { .. } | Control::Month(_) | Control::Date(_) | Control::Text(_) => {
                let message = "only a choice or a consent can be compared; use `filled` for other fields";
                reader.problem(ProblemCode::WrongType, message);
                return None;
            }
        };
        let operand = |reader: &mut Reader, json: &Json| match options {
            Some(options) => {
                let typed = reader.text(json)?;
                known_option(reader, typed, options).map(Operand::Option)
            }
            None => reader.flag(json).map(Operand::Flag),
        };
        let operands = reader.required(object, key, |reader, json| {
            if key == "in" {
                reader.list(json, MAX_OPTIONS, operand)
            } else {
                operand(reader, json).map(|one| vec![one])
            }
        })?;
        Some(Condition::In(field, operands))
    }
}

/// An option that the choice has.
pub(super) fn known_option(reader: &mut Reader, typed: &str, options: &[Box<str>]) -> Option<Box<str>> {
    let found = options.iter().find(|option| &***option == typed).cloned();
    if found.is_none() {
        let mut known = options.iter().map(AsRef::as_ref);
        reader.misnamed(ProblemCode::UnknownReference, typed, &mut known, &|| format!("`{typed}` is not an option"));
    }
    found
}
