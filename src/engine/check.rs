//! The checks of one field: what is wrong with its effective value.
//!
//! At most one error a field, the first that applies in the order of the design; any number of warnings; one note.
//! It draws nothing and knows no sentence.

use std::sync::Arc;

use super::boxes::{CheckSeverity, DateRange, EarliestDate, PatternCheck, Subject, TextBox, TextKind};
use super::calendar::{Date, Month, date_parts, month_parts};
use super::definition::{Control, Digits, Field, FieldIndex, Length, MonthRange};
use super::effective::Effective;
use super::finding::{Code, Finding, Remedy, Severity};
use super::text_check::text_error;
use super::tidy::{Tidying, tidy, with_plain_groups, with_plain_hyphens};
use super::values::Value;

/// Everything found about a field; nothing when it is hidden. `today` is the day in Asia/Tokyo.
#[must_use]
pub fn check(today: Date, effective: Effective<'_>, index: FieldIndex) -> Vec<Finding> {
    let (Some(field), Some(value)) = (effective.definition.field(index), effective.value(index)) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    match &field.control {
        Control::Consent | Control::Radios(_) | Control::DropDown(_) | Control::Month(_) | Control::Date(_) => {
            found.extend(check_choice(today, effective, index, field, value));
            found.extend(check_order(effective, index, field));
        }
        Control::Choices(offered) => found.extend(check_options(index, offered, value)),
        Control::Digits(_) | Control::Repeat { .. } => check_digits(effective, index, &mut found),
        Control::Text(text_box) => check_text(effective, index, text_box, &mut found),
    }
    let item = effective.definition.item(field.item);
    let is_due = item.is_some_and(|item| item.required || effective.is_begun(item));
    found.retain(|finding| is_due || finding.code != Code::Missing);
    found
}

fn check_choice(
    today: Date,
    effective: Effective<'_>,
    index: FieldIndex,
    field: &Field,
    value: &Value,
) -> Option<Finding> {
    let error = |code| Some(Finding::error(index, code));
    match (&field.control, value) {
        (Control::Consent, Value::Flag(true)) => None,
        (_, Value::Flag(_)) => error(Code::Missing),
        (_, Value::Text(text)) if text.is_empty() => error(Code::Missing),
        (Control::Radios(choice) | Control::DropDown(choice), Value::Text(text)) if !choice.offers(text) => {
            error(Code::UnknownOption)
        }
        (Control::Month(range), Value::Text(text)) => check_month(today.month(), effective, index, range, text),
        (Control::Date(range), Value::Text(text)) => check_date(today, index, *range, text),
        (_, Value::Text(_) | Value::Secret(_) | Value::Options(_)) => None,
    }
}

fn check_month(
    today: Month,
    effective: Effective<'_>,
    index: FieldIndex,
    range: &MonthRange,
    text: &str,
) -> Option<Finding> {
    let Some(month) = Month::parse(text) else {
        let code = if month_parts(text).is_some() { Code::MonthIncomplete } else { Code::UnknownOption };
        return Some(Finding::error(index, code));
    };
    let earliest = earliest(today, effective, range);
    if month < earliest {
        let finding = Finding::error(index, Code::MonthPast);
        return Some(finding.with("earliest_year", &earliest.year()).with("earliest_month", &earliest.month()));
    }
    (month > today.last_of_year_after(range.years_ahead)).then(|| Finding::error(index, Code::UnknownOption))
}

fn check_date(today: Date, index: FieldIndex, range: DateRange, text: &str) -> Option<Finding> {
    let error = |code| Some(Finding::error(index, code));
    let Some(date) = Date::parse(text) else {
        let Some((year, month, day)) = date_parts(text) else { return error(Code::UnknownOption) };
        let is_incomplete = year.is_empty() || month.is_empty() || day.is_empty();
        return error(if is_incomplete { Code::DateIncomplete } else { Code::DateUnreal });
    };
    let earliest = earliest_date(today, range);
    if date < earliest {
        let finding = Finding::error(index, Code::DatePast);
        let finding = finding.with("earliest_year", &earliest.month().year());
        let finding = finding.with("earliest_month", &earliest.month().month());
        return Some(finding.with("earliest_day", &earliest.day()));
    }
    let is_offered = date.month() <= today.month().last_of_year_after(range.years_ahead);
    if is_offered { None } else { error(Code::UnknownOption) }
}

/// The first day that may be chosen.
#[must_use]
pub fn earliest_date(today: Date, range: DateRange) -> Date {
    match range.earliest {
        EarliestDate::Today => today,
        EarliestDate::YearsBack(years) => today.month().first_of_year_before(years).into(),
    }
}

fn check_options(index: FieldIndex, offered: &[Box<str>], value: &Value) -> Option<Finding> {
    let Value::Options(ticked) = value else { return None };
    let is_offered = |one: &String| offered.iter().any(|option| **option == **one);
    let code = match ticked.as_slice() {
        [] => Code::Missing,
        ticked if ticked.iter().all(is_offered) => return None,
        _ => Code::UnknownOption,
    };
    Some(Finding::error(index, code))
}

fn check_text(effective: Effective<'_>, index: FieldIndex, text_box: &TextBox, found: &mut Vec<Finding>) {
    let (Some(typed), Some(tidied)) = (effective.value(index).and_then(Value::typed), effective.tidied(index)) else {
        return;
    };
    if tidied.is_empty() {
        found.push(Finding::error(index, Code::Missing));
        return;
    }
    let with_hyphens = with_plain_hyphens(typed);
    let own = |severity| own_checks(index, &text_box.checks, severity, &with_hyphens, tidied);
    found.extend(text_error(index, text_box.kind, tidied).or_else(|| own(CheckSeverity::Error).next()));
    found.extend(own(CheckSeverity::Warning));
    if tells_tidied(text_box.kind) && tidied != typed {
        let note = Finding { severity: Severity::Note, ..Finding::error(index, Code::Tidied) };
        found.push(note.with("tidied", &tidied).remedied_by(Remedy::Untidy));
    }
}

/// White space that is taken off the ends of free text is not worth a word.
fn tells_tidied(kind: TextKind) -> bool {
    match kind {
        TextKind::Line { .. } | TextKind::Long { .. } => false,
        TextKind::Kana { .. } | TextKind::Tel | TextKind::Email | TextKind::PostalCode | TextKind::Number { .. } => {
            true
        }
    }
}

/// The first month that may be chosen: the first case whose condition holds, else this month.
#[must_use]
pub fn earliest(today: Month, effective: Effective<'_>, range: &MonthRange) -> Month {
    range.earliest.iter().find(|(when, _)| effective.holds(when)).map_or(today, |(_, month)| *month)
}

fn check_order(effective: Effective<'_>, index: FieldIndex, field: &Field) -> Option<Finding> {
    let Control::Month(MonthRange { not_after: Some(not_after), .. }) = &field.control else { return None };
    let (this, other) = (effective.month(index)?, effective.month(not_after.field)?);
    (this > other).then(|| warning(index, &not_after.code))
}

fn check_digits(effective: Effective<'_>, index: FieldIndex, found: &mut Vec<Finding>) {
    let (Some(field), Some(rules)) = (effective.definition.field(index), effective.definition.digits(index)) else {
        return;
    };
    let (Some(typed), Some(tidied)) = (effective.value(index).and_then(Value::typed), effective.tidied(index)) else {
        return;
    };
    if tidied.is_empty() {
        found.push(Finding::error(index, Code::Missing));
        return;
    }
    match &field.control {
        Control::Repeat { of } => {
            let differs = effective.tidied(*of) != Some(tidied);
            found.extend(differs.then(|| Finding::error(index, Code::RepeatDiffers)));
        }
        Control::Digits(_) => {
            let tell = if rules.secret { of_secret } else { std::convert::identity };
            let grouped = with_plain_groups(typed);
            found.extend(digits_error(effective, index, rules, &grouped, tidied).map(tell));
            found.extend(own_checks(index, &rules.checks, CheckSeverity::Warning, &grouped, tidied).map(tell));
        }
        Control::Consent
        | Control::Radios(_)
        | Control::DropDown(_)
        | Control::Month(_)
        | Control::Date(_)
        | Control::Choices(_)
        | Control::Text(_) => {}
    }
    if tidied != typed {
        found.push(tidied_note(effective, index, rules, typed, tidied));
    }
}

fn tidied_note(effective: Effective<'_>, index: FieldIndex, rules: &Digits, typed: &str, tidied: &str) -> Finding {
    let note = Finding { severity: Severity::Note, ..Finding::error(index, Code::Tidied) };
    // In a masked box nobody sees the difference.
    if rules.secret {
        return note;
    }
    let note = note.with("tidied", &tidied).remedied_by(Remedy::Untidy);
    let prefix = match &rules.length {
        Length::AfterPrefix { prefix, .. } if tidy(typed, Tidying::Everywhere) != tidied => effective.option(*prefix),
        Length::AfterPrefix { .. } | Length::Exactly(_) => None,
    };
    match prefix {
        Some(prefix) => note.with("prefix", &prefix).as_variant("prefix_taken_off"),
        None => note,
    }
}

/// The first error of a box of digits that holds something.
fn digits_error(
    effective: Effective<'_>,
    index: FieldIndex,
    rules: &Digits,
    with_hyphens: &str,
    tidied: &str,
) -> Option<Finding> {
    other_prefix(effective, index, rules, tidied)
        .or_else(|| own_checks(index, &rules.checks, CheckSeverity::Error, with_hyphens, tidied).next())
        .or_else(|| not_digits(index, tidied))
        .or_else(|| wrong_length(effective, index, rules, tidied))
}

fn other_prefix(effective: Effective<'_>, index: FieldIndex, rules: &Digits, tidied: &str) -> Option<Finding> {
    let Length::AfterPrefix { prefix, digits } = &rules.length else { return None };
    let chosen = effective.option(*prefix)?;
    let typed = digits.iter().find(|(other, _)| &**other != chosen && tidied.starts_with(&**other))?;
    let finding = Finding::error(index, Code::OtherPrefix).with("prefix", &chosen).with("other", &typed.0);
    Some(finding.remedied_by(Remedy::Choose(*prefix, typed.0.clone())))
}

/// The findings of the definition's own checks of one severity, in their order.
fn own_checks<'r>(
    index: FieldIndex,
    checks: &'r [PatternCheck],
    severity: CheckSeverity,
    with_hyphens: &'r str,
    tidied: &'r str,
) -> impl Iterator<Item = Finding> + use<'r> {
    let of_this_severity = checks.iter().filter(move |check| check.severity == severity);
    of_this_severity.filter_map(move |check| {
        let subject = match check.on {
            Subject::Typed => with_hyphens,
            Subject::Tidied => tidied,
        };
        own_check(index, check, subject)
    })
}

fn own_check(index: FieldIndex, check: &PatternCheck, subject: &str) -> Option<Finding> {
    let found = check.pattern.search(subject)?;
    let finding = match check.severity {
        CheckSeverity::Error => Finding::error(index, Code::Own(Arc::from(&*check.code))),
        CheckSeverity::Warning => warning(index, &check.code),
    };
    Some(match found.at {
        Some((position, character)) => point_at(finding, position, &character),
        None => finding,
    })
}

fn not_digits(index: FieldIndex, tidied: &str) -> Option<Finding> {
    let (position, character) = tidied.chars().enumerate().find(|(_, one)| !one.is_ascii_digit())?;
    Some(point_at(Finding::error(index, Code::NotDigits), position + 1, &character.to_string()))
}

/// Says which character is meant, counted from 1 in the tidied text.
fn point_at(finding: Finding, position: usize, character: &str) -> Finding {
    finding.with("position", &position).with("character", &character)
}

/// Of a secret only the place is told.
fn of_secret(finding: Finding) -> Finding {
    let params = finding.params.into_iter().filter(|(name, _)| *name != "character").collect();
    Finding { params, ..finding }
}

fn wrong_length(effective: Effective<'_>, index: FieldIndex, rules: &Digits, tidied: &str) -> Option<Finding> {
    let actual = tidied.chars().count();
    let (expected, chosen) = match &rules.length {
        Length::Exactly(expected) => (*expected, None),
        Length::AfterPrefix { prefix, digits } => {
            let chosen = effective.option(*prefix)?;
            (digits.iter().find(|(option, _)| &**option == chosen)?.1, Some((*prefix, chosen, digits)))
        }
    };
    let code = match actual.cmp(&usize::from(expected)) {
        std::cmp::Ordering::Equal => return None,
        std::cmp::Ordering::Less => Code::TooShort,
        std::cmp::Ordering::Greater => Code::TooLong,
    };
    let finding = Finding::error(index, code).with("expected", &expected).with("actual", &actual);
    let Some((field, chosen, digits)) = chosen else { return Some(finding) };
    let finding = finding.with("prefix", &chosen);
    Some(match digits.iter().find(|(_, length)| usize::from(*length) == actual) {
        Some((other, _)) => {
            let remedy = Remedy::Choose(field, other.clone());
            finding.with("other", other).as_variant("other_prefix_fits").remedied_by(remedy)
        }
        None => finding,
    })
}

fn warning(field: FieldIndex, code: &str) -> Finding {
    Finding { severity: Severity::Warning, ..Finding::error(field, Code::Own(Arc::from(code))) }
}
