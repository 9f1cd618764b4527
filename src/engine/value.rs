//! The raw value of a field, right or wrong, and the proved answer of an item.

use std::fmt;

/// A password. Its text never reaches `Debug`, and so no log.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Secret(String);

impl Secret {
    /// Wraps a typed password.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The password itself. Every caller is a place where it may leak: keep them few.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(..)")
    }
}

/// The raw value of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Typed text, an option's value, a month as `YYYY-MM`, half-chosen as `2026-` or `-12`, or a date as `YYYY-MM-DD`,
    /// chosen in part as `2026--` or `-12-24`. `""` is nothing.
    Text(String),
    /// A consent.
    Flag(bool),
    /// The boxes that are ticked.
    Options(Vec<String>),
    /// A typed password. `""` is nothing.
    Secret(Secret),
}

impl Value {
    /// Whether this is a value of the same kind.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }

    /// The text as typed; `None` for boxes to tick.
    #[must_use]
    pub fn typed(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Secret(secret) => Some(secret.reveal()),
            Self::Flag(_) | Self::Options(_) => None,
        }
    }
}

/// One item's proved answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A text, an option, a month, a date, or digits behind their prefix.
    Text(String),
    /// A whole number.
    Number(u32),
    /// The options that are ticked, at least one, in the form's order.
    Options(Vec<String>),
    /// A consent.
    Flag(bool),
    /// A password.
    Secret(Secret),
}
