//! What is wrong or worth knowing about an answer, without words.
//!
//! [`super::wording`] turns a finding into a sentence. No parameter of a secret's finding contains any of its
//! characters, because findings go to screens, hosts and logs.

use std::sync::Arc;

use super::index::FieldIndex;

/// One thing found about one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The field that it is about.
    pub field: FieldIndex,
    /// What it is.
    pub code: Code,
    /// What it means for the application.
    pub severity: Severity,
    /// A case of the code with its own sentence: `other_prefix_fits`.
    pub variant: Option<&'static str>,
    /// What the sentence fills in, by name.
    pub params: Vec<(&'static str, String)>,
    /// A button that mends it.
    pub remedy: Option<Remedy>,
}

/// The action of a finding's button. Nothing is done unasked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remedy {
    /// Choose this option of that field.
    Choose(FieldIndex, Box<str>),
    /// Show the text as it was typed.
    Untidy,
}

/// What a finding means for the application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// The application cannot be completed.
    Error,
    /// Shown at the field and again on the review page; nothing is blocked.
    Warning,
    /// Good to know.
    Note,
}

/// The codes. The structural ones are the engine's; the others are a definition's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Code {
    /// Nothing was entered although the item is required.
    Missing,
    /// A value that the field does not offer.
    UnknownOption,
    /// A year without a month, or a month without a year.
    MonthIncomplete,
    /// A month before the first that may be chosen.
    MonthPast,
    /// The number begins with another prefix than the chosen one.
    OtherPrefix,
    /// A date without its year, its month or its day.
    DateIncomplete,
    /// A day that the month does not have.
    DateUnreal,
    /// A day before the first that may be chosen.
    DatePast,
    /// Characters other than ASCII digits.
    NotDigits,
    /// Characters other than katakana.
    NotKana,
    /// A telephone number that does not begin with 0.
    NoAreaCode,
    /// Not an e-mail address.
    NotEmail,
    /// Fewer digits than asked for.
    TooShort,
    /// More digits or characters than asked for.
    TooLong,
    /// A number below the smallest.
    TooSmall,
    /// A number above the largest.
    TooLarge,
    /// The repeat differs.
    RepeatDiffers,
    /// The text was tidied, and is shown as tidied.
    Tidied,
    /// A check of the definition.
    Own(Arc<str>),
}

impl Code {
    /// The code as programs and text files write it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Missing => "missing",
            Self::UnknownOption => "unknown_option",
            Self::MonthIncomplete => "month_incomplete",
            Self::MonthPast => "month_past",
            Self::OtherPrefix => "other_prefix",
            Self::DateIncomplete => "date_incomplete",
            Self::DateUnreal => "date_unreal",
            Self::DatePast => "date_past",
            Self::NotDigits => "not_digits",
            Self::NotKana => "not_kana",
            Self::NoAreaCode => "no_area_code",
            Self::NotEmail => "not_email",
            Self::TooShort => "too_short",
            Self::TooLong => "too_long",
            Self::TooSmall => "too_small",
            Self::TooLarge => "too_large",
            Self::RepeatDiffers => "repeat_differs",
            Self::Tidied => "tidied",
            Self::Own(code) => code,
        }
    }
}

impl Severity {
    /// The severity as programs see it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

impl Finding {
    /// An error without parameters.
    #[must_use]
    pub fn error(field: FieldIndex, code: Code) -> Self {
        Self { field, code, severity: Severity::Error, variant: None, params: Vec::new(), remedy: None }
    }

    /// The same finding with one more parameter.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: &dyn std::fmt::Display) -> Self {
        self.params.push((name, value.to_string()));
        self
    }

    /// The same finding as a case with its own sentence.
    #[must_use]
    pub fn as_variant(mut self, variant: &'static str) -> Self {
        self.variant = Some(variant);
        self
    }

    /// The same finding with a remedy.
    #[must_use]
    pub fn remedied_by(mut self, remedy: Remedy) -> Self {
        self.remedy = Some(remedy);
        self
    }

    /// Whether it blocks the application.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}
