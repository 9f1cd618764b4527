//! Conditions, which show an item or move the earliest month, and how they are read. Comparing a field with a value
//! that it cannot have is an error, not false.

use super::format::{Key, Part, Rule, Shape};
use super::index::FieldIndex;
use super::json::Json;
use super::problem::ProblemCode;
use super::reader::Reader;
use super::source::{MAX_OPTIONS, Seen, Source, known_option};

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

impl Source {
    /// Reads a condition that nests at most `depth` deep.
    pub fn condition(&mut self, json: &Json, depth: usize) -> Option<Condition> {
        let Some(depth) = depth.checked_sub(1) else {
            self.reader.problem(ProblemCode::TooMany, "conditions nest at most 8 deep");
            return None;
        };
        let keys = ["field", "is", "in", "filled", "all", "any", "not"];
        let object = self.reader.object(json, &keys)?;
        let Json::Object(members) = object else { return None };
        let names: Vec<&str> = members.iter().map(|(key, _)| key.as_str()).collect();
        match names.as_slice() {
            ["all"] => self.parts(object, "all", depth).map(Condition::All),
            ["any"] => self.parts(object, "any", depth).map(Condition::Any),
            ["not"] => {
                let inner = object.get("not")?;
                let inner = self.at("not", |source| source.condition(inner, depth))?;
                Some(Condition::Not(Box::new(inner)))
            }
            ["field", "is"] | ["is", "field"] => self.comparison(object, "is"),
            ["field", "in"] | ["in", "field"] => self.comparison(object, "in"),
            ["field", "filled"] | ["filled", "field"] => {
                let field = self.required_field(object, "field")?;
                let filled = self.reader.required(object, "filled", Reader::flag)?;
                Some(Condition::Filled(field, filled))
            }
            _ => {
                let message = "a condition is one of {field, is}, {field, in}, {field, filled}, {all}, {any}, {not}";
                self.reader.problem(ProblemCode::WrongValue, message);
                None
            }
        }
    }

    fn parts(&mut self, object: &Json, key: &str, depth: usize) -> Option<Vec<Condition>> {
        let json = object.get(key)?;
        self.at(key, |source| {
            let parts = source.reader.list(json, MAX_OPTIONS, |_, part| Some(part))?;
            let read = |(position, part)| source.at(position, |source| source.condition(part, depth));
            Some(parts.into_iter().enumerate().filter_map(read).collect())
        })
    }

    fn comparison(&mut self, object: &Json, key: &str) -> Option<Condition> {
        let field = self.required_field(object, "field")?;
        let Self { reader, above, .. } = self;
        let (_, seen) = above.get(field.0)?;
        let options = match seen {
            Seen::Choice(options) | Seen::Choices(options) => Some(options),
            Seen::Flag => None,
            Seen::Filled | Seen::Month | Seen::Digits(..) => {
                let message = "only a choice or a consent can be compared; use `filled` for other fields";
                reader.problem(ProblemCode::WrongType, message);
                return None;
            }
        };
        let operand = |reader: &mut Reader, json: &Json| match options {
            Some(options) => {
                let typed = reader.text(json)?;
                known_option(reader, typed, options).map(Operand::Option)
            }
            None => reader.flag(json).map(Operand::Flag),
        };
        let operands = reader.required(object, key, |reader, json| {
            if key == "in" {
                reader.list(json, MAX_OPTIONS, operand)
            } else {
                operand(reader, json).map(|one| vec![one])
            }
        })?;
        Some(Condition::In(field, operands))
    }
}
