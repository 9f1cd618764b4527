//! A repeat of another field's digits, to catch slips. Both are compared after tidying, and the repeat is never
//! exported.

use super::digits;
use super::kind::{Kind, Own};
use super::plan::ControlPlan;
use crate::engine::calendar::Date;
use crate::engine::finding::{Code, Finding};
use crate::engine::format::{Key, Part, Rule, Shape};
use crate::engine::index::FieldIndex;
use crate::engine::json::Json;
use crate::engine::length::Length;
use crate::engine::node::Node;
use crate::engine::problem::ProblemCode;
use crate::engine::scope::{Scope, Seen};
use crate::engine::texts::Texts;
use crate::engine::value::{Answer, Value};

/// The keys in a definition.
pub const PART: Part = Part {
    name: "repeat",
    meaning: "A repeat of the digits, to catch slips.",
    keys: &[Key::required("of", Shape::Id, "The digits field right above, in the same item.")],
    rule: Rule::Free,
};

/// A repeat of another field's digits.
#[derive(Debug)]
pub struct Repeat {
    /// The field that is repeated.
    pub of: FieldIndex,
    secret: bool,
    length: Length,
}

impl Repeat {
    pub(super) fn read(scope: &Scope, node: Node<'_, '_>) -> Option<Self> {
        let of = scope.field_above(node.required("of")?)?;
        if let Some(Seen::Digits(secret, length)) = scope.seen(of).cloned() {
            return Some(Self { of, secret, length });
        }
        node.at.problem(ProblemCode::WrongType, "only a digits field can be repeated");
        None
    }
}

impl Kind for Repeat {
    fn name(&self) -> &'static str {
        PART.name
    }

    fn each_field(&self, visit: &mut dyn FnMut(FieldIndex)) {
        visit(self.of);
    }

    fn length(&self) -> Option<&Length> {
        Some(&self.length)
    }

    fn repeats(&self) -> Option<FieldIndex> {
        Some(self.of)
    }

    fn is_secret(&self) -> bool {
        self.secret
    }

    fn is_line(&self) -> bool {
        true
    }

    fn empty(&self) -> Value {
        digits::empty(self.secret)
    }

    fn tidied(&self, typed: &str, prefix: Option<&str>) -> Option<Value> {
        Some(digits::tidied(self.secret, typed, prefix))
    }

    fn check(&self, own: Own<'_>, _today: Date, found: &mut Vec<Finding>) {
        if own.text().is_empty() {
            return found.push(Finding::error(own.field, Code::Missing));
        }
        let differs = own.others.tidied(self.of) != own.tidied;
        found.extend(differs.then(|| Finding::error(own.field, Code::RepeatDiffers)));
        found.extend(digits::tidied_note(own, self.secret, self.length.prefix()));
    }

    /// The item's answer is the repeated field.
    fn answer(&self, _own: Own<'_>) -> Option<Answer> {
        None
    }

    fn schema(&self, _required: bool) -> Json {
        Json::Bool(false)
    }

    fn plan(&self, _id: &str, _texts: &Texts) -> ControlPlan {
        ControlPlan::Digits { secret: self.secret }
    }
}
