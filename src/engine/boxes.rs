//! What the boxes for text and dates take. These are parts of a [`super::definition`] that refer to no other field.
//!
//! They know nothing of values: `tidy` and `text_check` say what the kinds of text mean.

use super::pattern::Pattern;

/// A box for text.
#[derive(Debug)]
pub struct TextBox {
    /// What the text is.
    pub kind: TextKind,
    /// What a browser may fill in: a token of HTML's `autocomplete`, as WCAG 1.3.5 asks for.
    pub autocomplete: Option<&'static str>,
    /// What else is looked for in the text.
    pub checks: Vec<PatternCheck>,
}

/// What the text of a box is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// Anything on one line.
    Line {
        /// The most characters.
        most: u16,
    },
    /// Anything, with line breaks.
    Long {
        /// The most characters.
        most: u16,
    },
    /// How a name is read, in full-width katakana.
    Kana {
        /// The most characters.
        most: u16,
    },
    /// A Japanese telephone number of 10 or 11 digits.
    Tel,
    /// An e-mail address.
    Email,
    /// A Japanese postal code, `150-0001`.
    PostalCode,
    /// A whole number.
    Number {
        /// The smallest.
        least: u32,
        /// The largest.
        most: u32,
    },
}

impl TextKind {
    /// The kind as definitions and text files write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Line { .. } => "text",
            Self::Long { .. } => "long_text",
            Self::Kana { .. } => "kana",
            Self::Tel => "tel",
            Self::Email => "email",
            Self::PostalCode => "postal_code",
            Self::Number { .. } => "number",
        }
    }
}

/// The tokens of HTML's `autocomplete` that these kinds of text can have.
pub const AUTOCOMPLETE: [&str; 14] = [
    "name",
    "family-name",
    "given-name",
    "organization",
    "organization-title",
    "tel",
    "email",
    "url",
    "postal-code",
    "street-address",
    "address-level1",
    "address-level2",
    "address-line1",
    "address-line2",
];

/// Which days may be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateRange {
    /// The first day.
    pub earliest: EarliestDate,
    /// The last year offered, counted from this year.
    pub years_ahead: u8,
}

/// The first day that may be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EarliestDate {
    /// Today.
    Today,
    /// New Year's Day, this many years before this year's.
    YearsBack(u8),
}

/// A pattern of this one form, matched in linear time.
#[derive(Debug)]
pub struct PatternCheck {
    /// The code of the finding.
    pub code: Box<str>,
    /// Whether a match blocks the application.
    pub severity: CheckSeverity,
    /// Which text is matched.
    pub on: Subject,
    /// What is looked for. A group named `at` marks the character to point at.
    pub pattern: Pattern,
}

/// The weight of a check that a definition brings along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckSeverity {
    /// Blocks the application.
    Error,
    /// Is shown, and repeated on the review page.
    Warning,
}

/// The text that a pattern is matched against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// As typed, but in half-width and with every kind of hyphen as `-`.
    Typed,
    /// After tidying.
    Tidied,
}
