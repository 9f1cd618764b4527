//! Positions of items and fields in a form, counted from 0.

/// A field's position among all fields of a definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FieldIndex(pub(super) usize);

/// An item's position among the items of a definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ItemIndex(pub(super) usize);

impl FieldIndex {
    /// The position as a number, counted from 0 over the whole form.
    #[must_use]
    pub fn position(self) -> usize {
        self.0
    }
}

impl ItemIndex {
    /// The position as a number, counted from 0.
    #[must_use]
    pub fn position(self) -> usize {
        self.0
    }
}
