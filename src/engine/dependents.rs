//! What has to be worked out anew after an answer has changed: each place once, from the top down.
//!
//! It knows who reads what, and nothing of answers.

use super::definition::{Definition, FieldIndex, ItemIndex};

/// A place to work out anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dependent {
    /// Whether an item is shown.
    Item(ItemIndex),
    /// What is found about a field.
    Field(FieldIndex),
}

/// An item, or one of its fields.
type Place = (ItemIndex, Option<FieldIndex>);

/// The places that wait. What reads a field stands below it, and an item before its own fields: a place that was handed
/// out waits never again, and this ends.
#[derive(Debug)]
pub struct Dependents<'d> {
    definition: &'d Definition,
    /// The next one last.
    waiting: Vec<Place>,
}

impl<'d> Dependents<'d> {
    /// What reads a field, and what reads that.
    #[must_use]
    pub fn of(definition: &'d Definition, field: FieldIndex) -> Self {
        let mut dependents = Self { definition, waiting: Vec::new() };
        dependents.add_readers(field);
        dependents
    }

    /// The next place; `None` when there is none left. What reads a field waits behind it.
    pub fn take_first(&mut self) -> Option<Dependent> {
        let (item, field) = self.waiting.pop()?;
        let Some(field) = field else { return Some(Dependent::Item(item)) };
        self.add_readers(field);
        Some(Dependent::Field(field))
    }

    /// The fields of an item wait too: it was shown or hidden.
    pub fn add_fields_of(&mut self, index: ItemIndex) {
        let fields = self.definition.item(index).into_iter().flat_map(|item| self.definition.fields_of(item));
        fields.for_each(|(field, _)| self.add((index, Some(field))));
    }

    fn add_readers(&mut self, field: FieldIndex) {
        let Some(read) = self.definition.field(field) else { return };
        read.shows.iter().for_each(|item| self.add((*item, None)));
        for reader in &read.affects {
            self.definition.field(*reader).into_iter().for_each(|field| self.add((field.item, Some(*reader))));
        }
    }

    fn add(&mut self, place: Place) {
        if let Err(position) = self.waiting.binary_search_by(|waiting| place.cmp(waiting)) {
            self.waiting.insert(position, place);
        }
    }
}
