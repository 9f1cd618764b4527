//! A box for text. Each kind of text has a file here, with its keys and its rules.

use super::checks::{CheckSeverity, PatternCheck, own_checks, pattern_checks};
use super::kind::{Kind, Own};
use super::plan::{ControlPlan, Size};
use crate::engine::calendar::Date;
use crate::engine::finding::{Code, Finding, Remedy, Severity};
use crate::engine::json::Json;
use crate::engine::node::Node;
use crate::engine::scope::Scope;
use crate::engine::texts::Texts;
use crate::engine::tidy::with_plain_hyphens;
use crate::engine::value::{Answer, Value};

pub mod rules;
pub mod line;
pub mod lines;
pub mod kana;
pub mod tel;
pub mod email;
pub mod postal_code;
pub mod number;

use rules::{AUTOCOMPLETE, AUTOCOMPLETE_OF_LINES};
pub use rules::{Limits, Rules};

/// A box for text.
#[derive(Debug)]
pub struct TextBox {
    /// The rules of its kind of text.
    pub rules: &'static Rules,
    /// How long or how large it may be.
    pub limits: Limits,
    /// What a browser may fill in: a token of HTML's `autocomplete`, as WCAG 1.3.5 demands.
    pub autocomplete: Option<&'static str>,
    /// What else is looked for in the text.
    pub checks: Vec<PatternCheck>,
}

impl TextBox {
    pub(super) fn read(scope: &mut Scope, node: Node<'_, '_>, rules: &'static Rules) -> Option<Self> {
        let limits = (rules.limits)(node);
        let of_lines = (rules.size == Size::Lines).then_some(AUTOCOMPLETE_OF_LINES);
        let tokens: Vec<_> = AUTOCOMPLETE.into_iter().chain(of_lines).map(|token| (token, token)).collect();
        let autocomplete = node.optional("autocomplete").and_then(|node| node.one_of(&tokens));
        let checks = pattern_checks(scope, node);
        Some(Self { rules, limits: limits?, autocomplete, checks })
    }
}

impl Kind for TextBox {
    fn name(&self) -> &'static str {
        self.rules.name
    }

    fn is_line(&self) -> bool {
        self.rules.size != Size::Lines
    }

    fn takes_number(&self) -> bool {
        self.rules.is_number
    }

    fn tidied(&self, typed: &str, _prefix: Option<&str>) -> Option<Value> {
        Some(Value::Text((self.rules.tidy)(typed)))
    }

    fn check(&self, own: Own<'_>, _today: Date, found: &mut Vec<Finding>) {
        if own.text().is_empty() {
            return found.push(Finding::error(own.field, Code::Missing));
        }
        let with_hyphens = with_plain_hyphens(own.typed());
        let of = |severity| own_checks(own.field, &self.checks, severity, &with_hyphens, own.text());
        let error = (self.rules.error)(own.field, self.limits, own.text());
        found.extend(error.or_else(|| of(CheckSeverity::Error).next()));
        found.extend(of(CheckSeverity::Warning));
        if self.rules.tells_tidied && own.text() != own.typed() {
            let note = Finding { severity: Severity::Note, ..Finding::error(own.field, Code::Tidied) };
            found.push(note.with("tidied", &own.text()).remedied_by(Remedy::Untidy));
        }
    }

    fn answer(&self, own: Own<'_>) -> Option<Answer> {
        if self.rules.is_number {
            return own.text().parse().ok().map(Answer::Number);
        }
        (!own.text().is_empty()).then(|| Answer::Text(own.text().to_owned()))
    }

    fn schema(&self, _required: bool) -> Json {
        (self.rules.schema)(self.limits)
    }

    fn needed_texts(&self, _id: &str) -> Vec<String> {
        self.checks.iter().map(|check| format!("findings.{}", check.code)).collect()
    }

    fn plan(&self, _id: &str, _texts: &Texts) -> ControlPlan {
        let Rules { size, keyboard, .. } = *self.rules;
        ControlPlan::Text { size, keyboard, autocomplete: self.autocomplete }
    }
}

#[cfg(test)]
mod tests;
