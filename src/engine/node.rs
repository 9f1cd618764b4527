//! Walks untrusted JSON and collects every problem with its pointer, instead of stopping at the first.
//!
//! General tools only; [`super::parse`] knows the format of definitions.

use std::cell::{Cell, RefCell};
use std::fmt::Display;

use super::json::Json;
use super::problem::{Problem, ProblemCode, nearest};

/// How many problems are collected: more would not help anyone.
pub const MAX_PROBLEMS: usize = 200;
/// How many known names are compared with mistyped ones, in all.
pub const MAX_COMPARED: usize = 20_000;

/// The problems of one document, in its order.
#[derive(Debug, Default)]
pub struct Problems {
    found: RefCell<Vec<Problem>>,
    compared: Cell<usize>,
}

impl Problems {
    /// The problems found.
    #[must_use]
    pub fn found(self) -> Vec<Problem> {
        self.found.into_inner()
    }

    /// How many known names were compared with mistyped ones.
    #[must_use]
    pub fn compared(&self) -> usize {
        self.compared.get()
    }

    fn has_room(&self) -> bool {
        self.found.borrow().len() < MAX_PROBLEMS
    }

    fn push(&self, at: Pointer<'_>, code: ProblemCode, message: String, did_you_mean: Option<String>) {
        self.found.borrow_mut().push(Problem { pointer: at.to_text(), code, message, did_you_mean });
    }
}

/// A JSON pointer (RFC 6901) to a value of a document, where problems can be noted.
#[derive(Debug, Clone, Copy)]
pub struct Pointer<'p> {
    problems: &'p Problems,
    /// The pointer to the value around it, and the step from there. Turned into text only when there is a problem.
    above: Option<(&'p Pointer<'p>, Step<'p>)>,
}

#[derive(Debug, Clone, Copy)]
enum Step<'p> {
    Key(&'p str),
    Position(usize),
}

impl<'p> Pointer<'p> {
    /// The pointer to the whole document.
    #[must_use]
    pub fn root(problems: &'p Problems) -> Self {
        Self { problems, above: None }
    }

    /// The pointer to a member of this object.
    #[must_use]
    pub fn member(&'p self, key: &'p str) -> Self {
        Self { problems: self.problems, above: Some((self, Step::Key(key))) }
    }

    /// The pointer to an entry of this array.
    #[must_use]
    pub fn entry(&'p self, position: usize) -> Self {
        Self { problems: self.problems, above: Some((self, Step::Position(position))) }
    }

    fn to_text(self) -> String {
        match self.above {
            None => String::new(),
            Some((above, Step::Key(key))) => {
                format!("{}/{}", above.to_text(), key.replace('~', "~0").replace('/', "~1"))
            }
            Some((above, Step::Position(position))) => format!("{}/{position}", above.to_text()),
        }
    }

    /// Notes a problem.
    pub fn problem(self, code: ProblemCode, message: impl Into<String>) {
        if self.problems.has_room() {
            self.problems.push(self, code, message.into(), None);
        }
    }

    /// Notes that the name `typed` does not exist, and which known name was probably meant. The message is made and the
    /// names are compared only within the limits.
    pub fn misnamed(
        self,
        code: ProblemCode,
        typed: &str,
        known: &mut dyn Iterator<Item = &str>,
        message: &dyn Fn() -> String,
    ) {
        if self.problems.has_room() {
            let compared = &self.problems.compared;
            let known = known.take(MAX_COMPARED.saturating_sub(compared.get()));
            let did_you_mean = nearest(typed, known.inspect(|_| compared.set(compared.get() + 1)));
            self.problems.push(self, code, message(), did_you_mean);
        }
    }

    /// Notes that a name is not in a closed set.
    pub fn unknown(self, typed: &str, known: &[&str]) {
        let message = || format!("`{typed}` is not one of {}", listed(known));
        self.misnamed(ProblemCode::WrongValue, typed, &mut known.iter().copied(), &message);
    }
}

/// A value of a document, and the pointer to it.
#[derive(Debug, Clone, Copy)]
pub struct Node<'p, 'j> {
    /// The value.
    pub json: &'j Json,
    /// Where it is.
    pub at: Pointer<'p>,
}

impl<'p, 'j> Node<'p, 'j> {
    /// The whole document.
    #[must_use]
    pub fn root(json: &'j Json, problems: &'p Problems) -> Self {
        Self { json, at: Pointer::root(problems) }
    }
}

impl<'j> Node<'_, 'j> {
    /// An optional member.
    // Not inlined, nor the next: parsers call them a hundred times.
    #[must_use]
    #[inline(never)]
    pub fn optional<'n>(&'n self, key: &'n str) -> Option<Node<'n, 'j>> {
        Some(Node { json: self.json.get(key)?, at: self.at.member(key) })
    }

    /// A required member.
    #[must_use]
    #[inline(never)]
    pub fn required<'n>(&'n self, key: &'n str) -> Option<Node<'n, 'j>> {
        let member = self.optional(key);
        if member.is_none() {
            self.at.problem(ProblemCode::MissingKey, format!("the key `{key}` is missing"));
        }
        member
    }

    /// An object with no other keys than these.
    #[must_use]
    pub fn object(self, keys: &[&str]) -> Option<Self> {
        let Json::Object(members) = self.json else {
            self.wrong_type("an object");
            return None;
        };
        for (key, _) in members.iter().filter(|(key, _)| !keys.contains(&key.as_str())) {
            let message = || format!("unknown key `{key}`; known here: {}", listed(keys));
            self.at.member(key).misnamed(ProblemCode::UnknownKey, key, &mut keys.iter().copied(), &message);
        }
        Some(self)
    }

    /// A string.
    #[must_use]
    pub fn text(self) -> Option<&'j str> {
        if self.json.as_text().is_none() {
            self.wrong_type("a string");
        }
        self.json.as_text()
    }

    /// A boolean.
    #[must_use]
    pub fn flag(self) -> Option<bool> {
        if let Json::Bool(flag) = self.json {
            return Some(*flag);
        }
        self.wrong_type("a boolean");
        None
    }

    /// An array of strings, possibly empty.
    #[must_use]
    pub fn texts(self) -> Option<Vec<String>> {
        let Json::Array(entries) = self.json else {
            self.wrong_type("an array of strings");
            return None;
        };
        let text = |(position, json)| Node { json, at: self.at.entry(position) }.text().map(str::to_owned);
        let texts: Vec<Option<String>> = entries.iter().enumerate().map(text).collect();
        texts.into_iter().collect()
    }

    /// A whole number from `min` to `max`.
    #[must_use]
    pub fn number<N: Copy + PartialOrd + Display + TryFrom<i64>>(self, min: N, max: N) -> Option<N> {
        let Json::Number(number) = self.json else {
            self.wrong_type("a whole number");
            return None;
        };
        let within = N::try_from(*number).ok().filter(|number| (min..=max).contains(number));
        if within.is_none() {
            self.at.problem(ProblemCode::WrongValue, format!("{number} is not between {min} and {max}"));
        }
        within
    }

    /// The entries of an array of 1 to `max` entries. Those that `read` refuses are left out.
    #[must_use]
    pub fn list<T>(self, max: usize, mut read: impl FnMut(Node<'_, 'j>) -> Option<T>) -> Option<Vec<T>> {
        let entries = self.entries(max)?.iter().enumerate();
        Some(entries.filter_map(|(position, json)| read(Node { json, at: self.at.entry(position) })).collect())
    }

    fn entries(self, max: usize) -> Option<&'j [Json]> {
        let Json::Array(entries) = self.json else {
            self.wrong_type("an array");
            return None;
        };
        if entries.is_empty() {
            self.at.problem(ProblemCode::WrongValue, "an empty array means nothing here");
        }
        if entries.len() > max {
            let message = format!("{} entries; at most {max} are allowed", entries.len());
            self.at.problem(ProblemCode::TooMany, message);
            return None;
        }
        Some(entries)
    }

    /// One name of a closed set.
    #[must_use]
    pub fn one_of<T: Copy>(self, names: &[(&str, T)]) -> Option<T> {
        let typed = self.text()?;
        let found = names.iter().find(|(name, _)| *name == typed).map(|(_, value)| *value);
        if found.is_none() {
            self.at.unknown(typed, &names.iter().map(|(name, _)| *name).collect::<Vec<_>>());
        }
        found
    }

    /// Notes that the value has the wrong kind.
    pub fn wrong_type(self, expected: &str) {
        self.at.problem(ProblemCode::WrongType, format!("expected {expected}, found {}", self.json.kind()));
    }
}

/// Lists names for a message; only the first ones if there are many.
fn listed(names: &[&str]) -> String {
    let (shown, rest) = names.split_at_checked(20).unwrap_or((names, &[]));
    if rest.is_empty() { shown.join(", ") } else { format!("{} and {} more", shown.join(", "), rest.len()) }
}
