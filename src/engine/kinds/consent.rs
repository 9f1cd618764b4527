//! One check box that says "I agree" or "I declare".

use super::kind::{Kind, Own};
use super::plan::ControlPlan;
use crate::engine::calendar::Date;
use crate::engine::finding::{Code, Finding};
use crate::engine::format::{Part, Rule};
use crate::engine::json::Json;
use crate::engine::json_schema::constant;
use crate::engine::markup::Paragraph;
use crate::engine::scope::Seen;
use crate::engine::texts::Texts;
use crate::engine::value::{Answer, Value};

/// The keys in a definition.
pub const PART: Part = Part {
    name: "consent",
    meaning: "One box that says \"I agree\": text `fields.ID.label`. It is alone in its item.",
    keys: &[],
    rule: Rule::Free,
};

/// One check box.
#[derive(Debug)]
pub struct Consent;

impl Kind for Consent {
    fn name(&self) -> &'static str {
        PART.name
    }

    fn seen(&self) -> Seen {
        Seen::Flag
    }

    fn empty(&self) -> Value {
        Value::Flag(false)
    }

    fn is_filled(&self, own: Own<'_>) -> bool {
        *own.value == Value::Flag(true)
    }

    fn check(&self, own: Own<'_>, _today: Date, found: &mut Vec<Finding>) {
        found.extend((!self.is_filled(own)).then(|| Finding::error(own.field, Code::Missing)));
    }

    fn answer(&self, own: Own<'_>) -> Option<Answer> {
        Some(Answer::Flag(self.is_filled(own)))
    }

    fn schema(&self, required: bool) -> Json {
        if required { constant(Json::Bool(true)) } else { Json::object([("type", Json::text("boolean"))]) }
    }

    /// A consent holds for one application only; the next needs its own.
    fn reopened(&self, _held: &Value) -> Option<Value> {
        Some(self.empty())
    }

    fn is_labelled_itself(&self) -> bool {
        true
    }

    fn plan(&self, id: &str, texts: &Texts) -> ControlPlan {
        ControlPlan::Consent(texts.line(&format!("fields.{id}.label")))
    }

    fn in_portal(&self, own: Own<'_>, texts: &Texts) -> (Paragraph, Option<Paragraph>) {
        let name = if self.is_filled(own) { "transfer_tick" } else { "transfer_no_tick" };
        (Paragraph::new(), Some(texts.ui(name)))
    }
}
