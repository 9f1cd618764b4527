//! A form's items, fields, conditions and checks, without a sentence.
//!
//! These types are the checked form of a definition; [`crate::engine::parse`] makes them from JSON.

use std::collections::BTreeMap;
use std::ops::Range;

use super::condition::Condition;
pub use super::index::{FieldIndex, ItemIndex};
use super::kinds::Control;
use super::kinds::kind::Kind;

/// Value of the `format` key of every definition.
pub const FORMAT: &str = "shikaku-form/definition/1";

/// A whole form.
#[derive(Debug)]
pub struct Definition {
    /// Names the form in exports: `online_eligibility_verification`.
    pub id: Box<str>,
    /// Names this edition of it.
    pub version: Box<str>,
    /// How many days after an application its answer can be expected.
    pub days_until_notice: Option<u16>,
    /// The choice that a page may fix with the attribute `application-type`.
    pub fixed_by_page: Option<FieldIndex>,
    /// Questions that people ask, answered below every page.
    pub faq: Vec<Box<str>>,
    /// Runs of items under a heading, in the form's order.
    pub sections: Vec<Section>,
    pub(super) items: Vec<Item>,
    pub(super) fields: Vec<Field>,
    pub(super) fields_by_id: BTreeMap<Box<str>, FieldIndex>,
    pub(super) items_by_id: BTreeMap<Box<str>, ItemIndex>,
}

/// Items under one heading.
#[derive(Debug)]
pub struct Section {
    /// Names the heading in texts.
    pub id: Box<str>,
    pub(super) items: Range<usize>,
}

/// The unit of display, of "required" and of visibility: one line of the paper form, and one answer. Its fields come in
/// this order: a prefix, the answer itself, and its repeat.
#[derive(Debug)]
pub struct Item {
    /// Names the item in exports, texts and the DOM.
    pub id: Box<str>,
    /// Whether it has to be answered when it is shown.
    pub required: bool,
    /// When it is shown. Refers only to fields of items above it.
    pub shown: Condition,
    /// A drawing that shows where the answer is found.
    pub picture: Option<Picture>,
    /// The choice whose option is the answer's prefix.
    pub prefix: Option<FieldIndex>,
    /// The field that holds the answer.
    pub answer: FieldIndex,
    /// The field that repeats the answer.
    pub repeat: Option<FieldIndex>,
    pub(super) fields: Range<usize>,
}

/// The pictures. They show a kind of document, never a real one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picture {
    /// The notice that NTT and its resellers send when a line is opened (開通のご案内).
    OpeningNotice,
}

/// One control and its value.
#[derive(Debug)]
pub struct Field {
    /// Names the field in values, findings and texts.
    pub id: Box<str>,
    /// The item it belongs to.
    pub item: ItemIndex,
    /// What is drawn, and what may be entered.
    pub control: Control,
    /// Items whose visibility reads this field.
    pub(super) shows: Vec<ItemIndex>,
    /// Other fields whose checks or drawing read this field.
    pub(super) affects: Vec<FieldIndex>,
}

impl Definition {
    /// The items with their indices, in the form's order.
    pub fn items(&self) -> impl Iterator<Item = (ItemIndex, &Item)> {
        self.items.iter().enumerate().map(|(index, item)| (ItemIndex(index), item))
    }

    /// The fields with their indices, in the form's order.
    pub fn fields(&self) -> impl Iterator<Item = (FieldIndex, &Field)> {
        self.fields.iter().enumerate().map(|(index, field)| (FieldIndex(index), field))
    }

    /// The last field whose answer is typed on one line: nothing follows it to type.
    #[must_use]
    pub fn last_box(&self) -> Option<FieldIndex> {
        self.fields.iter().rposition(|field| field.control.kind().is_line()).map(FieldIndex)
    }

    /// The fields of one item with their indices.
    pub fn fields_of(&self, item: &Item) -> impl Iterator<Item = (FieldIndex, &Field)> {
        let first = item.fields.start;
        let fields = self.fields.get(item.fields.clone()).unwrap_or_default();
        fields.iter().enumerate().map(move |(offset, field)| (FieldIndex(first + offset), field))
    }

    /// The section of an item.
    #[must_use]
    pub fn section_of(&self, item: ItemIndex) -> Option<&Section> {
        let begun = self.sections.partition_point(|section| section.items.start <= item.0);
        self.sections.get(begun.checked_sub(1)?).filter(|section| section.items.contains(&item.0))
    }

    /// The item with this index; `None` for an index of another definition.
    #[must_use]
    pub fn item(&self, index: ItemIndex) -> Option<&Item> {
        self.items.get(index.0)
    }

    /// The field with this index; `None` for an index of another definition.
    #[must_use]
    pub fn field(&self, index: FieldIndex) -> Option<&Field> {
        self.fields.get(index.0)
    }

    /// The item that a field belongs to.
    #[must_use]
    pub fn item_of(&self, field: FieldIndex) -> Option<&Item> {
        self.item(self.field(field)?.item)
    }

    /// The index of the field with this id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<FieldIndex> {
        self.fields_by_id.get(id).copied()
    }

    /// The index of the item with this id.
    #[must_use]
    pub fn find_item(&self, id: &str) -> Option<ItemIndex> {
        self.items_by_id.get(id).copied()
    }

    /// The rules of a field's kind of control.
    #[must_use]
    pub fn kind(&self, field: FieldIndex) -> Option<&dyn Kind> {
        Some(self.field(field)?.control.kind())
    }

    /// The choice whose option is the prefix of a field's digits.
    #[must_use]
    pub fn prefix_of(&self, field: FieldIndex) -> Option<FieldIndex> {
        self.kind(field)?.length()?.prefix()
    }

    /// Whether the field's value is a password.
    #[must_use]
    pub fn is_secret(&self, field: FieldIndex) -> bool {
        self.kind(field).is_some_and(Kind::is_secret)
    }
}
