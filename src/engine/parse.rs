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
use super::node::{Node, Problems};
use super::problem::{Problem, ProblemCode};
use super::scope::{self, MAX_OPTIONS, Scope, id};

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
            "Sentences by language and key: `sections.ID.label`, `items.ID.label`, `fields.ID.label`, `options.FIELD.OPTION`, `findings.CODE`, and the others of docs/definition.md.",
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
    let problems = Problems::default();
    let definition = Parser::default().definition(Node::root(json, &problems));
    match (definition, problems.found()) {
        (Some(definition), problems) if problems.is_empty() => Ok(definition),
        (_, problems) => Err(problems),
    }
}

#[derive(Default)]
struct Parser {
    scope: Scope,
    sections: Vec<Section>,
    items: Vec<Item>,
    fields: Vec<Field>,
    items_by_id: BTreeMap<Box<str>, ItemIndex>,
}

impl Parser {
    fn definition(mut self, node: Node<'_, '_>) -> Option<Definition> {
        let object = node.object(names!(DEFINITION))?;
        let _format = object.required("format").and_then(|node| node.one_of(&[(FORMAT, ())]));
        let id = object.required("id").and_then(id);
        let version = object.required("version").and_then(Node::text);
        let days_until_notice = object.optional("days_until_notice").and_then(|node| node.number(0, MAX_DAYS));
        let question = |node: Node<'_, '_>| Some(scope::id(node)?.into());
        let faq = object.optional("faq").and_then(|node| node.list(MAX_OPTIONS, question)).unwrap_or_default();
        let items = object.required("items")?;
        let _items = items.list(MAX_FIELDS, |item| self.item(item));
        if self.fields.len() > MAX_FIELDS {
            let message = format!("{} fields; at most {MAX_FIELDS} are allowed", self.fields.len());
            items.at.problem(ProblemCode::TooMany, message);
        }
        self.link();
        Some(Definition {
            id: id?.into(),
            version: version?.into(),
            days_until_notice,
            fixed_by_page: self.scope.fixed_by_page,
            faq,
            sections: self.sections,
            items: self.items,
            fields: self.fields,
            fields_by_id: self.scope.fields_by_id,
            items_by_id: self.items_by_id,
        })
    }

    fn item(&mut self, node: Node<'_, '_>) -> Option<()> {
        let object = node.object(names!(ITEM))?;
        let index = ItemIndex(self.items.len());
        self.scope.item = index;
        let id = object.required("id").and_then(scope::id).unwrap_or_default();
        let required = object.required("required").and_then(Node::flag).unwrap_or_default();
        if self.items_by_id.insert(id.into(), index).is_some() {
            node.at.problem(ProblemCode::Duplicate, format!("two items are called `{id}`"));
        }
        if let Some(section) = object.optional("section").and_then(scope::id) {
            self.stand_under(node, section);
        }
        let shown = object.optional("shown").and_then(|node| self.scope.condition(node, MAX_DEPTH));
        let shown = shown.unwrap_or(Condition::Always);
        let pictures = [("opening_notice", Picture::OpeningNotice)];
        let picture = object.optional("picture").and_then(|node| node.one_of(&pictures));
        let first = self.fields.len();
        let _fields = object.required("fields")?.list(MAX_FIELDS, |field| self.field(field));
        let fields = first..self.fields.len();
        let (prefix, answer, repeat) = self.parts_of_answer(node, first);
        self.items.push(Item { id: id.into(), required, shown, picture, prefix, answer, repeat, fields });
        Some(())
    }

    fn field(&mut self, node: Node<'_, '_>) -> Option<()> {
        let (id, control) = kinds::read(&mut self.scope, node)?;
        self.scope.add(node, id, control.kind().seen());
        let item = self.scope.item;
        self.fields.push(Field { id: id.into(), item, control, shows: Vec::new(), affects: Vec::new() });
        Some(())
    }

    /// Puts the item that is being read under this heading, where the item above may already be.
    fn stand_under(&mut self, node: Node<'_, '_>, id: &str) {
        let position = self.items.len();
        match self.sections.iter_mut().find(|section| *section.id == *id) {
            Some(section) if section.items.end == position => section.items.end += 1,
            Some(_) => {
                let message = format!("the items of the section `{id}` do not stand together");
                node.at.problem(ProblemCode::Duplicate, message);
            }
            None => self.sections.push(Section { id: id.into(), items: position..position + 1 }),
        }
    }

    /// An item is one answer: its fields, from this position on, are the prefix, the answer, and the repeat.
    fn parts_of_answer(
        &self,
        node: Node<'_, '_>,
        first: usize,
    ) -> (Option<FieldIndex>, FieldIndex, Option<FieldIndex>) {
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
            node.at.problem(ProblemCode::WrongValue, message);
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
