//! What the paper form says: items, fields, conditions and checks, without a sentence.
//!
//! These types are the checked form of a definition; [`crate::engine::reader`] makes them from JSON. They know
//! nothing of values, texts or screens. Adding a variant to [`Control`] or [`Condition`] breaks the build
//! everywhere the new kind has to be handled.

use std::collections::BTreeMap;
use std::ops::Range;

use super::boxes::{DateRange, PatternCheck, TextBox, TextKind};
use super::calendar::Month;
use super::questions::Question;

/// Value of the `format` key of every definition.
pub const FORMAT: &str = "shikaku-form/definition/1";

/// A field's place in [`Definition::fields`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FieldIndex(pub(super) usize);

/// An item's place in [`Definition::items`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ItemIndex(pub(super) usize);

impl FieldIndex {
    /// The place as a number, counted from 0 over the whole form.
    #[must_use]
    pub fn position(self) -> usize {
        self.0
    }
}

impl ItemIndex {
    /// The place as a number, counted from 0.
    #[must_use]
    pub fn position(self) -> usize {
        self.0
    }
}

/// A whole form.
#[derive(Debug)]
pub struct Definition {
    /// Names the form in exports: `online_eligibility_verification`.
    pub id: Box<str>,
    /// Names this edition of it.
    pub version: Box<str>,
    /// How many days after an application its answer may be expected.
    pub days_until_notice: Option<u16>,
    /// The choice that a page may make for good, by the attribute `application-type`.
    pub fixed_by_page: Option<FieldIndex>,
    /// Questions that people ask, answered below every page.
    pub faq: Vec<Box<str>>,
    /// Runs of items under a heading, in the form's order.
    pub sections: Vec<Section>,
    pub(super) items: Vec<Item>,
    pub(super) fields: Vec<Field>,
    pub(super) fields_by_id: BTreeMap<Box<str>, FieldIndex>,
    pub(super) items_by_id: BTreeMap<Box<str>, ItemIndex>,
}

/// Items that stand under one heading.
#[derive(Debug)]
pub struct Section {
    /// Names the heading in texts.
    pub id: Box<str>,
    pub(super) items: Range<usize>,
}

/// The unit of display, of "required" and of visibility: one line of the paper form, and one answer. What makes it up
/// stands in this order: a prefix, the answer itself, and the same once more.
#[derive(Debug)]
pub struct Item {
    /// Names the item in exports, texts and the DOM.
    pub id: Box<str>,
    /// Whether it has to be answered when it is shown.
    pub required: bool,
    /// When it is shown. Refers only to fields of items above it.
    pub shown: Condition,
    /// A drawing that shows where the answer is found.
    pub picture: Option<Picture>,
    /// The choice whose option stands in front of the answer.
    pub prefix: Option<FieldIndex>,
    /// The field that holds the answer.
    pub answer: FieldIndex,
    /// The field that has to hold the answer once more.
    pub repeat: Option<FieldIndex>,
    pub(super) fields: Range<usize>,
}

/// The drawings that there are. They show a kind of paper, never somebody's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picture {
    /// The notice that NTT and its resellers send when a line is opened (開通のご案内).
    OpeningNotice,
}

/// One control and its value.
#[derive(Debug)]
pub struct Field {
    /// Names the field in values, findings and texts.
    pub id: Box<str>,
    /// The item it belongs to.
    pub item: ItemIndex,
    /// What is drawn, and what may be entered.
    pub control: Control,
    /// Items whose visibility reads this field.
    pub(super) shows: Vec<ItemIndex>,
    /// Other fields whose checks or drawing read this field.
    pub(super) affects: Vec<FieldIndex>,
}

/// The kinds of control.
#[derive(Debug)]
pub enum Control {
    /// One check box that says "I agree" or "I declare".
    Consent,
    /// Radio buttons.
    Radios(Choice),
    /// A drop-down list.
    DropDown(Choice),
    /// A box for ASCII digits.
    Digits(Digits),
    /// The same digits once more, to catch slips; compared after tidying and never exported.
    Repeat {
        /// The field that is repeated.
        of: FieldIndex,
    },
    /// A year and a month.
    Month(MonthRange),
    /// A year, a month and a day.
    Date(DateRange),
    /// Check boxes of which several may be ticked: the values, in the order shown.
    Choices(Vec<Box<str>>),
    /// A box for text. Its kind says what text.
    Text(TextBox),
}

/// What radio buttons and drop-down lists offer.
#[derive(Debug)]
pub struct Choice {
    /// The values, in the order shown.
    pub options: Vec<Box<str>>,
    /// The value that is chosen when the form opens; `""` for none.
    pub opens_as: Box<str>,
    /// The value that is chosen when the file of a finished application is opened; `""` for the file's own.
    pub reopens_as: Box<str>,
    /// Questions in plain words that lead to one of the options.
    pub guide: Vec<Question>,
}

/// What a box for digits takes.
#[derive(Debug)]
pub struct Digits {
    /// Whether it is a password: masked, and kept out of everything that lasts.
    pub secret: bool,
    /// How many digits.
    pub length: Length,
    /// What else is looked for in the text.
    pub checks: Vec<PatternCheck>,
}

/// How many digits a box takes.
#[derive(Debug)]
pub enum Length {
    /// Always this many.
    Exactly(u8),
    /// As many as the chosen prefix asks for. The prefix may be typed in front of the digits and is taken off.
    AfterPrefix {
        /// The choice field whose values are the prefixes.
        prefix: FieldIndex,
        /// How many digits follow each of its options.
        digits: Vec<(Box<str>, u8)>,
    },
}

/// Which months may be chosen.
#[derive(Debug)]
pub struct MonthRange {
    /// The last year offered, counted from this year.
    pub years_ahead: u8,
    /// Earliest months that hold under a condition; the first that applies, else this month.
    pub earliest: Vec<(Condition, Month)>,
    /// Warns when the month is later than another field's.
    pub not_after: Option<NotAfter>,
}

/// "This month is later than that one."
#[derive(Debug)]
pub struct NotAfter {
    /// The month field compared with.
    pub field: FieldIndex,
    /// The code of the warning.
    pub code: Box<str>,
}

/// When something holds. Evaluated over effective values: a hidden or empty operand makes a comparison false.
#[derive(Debug, PartialEq, Eq)]
pub enum Condition {
    /// Always.
    Always,
    /// The field has one of these values; `{field, is}` is the case of one. Of check boxes: one of these is ticked.
    In(FieldIndex, Vec<Operand>),
    /// The field holds an answer, or holds none.
    Filled(FieldIndex, bool),
    /// All of these.
    All(Vec<Condition>),
    /// At least one of these.
    Any(Vec<Condition>),
    /// Not this.
    Not(Box<Condition>),
}

/// What a condition compares with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operand {
    /// An option of a choice.
    Option(Box<str>),
    /// A consent that is given or not.
    Flag(bool),
}

impl Condition {
    /// Calls `visit` with every field that this condition reads.
    pub fn each_field(&self, visit: &mut impl FnMut(FieldIndex)) {
        match self {
            Self::Always => {}
            Self::In(field, _) | Self::Filled(field, _) => visit(*field),
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.each_field(visit)),
            Self::Not(part) => part.each_field(visit),
        }
    }
}

impl Control {
    /// Calls `visit` with every other field that this control's checks or drawing read.
    pub fn each_field(&self, visit: &mut impl FnMut(FieldIndex)) {
        match self {
            Self::Consent | Self::Radios(_) | Self::DropDown(_) => {}
            Self::Date(_) | Self::Choices(_) | Self::Text(_) => {}
            Self::Digits(digits) => match &digits.length {
                Length::Exactly(_) => {}
                Length::AfterPrefix { prefix, .. } => visit(*prefix),
            },
            Self::Repeat { of } => visit(*of),
            Self::Month(range) => {
                range.earliest.iter().for_each(|(when, _)| when.each_field(visit));
                range.not_after.iter().for_each(|not_after| visit(not_after.field));
            }
        }
    }
}

impl Control {
    /// What radio buttons or a drop-down list offer; `None` for every other kind.
    #[must_use]
    pub fn choice(&self) -> Option<&Choice> {
        match self {
            Self::Radios(choice) | Self::DropDown(choice) => Some(choice),
            Self::Consent
            | Self::Digits(_)
            | Self::Repeat { .. }
            | Self::Month(_)
            | Self::Date(_)
            | Self::Choices(_)
            | Self::Text(_) => None,
        }
    }
}

impl Choice {
    /// Whether this is one of the values.
    #[must_use]
    pub fn offers(&self, value: &str) -> bool {
        self.options.iter().any(|option| &**option == value)
    }
}

impl Definition {
    /// The items with their places, in the form's order.
    pub fn items(&self) -> impl Iterator<Item = (ItemIndex, &Item)> {
        self.items.iter().enumerate().map(|(index, item)| (ItemIndex(index), item))
    }

    /// The fields with their places, in the form's order.
    pub fn fields(&self) -> impl Iterator<Item = (FieldIndex, &Field)> {
        self.fields.iter().enumerate().map(|(index, field)| (FieldIndex(index), field))
    }

    /// The last field whose answer is typed on one line: behind it there is nothing more to type.
    #[must_use]
    pub fn last_box(&self) -> Option<FieldIndex> {
        let is_box = |field: &Field| match &field.control {
            Control::Digits(_) | Control::Repeat { .. } => true,
            Control::Text(text_box) => !matches!(text_box.kind, TextKind::Long { .. }),
            Control::Consent | Control::Radios(_) | Control::DropDown(_) => false,
            Control::Month(_) | Control::Date(_) | Control::Choices(_) => false,
        };
        self.fields.iter().rposition(is_box).map(FieldIndex)
    }

    /// The fields of one item with their places.
    pub fn fields_of(&self, item: &Item) -> impl Iterator<Item = (FieldIndex, &Field)> {
        let first = item.fields.start;
        let fields = self.fields.get(item.fields.clone()).unwrap_or_default();
        fields.iter().enumerate().map(move |(offset, field)| (FieldIndex(first + offset), field))
    }

    /// The section that an item stands in.
    #[must_use]
    pub fn section_of(&self, item: ItemIndex) -> Option<&Section> {
        let begun = self.sections.partition_point(|section| section.items.start <= item.0);
        self.sections.get(begun.checked_sub(1)?).filter(|section| section.items.contains(&item.0))
    }

    /// The box for text that a field is; `None` for another control.
    #[must_use]
    pub fn text_box(&self, field: FieldIndex) -> Option<&TextBox> {
        if let Control::Text(text_box) = &self.field(field)?.control { Some(text_box) } else { None }
    }

    /// The item at this place; `None` for a place of another definition.
    #[must_use]
    pub fn item(&self, index: ItemIndex) -> Option<&Item> {
        self.items.get(index.0)
    }

    /// The field at this place; `None` for a place of another definition.
    #[must_use]
    pub fn field(&self, index: FieldIndex) -> Option<&Field> {
        self.fields.get(index.0)
    }

    /// The item that a field belongs to.
    #[must_use]
    pub fn item_of(&self, field: FieldIndex) -> Option<&Item> {
        self.item(self.field(field)?.item)
    }

    /// The place of the field with this id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<FieldIndex> {
        self.fields_by_id.get(id).copied()
    }

    /// The place of the item with this id.
    #[must_use]
    pub fn find_item(&self, id: &str) -> Option<ItemIndex> {
        self.items_by_id.get(id).copied()
    }

    /// What a field of radio buttons or a drop-down list offers; `None` for every other kind.
    #[must_use]
    pub fn choice(&self, field: FieldIndex) -> Option<&Choice> {
        self.field(field)?.control.choice()
    }

    /// The choice whose value stands in front of a field's digits.
    #[must_use]
    pub fn prefix_of(&self, field: FieldIndex) -> Option<FieldIndex> {
        match self.digits(field)?.length {
            Length::AfterPrefix { prefix, .. } => Some(prefix),
            Length::Exactly(_) => None,
        }
    }

    /// The digits that a field takes, itself or as the repeat of another.
    #[must_use]
    pub fn digits(&self, field: FieldIndex) -> Option<&Digits> {
        match &self.field(field)?.control {
            Control::Digits(digits) => Some(digits),
            Control::Repeat { of } if *of < field => self.digits(*of),
            Control::Consent
            | Control::Radios(_)
            | Control::DropDown(_)
            | Control::Repeat { .. }
            | Control::Month(_)
            | Control::Date(_)
            | Control::Choices(_)
            | Control::Text(_) => None,
        }
    }

    /// Whether the field's value is a password.
    #[must_use]
    pub fn is_secret(&self, field: FieldIndex) -> bool {
        self.digits(field).is_some_and(|digits| digits.secret)
    }
}
