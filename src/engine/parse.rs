//! Makes a [`Definition`] from JSON: closed and typed, with every problem reported at once.
//!
//! The format is `shikaku-form/definition/1`; `src/data/definition.schema.json` describes it to editors. Sections,
//! items and references are read here, fields by [`super::kinds`], conditions and questions by the modules of those
//! names, sentences by [`super::texts`].

use std::collections::BTreeMap;

use super::condition::{Condition, MAX_DEPTH};
use super::definition::{Definition, FORMAT, Field, FieldIndex, Item, ItemIndex, Picture, Section};
use super::format::{Key, Part, Rule, Shape, names};
use super::json::Json;
use super::kinds;
use super::kinds::kind::Kind;
use super::problem::{Problem, ProblemCode};
use super::reader::{Reader, Step};
use super::source::{MAX_OPTIONS, Source, read_id};

const MAX_FIELDS: usize = 5_000;
const MAX_DAYS: u16 = 366;

/// The whole definition.
pub const DEFINITION: Part = Part {
    name: "definition",
    meaning: "A form without its sentences, which are in `texts`, by key.",
    keys: &[
        Key::optional("$schema", Shape::Text, "For editors: the address of `definition.schema.json`."),
        Key::required("format", Shape::OneOf(&[FORMAT]), ""),
        Key::required("id", Shape::Id, "Names the form in exports."),
        Key::required("version", Shape::Text, "Names this edition of the form in exports."),
        Key::optional(
            "days_until_notice",
            Shape::Whole(0, MAX_DAYS as u32),
            "How many days after an application its answer can be expected: `{date}` in the text `ui.next_steps`.",
        ),
        Key::optional(
            "texts",
            Shape::Sentences,
            "Sentences by language and key: `sections.ID.label`, `items.ID.label`, `fields.ID.label`, `options.FIELD.OPTION`, `findings.CODE`, and more",
        ),
        Key::optional(
            "faq",
            Shape::List(&Shape::Id, MAX_OPTIONS),
            "Questions that people ask, answered below every page: texts `faq.ID.question` and `faq.ID.answer`.",
        ),
        Key::required("items", Shape::List(&Shape::Object(&ITEM), MAX_FIELDS), "The items, in the form's order."),
    ],
    rule: Rule::Free,
};

/// One line of the form.
pub const ITEM: Part = Part {
    name: "item",
    meaning: "The unit of display, of being required and of visibility: one answer.",
    keys: &[
        Key::required("id", Shape::Id, "Names the item in exports and texts: `items.ID.label`."),
        Key::optional(
            "section",
            Shape::Id,
            "Its heading: text `sections.ID.label`. The items of a section are together.",
        ),
        Key::required("required", Shape::Flag, "Whether it must be answered when it is shown."),
        Key::optional("shown", Shape::Condition, "When it is shown; without it always."),
        Key::optional("picture", Shape::OneOf(&["opening_notice"]), "A drawing that shows where the answer is found."),
        Key::required(
            "fields",
            Shape::List(&Shape::Field, MAX_FIELDS),
            "The parts of one answer, in this order: a choice whose option is its prefix, the answer, and its repeat. Where there are several, each has a text `fields.ID.label`.",
        ),
    ],
    rule: Rule::Free,
};

/// Reads a definition.
///
/// # Errors
/// All problems at once, in the order of the document.
pub fn definition(json: &Json) -> Result<Definition, Vec<Problem>> {
    let mut parser = Parser::default();
    let definition = parser.definition(json);
    match (definition, parser.source.reader.into_problems()) {
        (Some(definition), problems) if problems.is_empty() => Ok(definition),
        (_, problems) => Err(problems),
    }
}

#[derive(Default)]
struct Parser {
    source: Source,
    sections: Vec<Section>,
    items: Vec<Item>,
    fields: Vec<Field>,
    items_by_id: BTreeMap<Box<str>, ItemIndex>,
}

impl Parser {
    fn definition(&mut self, json: &Json) -> Option<Definition> {
        let object = self.source.reader.object(json, names!(DEFINITION))?;
        self.source.reader.required(object, "format", |reader, json| reader.one_of(json, &[(FORMAT, ())]));
        let id = self.source.reader.required(object, "id", read_id);
        let version = self.source.reader.required(object, "version", Reader::text);
        let days = |reader: &mut Reader, json: &Json| reader.number(json, 0, MAX_DAYS);
        let days_until_notice = self.source.reader.optional(object, "days_until_notice", days);
        let items = self.source.reader.required(object, "items", |_, json| Some(json))?;
        let ids =
            |reader: &mut Reader, json| reader.list(json, MAX_OPTIONS, |reader, id| Some(read_id(reader, id)?.into()));
        let faq = self.source.reader.optional(object, "faq", ids).unwrap_or_default();
        self.at("items", |parser| parser.all_items(items));
        self.link();
        Some(Definition {
            id: id?.into(),
            version: version?.into(),
            days_until_notice,
            fixed_by_page: self.source.fixed_by_page,
            faq,
            sections: std::mem::take(&mut self.sections),
            items: std::mem::take(&mut self.items),
            fields: std::mem::take(&mut self.fields),
            fields_by_id: std::mem::take(&mut self.source.fields_by_id),
            items_by_id: std::mem::take(&mut self.items_by_id),
        })
    }

    /// Like [`Reader::at`], for methods that need the whole parser.
    fn at<T>(&mut self, step: impl Into<Step>, read: impl FnOnce(&mut Self) -> T) -> T {
        self.source.reader.enter(step.into());
        let value = read(self);
        self.source.reader.leave();
        value
    }

    fn all_items(&mut self, json: &Json) {
        let Some(items) = self.source.reader.list(json, MAX_FIELDS, |_, item| Some(item)) else { return };
        for (position, item) in items.into_iter().enumerate() {
            self.at(position, |parser| parser.item(item));
        }
        if self.fields.len() > MAX_FIELDS {
            let message = format!("{} fields; at most {MAX_FIELDS} are allowed", self.fields.len());
            self.source.reader.problem(ProblemCode::TooMany, message);
        }
    }

    fn item(&mut self, json: &Json) -> Option<()> {
        let object = self.source.reader.object(json, names!(ITEM))?;
        self.source.item = ItemIndex(self.items.len());
        let id = self.source.reader.required(object, "id", read_id).unwrap_or_default();
        let required = self.source.reader.required(object, "required", Reader::flag).unwrap_or_default();
        if self.items_by_id.insert(id.into(), ItemIndex(self.items.len())).is_some() {
            self.source.reader.problem(ProblemCode::Duplicate, format!("two items are called `{id}`"));
        }
        let section = self.source.reader.optional(object, "section", read_id);
        section.into_iter().for_each(|section| self.stand_under(section));
        let shown = match object.get("shown") {
            Some(json) => self.source.at("shown", |source| source.condition(json, MAX_DEPTH)),
            None => None,
        };
        let shown = shown.unwrap_or(Condition::Always);
        let pictures = [("opening_notice", Picture::OpeningNotice)];
        let picture = self.source.reader.optional(object, "picture", |reader, json| reader.one_of(json, &pictures));
        let first = self.fields.len();
        let fields = self.source.reader.required(object, "fields", |_, json| Some(json))?;
        self.at("fields", |parser| {
            let fields = parser.source.reader.list(fields, MAX_FIELDS, |_, field| Some(field)).unwrap_or_default();
            for (position, field) in fields.into_iter().enumerate() {
                parser.at(position, |parser| parser.field(field));
            }
        });
        let fields = first..self.fields.len();
        let (prefix, answer, repeat) = self.parts_of_answer(first);
        self.items.push(Item { id: id.into(), required, shown, picture, prefix, answer, repeat, fields });
        Some(())
    }

    fn field(&mut self, json: &Json) {
        let Some((id, control)) = kinds::read(&mut self.source, json) else { return };
        self.source.add(id, control.kind().seen());
        let item = self.source.item;
        self.fields.push(Field { id: id.into(), item, control, shows: Vec::new(), affects: Vec::new() });
    }

    /// Puts the item that is being read under this heading, where the item above may already be.
    fn stand_under(&mut self, id: &str) {
        let position = self.items.len();
        match self.sections.iter_mut().find(|section| *section.id == *id) {
            Some(section) if section.items.end == position => section.items.end += 1,
            Some(_) => {
                let message = format!("the items of the section `{id}` do not stand together");
                self.source.reader.problem(ProblemCode::Duplicate, message);
            }
            None => self.sections.push(Section { id: id.into(), items: position..position + 1 }),
        }
    }

    /// An item is one answer: its fields, from this position on, are the prefix, the answer, and the repeat.
    fn parts_of_answer(&mut self, first: usize) -> (Option<FieldIndex>, FieldIndex, Option<FieldIndex>) {
        let kind = |position: usize| self.fields.get(position).map(|field| field.control.kind());
        let has_prefix = kind(first + 1).and_then(|kind| kind.length()?.prefix()) == Some(FieldIndex(first));
        let answer = first + usize::from(has_prefix);
        let has_repeat = kind(answer + 1).and_then(Kind::repeats) == Some(FieldIndex(answer));
        let is_a_repeat = kind(answer).is_some_and(|kind| kind.repeats().is_some());
        let left_over = self.fields.get(answer + 1 + usize::from(has_repeat));
        let stray = if is_a_repeat { self.fields.get(answer) } else { left_over };
        if let Some(field) = stray {
            let message = format!(
                "`{}` needs an item of its own: an item is one answer, which may have a prefix and a repeat",
                field.id
            );
            self.source.reader.problem(ProblemCode::WrongValue, message);
        }
        (has_prefix.then_some(FieldIndex(first)), FieldIndex(answer), has_repeat.then_some(FieldIndex(answer + 1)))
    }

    /// Reverses every "reads", each once, so that a changed answer leads straight to its dependents.
    fn link(&mut self) {
        let mut shows: Vec<(FieldIndex, ItemIndex)> = Vec::new();
        let mut affects: Vec<(FieldIndex, FieldIndex)> = Vec::new();
        for (index, item) in self.items.iter().enumerate() {
            item.shown.each_field(&mut |field| shows.push((field, ItemIndex(index))));
        }
        for (index, field) in self.fields.iter().enumerate() {
            field.control.kind().each_field(&mut |read| affects.push((read, FieldIndex(index))));
        }
        // A field that reads another twice is listed twice in a row.
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
