//! Raw values: what is on the screen, true or not.
//!
//! It knows which kind of value each control has, and no rule about what the value says.

use std::fmt;

use super::definition::{Control, Definition, FieldIndex};
use super::json::Json;
use super::problem::{Problem, ProblemCode, nearest};
use super::reader::Reader;

/// A password. Its text never reaches `Debug`, and so no log.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Secret(String);

impl Secret {
    /// Wraps a typed password.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The password itself. Every caller is a place where it may leak: keep them few.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(..)")
    }
}

/// The raw value of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Typed text, an option's value, a month as `YYYY-MM`, half-chosen as `2026-` or `-12`, or a date as `YYYY-MM-DD`,
    /// chosen in part as `2026--` or `-12-24`. `""` is nothing.
    Text(String),
    /// A consent.
    Flag(bool),
    /// The boxes that are ticked.
    Options(Vec<String>),
    /// A typed password. `""` is nothing.
    Secret(Secret),
}

impl Value {
    /// Nothing entered, in the kind that this field's control has.
    #[must_use]
    pub fn empty(definition: &Definition, field: FieldIndex) -> Self {
        match definition.field(field).map(|field| &field.control) {
            Some(Control::Consent) => Self::Flag(false),
            Some(Control::Digits(_) | Control::Repeat { .. }) if definition.is_secret(field) => {
                Self::Secret(Secret::default())
            }
            Some(Control::Choices(_)) => Self::Options(Vec::new()),
            Some(
                Control::Radios(_)
                | Control::DropDown(_)
                | Control::Digits(_)
                | Control::Repeat { .. }
                | Control::Month(_)
                | Control::Date(_)
                | Control::Text(_),
            )
            | None => Self::Text(String::new()),
        }
    }

    /// The text as typed; `None` for boxes to tick.
    #[must_use]
    pub fn typed(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Secret(secret) => Some(secret.reveal()),
            Self::Flag(_) | Self::Options(_) => None,
        }
    }
}

/// The raw value of every field of one definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Values(Vec<Value>);

impl Values {
    /// No answer at all.
    #[must_use]
    pub fn nothing(definition: &Definition) -> Self {
        Self(definition.fields().map(|(index, _)| Value::empty(definition, index)).collect())
    }

    /// What a new form opens with: options that the definition has chosen already, and nothing else.
    #[must_use]
    pub fn opening(definition: &Definition) -> Self {
        let mut values = Self::nothing(definition);
        for (index, field) in definition.fields() {
            if let Some(choice) = field.control.choice() {
                values.set(index, Value::Text(choice.opens_as.to_string()));
            }
        }
        values
    }

    /// The value of a field; `None` for a place of another definition.
    #[must_use]
    pub fn get(&self, field: FieldIndex) -> Option<&Value> {
        self.0.get(field.0)
    }

    /// Replaces a value. One of another kind than the control's is left out.
    pub fn set(&mut self, field: FieldIndex, value: Value) {
        if let Some(place) = self.0.get_mut(field.0)
            && std::mem::discriminant(place) == std::mem::discriminant(&value)
        {
            *place = value;
        }
    }

    /// Puts the members of an object over these values: `{ "terms_consent": true, "line_type": "ip_vpn", … }`.
    /// `null` is nothing entered. A field that is not named keeps its value.
    ///
    /// # Errors
    /// Unknown names and values of the wrong kind, all at once; then nothing is changed.
    pub fn read(&mut self, definition: &Definition, json: &Json) -> Result<(), Vec<Problem>> {
        let mut reader = Reader::default();
        let mut read = self.clone();
        if let Json::Object(members) = json {
            for (key, json) in members {
                reader.at(key.as_str(), |reader| read.member(definition, reader, key, json));
            }
        } else {
            reader.wrong_type(json, "an object of field ids and raw values");
        }
        let problems = reader.into_problems();
        if !problems.is_empty() {
            return Err(problems);
        }
        *self = read;
        Ok(())
    }

    /// The values as an object, secrets left out: what [`Values::read`] takes.
    #[must_use]
    pub fn to_json(&self, definition: &Definition) -> Json {
        Json::object(definition.fields().filter_map(|(index, field)| match self.get(index)? {
            Value::Text(text) => Some((&*field.id, Json::text(text))),
            Value::Flag(flag) => Some((&*field.id, Json::Bool(*flag))),
            Value::Options(options) => Some((&*field.id, Json::Array(options.iter().map(Json::text).collect()))),
            Value::Secret(_) => None,
        }))
    }

    fn member(&mut self, definition: &Definition, reader: &mut Reader, key: &str, json: &Json) {
        let Some(field) = definition.find(key) else {
            let meant = nearest(key, definition.fields().map(|(_, field)| &*field.id));
            reader.problem_meaning(ProblemCode::UnknownReference, format!("no field is called `{key}`"), meant);
            return;
        };
        let empty = Value::empty(definition, field);
        let value = match (&empty, json) {
            (_, Json::Null) => Some(empty),
            (Value::Flag(_), _) => reader.flag(json).map(Value::Flag),
            (Value::Options(_), _) => reader.texts(json).map(Value::Options),
            (Value::Text(_), _) => reader.text(json).map(|text| Value::Text(text.to_owned())),
            (Value::Secret(_), _) => reader.text(json).map(|text| Value::Secret(Secret::new(text))),
        };
        value.into_iter().for_each(|value| self.set(field, value));
    }
}
