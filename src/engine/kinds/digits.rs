//! A box for ASCII digits, alone or behind a prefix; a password, if it is secret.

use std::cmp::Ordering;

use super::checks::{CHECKS, CheckSeverity, PatternCheck, own_checks, pattern_checks, stranger};
use super::kind::{Kind, Own};
use super::plan::ControlPlan;
use crate::engine::calendar::Date;
use crate::engine::finding::{Code, Finding, Remedy, Severity};
use crate::engine::format::{Key, Part, Rule, Shape, names};
use crate::engine::index::FieldIndex;
use crate::engine::json::Json;
use crate::engine::json_schema::pattern;
use crate::engine::length::Length;
use crate::engine::node::{Node, Pointer};
use crate::engine::pattern::literal;
use crate::engine::problem::ProblemCode;
use crate::engine::scope::{Scope, Seen};
use crate::engine::texts::Texts;
use crate::engine::tidy::{Tidying, tidy, with_plain_groups};
use crate::engine::value::{Answer, Secret, Value};

const MAX_DIGITS: u8 = 64;

/// The keys in a definition.
pub const PART: Part = Part {
    name: "digits",
    meaning: "A box for ASCII digits.",
    keys: &[
        Key::optional("secret", Shape::Flag, "A password: masked, and never stored. It has no prefix."),
        Key::optional("length", Shape::Whole(1, MAX_DIGITS as u32), "How many digits."),
        Key::optional("prefix", Shape::Object(&PREFIX), "The prefix of the digits."),
        CHECKS,
    ],
    rule: Rule::EitherWithout("length", "prefix", "secret"),
};

const PREFIX: Part = Part {
    name: "prefix",
    meaning: "The choice right above, in the same item, whose options are the prefixes of the digits. None of them begins with another.",
    keys: &[
        Key::required("field", Shape::Id, "The choice."),
        Key::required("digits", Shape::ForEachOption(1, MAX_DIGITS as u32), "How many digits follow each option."),
    ],
    rule: Rule::Free,
};

/// A box for digits.
#[derive(Debug)]
pub struct Digits {
    /// Whether it is a password: masked, and never stored.
    pub secret: bool,
    /// How many digits.
    pub length: Length,
    /// What else is looked for in the text.
    pub checks: Vec<PatternCheck>,
}

impl Digits {
    pub(super) fn read(scope: &mut Scope, node: Node<'_, '_>) -> Option<Self> {
        let secret = node.optional("secret").and_then(Node::flag).unwrap_or_default();
        let length = match (node.optional("length"), node.optional("prefix")) {
            (Some(length), None) => Length::Exactly(length.number(1, MAX_DIGITS)?),
            (None, Some(prefix)) => {
                let length = read_prefix(scope, prefix)?;
                if secret {
                    let message =
                        "a secret has no prefix: its first characters would choose an option, which is no secret";
                    prefix.at.problem(ProblemCode::WrongValue, message);
                }
                length
            }
            (Some(_), Some(_)) | (None, None) => {
                node.at.problem(ProblemCode::MissingKey, "a digits field has either `length` or `prefix`");
                return None;
            }
        };
        Some(Self { secret, length, checks: pattern_checks(scope, node) })
    }

    /// The first error of a box that holds something.
    fn error(&self, own: Own<'_>, grouped: &str) -> Option<Finding> {
        self.other_prefix(own)
            .or_else(|| own_checks(own.field, &self.checks, CheckSeverity::Error, grouped, own.text()).next())
            .or_else(|| stranger(own.field, Code::NotDigits, own.text(), |one| one.is_ascii_digit()))
            .or_else(|| self.wrong_length(own))
    }

    fn other_prefix(&self, own: Own<'_>) -> Option<Finding> {
        let Length::AfterPrefix { prefix, digits } = &self.length else { return None };
        let chosen = own.others.option(*prefix)?;
        let (other, _) = digits.iter().find(|(other, _)| &**other != chosen && own.text().starts_with(&**other))?;
        let finding = Finding::error(own.field, Code::OtherPrefix).with("prefix", &chosen).with("other", other);
        Some(finding.remedied_by(Remedy::Choose(*prefix, other.clone())))
    }

    fn wrong_length(&self, own: Own<'_>) -> Option<Finding> {
        let actual = own.text().chars().count();
        let (expected, chosen) = match &self.length {
            Length::Exactly(expected) => (*expected, None),
            Length::AfterPrefix { prefix, digits } => {
                let chosen = own.others.option(*prefix)?;
                (digits.iter().find(|(option, _)| &**option == chosen)?.1, Some((*prefix, chosen, digits)))
            }
        };
        let code = match actual.cmp(&usize::from(expected)) {
            Ordering::Equal => return None,
            Ordering::Less => Code::TooShort,
            Ordering::Greater => Code::TooLong,
        };
        let finding = Finding::error(own.field, code).with("expected", &expected).with("actual", &actual);
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
}

fn read_prefix(scope: &Scope, node: Node<'_, '_>) -> Option<Length> {
    let object = node.object(names!(PREFIX))?;
    let field = object.required("field")?;
    let prefix = scope.field_above(field)?;
    let Some(Seen::Choice(options)) = scope.seen(prefix) else {
        node.at.problem(ProblemCode::WrongType, "a prefix is chosen with radios or a drop_down");
        return None;
    };
    if !scope.is_right_above(prefix) {
        let message = "a prefix is chosen right above its digits, in the same item: so it stands in the answer";
        field.at.problem(ProblemCode::WrongValue, message);
    }
    let names: Vec<&str> = options.iter().map(AsRef::as_ref).collect();
    let digits = object.required("digits")?;
    let lengths = digits.object(&names)?;
    let length = |name: &&str| lengths.required(name)?.number(1, MAX_DIGITS);
    let lengths: Vec<Option<u8>> = names.iter().map(length).collect();
    names.iter().for_each(|name| tell_apart(digits.at.member(name), name, &names));
    let digits = options.iter().cloned().zip(lengths.into_iter().flatten()).collect();
    Some(Length::AfterPrefix { prefix, digits })
}

/// Reports a prefix that could not be recognised in front of typed digits.
fn tell_apart(at: Pointer<'_>, prefix: &str, all: &[&str]) {
    let tidied = tidy(prefix, Tidying::Everywhere);
    if tidied != prefix {
        let message =
            format!("`{prefix}` is tidied to `{tidied}` when it is typed, and is never found in front of digits");
        at.problem(ProblemCode::WrongValue, message);
    }
    if prefix.bytes().all(|byte| byte.is_ascii_digit()) {
        let message = format!("`{prefix}` in front of digits looks like the first of them");
        at.problem(ProblemCode::WrongValue, message);
    }
    if let Some(longer) = all.iter().find(|other| **other != prefix && other.starts_with(prefix)) {
        let message = format!("`{longer}` begins with `{prefix}`: nobody can tell which of them is in front of digits");
        at.problem(ProblemCode::WrongValue, message);
    }
}

/// The empty value of a digits field.
pub(super) fn empty(is_secret: bool) -> Value {
    if is_secret { Value::Secret(Secret::default()) } else { Value::Text(String::new()) }
}

/// Typed digits without spaces, hyphens and the prefix in front.
pub(super) fn tidied(is_secret: bool, typed: &str, prefix: Option<&str>) -> Value {
    if is_secret {
        return Value::Secret(Secret::new(tidy(typed, Tidying::EndsOnly)));
    }
    let tidied = tidy(typed, Tidying::Everywhere);
    Value::Text(match prefix.and_then(|prefix| tidied.strip_prefix(prefix)) {
        Some(rest) => rest.to_owned(),
        None => tidied,
    })
}

/// A note that a text was tidied, and whether a prefix was removed.
pub(super) fn tidied_note(own: Own<'_>, is_secret: bool, prefix: Option<FieldIndex>) -> Option<Finding> {
    if own.text() == own.typed() {
        return None;
    }
    let note = Finding { severity: Severity::Note, ..Finding::error(own.field, Code::Tidied) };
    // In a masked box the difference is invisible.
    if is_secret {
        return Some(note);
    }
    let note = note.with("tidied", &own.text()).remedied_by(Remedy::Untidy);
    let is_prefix_off = || tidy(own.typed(), Tidying::Everywhere) != own.text();
    Some(match prefix.filter(|_| is_prefix_off()).and_then(|prefix| own.others.option(prefix)) {
        Some(prefix) => note.with("prefix", &prefix).as_variant("prefix_taken_off"),
        None => note,
    })
}

/// Of a secret, only the position is reported.
fn of_secret(finding: Finding) -> Finding {
    let params = finding.params.into_iter().filter(|(name, _)| *name != "character").collect();
    Finding { params, ..finding }
}

impl Kind for Digits {
    fn name(&self) -> &'static str {
        PART.name
    }

    fn each_field(&self, visit: &mut dyn FnMut(FieldIndex)) {
        self.length.prefix().into_iter().for_each(visit);
    }

    fn seen(&self) -> Seen {
        Seen::Digits(self.secret, self.length.clone())
    }

    fn length(&self) -> Option<&Length> {
        Some(&self.length)
    }

    fn is_secret(&self) -> bool {
        self.secret
    }

    fn is_line(&self) -> bool {
        true
    }

    fn empty(&self) -> Value {
        empty(self.secret)
    }

    fn tidied(&self, typed: &str, prefix: Option<&str>) -> Option<Value> {
        Some(tidied(self.secret, typed, prefix))
    }

    fn check(&self, own: Own<'_>, _today: Date, found: &mut Vec<Finding>) {
        if own.text().is_empty() {
            return found.push(Finding::error(own.field, Code::Missing));
        }
        let grouped = with_plain_groups(own.typed());
        let warnings = own_checks(own.field, &self.checks, CheckSeverity::Warning, &grouped, own.text());
        let tell = if self.secret { of_secret } else { std::convert::identity };
        found.extend(self.error(own, &grouped).into_iter().chain(warnings).map(tell));
        found.extend(tidied_note(own, self.secret, self.length.prefix()));
    }

    fn answer(&self, own: Own<'_>) -> Option<Answer> {
        let text = Some(own.text()).filter(|text| !text.is_empty())?;
        Some(if self.secret { Answer::Secret(Secret::new(text)) } else { Answer::Text(text.to_owned()) })
    }

    fn schema(&self, _required: bool) -> Json {
        match &self.length {
            Length::Exactly(length) => pattern(&format!("^[0-9]{{{length}}}$")),
            Length::AfterPrefix { digits, .. } => {
                let case = |(prefix, length): &(Box<str>, u8)| format!("{}[0-9]{{{length}}}", literal(prefix));
                pattern(&format!("^({})$", digits.iter().map(case).collect::<Vec<_>>().join("|")))
            }
        }
    }

    fn needed_texts(&self, _id: &str) -> Vec<String> {
        self.checks.iter().map(|check| format!("findings.{}", check.code)).collect()
    }

    fn plan(&self, _id: &str, _texts: &Texts) -> ControlPlan {
        ControlPlan::Digits { secret: self.secret }
    }
}
