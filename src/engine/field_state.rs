//! The state of one field besides its answer: its findings, and how much of them the person sees.

use super::finding::{Finding, Severity};
use super::values::Value;

/// One field of a form in use.
#[derive(Debug, Default)]
pub(super) struct FieldState {
    /// What is wrong with the answer, or worth knowing.
    pub(super) findings: Vec<Finding>,
    /// Whether the findings are on the screen: after the field was left, or after an attempt to go on.
    pub(super) is_revealed: bool,
    /// Whether the box shows the tidied text instead of the typed one.
    pub(super) is_tidied: bool,
    /// Whether the person wants to see the text as typed.
    pub(super) keeps_typed: bool,
    /// The text that the value was taken out of.
    pub(super) taken_out_of: Option<Value>,
}

impl FieldState {
    pub(super) fn warnings(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.severity == Severity::Warning)
    }

    /// The person has gone on to another field.
    pub(super) fn leave(&mut self) {
        self.is_revealed = true;
        self.is_tidied = !self.keeps_typed;
    }
}
