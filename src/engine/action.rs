//! The actions on a form, and what has to be drawn again after them.

use super::calendar::Moment;
use super::definition::{FieldIndex, ItemIndex};
use super::values::{Value, Values};

/// What a person, or the host page, does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// An answer: text as typed, an option, a consent. Not sent during IME composition.
    Enter(FieldIndex, Value),
    /// The field lost the focus, or a whole text was pasted into it.
    Leave(FieldIndex),
    /// Show the text of a field as it was typed, even after the field is left again.
    Untidy(FieldIndex),
    /// To the review page; stays where it is when there are errors.
    Review,
    /// Back to the entry page.
    Back,
    /// The person confirms the answers at this moment: goes from the review page to the last one, or back to the entry
    /// page if the day has changed and there are errors.
    Complete(Moment),
    /// Take up these answers instead: a file was opened.
    Open(Values),
    /// Start from other answers that the host has set. What the person has changed stays.
    Prefill(Values),
    /// Back to how the page was opened.
    Reset,
}

/// What an action changed, and so what has to be drawn again.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Fields whose drawing may differ.
    pub fields: Vec<FieldIndex>,
    /// Items that were shown or hidden.
    pub items: Vec<ItemIndex>,
    /// Whether other required items wait for an answer.
    pub unanswered: bool,
    /// Whether the stage changed, or going on was refused.
    pub stage: bool,
    /// Whether everything has to be drawn again.
    pub everything: bool,
}

impl Changes {
    /// These changes and the others together.
    #[must_use]
    pub fn and(mut self, others: Self) -> Self {
        self.fields.extend(others.fields);
        self.items.extend(others.items);
        self.unanswered |= others.unanswered;
        self.stage |= others.stage;
        self.everything |= others.everything;
        self
    }
}
