//! Makes a [`Definition`] from JSON: closed and typed, with every problem reported at once.
//!
//! The format is `shikaku-form/definition/1`; `src/data/definition.schema.json` describes it to editors.
//! Sentences are read by [`super::texts`]. Here are the sections, the items and the references; `controls`, `boxes`,
//! `questions` and `conditions` read the rest.

use std::collections::BTreeMap;

use super::definition::{
    Condition, Control, Definition, Digits, FORMAT, Field, FieldIndex, Item, ItemIndex, Length, Picture, Section,
};
use super::json::Json;
use super::problem::{Problem, ProblemCode};
use super::reader::{Reader, Step};

mod boxes;
mod conditions;
mod controls;
mod questions;

const MAX_FIELDS: usize = 5_000;
const MAX_OPTIONS: usize = 1_000;
const MAX_CONDITION_DEPTH: usize = 8;
/// States of all patterns together. Each may be looked at for every character of the text that is searched.
const MAX_PATTERN_STATES: usize = 5_000;

/// Reads a definition.
///
/// # Errors
/// All problems at once, in the order of the document.
pub fn definition(json: &Json) -> Result<Definition, Vec<Problem>> {
    let mut parser = Parser { pattern_states: MAX_PATTERN_STATES, ..Parser::default() };
    let definition = parser.whole(json);
    match (definition, parser.reader.into_problems()) {
        (Some(definition), problems) if problems.is_empty() => Ok(definition),
        (_, problems) => Err(problems),
    }
}

#[derive(Default)]
struct Parser {
    reader: Reader,
    sections: Vec<Section>,
    items: Vec<Item>,
    fields: Vec<Field>,
    fields_by_id: BTreeMap<Box<str>, FieldIndex>,
    items_by_id: BTreeMap<Box<str>, ItemIndex>,
    fixed_by_page: Option<FieldIndex>,
    /// What is left of [`MAX_PATTERN_STATES`].
    pattern_states: usize,
}

impl Parser {
    fn whole(&mut self, json: &Json) -> Option<Definition> {
        let keys = ["$schema", "format", "id", "version", "days_until_notice", "texts", "faq", "items"];
        let object = self.reader.object(json, &keys)?;
        self.reader.required(object, "format", |reader, json| reader.one_of(json, &[(FORMAT, ())]));
        let id = self.reader.required(object, "id", read_id);
        let version = self.reader.required(object, "version", Reader::text);
        let days = |reader: &mut Reader, json: &Json| reader.number(json, 0, 366);
        let days_until_notice = self.reader.optional(object, "days_until_notice", days);
        let items = self.reader.required(object, "items", |_, json| Some(json))?;
        let ids =
            |reader: &mut Reader, json| reader.list(json, MAX_OPTIONS, |reader, id| Some(read_id(reader, id)?.into()));
        let faq = self.reader.optional(object, "faq", ids).unwrap_or_default();
        self.at("items", |parser| parser.all_items(items));
        self.link();
        Some(Definition {
            id: id?.into(),
            version: version?.into(),
            days_until_notice,
            fixed_by_page: self.fixed_by_page,
            faq,
            sections: std::mem::take(&mut self.sections),
            items: std::mem::take(&mut self.items),
            fields: std::mem::take(&mut self.fields),
            fields_by_id: std::mem::take(&mut self.fields_by_id),
            items_by_id: std::mem::take(&mut self.items_by_id),
        })
    }

    /// Like [`Reader::at`], for methods that need the whole parser.
    fn at<T>(&mut self, step: impl Into<Step>, read: impl FnOnce(&mut Self) -> T) -> T {
        self.reader.enter(step.into());
        let value = read(self);
        self.reader.leave();
        value
    }

    fn all_items(&mut self, json: &Json) {
        let Some(items) = self.reader.list(json, MAX_FIELDS, |_, item| Some(item)) else { return };
        for (position, item) in items.into_iter().enumerate() {
            self.at(position, |parser| parser.item(item));
        }
        if self.fields.len() > MAX_FIELDS {
            let message = format!("{} fields; at most {MAX_FIELDS} are allowed", self.fields.len());
            self.reader.problem(ProblemCode::TooMany, message);
        }
    }

    fn item(&mut self, json: &Json) -> Option<()> {
        let object = self.reader.object(json, &["id", "section", "required", "shown", "picture", "fields"])?;
        let id = self.reader.required(object, "id", read_id).unwrap_or_default();
        let required = self.reader.required(object, "required", Reader::flag).unwrap_or_default();
        if self.items_by_id.insert(id.into(), ItemIndex(self.items.len())).is_some() {
            self.reader.problem(ProblemCode::Duplicate, format!("two items are called `{id}`"));
        }
        let section = self.reader.optional(object, "section", read_id);
        section.into_iter().for_each(|section| self.stand_under(section));
        let shown = match object.get("shown") {
            Some(json) => self.at("shown", |parser| parser.condition(json, MAX_CONDITION_DEPTH)),
            None => None,
        };
        let shown = shown.unwrap_or(Condition::Always);
        let pictures = [("opening_notice", Picture::OpeningNotice)];
        let picture = self.reader.optional(object, "picture", |reader, json| reader.one_of(json, &pictures));
        let first = self.fields.len();
        let fields = self.reader.required(object, "fields", |_, json| Some(json))?;
        self.at("fields", |parser| {
            let fields = parser.reader.list(fields, MAX_FIELDS, |_, field| Some(field)).unwrap_or_default();
            for (position, field) in fields.into_iter().enumerate() {
                parser.at(position, |parser| parser.field(field));
            }
        });
        let fields = first..self.fields.len();
        let (prefix, answer, repeat) = self.parts_of_answer(first);
        self.items.push(Item { id: id.into(), required, shown, picture, prefix, answer, repeat, fields });
        Some(())
    }

    /// The item that is being read stands under this heading, as the one above it may.
    fn stand_under(&mut self, id: &str) {
        let place = self.items.len();
        match self.sections.iter_mut().find(|section| *section.id == *id) {
            Some(section) if section.items.end == place => section.items.end += 1,
            Some(_) => {
                let message = format!("the items of the section `{id}` do not stand together");
                self.reader.problem(ProblemCode::Duplicate, message);
            }
            None => self.sections.push(Section { id: id.into(), items: place..place + 1 }),
        }
    }

    /// An item is one answer: the fields from this place on are its prefix, the answer, and its repeat.
    fn parts_of_answer(&mut self, first: usize) -> (Option<FieldIndex>, FieldIndex, Option<FieldIndex>) {
        let fields = self.fields.get(first..).unwrap_or_default();
        let reads = |field: Option<&Field>, read: usize| match field.map(|field| &field.control) {
            Some(Control::Digits(Digits { length: Length::AfterPrefix { prefix, .. }, .. })) => prefix.0 == read,
            Some(Control::Repeat { of }) => of.0 == read,
            Some(_) | None => false,
        };
        let has_prefix =
            fields.first().is_some_and(|field| field.control.choice().is_some()) && reads(fields.get(1), first);
        let answer = first + usize::from(has_prefix);
        let has_repeat = reads(self.fields.get(answer + 1), answer);
        let is_a_repeat = matches!(self.fields.get(answer), Some(Field { control: Control::Repeat { .. }, .. }));
        let left_over = self.fields.get(answer + 1 + usize::from(has_repeat));
        let stray = if is_a_repeat { self.fields.get(answer) } else { left_over };
        if let Some(field) = stray {
            let message = format!(
                "`{}` needs an item of its own: an item is one answer, which may have a prefix and a repeat",
                field.id
            );
            self.reader.problem(ProblemCode::WrongValue, message);
        }
        (has_prefix.then_some(FieldIndex(first)), FieldIndex(answer), has_repeat.then_some(FieldIndex(answer + 1)))
    }

    /// A field above this place: so conditions are evaluated in one pass and cannot be circular.
    fn required_field(&mut self, object: &Json, key: &str) -> Option<FieldIndex> {
        let known = &self.fields_by_id;
        self.reader.required(object, key, |reader, json| {
            let typed = reader.text(json)?;
            let found = known.get(typed).copied();
            if found.is_none() {
                let message = || format!("no field above this place is called `{typed}`");
                reader.misnamed(ProblemCode::UnknownReference, typed, &mut known.keys().map(AsRef::as_ref), &message);
            }
            found
        })
    }

    fn control(&self, field: FieldIndex) -> Option<&Control> {
        self.fields.get(field.0).map(|field| &field.control)
    }

    /// Turns every "reads" into its reverse, each once, so that a changed answer leads straight to what depends on it.
    fn link(&mut self) {
        let mut shows: Vec<(FieldIndex, ItemIndex)> = Vec::new();
        let mut affects: Vec<(FieldIndex, FieldIndex)> = Vec::new();
        for (index, item) in self.items.iter().enumerate() {
            item.shown.each_field(&mut |field| shows.push((field, ItemIndex(index))));
        }
        for (index, field) in self.fields.iter().enumerate() {
            field.control.each_field(&mut |read| affects.push((read, FieldIndex(index))));
        }
        // Who reads a field more than once stands there one after the other.
        for (from, to) in shows {
            let field = self.fields.get_mut(from.0).filter(|field| field.shows.last() != Some(&to));
            field.into_iter().for_each(|field| field.shows.push(to));
        }
        for (from, to) in affects {
            let field = self.fields.get_mut(from.0).filter(|field| field.affects.last() != Some(&to));
            field.into_iter().for_each(|field| field.affects.push(to));
        }
    }
}

/// A name: `^[a-z][a-z0-9_]{0,63}$`, and none that means something to every JavaScript object.
fn read_id<'j>(reader: &mut Reader, json: &'j Json) -> Option<&'j str> {
    let id = reader.text(json)?;
    let starts_well = id.starts_with(|first: char| first.is_ascii_lowercase());
    let body_allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    if starts_well && id.len() <= 64 && id.bytes().all(body_allowed) && !["constructor", "prototype"].contains(&id) {
        return Some(id);
    }
    let message = format!("`{id}` is not a name: a to z first, then a to z, 0 to 9 and _, at most 64");
    reader.problem(ProblemCode::WrongValue, message);
    None
}
