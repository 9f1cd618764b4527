//! Reads what boxes for text and dates take, and the patterns that are looked for in them.

use super::read_id;
use crate::engine::boxes::{
    AUTOCOMPLETE, CheckSeverity, DateRange, EarliestDate, PatternCheck, Subject, TextBox, TextKind,
};
use crate::engine::json::Json;
use crate::engine::pattern::Pattern;
use crate::engine::problem::ProblemCode;
use crate::engine::reader::Reader;

const MAX_CHARACTERS: u16 = 10_000;
const MAX_NUMBER: u32 = 999_999_999;

/// Reads a box for text of a kind that has been read already.
pub(super) fn text_box(
    reader: &mut Reader,
    object: &Json,
    kind: Option<TextKind>,
    states: &mut usize,
) -> Option<TextBox> {
    // HTML gives this token to controls with several lines only; browsers leave it alone in others.
    let has_lines = matches!(kind, Some(TextKind::Long { .. }));
    let is_allowed = |token: &&str| has_lines || *token != "street-address";
    let tokens: Vec<_> = AUTOCOMPLETE.into_iter().filter(is_allowed).map(|token| (token, token)).collect();
    let autocomplete = reader.optional(object, "autocomplete", |reader, json| reader.one_of(json, &tokens));
    let checks = pattern_checks(reader, object, states);
    Some(TextBox { kind: kind?, autocomplete, checks })
}

/// The most characters of a text.
pub(super) fn max_length(reader: &mut Reader, object: &Json) -> Option<u16> {
    reader.required(object, "max_length", |reader, json| reader.number(json, 1, MAX_CHARACTERS))
}

/// The smallest and the largest of a number.
pub(super) fn number(reader: &mut Reader, object: &Json) -> Option<TextKind> {
    let limit = |reader: &mut Reader, json: &_| reader.number(json, 0, MAX_NUMBER);
    let (least, most) = (reader.required(object, "min", limit), reader.required(object, "max", limit));
    let (least, most) = (least?, most?);
    if least > most {
        reader.problem(ProblemCode::WrongValue, format!("no number is {least} or more and {most} or less"));
    }
    Some(TextKind::Number { least, most })
}

/// Reads which days may be chosen.
pub(super) fn date_range(reader: &mut Reader, object: &Json) -> Option<DateRange> {
    let years_ahead = reader.required(object, "years_ahead", |reader, json| reader.number(json, 0, 100));
    let today = [("today", EarliestDate::Today)];
    let earliest = reader.optional(object, "earliest", |reader, json| reader.one_of(json, &today));
    let years_back = reader.optional(object, "years_back", |reader, json| reader.number(json, 0, 150));
    if object.get("earliest").is_some() == object.get("years_back").is_some() {
        reader.problem(ProblemCode::MissingKey, "a date field has either `earliest` or `years_back`");
    }
    let earliest = earliest.or(years_back.map(EarliestDate::YearsBack))?;
    Some(DateRange { earliest, years_ahead: years_ahead? })
}

/// Reads the checks that a definition brings along. `states` are left for the patterns of the whole definition.
pub(super) fn pattern_checks(reader: &mut Reader, object: &Json, states: &mut usize) -> Vec<PatternCheck> {
    let mut check = |reader: &mut Reader, json: &Json| pattern_check(reader, json, states);
    let checks = reader.optional(object, "checks", |reader, json| reader.list(json, 50, &mut check));
    checks.unwrap_or_default()
}

fn pattern_check(reader: &mut Reader, json: &Json, states: &mut usize) -> Option<PatternCheck> {
    let object = reader.object(json, &["code", "severity", "on", "pattern"])?;
    let code = reader.required(object, "code", read_id);
    let severities = [("error", CheckSeverity::Error), ("warning", CheckSeverity::Warning)];
    let severity = reader.required(object, "severity", |reader, json| reader.one_of(json, &severities));
    let subjects = [("typed", Subject::Typed), ("tidied", Subject::Tidied)];
    let on = reader.required(object, "on", |reader, json| reader.one_of(json, &subjects));
    let pattern = reader.required(object, "pattern", |reader, json| {
        let pattern = Pattern::new(reader.text(json)?, *states);
        pattern.map_err(|message| reader.problem(ProblemCode::WrongValue, message)).ok()
    });
    *states = states.saturating_sub(pattern.as_ref().map_or(0, Pattern::size));
    Some(PatternCheck { code: code?.into(), severity: severity?, on: on?, pattern: pattern? })
}
