//! The items and fields to compute again after an answer has changed: each once, from the top down.
//!
//! It knows which field reads which, and no answer.

use super::definition::{Definition, FieldIndex, ItemIndex};

/// Something to compute again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dependent {
    /// Whether an item is shown.
    Item(ItemIndex),
    /// What is found about a field.
    Field(FieldIndex),
}

/// An item, or one of its fields.
type Address = (ItemIndex, Option<FieldIndex>);

/// The addresses that wait. A reader of a field is below it, and an item comes before its fields. An address that was
/// taken never waits again, so this ends.
#[derive(Debug)]
pub struct Dependents<'d> {
    definition: &'d Definition,
    /// The next one last.
    waiting: Vec<Address>,
}

impl<'d> Dependents<'d> {
    /// The readers of a field, and theirs in turn.
    #[must_use]
    pub fn of(definition: &'d Definition, field: FieldIndex) -> Self {
        let mut dependents = Self { definition, waiting: Vec::new() };
        dependents.add_readers(field);
        dependents
    }

    /// The next address; `None` when none is left. The readers of a field then wait behind it.
    pub fn take_first(&mut self) -> Option<Dependent> {
        let (item, field) = self.waiting.pop()?;
        let Some(field) = field else { return Some(Dependent::Item(item)) };
        self.add_readers(field);
        Some(Dependent::Field(field))
    }

    /// Adds the fields of an item that was shown or hidden.
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

    fn add(&mut self, address: Address) {
        if let Err(position) = self.waiting.binary_search_by(|waiting| address.cmp(waiting)) {
            self.waiting.insert(position, address);
        }
    }
}
