//! What the parsers of a definition know of the fields above, which are the only ones that a field can refer to.

use std::collections::BTreeMap;

use super::index::{FieldIndex, ItemIndex};
use super::length::Length;
use super::node::Node;
use super::problem::ProblemCode;

/// The largest number of options of a choice, questions of a guide and parts of a condition.
pub const MAX_OPTIONS: usize = 1_000;
/// States of all patterns together. A search may visit each of them for every character of the text.
const MAX_PATTERN_STATES: usize = 5_000;

/// The fields above, and what is left for the ones below.
#[derive(Debug)]
pub struct Scope {
    /// The item that is being read.
    pub item: ItemIndex,
    /// The choice that a page may fix.
    pub fixed_by_page: Option<FieldIndex>,
    /// The states that are left for further patterns.
    pub pattern_states: usize,
    /// The fields above, by id.
    pub fields_by_id: BTreeMap<Box<str>, FieldIndex>,
    /// The fields above, each with its item.
    pub(super) above: Vec<(ItemIndex, Seen)>,
}

/// The property of a field that fields below may refer to.
#[derive(Debug, Clone)]
pub enum Seen {
    /// Whether it is filled, and nothing else.
    Filled,
    /// Whether it is ticked.
    Flag,
    /// The one option that is chosen.
    Choice(Vec<Box<str>>),
    /// The options that are ticked.
    Choices(Vec<Box<str>>),
    /// Its month.
    Month,
    /// Its digits: whether they are a password, and how many.
    Digits(bool, Length),
}

impl Default for Scope {
    fn default() -> Self {
        Self {
            item: ItemIndex(0),
            fixed_by_page: None,
            pattern_states: MAX_PATTERN_STATES,
            fields_by_id: BTreeMap::new(),
            above: Vec::new(),
        }
    }
}

impl Scope {
    /// The index of the field that is being read.
    #[must_use]
    pub fn field(&self) -> FieldIndex {
        FieldIndex(self.above.len())
    }

    /// Adds a field that was read, so that later ones may refer to it.
    pub fn add(&mut self, node: Node<'_, '_>, id: &str, seen: Seen) {
        if self.fields_by_id.insert(id.into(), self.field()).is_some() {
            node.at.problem(ProblemCode::Duplicate, format!("two fields are called `{id}`"));
        }
        self.above.push((self.item, seen));
    }

    /// What a field above lets others refer to.
    #[must_use]
    pub fn seen(&self, field: FieldIndex) -> Option<&Seen> {
        self.above.get(field.0).map(|(_, seen)| seen)
    }

    /// Whether this is the field right above, in the same item.
    #[must_use]
    pub fn is_right_above(&self, field: FieldIndex) -> bool {
        field.0 + 1 == self.above.len() && self.above.last().is_some_and(|(item, _)| *item == self.item)
    }

    /// A field above the current one. So conditions are evaluated in one pass and cannot be circular.
    #[must_use]
    pub fn field_above(&self, node: Node<'_, '_>) -> Option<FieldIndex> {
        let typed = node.text()?;
        let found = self.fields_by_id.get(typed).copied();
        if found.is_none() {
            let message = || format!("no field above this place is called `{typed}`");
            let mut known = self.fields_by_id.keys().map(AsRef::as_ref);
            node.at.misnamed(ProblemCode::UnknownReference, typed, &mut known, &message);
        }
        found
    }
}

/// A name: `^[a-z][a-z0-9_]{0,63}$`, but not the name of a member of every JavaScript object.
#[must_use]
pub fn id<'j>(node: Node<'_, 'j>) -> Option<&'j str> {
    let id = node.text()?;
    let starts_well = id.starts_with(|first: char| first.is_ascii_lowercase());
    let body_allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    if starts_well && id.len() <= 64 && id.bytes().all(body_allowed) && !["constructor", "prototype"].contains(&id) {
        return Some(id);
    }
    let message = format!("`{id}` is not a name: a to z first, then a to z, 0 to 9 and _, at most 64");
    node.at.problem(ProblemCode::WrongValue, message);
    None
}

/// An option that the choice has.
#[must_use]
pub fn known_option(node: Node<'_, '_>, options: &[Box<str>]) -> Option<Box<str>> {
    let typed = node.text()?;
    let found = options.iter().find(|option| &***option == typed).cloned();
    if found.is_none() {
        let (mut known, message) = (options.iter().map(AsRef::as_ref), || format!("`{typed}` is not an option"));
        node.at.misnamed(ProblemCode::UnknownReference, typed, &mut known, &message);
    }
    found
}
