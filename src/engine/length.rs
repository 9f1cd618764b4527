//! How many digits a box takes, alone or behind a prefix.

use super::index::FieldIndex;

/// How many digits a box takes.
#[derive(Debug, Clone)]
pub enum Length {
    /// Always this number.
    Exactly(u8),
    /// As many as the chosen prefix asks for. The prefix may be typed in front of the digits and is taken off.
    AfterPrefix {
        /// The choice field whose values are the prefixes.
        prefix: FieldIndex,
        /// How many digits follow each of its options.
        digits: Vec<(Box<str>, u8)>,
    },
}

impl Length {
    /// The choice whose option is the prefix of the digits.
    #[must_use]
    pub fn prefix(&self) -> Option<FieldIndex> {
        match self {
            Self::Exactly(_) => None,
            Self::AfterPrefix { prefix, .. } => Some(*prefix),
        }
    }
}
