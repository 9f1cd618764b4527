//! Save and resume without a server: a draft is a file that the person keeps. The file of a finished application opens
//! too, as the start of a change.
//!
//! Format `shikaku-form/draft/1`: raw values by field id, secrets left out. What cannot be taken up is named, and the
//! rest is taken up; a file that is none of the two changes nothing.

use super::boxes::TextKind;
use super::calendar::Moment;
use super::definition::{Control, Definition, FieldIndex, Item, Length};
use super::export;
use super::form::Form;
use super::json::Json;
use super::values::{Value, Values};

/// Value of the `format` key of every draft.
pub const FORMAT: &str = "shikaku-form/draft/1";
/// Bytes of the largest file that is opened.
pub const MAX_BYTES: usize = 1 << 20;

/// The answers so far, as a file.
#[must_use]
pub fn draft(form: &Form, saved_at: Option<Moment>) -> Json {
    let definition = form.definition();
    Json::object([
        ("format", Json::text(FORMAT)),
        ("form", Json::object([("id", Json::text(&*definition.id)), ("version", Json::text(&*definition.version))])),
        ("saved_at", saved_at.map_or(Json::Null, |moment| Json::text(moment.to_string()))),
        ("answers", form.values().to_json(definition)),
    ])
}

/// What was found in a file.
#[derive(Debug, PartialEq, Eq)]
pub struct Opened {
    /// The answers, over those that the form opens with.
    pub values: Values,
    /// What could not be taken up.
    pub lost: Vec<Lost>,
}

/// Something that could not be taken up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lost {
    /// A secret is in no file; it has to be typed again.
    Secret(FieldIndex),
    /// The value is none that this field can hold.
    Value(FieldIndex),
    /// The form has nothing of this name.
    Name(String),
}

/// Why a file is not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unopened {
    /// It is neither a draft nor an application.
    OtherFile,
    /// It belongs to another form.
    OtherForm,
}

impl Unopened {
    /// Names its sentence.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OtherFile => "unopened_other_file",
            Self::OtherForm => "unopened_other_form",
        }
    }
}

/// Opens a draft or an application over what the form opens with: it takes the place of what was typed. `fixed` fields
/// keep their answer.
///
/// # Errors
/// When the file is none of the two, or of another form.
pub fn open(form: &Form, fixed: &[FieldIndex], file: &Json) -> Result<Opened, Unopened> {
    let definition = form.definition();
    let format = file.get("format").and_then(Json::as_text);
    let is_application = format == Some(export::FORMAT);
    let Some(Json::Object(answers)) = file.get("answers").filter(|_| is_application || format == Some(FORMAT)) else {
        return Err(Unopened::OtherFile);
    };
    if file.get("form").and_then(|form| form.get("id")).and_then(Json::as_text) != Some(&definition.id) {
        return Err(Unopened::OtherForm);
    }
    let mut opening =
        Opening { definition, fixed, opened: Opened { values: form.opened_with().clone(), lost: Vec::new() } };
    for (name, json) in answers {
        let item = definition.items().map(|(_, item)| item).find(|item| is_application && *item.id == **name);
        match (item, definition.find(name)) {
            (Some(item), _) => opening.item(item, json),
            (None, Some(field)) if !is_application => opening.field(field, json),
            (None, _) => opening.opened.lost.push(Lost::Name(name.clone())),
        }
    }
    if is_application {
        opening.reopen();
    }
    opening.secrets();
    Ok(opening.opened)
}

struct Opening<'d> {
    definition: &'d Definition,
    fixed: &'d [FieldIndex],
    opened: Opened,
}

impl Opening<'_> {
    fn field(&mut self, field: FieldIndex, json: &Json) {
        if self.definition.is_secret(field) {
            return;
        }
        let value = match (Value::empty(self.definition, field), json) {
            (Value::Flag(_), Json::Bool(flag)) => Some(Value::Flag(*flag)),
            (Value::Text(_), Json::Text(text)) if self.offers(field, text) => Some(Value::Text(text.clone())),
            // An application has a number where a draft has what was typed.
            (Value::Text(_), Json::Number(number)) if self.is_number(field) => Some(Value::Text(number.to_string())),
            (Value::Options(_), Json::Array(options)) => self.ticked(field, options).map(Value::Options),
            _ => None,
        };
        match value.filter(|value| !self.fixed.contains(&field) || self.opened.values.get(field) == Some(value)) {
            Some(value) => self.opened.values.set(field, value),
            None => self.opened.lost.push(Lost::Value(field)),
        }
    }

    fn offers(&self, field: FieldIndex, text: &str) -> bool {
        self.definition.choice(field).is_none_or(|choice| text.is_empty() || choice.offers(text))
    }

    fn is_number(&self, field: FieldIndex) -> bool {
        self.definition.text_box(field).is_some_and(|text_box| matches!(text_box.kind, TextKind::Number { .. }))
    }

    /// The options of a file; `None` when one of them is none of this field's.
    fn ticked(&self, field: FieldIndex, options: &[Json]) -> Option<Vec<String>> {
        let Some(Control::Choices(offered)) = self.definition.field(field).map(|field| &field.control) else {
            return None;
        };
        let is_offered = |text: &&str| offered.iter().any(|option| **option == **text);
        options.iter().map(|option| option.as_text().filter(is_offered).map(str::to_owned)).collect()
    }

    /// An item's answer is taken apart into what its fields hold: the prefix, the digits behind it, and these again.
    fn item(&mut self, item: &Item, json: &Json) {
        let fields: Vec<FieldIndex> = self.definition.fields_of(item).map(|(field, _)| field).collect();
        let prefix = fields.iter().find_map(|field| match &self.definition.digits(*field)?.length {
            Length::AfterPrefix { prefix, digits } => Some((*prefix, digits)),
            Length::Exactly(_) => None,
        });
        let text = json.as_text().unwrap_or_default();
        let split = prefix.and_then(|(field, digits)| {
            let (option, _) = digits.iter().find(|(option, _)| text.starts_with(&**option))?;
            Some((field, option.to_string(), Json::text(text.strip_prefix(&**option)?)))
        });
        match (prefix, split) {
            (None, _) => fields.into_iter().for_each(|field| self.field(field, json)),
            (Some(_), Some((prefix, option, rest))) => {
                let rest_of = |field: &FieldIndex| *field != prefix;
                self.field(prefix, &Json::Text(option));
                fields.into_iter().filter(rest_of).for_each(|field| self.field(field, &rest));
            }
            (Some((prefix, _)), None) => self.opened.lost.push(Lost::Value(prefix)),
        }
    }

    /// Whoever opens a finished application means to change it.
    fn reopen(&mut self) {
        for (field, found) in self.definition.fields().filter(|(field, _)| !self.fixed.contains(field)) {
            if let Some(choice) = found.control.choice()
                && !choice.reopens_as.is_empty()
            {
                self.opened.values.set(field, Value::Text(choice.reopens_as.to_string()));
            }
        }
    }

    fn secrets(&mut self) {
        let is_asked_for = |field: &FieldIndex| self.definition.is_secret(*field) && self.is_first_of_item(*field);
        let secrets: Vec<FieldIndex> = self.definition.fields().map(|(field, _)| field).filter(is_asked_for).collect();
        self.opened.lost.extend(secrets.into_iter().map(Lost::Secret));
    }

    fn is_first_of_item(&self, field: FieldIndex) -> bool {
        let mut fields = self.definition.item_of(field).into_iter().flat_map(|item| self.definition.fields_of(item));
        fields.next().is_some_and(|(first, _)| first == field)
    }
}
