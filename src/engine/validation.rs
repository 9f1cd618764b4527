//! Judges a whole form at once. A [`Submission`] is made here and nowhere else, from values and all findings about
//! them.

use super::calendar::Date;
use super::check::check;
use super::definition::{Definition, Item, ItemIndex};
use super::effective::{Effective, Shown, Tidied};
use super::finding::Finding;
pub use super::value::Answer;
use super::values::Values;

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
#[derive(Debug, PartialEq, Eq)]
pub struct Submission {
    answers: Vec<(ItemIndex, Answer)>,
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
        let position = self.answers.binary_search_by_key(&item, |(item, _)| *item).ok()?;
        self.answers.get(position).map(|(_, answer)| answer)
    }
}

/// Validates raw values. `today` is the day in Asia/Tokyo, or a month, which means its first day.
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

/// The answers as a submission, given all findings about them; `None` if any finding is an error.
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

/// An item's answer, beginning with its prefix; `None` when it is empty.
fn answer(effective: Effective<'_>, item: &Item) -> Option<Answer> {
    let answer = effective.definition.kind(item.answer)?.answer(effective.own(item.answer)?)?;
    Some(match (item.prefix.and_then(|prefix| effective.option(prefix)), answer) {
        (Some(prefix), Answer::Text(text)) => Answer::Text(format!("{prefix}{text}")),
        (_, answer) => answer,
    })
}
