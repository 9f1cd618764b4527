//! The pages of a form, one after the other, and how far one has come.

/// The pages of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The form.
    Entry,
    /// The answers, to be read once more.
    Review,
    /// The export, and what happens next.
    Complete,
}

impl Stage {
    /// The stage as programs see it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Entry => "entry",
            Self::Review => "review",
            Self::Complete => "complete",
        }
    }
}

/// How far the required items are answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Shown required items without an error.
    pub answered: usize,
    /// Shown required items.
    pub required: usize,
}
