//! Finds what a pasted text means: the number in a line of a letter, and the prefix in front of a number. It changes
//! nothing.

use super::definition::FieldIndex;
use super::effective::Effective;
use super::length::Length;
use super::tidy::{Tidying, number_within, tidy};
use super::values::Value;

/// The number, prefix included, in a longer text of a field; `None` when the text is not longer, or has several.
#[must_use]
pub fn number_in_text(effective: Effective<'_>, field: FieldIndex) -> Option<Value> {
    let Length::AfterPrefix { digits, .. } = effective.definition.kind(field)?.length()? else { return None };
    let typed = effective.value(field)?.typed()?;
    let number = number_within(typed, digits)?;
    (tidy(typed, Tidying::Everywhere) != number).then_some(Value::Text(number))
}

/// The prefix that was typed or pasted in front of the digits, with its field, so that it can be chosen. `None` when a
/// choice was made before.
#[must_use]
pub fn typed_prefix(effective: Effective<'_>, field: FieldIndex) -> Option<(FieldIndex, Value)> {
    let Length::AfterPrefix { prefix, digits } = effective.definition.kind(field)?.length()? else { return None };
    let is_open = effective.value(*prefix)?.typed() == Some("");
    let tidied = effective.tidied(field).filter(|_| is_open)?;
    let (typed, _) = digits.iter().find(|(option, _)| tidied.starts_with(&**option))?;
    Some((*prefix, Value::Text(typed.to_string())))
}
