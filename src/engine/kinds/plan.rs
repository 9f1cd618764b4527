//! The unchanging part of what the view draws for a control: its kind and its words.

use crate::engine::markup::Paragraph;
use crate::engine::texts::Texts;

/// A control to draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ControlPlan {
    /// A check box with its words.
    Consent(Paragraph),
    /// Radio buttons.
    Radios(Vec<OptionPlan>),
    /// A drop-down list: values and words.
    DropDown(Vec<(Box<str>, String)>),
    /// A box for digits.
    Digits {
        /// Whether it is masked.
        secret: bool,
    },
    /// A year and a month.
    Month,
    /// A year, a month and a day.
    Date,
    /// Check boxes.
    Choices(Vec<OptionPlan>),
    /// A box for text.
    Text {
        /// How large it is.
        size: Size,
        /// The keyboard that fits, as HTML's `inputmode` writes it.
        keyboard: &'static str,
        /// What a browser may fill in, as HTML writes it.
        autocomplete: Option<&'static str>,
    },
}

/// How large a box for text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// For a number of a few digits.
    Short,
    /// For a number as long as a telephone's.
    Medium,
    /// For words.
    Words,
    /// For several lines.
    Lines,
}

/// An option of radio buttons or check boxes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionPlan {
    /// Its value.
    pub value: Box<str>,
    /// Its words.
    pub label: Paragraph,
    /// What choosing it means.
    pub hint: Paragraph,
}

/// The options of a field with their words.
pub(super) fn options(options: &[Box<str>], id: &str, texts: &Texts) -> Vec<OptionPlan> {
    let plan = |option: &str| OptionPlan {
        value: option.into(),
        label: texts.option_label(id, option),
        hint: texts.line(&format!("options.{id}.{option}.hint")),
    };
    options.iter().map(AsRef::as_ref).map(plan).collect()
}
