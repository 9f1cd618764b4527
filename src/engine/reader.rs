//! Walks untrusted JSON and collects every problem with its pointer, instead of stopping at the first.
//!
//! General tools only; [`super::parse`] knows the format of definitions.

use std::fmt::Display;

use super::json::Json;
use super::problem::{Problem, ProblemCode, nearest};

/// How many problems are collected: more would not help anyone.
pub const MAX_PROBLEMS: usize = 200;
/// How many known names are compared with mistyped ones, in all.
pub const MAX_COMPARED: usize = 20_000;

/// The path that is being read, and the problems so far.
#[derive(Debug, Default)]
pub struct Reader {
    path: Vec<Step>,
    problems: Vec<Problem>,
    compared: usize,
}

/// One step down a tree. Turned into text only when there is a problem to report.
#[derive(Debug, Clone)]
pub enum Step {
    /// A member of an object.
    Key(String),
    /// An entry of an array.
    Position(usize),
}

impl From<&str> for Step {
    fn from(key: &str) -> Self {
        Self::Key(key.to_owned())
    }
}

impl From<usize> for Step {
    fn from(position: usize) -> Self {
        Self::Position(position)
    }
}

impl Step {
    fn to_pointer(&self) -> String {
        match self {
            Self::Key(key) => format!("/{}", key.replace('~', "~0").replace('/', "~1")),
            Self::Position(position) => format!("/{position}"),
        }
    }
}

impl Reader {
    /// The problems found, in the order of the document.
    #[must_use]
    pub fn into_problems(self) -> Vec<Problem> {
        self.problems
    }

    /// Runs `read` one step further down.
    pub fn at<T>(&mut self, step: impl Into<Step>, read: impl FnOnce(&mut Self) -> T) -> T {
        self.enter(step.into());
        let value = read(self);
        self.leave();
        value
    }

    /// Goes one step further down; [`Reader::leave`] goes back up.
    pub fn enter(&mut self, step: Step) {
        self.path.push(step);
    }

    /// Goes one step back up.
    pub fn leave(&mut self) {
        self.path.pop();
    }

    /// Notes a problem at the present path.
    pub fn problem(&mut self, code: ProblemCode, message: impl Into<String>) {
        if self.has_room() {
            self.push(code, message.into(), None);
        }
    }

    /// Notes that the name `typed` does not exist, and which known name was probably meant. The message is made and the
    /// names are compared only within the limits.
    pub fn misnamed(
        &mut self,
        code: ProblemCode,
        typed: &str,
        known: &mut dyn Iterator<Item = &str>,
        message: &dyn Fn() -> String,
    ) {
        if self.has_room() {
            let left = MAX_COMPARED.saturating_sub(self.compared);
            let did_you_mean = nearest(typed, known.take(left).inspect(|_| self.compared += 1));
            self.push(code, message(), did_you_mean);
        }
    }

    /// How many known names were compared with mistyped ones.
    #[must_use]
    pub fn compared(&self) -> usize {
        self.compared
    }

    fn has_room(&self) -> bool {
        self.problems.len() < MAX_PROBLEMS
    }

    fn push(&mut self, code: ProblemCode, message: String, did_you_mean: Option<String>) {
        let pointer = self.path.iter().map(Step::to_pointer).collect();
        self.problems.push(Problem { pointer, code, message, did_you_mean });
    }

    /// An object with no other keys than these.
    pub fn object<'j>(&mut self, json: &'j Json, keys: &[&str]) -> Option<&'j Json> {
        let Json::Object(members) = json else {
            self.wrong_type(json, "an object");
            return None;
        };
        for (key, _) in members {
            if !keys.contains(&key.as_str()) {
                self.at(key.as_str(), |reader| {
                    let message = || format!("unknown key `{key}`; known here: {}", listed(keys));
                    reader.misnamed(ProblemCode::UnknownKey, key, &mut keys.iter().copied(), &message);
                });
            }
        }
        Some(json)
    }

    /// A required member.
    pub fn required<'j, T>(
        &mut self,
        object: &'j Json,
        key: &str,
        read: impl FnOnce(&mut Self, &'j Json) -> Option<T>,
    ) -> Option<T> {
        if object.get(key).is_none() {
            self.problem(ProblemCode::MissingKey, format!("the key `{key}` is missing"));
        }
        self.optional(object, key, read)
    }

    /// An optional member.
    pub fn optional<'j, T>(
        &mut self,
        object: &'j Json,
        key: &str,
        read: impl FnOnce(&mut Self, &'j Json) -> Option<T>,
    ) -> Option<T> {
        let json = object.get(key)?;
        self.at(key, |reader| read(reader, json))
    }

    /// A string.
    pub fn text<'j>(&mut self, json: &'j Json) -> Option<&'j str> {
        if json.as_text().is_none() {
            self.wrong_type(json, "a string");
        }
        json.as_text()
    }

    /// A boolean.
    pub fn flag(&mut self, json: &Json) -> Option<bool> {
        if let Json::Bool(flag) = json {
            return Some(*flag);
        }
        self.wrong_type(json, "a boolean");
        None
    }

    /// An array of strings, possibly empty.
    pub fn texts(&mut self, json: &Json) -> Option<Vec<String>> {
        let Json::Array(entries) = json else {
            self.wrong_type(json, "an array of strings");
            return None;
        };
        let text = |(position, entry)| self.at(position, |reader| reader.text(entry).map(str::to_owned));
        entries.iter().enumerate().map(text).collect()
    }

    /// A whole number from `min` to `max`.
    pub fn number<N: Copy + PartialOrd + Display + TryFrom<i64>>(&mut self, json: &Json, min: N, max: N) -> Option<N> {
        let Json::Number(number) = json else {
            self.wrong_type(json, "a whole number");
            return None;
        };
        let within = N::try_from(*number).ok().filter(|number| (min..=max).contains(number));
        if within.is_none() {
            self.problem(ProblemCode::WrongValue, format!("{number} is not between {min} and {max}"));
        }
        within
    }

    /// Every entry of an array of 1 to `max` entries, read with its position on the path.
    pub fn list<'j, T>(
        &mut self,
        json: &'j Json,
        max: usize,
        mut read: impl FnMut(&mut Self, &'j Json) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Json::Array(entries) = json else {
            self.wrong_type(json, "an array");
            return None;
        };
        if entries.is_empty() {
            self.problem(ProblemCode::WrongValue, "an empty array means nothing here");
        }
        if entries.len() > max {
            self.problem(ProblemCode::TooMany, format!("{} entries; at most {max} are allowed", entries.len()));
            return None;
        }
        let read_at = |(position, entry)| self.at(position, |reader| read(reader, entry));
        Some(entries.iter().enumerate().filter_map(read_at).collect())
    }

    /// One name of a closed set.
    pub fn one_of<T: Copy>(&mut self, json: &Json, names: &[(&str, T)]) -> Option<T> {
        let typed = self.text(json)?;
        let found = names.iter().find(|(name, _)| *name == typed).map(|(_, value)| *value);
        if found.is_none() {
            self.unknown(typed, &names.iter().map(|(name, _)| *name).collect::<Vec<_>>());
        }
        found
    }

    /// Notes that a name is not in a closed set.
    pub fn unknown(&mut self, typed: &str, known: &[&str]) {
        let message = || format!("`{typed}` is not one of {}", listed(known));
        self.misnamed(ProblemCode::WrongValue, typed, &mut known.iter().copied(), &message);
    }

    /// Notes that a value has the wrong kind.
    pub fn wrong_type(&mut self, json: &Json, expected: &str) {
        self.problem(ProblemCode::WrongType, format!("expected {expected}, found {}", json.kind()));
    }
}

/// Lists names for a message; only the first ones if there are many.
fn listed(names: &[&str]) -> String {
    let (shown, rest) = names.split_at_checked(20).unwrap_or((names, &[]));
    if rest.is_empty() { shown.join(", ") } else { format!("{} and {} more", shown.join(", "), rest.len()) }
}
