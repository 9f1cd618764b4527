//! Effective values: the answers that count. To rules and conditions a hidden item has no answer.

use super::condition::{Condition, Operand};
use super::definition::{Definition, FieldIndex, Item, ItemIndex};
use super::kinds::kind::{Kind, Others, Own};
use super::length::Length;
use super::values::{Value, Values};

/// Which items are shown, by the item's index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown(Vec<bool>);

impl Shown {
    /// Works out the visibility of every item in one pass: conditions read only fields above them.
    #[must_use]
    pub fn of(definition: &Definition, values: &Values, tidied: &Tidied) -> Self {
        let mut shown = Self(vec![false; definition.items().count()]);
        for (index, item) in definition.items() {
            let is_shown = Effective { definition, values, tidied, shown: &shown }.holds(&item.shown);
            shown.set(index, is_shown);
        }
        shown
    }

    /// Whether an item is shown.
    #[must_use]
    pub fn is(&self, item: ItemIndex) -> bool {
        self.0.get(item.0).copied().unwrap_or_default()
    }

    /// Shows or hides an item.
    pub fn set(&mut self, item: ItemIndex, is_shown: bool) {
        self.0.get_mut(item.0).into_iter().for_each(|held| *held = is_shown);
    }
}

/// The text of every box as it is checked and exported, by the field's index. Computed once for each value.
#[derive(Debug)]
pub struct Tidied(Vec<Option<Value>>);

impl Tidied {
    /// The tidied texts of all boxes.
    #[must_use]
    pub fn of(definition: &Definition, values: &Values) -> Self {
        Self(definition.fields().map(|(field, _)| tidied(definition, values, field)).collect())
    }

    /// Updates a field after its value or its prefix changed.
    pub fn update(&mut self, definition: &Definition, values: &Values, field: FieldIndex) {
        self.0.get_mut(field.0).into_iter().for_each(|held| *held = tidied(definition, values, field));
    }
}

/// The tidied text of one box; `None` for a field that is not typed.
fn tidied(definition: &Definition, values: &Values, field: FieldIndex) -> Option<Value> {
    let kind = definition.kind(field)?;
    // A prefix and its digits are shown together, so visibility does not matter here.
    let prefix = kind.length().and_then(Length::prefix).and_then(|prefix| option(definition, values, prefix));
    kind.tidied(values.get(field)?.typed()?, prefix)
}

/// The option that is chosen, shown or not.
fn option<'f>(definition: &Definition, values: &'f Values, field: FieldIndex) -> Option<&'f str> {
    let typed = values.get(field)?.typed()?;
    definition.kind(field)?.options().iter().any(|option| **option == *typed).then_some(typed)
}

/// Values seen through the visibility of their items.
#[derive(Debug, Clone, Copy)]
pub struct Effective<'f> {
    /// The form.
    pub definition: &'f Definition,
    /// The raw values, hidden ones among them.
    pub values: &'f Values,
    /// The texts among them, tidied.
    pub tidied: &'f Tidied,
    /// What is shown.
    pub shown: &'f Shown,
}

impl<'f> Effective<'f> {
    /// The raw value of a shown field; `None` when it is hidden.
    #[must_use]
    pub fn value(self, field: FieldIndex) -> Option<&'f Value> {
        let item = self.definition.field(field)?.item;
        if self.shown.is(item) { self.values.get(field) } else { None }
    }

    /// Whether a secret is among what is shown.
    #[must_use]
    pub fn shows_secret(self) -> bool {
        let mut fields = self.definition.fields();
        fields.any(|(index, field)| self.definition.is_secret(index) && self.shown.is(field.item))
    }

    /// A shown field, as its kind sees it; `None` when it is hidden.
    #[must_use]
    pub fn own(&self, field: FieldIndex) -> Option<Own<'_>> {
        Some(Own { field, value: self.value(field)?, tidied: self.tidied(field), others: self })
    }

    /// The option chosen in a shown field; `None` when it is hidden, empty or not an option.
    #[must_use]
    pub fn option(self, field: FieldIndex) -> Option<&'f str> {
        self.value(field)?;
        option(self.definition, self.values, field)
    }

    /// The text of a shown box as it is checked and exported; `None` when it is hidden or not typed.
    #[must_use]
    pub fn tidied(self, field: FieldIndex) -> Option<&'f str> {
        self.value(field)?;
        self.tidied.0.get(field.0)?.as_ref()?.typed()
    }

    /// The same as the value that its box shows.
    #[must_use]
    pub fn tidied_value(self, field: FieldIndex) -> Option<&'f Value> {
        self.value(field)?;
        self.tidied.0.get(field.0)?.as_ref()
    }

    /// Whether a shown field holds an answer.
    #[must_use]
    pub fn is_filled(self, field: FieldIndex) -> bool {
        self.own(field).zip(self.definition.kind(field)).is_some_and(|(own, kind)| kind.is_filled(own))
    }

    /// Whether an item's answer was begun: then its other fields are required, even in an optional item. A prefix that
    /// the form chose itself does not count.
    #[must_use]
    pub fn is_begun(self, item: &Item) -> bool {
        let is_chosen = |prefix: FieldIndex| {
            let opens_as = self.definition.kind(prefix).map(Kind::opens_as);
            self.option(prefix).is_some_and(|option| Some(option) != opens_as)
        };
        self.is_filled(item.answer)
            || item.repeat.is_some_and(|repeat| self.is_filled(repeat))
            || item.prefix.is_some_and(is_chosen)
    }

    /// Whether a condition holds.
    #[must_use]
    pub fn holds(self, condition: &Condition) -> bool {
        match condition {
            Condition::Always => true,
            Condition::In(field, operands) => {
                let value = self.value(*field);
                operands.iter().any(|operand| match (operand, value) {
                    (Operand::Option(option), Some(Value::Options(ticked))) => {
                        ticked.iter().any(|one| **one == **option)
                    }
                    (Operand::Option(option), value) => value.and_then(Value::typed) == Some(option),
                    (Operand::Flag(flag), value) => value == Some(&Value::Flag(*flag)),
                })
            }
            Condition::Filled(field, filled) => self.is_filled(*field) == *filled,
            Condition::All(parts) => parts.iter().all(|part| self.holds(part)),
            Condition::Any(parts) => parts.iter().any(|part| self.holds(part)),
            Condition::Not(part) => !self.holds(part),
        }
    }
}

impl Others for Effective<'_> {
    fn value(&self, field: FieldIndex) -> Option<&Value> {
        Effective::value(*self, field)
    }

    fn option(&self, field: FieldIndex) -> Option<&str> {
        Effective::option(*self, field)
    }

    fn tidied(&self, field: FieldIndex) -> Option<&str> {
        Effective::tidied(*self, field)
    }

    fn holds(&self, condition: &Condition) -> bool {
        Effective::holds(*self, condition)
    }
}
