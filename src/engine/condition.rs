//! Conditions, which show an item or move the earliest month, and how they are read. Comparing a field with a value
//! that it cannot have is an error, not false.

use super::format::{Key, Part, Rule, Shape};
use super::index::FieldIndex;
use super::json::Json;
use super::node::Node;
use super::problem::ProblemCode;
use super::scope::{MAX_OPTIONS, Scope, Seen, known_option};

/// How deep conditions nest.
pub const MAX_DEPTH: usize = 8;

/// The description of every condition.
pub const MEANING: &str = "A condition refers only to fields above. A hidden or empty operand makes a comparison \
    false. Text, numbers and dates know `filled` only.";

/// The forms of a condition.
pub const FORMS: [Part; 6] = [
    form(
        "is",
        "The field has this value; of check boxes, this one is ticked.",
        &[OF, Key::required("is", Shape::Operand, "")],
    ),
    form(
        "in",
        "The field has one of these values; of check boxes, one of these is ticked.",
        &[OF, Key::required("in", Shape::List(&Shape::Operand, MAX_OPTIONS), "")],
    ),
    form("filled", "The field holds an answer, or holds none.", &[OF, Key::required("filled", Shape::Flag, "")]),
    form("all", "All of these hold.", &[Key::required("all", PARTS, "")]),
    form("any", "At least one of these holds.", &[Key::required("any", PARTS, "")]),
    form("not", "This does not hold.", &[Key::required("not", Shape::Condition, "")]),
];

const OF: Key = Key::required("field", Shape::Id, "A field above.");
const PARTS: Shape = Shape::List(&Shape::Condition, MAX_OPTIONS);

const fn form(name: &'static str, meaning: &'static str, keys: &'static [Key]) -> Part {
    Part { name, meaning, keys, rule: Rule::Free }
}

/// A condition, evaluated over effective values: a hidden or empty operand makes a comparison false.
#[derive(Debug, PartialEq, Eq)]
pub enum Condition {
    /// Always.
    Always,
    /// The field has one of these values; `{field, is}` is the case of one. Of check boxes: one of these is ticked.
    In(FieldIndex, Vec<Operand>),
    /// The field holds an answer, or holds none.
    Filled(FieldIndex, bool),
    /// All of these.
    All(Vec<Condition>),
    /// At least one of these.
    Any(Vec<Condition>),
    /// Not this.
    Not(Box<Condition>),
}

/// What a condition compares with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operand {
    /// An option of a choice.
    Option(Box<str>),
    /// A consent that is given or not.
    Flag(bool),
}

impl Condition {
    /// Calls `visit` with every field that this condition reads.
    pub fn each_field(&self, visit: &mut dyn FnMut(FieldIndex)) {
        match self {
            Self::Always => {}
            Self::In(field, _) | Self::Filled(field, _) => visit(*field),
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.each_field(visit)),
            Self::Not(part) => part.each_field(visit),
        }
    }
}

impl Scope {
    /// Reads a condition that nests at most `depth` deep.
    #[must_use]
    pub fn condition(&self, node: Node<'_, '_>, depth: usize) -> Option<Condition> {
        let Some(depth) = depth.checked_sub(1) else {
            node.at.problem(ProblemCode::TooMany, "conditions nest at most 8 deep");
            return None;
        };
        let object = node.object(&["field", "is", "in", "filled", "all", "any", "not"])?;
        let Json::Object(members) = object.json else { return None };
        let names: Vec<&str> = members.iter().map(|(key, _)| key.as_str()).collect();
        let parts = |key| object.required(key)?.list(MAX_OPTIONS, |part| self.condition(part, depth));
        match names.as_slice() {
            ["all"] => parts("all").map(Condition::All),
            ["any"] => parts("any").map(Condition::Any),
            ["not"] => self.condition(object.required("not")?, depth).map(|part| Condition::Not(Box::new(part))),
            ["field", "is"] | ["is", "field"] => self.comparison(object, "is"),
            ["field", "in"] | ["in", "field"] => self.comparison(object, "in"),
            ["field", "filled"] | ["filled", "field"] => {
                let field = self.field_above(object.required("field")?)?;
                Some(Condition::Filled(field, object.required("filled")?.flag()?))
            }
            _ => {
                let message = "a condition is one of {field, is}, {field, in}, {field, filled}, {all}, {any}, {not}";
                node.at.problem(ProblemCode::WrongValue, message);
                None
            }
        }
    }

    fn comparison(&self, object: Node<'_, '_>, key: &str) -> Option<Condition> {
        let field = self.field_above(object.required("field")?)?;
        let options = match self.seen(field)? {
            Seen::Choice(options) | Seen::Choices(options) => Some(options),
            Seen::Flag => None,
            Seen::Filled | Seen::Month | Seen::Digits(..) => {
                let message = "only a choice or a consent can be compared; use `filled` for other fields";
                object.at.problem(ProblemCode::WrongType, message);
                return None;
            }
        };
        let operand = |node: Node<'_, '_>| match options {
            Some(options) => known_option(node, options).map(Operand::Option),
            None => node.flag().map(Operand::Flag),
        };
        let compared = object.required(key)?;
        let operands = if key == "in" { compared.list(MAX_OPTIONS, operand)? } else { vec![operand(compared)?] };
        Some(Condition::In(field, operands))
    }
}
