//! The patterns that a definition looks for in a text, and their findings.

use std::sync::Arc;

use crate::engine::finding::{Code, Finding, Severity};
use crate::engine::format::{Key, Part, Rule, Shape, names};
use crate::engine::index::FieldIndex;
use crate::engine::node::Node;
use crate::engine::pattern::Pattern;
use crate::engine::problem::ProblemCode;
use crate::engine::scope::{Scope, id};

const MAX_CHECKS: usize = 50;

/// The key of every kind that has checks.
pub(super) const CHECKS: Key = Key::optional(
    "checks",
    Shape::List(&Shape::Object(&CHECK), MAX_CHECKS),
    "Further patterns to look for in the text.",
);

/// A check.
pub const CHECK: Part = Part {
    name: "check",
    meaning: "A pattern to look for, and the finding of a match: text `findings.CODE`.",
    keys: &[
        Key::required("code", Shape::Id, "The code of the finding."),
        Key::required("severity", Shape::OneOf(&["error", "warning"]), "Whether a match blocks the application."),
        Key::required("on", Shape::OneOf(&["typed", "tidied"]), "Which text is matched."),
        Key::required(
            "pattern",
            Shape::Pattern,
            "A regular expression, matched in linear time. A group named `at` marks the character to point at.",
        ),
    ],
    rule: Rule::Free,
};

/// A definition's own pattern, matched in linear time.
#[derive(Debug)]
pub struct PatternCheck {
    /// The code of the finding.
    pub code: Box<str>,
    /// Whether a match blocks the application.
    pub severity: CheckSeverity,
    /// Which text is matched.
    pub on: Subject,
    /// What is looked for. A group named `at` marks the character to point at.
    pub pattern: Pattern,
}

/// The severity of a definition's own check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckSeverity {
    /// Blocks the application.
    Error,
    /// Is shown, and repeated on the review page.
    Warning,
}

/// The text that a pattern is matched against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// As typed, but in half-width and with every kind of hyphen as `-`.
    Typed,
    /// After tidying.
    Tidied,
}

/// Reads a definition's own checks.
pub(super) fn pattern_checks(scope: &mut Scope, node: Node<'_, '_>) -> Vec<PatternCheck> {
    let checks = node.optional("checks").and_then(|node| node.list(MAX_CHECKS, |check| pattern_check(scope, check)));
    checks.unwrap_or_default()
}

fn pattern_check(scope: &mut Scope, node: Node<'_, '_>) -> Option<PatternCheck> {
    let object = node.object(names!(CHECK))?;
    let code = object.required("code").and_then(id);
    let severities = [("error", CheckSeverity::Error), ("warning", CheckSeverity::Warning)];
    let severity = object.required("severity").and_then(|node| node.one_of(&severities));
    let subjects = [("typed", Subject::Typed), ("tidied", Subject::Tidied)];
    let on = object.required("on").and_then(|node| node.one_of(&subjects));
    let pattern = object.required("pattern").and_then(|node| {
        let pattern = Pattern::new(node.text()?, scope.pattern_states);
        pattern.map_err(|message| node.at.problem(ProblemCode::WrongValue, message)).ok()
    });
    scope.pattern_states = scope.pattern_states.saturating_sub(pattern.as_ref().map_or(0, Pattern::size));
    Some(PatternCheck { code: code?.into(), severity: severity?, on: on?, pattern: pattern? })
}

/// The findings of a definition's own checks of one severity, in their order.
pub(super) fn own_checks<'r>(
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

/// Adds the character that is meant, and its position, counted from 1 in the tidied text.
pub(super) fn point_at(finding: Finding, position: usize, character: &str) -> Finding {
    finding.with("position", &position).with("character", &character)
}

/// A finding about the first character that does not belong there.
pub(super) fn stranger(field: FieldIndex, code: Code, tidied: &str, is_part: fn(char) -> bool) -> Option<Finding> {
    let (position, character) = tidied.chars().enumerate().find(|(_, one)| !is_part(*one))?;
    Some(point_at(Finding::error(field, code), position + 1, &character.to_string()))
}

/// A warning of the definition's own.
pub(super) fn warning(field: FieldIndex, code: &str) -> Finding {
    Finding { severity: Severity::Warning, ..Finding::error(field, Code::Own(Arc::from(code))) }
}
