//! Judges a whole form at once. [`Submission`] comes into being here and nowhere else: out of values and of all that was
//! found about them.

use super::boxes::{TextBox, TextKind};
use super::calendar::Date;
use super::check::check;
use super::definition::{Control, Definition, Item, ItemIndex};
use super::effective::{Effective, Shown, Tidied};
use super::finding::Finding;
use super::values::{Secret, Value, Values};

/// What a validation found.
#[derive(Debug)]
pub struct Report {
    /// Every finding, in the form's order.
    pub findings: Vec<Finding>,
    /// The items that are shown, in the form's order.
    pub shown: Vec<ItemIndex>,
    /// The proved answers; `None` when there is an error.
    pub submission: Option<Submission>,
}

/// Answers that were proved: shown, tidied and free of errors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    answers: Vec<(ItemIndex, Answer)>,
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

impl Submission {
    /// The answers in the form's order. Optional items that were left empty are not among them.
    #[must_use]
    pub fn answers(&self) -> &[(ItemIndex, Answer)] {
        &self.answers
    }

    /// The answer to an item; `None` when there is none.
    #[must_use]
    pub fn answer(&self, item: ItemIndex) -> Option<&Answer> {
        let place = self.answers.binary_search_by_key(&item, |(item, _)| *item).ok()?;
        self.answers.get(place).map(|(_, answer)| answer)
    }
}

/// Validates raw values. `today` is the day in Asia/Tokyo, or a month, which stands for its first day.
#[must_use]
pub fn validate(today: impl Into<Date>, definition: &Definition, values: &Values) -> Report {
    let today = today.into();
    let tidied = Tidied::of(definition, values);
    let shown = Shown::of(definition, values, &tidied);
    let effective = Effective { definition, values, tidied: &tidied, shown: &shown };
    let findings: Vec<Finding> = definition.fields().flat_map(|(index, _)| check(today, effective, index)).collect();
    Report {
        shown: definition.items().map(|(index, _)| index).filter(|index| shown.is(*index)).collect(),
        submission: proved(effective, &findings),
        findings,
    }
}

/// The answers, which everything found about them proves; `None` when an error is among that.
#[must_use]
pub(super) fn proved<'f>(
    effective: Effective<'_>,
    findings: impl IntoIterator<Item = &'f Finding>,
) -> Option<Submission> {
    if findings.into_iter().any(Finding::is_error) {
        return None;
    }
    let shown = effective.definition.items().filter(|(index, _)| effective.shown.is(*index));
    let answers = shown.filter_map(|(index, item)| Some((index, answer(effective, item)?))).collect();
    Some(Submission { answers })
}

/// An item's answer, its prefix in front; `None` when it is empty.
fn answer(effective: Effective<'_>, item: &Item) -> Option<Answer> {
    let index = item.answer;
    let definition = effective.definition;
    let text = match &definition.field(index)?.control {
        Control::Consent => return Some(Answer::Flag(effective.value(index) == Some(&Value::Flag(true)))),
        Control::Choices(_) => {
            let ticked: Vec<String> = effective.options(index).map(str::to_owned).collect();
            return (!ticked.is_empty()).then_some(Answer::Options(ticked));
        }
        Control::Text(TextBox { kind: TextKind::Number { .. }, .. }) => {
            return effective.tidied(index)?.parse().ok().map(Answer::Number);
        }
        Control::Radios(_) | Control::DropDown(_) => effective.option(index)?.to_owned(),
        Control::Digits(_) | Control::Repeat { .. } | Control::Text(_) => effective.tidied(index)?.to_owned(),
        Control::Month(_) => effective.month(index)?.to_string(),
        Control::Date(_) => effective.date(index)?.to_string(),
    };
    if text.is_empty() {
        return None;
    }
    let prefix = item.prefix.and_then(|prefix| effective.option(prefix)).unwrap_or_default();
    let is_secret = definition.is_secret(index);
    Some(if is_secret { Answer::Secret(Secret::new(text)) } else { Answer::Text(format!("{prefix}{text}")) })
}
