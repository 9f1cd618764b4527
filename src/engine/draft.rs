//! Save and resume without a server: a draft is a file that the person keeps. The file of a finished application opens
//! too, as the start of a change.
//!
//! Format `shikaku-form/draft/1`: raw values by field id, secrets left out. Answers that cannot be restored are named,
//! and the rest is restored; a file of any other format changes nothing.

use super::calendar::Moment;
use super::definition::{Definition, FieldIndex, Item};
use super::export;
use super::form::Form;
use super::json::Json;
use super::kinds::kind::Kind;
use super::node::{Node, Pointer, Problems};
use super::values::{Value, Values};

/// Value of the `format` key of every draft.
pub const FORMAT: &str = "shikaku-form/draft/1";
/// The largest file that is opened, in bytes.
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

/// The field with the longest answer in a draft.
#[must_use]
pub fn longest(definition: &Definition, draft: &Json) -> Option<FieldIndex> {
    let Some(Json::Object(answers)) = draft.get("answers") else { return None };
    let (name, _) = answers.iter().max_by_key(|(_, answer)| answer.as_text().map_or(0, str::len))?;
    definition.find(name)
}

/// Restored answers, from a file or from another view.
#[derive(Debug, PartialEq, Eq)]
pub struct Restored {
    /// The answers, over those that the form opens with.
    pub values: Values,
    /// The answers that could not be restored.
    pub lost: Vec<Lost>,
}

/// An answer that could not be restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lost {
    /// Files contain no secret; it has to be typed again.
    Secret(FieldIndex),
    /// The field cannot hold this value.
    Value(FieldIndex),
    /// A consent holds for one application only; the next needs its own.
    Consent(FieldIndex),
    /// The form has no field or item of this name.
    Name(String),
}

/// Why a file is not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unopened {
    /// It is neither a draft nor an application.
    OtherFile,
    /// It belongs to another form.
    OtherForm,
    /// It is not UTF-8 text.
    Encoding,
    /// It has more than [`MAX_BYTES`].
    TooLarge,
    /// It is a folder, or gone.
    Unreadable,
    /// Not exactly one file was dropped.
    NotOne,
}

impl Unopened {
    /// The key of its sentence.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OtherFile => "unopened_other_file",
            Self::OtherForm => "unopened_other_form",
            Self::Encoding => "unopened_encoding",
            Self::TooLarge => "unopened_too_large",
            Self::Unreadable => "unopened_unreadable",
            Self::NotOne => "unopened_not_one",
        }
    }
}

/// The text in the bytes of a file.
///
/// # Errors
/// When it is not UTF-8 text.
pub fn text(bytes: &[u8]) -> Result<&str, Unopened> {
    // UTF-16 and ISO-2022-JP can pass as UTF-8, but contain NUL or ESC, which JSON never contains unescaped.
    if bytes.iter().any(|byte| matches!(byte, b'\0' | b'\x1B')) {
        return Err(Unopened::Encoding);
    }
    // Some editors write a byte order mark.
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    str::from_utf8(bytes).map_err(|_| Unopened::Encoding)
}

/// Reads a draft or an application over the values that the form opens with. The result replaces what was typed;
/// `fixed` fields keep their answer.
///
/// # Errors
/// When the file is neither a draft nor an application, or belongs to another form.
pub fn open(form: &Form, fixed: &[FieldIndex], file: &Json) -> Result<Restored, Unopened> {
    let definition = form.definition();
    let format = file.get("format").and_then(Json::as_text);
    let is_application = format == Some(export::FORMAT);
    let Some(Json::Object(answers)) = file.get("answers").filter(|_| is_application || format == Some(FORMAT)) else {
        return Err(Unopened::OtherFile);
    };
    if file.get("form").and_then(|form| form.get("id")).and_then(Json::as_text) != Some(&definition.id) {
        return Err(Unopened::OtherForm);
    }
    let mut restoring = Restoring::over(form, fixed);
    for (name, json) in answers {
        let item = definition.find_item(name).filter(|_| is_application).and_then(|item| definition.item(item));
        match (item, definition.find(name)) {
            (Some(item), _) => restoring.item(item, json),
            (None, Some(field)) if !is_application => restoring.field(field, json),
            (None, _) => restoring.restored.lost.push(Lost::Name(name.clone())),
        }
    }
    if is_application {
        restoring.reopen();
    }
    restoring.secrets();
    Ok(restoring.restored)
}

/// Carries the person's changes over to the form that the host shows instead, by the ids of the fields. They stay in
/// memory, so secrets are included. `fixed` fields of `after` keep their answer. `lost` has the changes that do not
/// fit.
#[must_use]
pub fn carry(before: &Form, after: &Form, fixed: &[FieldIndex]) -> Restored {
    let mut restoring = Restoring::over(after, fixed);
    for (index, field) in before.definition().fields() {
        let value = before.values().get(index).filter(|value| before.opened_with().get(index) != Some(value));
        let Some(value) = value else { continue };
        let there = after.definition().find(&field.id);
        let problems = Problems::default();
        let fits = |there: &FieldIndex| value.fits(after.definition(), *there, Pointer::root(&problems));
        let is_taken = there.filter(fits).is_some_and(|there| restoring.take(there, value.clone()));
        if !is_taken && *value != Value::empty(before.definition(), index) {
            restoring.restored.lost.push(there.map_or_else(|| Lost::Name(field.id.to_string()), Lost::Value));
        }
    }
    restoring.restored
}

/// The person's changes as raw values by field id, secrets left out: the input of [`carry_on`].
#[must_use]
pub fn changed(form: &Form) -> Json {
    let definition = form.definition();
    let (values, opened_with) = (form.values().to_json(definition), form.opened_with().to_json(definition));
    let Json::Object(members) = values else { return Json::Null };
    Json::object(members.into_iter().filter(|(name, value)| opened_with.get(name) != Some(value)))
}

/// Carries changes on to a form that is shown later, possibly another one, as [`carry`] does.
#[must_use]
pub fn carry_on(changed: &Json, after: &Form, fixed: &[FieldIndex]) -> Restored {
    let mut restoring = Restoring::over(after, fixed);
    let Json::Object(changed) = changed else { return restoring.restored };
    for (name, json) in changed {
        let lost = restoring.restored.lost.len();
        match after.definition().find(name) {
            Some(field) => restoring.field(field, json),
            None => restoring.restored.lost.push(Lost::Name(name.clone())),
        }
        // Losing an emptied answer is no loss.
        if *json == Json::Bool(false) || *json == Json::text("") || *json == Json::Array(Vec::new()) {
            restoring.restored.lost.truncate(lost);
        }
    }
    restoring.restored
}

struct Restoring<'d> {
    definition: &'d Definition,
    fixed: &'d [FieldIndex],
    restored: Restored,
}

impl<'d> Restoring<'d> {
    fn over(form: &'d Form, fixed: &'d [FieldIndex]) -> Self {
        let restored = Restored { values: form.opened_with().clone(), lost: Vec::new() };
        Self { definition: form.definition(), fixed, restored }
    }

    fn field(&mut self, field: FieldIndex, json: &Json) {
        if self.definition.is_secret(field) {
            return;
        }
        let problems = Problems::default();
        let value = Value::handed_in(self.definition, field, Node::root(json, &problems));
        if !value.is_some_and(|value| self.take(field, value)) {
            self.restored.lost.push(Lost::Value(field));
        }
    }

    /// Takes a value, unless the host has fixed another. Returns whether it did.
    fn take(&mut self, field: FieldIndex, value: Value) -> bool {
        let is_allowed = !self.fixed.contains(&field) || self.restored.values.get(field) == Some(&value);
        if is_allowed {
            self.restored.values.set(field, value);
        }
        is_allowed
    }

    /// Splits an item's answer into the values of its fields: the prefix, the answer after it, and its repeat.
    fn item(&mut self, item: &Item, json: &Json) {
        let Some(prefix) = item.prefix else { return self.answer(item, json) };
        let options = self.definition.kind(prefix).into_iter().flat_map(Kind::options);
        let text = json.as_text().unwrap_or_default();
        let split = |option: &str| Some((option.to_owned(), Json::text(text.strip_prefix(option)?)));
        match options.map(AsRef::as_ref).find_map(split) {
            Some((option, rest)) => {
                self.field(prefix, &Json::Text(option));
                self.answer(item, &rest);
            }
            None => self.restored.lost.push(Lost::Value(prefix)),
        }
    }

    fn answer(&mut self, item: &Item, json: &Json) {
        [item.answer].into_iter().chain(item.repeat).for_each(|field| self.field(field, json));
    }

    /// Opening a finished application starts the next one, which changes it.
    fn reopen(&mut self) {
        for (field, found) in self.definition.fields().filter(|(field, _)| !self.fixed.contains(field)) {
            let Some(held) = self.restored.values.get(field) else { continue };
            let Some(value) = found.control.kind().reopened(held) else { continue };
            if *held == Value::Flag(true) {
                self.restored.lost.push(Lost::Consent(field));
            }
            self.restored.values.set(field, value);
        }
    }

    fn secrets(&mut self) {
        let secrets =
            self.definition.items().map(|(_, item)| item.answer).filter(|one| self.definition.is_secret(*one));
        self.restored.lost.extend(secrets.map(Lost::Secret));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_of_another_encoding_are_no_text() {
        let utf_16: Vec<u8> = "{\"format\"".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked = [b"\xFF\xFE", &*utf_16].concat();
        for bytes in [&*utf_16, &*marked, b"{\"\x8A\x6D\x94\x46\"", b"{\"\x1B$B3NG'\x1B(B\""] {
            assert_eq!(text(bytes), Err(Unopened::Encoding), "{bytes:?}");
        }
        assert_eq!((text(b"\xEF\xBB\xBF{}"), text(b"")), (Ok("{}"), Ok("")));
    }
}
