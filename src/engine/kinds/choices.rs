//! Check boxes of which several may be ticked.

use super::choice::{OPTIONS, is_offered, offers, read_options, words_of_options};
use super::kind::{Kind, Own};
use super::plan::{self, ControlPlan};
use crate::engine::calendar::Date;
use crate::engine::finding::{Code, Finding};
use crate::engine::format::{Part, Rule};
use crate::engine::json::Json;
use crate::engine::json_schema::one_of;
use crate::engine::node::{Node, Pointer};
use crate::engine::scope::Seen;
use crate::engine::texts::Texts;
use crate::engine::value::{Answer, Value};

/// The keys in a definition.
pub const PART: Part = Part {
    name: "choices",
    meaning: "Check boxes of which several may be ticked; at least one when the item is required. They are alone in their item.",
    keys: &[OPTIONS],
    rule: Rule::Free,
};

/// Check boxes of which several may be ticked.
#[derive(Debug)]
pub struct Choices {
    /// The values, in the order shown.
    pub options: Vec<Box<str>>,
}

impl Choices {
    pub(super) fn read(node: Node<'_, '_>) -> Option<Self> {
        Some(Self { options: read_options(node)? })
    }

    fn ticked<'o>(&self, own: Own<'o>) -> &'o [String] {
        if let Value::Options(ticked) = own.value { ticked } else { &[] }
    }
}

impl Kind for Choices {
    fn name(&self) -> &'static str {
        PART.name
    }

    fn seen(&self) -> Seen {
        Seen::Choices(self.options.clone())
    }

    fn options(&self) -> &[Box<str>] {
        &self.options
    }

    fn empty(&self) -> Value {
        Value::Options(Vec::new())
    }

    fn fits(&self, value: &Value, at: Pointer<'_>) -> bool {
        let Value::Options(ticked) = value else { return false };
        let mut ticked = ticked.iter().enumerate();
        ticked.all(|(position, one)| is_offered(&self.options, one, at.entry(position)))
    }

    fn is_filled(&self, own: Own<'_>) -> bool {
        self.ticked(own).iter().any(|one| offers(&self.options, one))
    }

    fn check(&self, own: Own<'_>, _today: Date, found: &mut Vec<Finding>) {
        let code = match self.ticked(own) {
            [] => Code::Missing,
            ticked if ticked.iter().all(|one| offers(&self.options, one)) => return,
            _ => Code::UnknownOption,
        };
        found.push(Finding::error(own.field, code));
    }

    fn answer(&self, own: Own<'_>) -> Option<Answer> {
        let ticked = self.ticked(own);
        let in_order = self.options.iter().map(ToString::to_string).filter(|option| ticked.contains(option));
        self.is_filled(own).then(|| Answer::Options(in_order.collect()))
    }

    fn schema(&self, _required: bool) -> Json {
        Json::object([
            ("type", Json::text("array")),
            ("minItems", Json::Number(1)),
            ("uniqueItems", Json::Bool(true)),
            ("items", one_of(&self.options)),
        ])
    }

    fn needed_texts(&self, id: &str) -> Vec<String> {
        words_of_options(&self.options, id)
    }

    fn plan(&self, id: &str, texts: &Texts) -> ControlPlan {
        ControlPlan::Choices(plan::options(&self.options, id, texts))
    }
}
