//! Raw values: the content of the screen, right or wrong.
//!
//! Each control knows which kind of value it has, and what its lists can show.

use super::definition::{Definition, FieldIndex, Item};
use super::json::Json;
use super::kinds::kind::Kind;
use super::node::{Node, Pointer, Problems};
use super::problem::{Problem, ProblemCode};
pub use super::value::{Secret, Value};

impl Value {
    /// Nothing entered, in the kind that this field's control has.
    #[must_use]
    pub fn empty(definition: &Definition, field: FieldIndex) -> Self {
        definition.kind(field).map_or_else(|| Self::Text(String::new()), Kind::empty)
    }

    /// The raw value that a program hands in, in the kind that this field's control has. `null` is nothing entered.
    fn of_kind(definition: &Definition, field: FieldIndex, node: Node<'_, '_>) -> Option<Self> {
        let empty = Self::empty(definition, field);
        match (&empty, node.json) {
            (_, Json::Null) => Some(empty),
            (Self::Flag(_), _) => node.flag().map(Self::Flag),
            (Self::Options(_), _) => node.texts().map(Self::Options),
            (Self::Text(_), _) => node.text().map(|text| Self::Text(text.to_owned())),
            (Self::Secret(_), _) => node.text().map(|text| Self::Secret(Secret::new(text))),
        }
    }

    /// The value that a page or a file hands in for a field: also a number for a box of numbers, but not an option that
    /// the field lacks, and not a secret, which should not be written down there.
    pub fn handed_in(definition: &Definition, field: FieldIndex, node: Node<'_, '_>) -> Option<Self> {
        let is_number = definition.kind(field).is_some_and(Kind::takes_number);
        let value = if let (Json::Number(number), true) = (node.json, is_number) {
            Self::Text(number.to_string())
        } else {
            Self::of_kind(definition, field, node)?
        };
        if matches!(value, Self::Secret(_)) && value.typed() != Some("") {
            node.at.problem(ProblemCode::WrongValue, "a secret cannot be prefilled");
            return None;
        }
        value.fits(definition, field, node.at).then_some(value)
    }

    /// Whether a field can hold this value: it has the control's kind, and the control's lists can show it.
    pub fn fits(&self, definition: &Definition, field: FieldIndex, at: Pointer<'_>) -> bool {
        definition.kind(field).is_some_and(|kind| self.is_like(&kind.empty()) && kind.fits(self, at))
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

    /// The values of a new form: the options that the definition has chosen, and nothing else.
    #[must_use]
    pub fn opening(definition: &Definition) -> Self {
        let mut values = Self::nothing(definition);
        for (index, field) in definition.fields() {
            values.set(index, Value::Text(field.control.kind().opens_as().to_owned()));
        }
        values
    }

    /// The value of a field; `None` for an index of another definition.
    #[must_use]
    pub fn get(&self, field: FieldIndex) -> Option<&Value> {
        self.0.get(field.0)
    }

    /// Replaces a value. A value of the wrong kind is ignored.
    pub fn set(&mut self, field: FieldIndex, value: Value) {
        if let Some(held) = self.0.get_mut(field.0)
            && held.is_like(&value)
        {
            *held = value;
        }
    }

    /// Empties the secrets of an item that is hidden.
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

    /// Applies the parts of a host's prefill that fit. Returns the problems of the others.
    pub fn prefill(&mut self, definition: &Definition, json: &Json) -> Vec<Problem> {
        self.members(definition, json, Value::handed_in)
    }

    /// The person's changes, applied to the values that the host opens the form with now.
    #[must_use]
    pub fn changed_over(&self, opened_with: &Self, now: &Self) -> Self {
        let changed = self.0.iter().zip(&opened_with.0).zip(&now.0);
        Self(changed.map(|((value, before), now)| if value == before { now } else { value }.clone()).collect())
    }

    /// The values as an object, secrets left out: the input of [`Values::read`].
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
        read: fn(&Definition, FieldIndex, Node<'_, '_>) -> Option<Value>,
    ) -> Vec<Problem> {
        let problems = Problems::default();
        let node = Node::root(json, &problems);
        if let Json::Object(members) = json {
            for (key, json) in members {
                let node = Node { json, at: node.at.member(key) };
                if let Some(field) = definition.find(key) {
                    read(definition, field, node).into_iter().for_each(|value| self.set(field, value));
                } else {
                    let mut known = definition.fields().map(|(_, field)| &*field.id);
                    let message = || format!("no field is called `{key}`");
                    node.at.misnamed(ProblemCode::UnknownReference, key, &mut known, &message);
                }
            }
        } else {
            node.wrong_type("an object of field ids and raw values");
        }
        problems.found()
    }
}
