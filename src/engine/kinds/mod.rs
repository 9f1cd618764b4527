//! The kinds of control. Each has a file with all of its rules: its keys in a definition, its empty value, tidying,
//! checks, when it is filled, the exported form and its schema, reopening, and the plan for the view.
//!
//! The modules are in reading order, and each uses only those above it. Outside this folder only the view, which draws
//! the kinds, tells them apart.

use super::format::{Key, Part, Rule, Shape, names};
use super::node::Node;
use super::scope::{self, Scope};

pub mod plan;
pub mod kind;
pub mod checks;
pub mod consent;
pub mod choice;
pub mod choices;
pub mod digits;
pub mod repeat;
pub mod month;
pub mod date;
pub mod text;

use choice::Choice;
use choices::Choices;
use consent::Consent;
use date::DateRange;
use digits::Digits;
use kind::Kind;
use month::MonthRange;
use repeat::Repeat;
use text::{TextBox, email, kana, line, lines, number, postal_code, tel};

/// A control of some kind.
#[derive(Debug)]
pub enum Control {
    /// One check box that says "I agree" or "I declare".
    Consent(Consent),
    /// Radio buttons, or a drop-down list.
    Choice(Choice),
    /// Check boxes of which several may be ticked.
    Choices(Choices),
    /// A box for ASCII digits.
    Digits(Digits),
    /// A repeat of the digits.
    Repeat(Repeat),
    /// A year and a month.
    Month(MonthRange),
    /// A year, a month and a day.
    Date(DateRange),
    /// A box for text.
    Text(TextBox),
}

impl Control {
    /// The rules of this kind of control.
    #[must_use]
    pub fn kind(&self) -> &dyn Kind {
        match self {
            Self::Consent(consent) => consent,
            Self::Choice(choice) => choice,
            Self::Choices(choices) => choices,
            Self::Digits(digits) => digits,
            Self::Repeat(repeat) => repeat,
            Self::Month(month) => month,
            Self::Date(date) => date,
            Self::Text(text) => text,
        }
    }
}

type Read = fn(&mut Scope, Node<'_, '_>) -> Option<Control>;

/// A kind as definitions write it, the names of its keys, and the function that reads a field of it.
struct Row(&'static Part, &'static [&'static str], Read);

macro_rules! row {
    ($part:expr, $read:expr) => {
        Row(&$part, names!($part), $read)
    };
}

const ROWS: [Row; 15] = [
    row!(consent::PART, |_, _| Some(Control::Consent(Consent))),
    row!(choice::RADIOS, |scope, node| Choice::read(scope, node, false).map(Control::Choice)),
    row!(choice::DROP_DOWN, |scope, node| Choice::read(scope, node, true).map(Control::Choice)),
    row!(digits::PART, |scope, node| Digits::read(scope, node).map(Control::Digits)),
    row!(repeat::PART, |scope, node| Repeat::read(scope, node).map(Control::Repeat)),
    row!(month::PART, |scope, node| MonthRange::read(scope, node).map(Control::Month)),
    row!(date::PART, |_, node| DateRange::read(node).map(Control::Date)),
    row!(choices::PART, |_, node| Choices::read(node).map(Control::Choices)),
    row!(line::PART, |scope, node| TextBox::read(scope, node, &line::RULES).map(Control::Text)),
    row!(lines::PART, |scope, node| TextBox::read(scope, node, &lines::RULES).map(Control::Text)),
    row!(kana::PART, |scope, node| TextBox::read(scope, node, &kana::RULES).map(Control::Text)),
    row!(tel::PART, |scope, node| TextBox::read(scope, node, &tel::RULES).map(Control::Text)),
    row!(email::PART, |scope, node| TextBox::read(scope, node, &email::RULES).map(Control::Text)),
    row!(postal_code::PART, |scope, node| TextBox::read(scope, node, &postal_code::RULES).map(Control::Text)),
    row!(number::PART, |scope, node| TextBox::read(scope, node, &number::RULES).map(Control::Text)),
];

/// The same without the sentences, which would only make the WebAssembly larger.
#[expect(clippy::indexing_slicing, reason = "it runs when the crate is compiled")]
static READERS: [(&str, &[&str], Read); ROWS.len()] = {
    let mut readers = [("", &[] as &[&str], ROWS[0].2); ROWS.len()];
    let mut position = 0;
    while position < ROWS.len() {
        let Row(part, names, read) = &ROWS[position];
        readers[position] = (part.name, names, *read);
        position += 1;
    }
    readers
};

/// The keys of every field, whatever its kind.
pub const FIELD: Part = Part {
    name: "field",
    meaning: "One control and its value.",
    keys: &[
        Key::required("id", Shape::Id, "Names the field in values, findings and texts."),
        Key::required("control", Shape::Text, "Its kind."),
    ],
    rule: Rule::Free,
};

/// The kinds as definitions write them, with the keys that each has in addition to those of [`FIELD`].
pub fn parts() -> impl Iterator<Item = &'static Part> {
    ROWS.iter().map(|Row(part, ..)| *part)
}

/// Reads a field: its id and its control.
pub fn read<'j>(scope: &mut Scope, node: Node<'_, 'j>) -> Option<(&'j str, Control)> {
    let control = node.required("control")?;
    let typed = control.text()?;
    let Some((_, names, read)) = READERS.iter().find(|(name, ..)| *name == typed) else {
        control.at.unknown(typed, &READERS.iter().map(|(name, ..)| *name).collect::<Vec<_>>());
        return None;
    };
    let object = node.object(&[names!(FIELD) as &[&str], names].concat())?;
    let id = object.required("id").and_then(scope::id).unwrap_or_default();
    Some((id, read(scope, object)?))
}
