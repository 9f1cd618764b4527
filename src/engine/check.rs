//! What is wrong with the effective value of one field, and what is worth knowing about it.

use super::calendar::Date;
use super::definition::FieldIndex;
use super::effective::Effective;
use super::finding::{Code, Finding};

/// Everything found about a field; nothing when it is hidden. `today` is the day in Asia/Tokyo.
#[must_use]
pub fn check(today: Date, effective: Effective<'_>, index: FieldIndex) -> Vec<Finding> {
    let mut found = Vec::new();
    if let (Some(field), Some(own)) = (effective.definition.field(index), effective.own(index)) {
        field.control.kind().check(own, today, &mut found);
        let item = effective.definition.item(field.item);
        let is_due = item.is_some_and(|item| item.required || effective.is_begun(item));
        found.retain(|finding| is_due || finding.code != Code::Missing);
    }
    found
}
