//! Effective values: what counts. The answer of a hidden item is no answer, neither for a rule nor for a condition.

use super::calendar::{Date, Month};
use super::definition::{Condition, Control, Definition, FieldIndex, Item, ItemIndex, Operand};
use super::tidy::{Tidying, is_blank, tidy, tidy_text};
use super::values::{Secret, Value, Values};

/// Which items are shown, by the item's place.
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
        self.0.get_mut(item.0).into_iter().for_each(|place| *place = is_shown);
    }
}

/// The text of every box as it is checked and exported, by the field's place. It is worked out once for a value.
#[derive(Debug)]
pub struct Tidied(Vec<Option<Value>>);

impl Tidied {
    /// The tidied texts of all boxes.
    #[must_use]
    pub fn of(definition: &Definition, values: &Values) -> Self {
        Self(definition.fields().map(|(field, _)| tidied(definition, values, field)).collect())
    }

    /// Takes up another value of a field, or of the prefix in front of it.
    pub fn update(&mut self, definition: &Definition, values: &Values, field: FieldIndex) {
        self.0.get_mut(field.0).into_iter().for_each(|place| *place = tidied(definition, values, field));
    }
}

/// The tidied text of one box; `None` for what is no box to type in.
fn tidied(definition: &Definition, values: &Values, field: FieldIndex) -> Option<Value> {
    let typed = values.get(field)?.typed()?;
    if let Some(text_box) = definition.text_box(field) {
        return Some(Value::Text(tidy_text(typed, text_box.kind)));
    }
    let digits = definition.digits(field)?;
    if digits.secret {
        return Some(Value::Secret(Secret::new(tidy(typed, Tidying::EndsOnly))));
    }
    let tidied = tidy(typed, Tidying::Everywhere);
    // A prefix and what it stands in front of are shown together: it counts whether they are or not.
    let chosen = |prefix| {
        let typed = values.get(prefix)?.typed()?;
        definition.choice(prefix)?.offers(typed).then_some(typed)
    };
    let prefix = definition.prefix_of(field).and_then(chosen);
    Some(Value::Text(match prefix.and_then(|prefix| tidied.strip_prefix(prefix)) {
        Some(rest) => rest.to_owned(),
        None => tidied,
    }))
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

    /// The option chosen in a shown field; `None` when it is hidden, empty or not an option.
    #[must_use]
    pub fn option(self, field: FieldIndex) -> Option<&'f str> {
        let typed = self.value(field)?.typed()?;
        let mut options = self.definition.choice(field)?.options.iter();
        options.find(|option| &***option == typed).map(AsRef::as_ref)
    }

    /// The options ticked in a shown field, each once and in the form's order; none when it is hidden.
    pub fn options(self, field: FieldIndex) -> impl Iterator<Item = &'f str> {
        let control = self.definition.field(field).map(|field| &field.control);
        let (offered, ticked): (&[Box<str>], &[String]) = match (control, self.value(field)) {
            (Some(Control::Choices(offered)), Some(Value::Options(ticked))) => (offered, ticked),
            (_, _) => (&[], &[]),
        };
        offered.iter().map(AsRef::as_ref).filter(|option: &&str| ticked.iter().any(|one| one == option))
    }

    /// The month chosen in a shown field; `None` when it is hidden, empty or incomplete.
    #[must_use]
    pub fn month(self, field: FieldIndex) -> Option<Month> {
        let Control::Month(_) = self.definition.field(field)?.control else { return None };
        Month::parse(self.value(field)?.typed()?)
    }

    /// The day chosen in a shown field; `None` when it is hidden, empty, incomplete or no day.
    #[must_use]
    pub fn date(self, field: FieldIndex) -> Option<Date> {
        let Control::Date(_) = self.definition.field(field)?.control else { return None };
        Date::parse(self.value(field)?.typed()?)
    }

    /// The text of a shown box as it is checked and exported; `None` when it is hidden or no box to type in.
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
        match self.definition.field(field).map(|field| &field.control) {
            Some(Control::Consent) => self.value(field) == Some(&Value::Flag(true)),
            Some(Control::Radios(_) | Control::DropDown(_)) => self.option(field).is_some(),
            Some(Control::Choices(_)) => self.options(field).next().is_some(),
            Some(Control::Date(_)) => self.date(field).is_some(),
            Some(Control::Digits(_) | Control::Repeat { .. } | Control::Text(_)) => {
                self.tidied(field).is_some_and(|text| !is_blank(text))
            }
            Some(Control::Month(_)) => self.month(field).is_some(),
            None => false,
        }
    }

    /// Whether an answer to an item was begun: it waits for the rest of it, also where it need not be answered. A prefix
    /// that the form has chosen itself is no beginning.
    #[must_use]
    pub fn is_begun(self, item: &Item) -> bool {
        let is_chosen = |prefix: FieldIndex| {
            let opens_as = self.definition.choice(prefix).map(|choice| &*choice.opens_as);
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
                let chosen: Vec<&str> = self.option(*field).into_iter().chain(self.options(*field)).collect();
                operands.iter().any(|operand| match operand {
                    Operand::Option(option) => chosen.contains(&&**option),
                    Operand::Flag(flag) => self.value(*field) == Some(&Value::Flag(*flag)),
                })
            }
            Condition::Filled(field, filled) => self.is_filled(*field) == *filled,
            Condition::All(parts) => parts.iter().all(|part| self.holds(part)),
            Condition::Any(parts) => parts.iter().any(|part| self.holds(part)),
            Condition::Not(part) => !self.holds(part),
        }
    }
}
