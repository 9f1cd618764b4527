//! Raw values: what is on the screen, true or not.
//!
//! It knows which kind of value each control has, and no rule about what the value says.

use std::fmt;

use super::boxes::TextKind;
use super::calendar::{date_parts, month_parts};
use super::definition::{Control, Definition, FieldIndex, Item};
use super::json::Json;
use super::problem::{Problem, ProblemCode};
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

    /// The raw value that a program hands in, in the kind that this field's control has. `null` is nothing entered.
    fn of_kind(definition: &Definition, field: FieldIndex, reader: &mut Reader, json: &Json) -> Option<Self> {
        let empty = Self::empty(definition, field);
        match (&empty, json) {
            (_, Json::Null) => Some(empty),
            (Self::Flag(_), _) => reader.flag(json).map(Self::Flag),
            (Self::Options(_), _) => reader.texts(json).map(Self::Options),
            (Self::Text(_), _) => reader.text(json).map(|text| Self::Text(text.to_owned())),
            (Self::Secret(_), _) => reader.text(json).map(|text| Self::Secret(Secret::new(text))),
        }
    }

    /// The value that a page or a file hands in for a field: also a number for a box of numbers, but no option that the
    /// field lacks, and no secret, which would have to be written down there.
    pub fn handed_in(definition: &Definition, field: FieldIndex, reader: &mut Reader, json: &Json) -> Option<Self> {
        let is_number = definition.text_box(field).is_some_and(|one| matches!(one.kind, TextKind::Number { .. }));
        let value = if let (Json::Number(number), true) = (json, is_number) {
            Self::Text(number.to_string())
        } else {
            Self::of_kind(definition, field, reader, json)?
        };
        if matches!(value, Self::Secret(_)) && value.typed() != Some("") {
            reader.problem(ProblemCode::WrongValue, "a secret cannot be prefilled");
            return None;
        }
        value.fits(definition, field, reader).then_some(value)
    }

    /// Whether a field can hold this value: it is of its control's kind, and nothing that its lists could not show.
    pub fn fits(&self, definition: &Definition, field: FieldIndex, reader: &mut Reader) -> bool {
        match (definition.field(field).map(|field| &field.control), self) {
            (Some(Control::Radios(choice) | Control::DropDown(choice)), Self::Text(text)) => {
                text.is_empty() || is_offered(&choice.options, text, reader)
            }
            (Some(Control::Choices(offered)), Self::Options(ticked)) => {
                let mut ticked = ticked.iter().enumerate();
                ticked.all(|(position, one)| reader.at(position, |reader| is_offered(offered, one, reader)))
            }
            (Some(Control::Month(_)), Self::Text(text)) if !text.is_empty() && month_parts(text).is_none() => {
                reader.problem(ProblemCode::WrongValue, format!("`{text}` is no month written YYYY-MM"));
                false
            }
            (Some(Control::Date(_)), Self::Text(text)) if !text.is_empty() && date_parts(text).is_none() => {
                reader.problem(ProblemCode::WrongValue, format!("`{text}` is no date written YYYY-MM-DD"));
                false
            }
            _ => std::mem::discriminant(self) == std::mem::discriminant(&Self::empty(definition, field)),
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

fn is_offered(options: &[Box<str>], value: &str, reader: &mut Reader) -> bool {
    let is_offered = options.iter().any(|option| **option == *value);
    if !is_offered {
        reader.unknown(value, &options.iter().map(AsRef::as_ref).collect::<Vec<_>>());
    }
    is_offered
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

    /// Empties the secrets of an item: it is hidden.
    pub fn forget_secrets(&mut self, definition: &Definition, item: &Item) {
        for (field, _) in definition.fields_of(item).filter(|(field, _)| definition.is_secret(*field)) {
            self.set(field, Value::empty(definition, field));
        }
    }

    /// Puts the members of an object over these values: `{ "terms_consent": true, "line_type": "ip_vpn", … }`.
    /// `null` is nothing entered. A field that is not named keeps its value.
    ///
    /// # Errors
    /// Unknown names and values of the wrong kind, all at once; then nothing is changed.
    pub fn read(&mut self, definition: &Definition, json: &Json) -> Result<(), Vec<Problem>> {
        let mut read = self.clone();
        let problems = read.members(definition, json, Value::of_kind);
        if !problems.is_empty() {
            return Err(problems);
        }
        *self = read;
        Ok(())
    }

    /// Puts what fits of a host's prefill over these values, and says what does not.
    pub fn prefill(&mut self, definition: &Definition, json: &Json) -> Vec<Problem> {
        self.members(definition, json, Value::handed_in)
    }

    /// What the person has changed of these values, over those that the host opens the form with now.
    #[must_use]
    pub fn changed_over(&self, opened_with: &Self, now: &Self) -> Self {
        let changed = self.0.iter().zip(&opened_with.0).zip(&now.0);
        Self(changed.map(|((value, before), now)| if value == before { now } else { value }.clone()).collect())
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

    fn members(
        &mut self,
        definition: &Definition,
        json: &Json,
        read: fn(&Definition, FieldIndex, &mut Reader, &Json) -> Option<Value>,
    ) -> Vec<Problem> {
        let mut reader = Reader::default();
        let Json::Object(members) = json else {
            reader.wrong_type(json, "an object of field ids and raw values");
            return reader.into_problems();
        };
        for (key, json) in members {
            reader.at(key.as_str(), |reader| match definition.find(key) {
                Some(field) => {
                    let value = read(definition, field, reader, json);
                    value.into_iter().for_each(|value| self.set(field, value));
                }
                None => {
                    let mut known = definition.fields().map(|(_, field)| &*field.id);
                    let message = || format!("no field is called `{key}`");
                    reader.misnamed(ProblemCode::UnknownReference, key, &mut known, &message);
                }
            });
        }
        reader.into_problems()
    }
}
