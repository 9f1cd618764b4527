//! The trait of all kinds of control. A kind implements only what sets it apart.

use std::fmt;

use super::plan::ControlPlan;
use crate::engine::calendar::Date;
use crate::engine::condition::Condition;
use crate::engine::finding::Finding;
use crate::engine::index::FieldIndex;
use crate::engine::json::Json;
use crate::engine::length::Length;
use crate::engine::markup::Paragraph;
use crate::engine::node::Pointer;
use crate::engine::questions::Question;
use crate::engine::scope::Seen;
use crate::engine::texts::Texts;
use crate::engine::tidy::is_blank;
use crate::engine::value::{Answer, Value};

/// A shown field, as its kind sees it.
#[derive(Clone, Copy)]
pub struct Own<'o> {
    /// The field.
    pub field: FieldIndex,
    /// Its raw value.
    pub value: &'o Value,
    /// Its tidied text; `None` when it is not typed.
    pub tidied: Option<&'o str>,
    /// The rest of the form.
    pub others: &'o dyn Others,
}

/// The part of the rest of the form that a kind may read. Hidden fields have no value.
pub trait Others {
    /// The raw value of a field.
    fn value(&self, field: FieldIndex) -> Option<&Value>;
    /// The option that is chosen in a field.
    fn option(&self, field: FieldIndex) -> Option<&str>;
    /// The tidied text of a field.
    fn tidied(&self, field: FieldIndex) -> Option<&str>;
    /// Whether a condition holds.
    fn holds(&self, condition: &Condition) -> bool;
}

impl fmt::Debug for Own<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Own({:?})", self.field)
    }
}

impl<'o> Own<'o> {
    /// The text as typed; `""` for boxes to tick.
    #[must_use]
    pub fn typed(self) -> &'o str {
        self.value.typed().unwrap_or_default()
    }

    /// The tidied text; `""` when it is not typed.
    #[must_use]
    pub fn text(self) -> &'o str {
        self.tidied.unwrap_or_default()
    }
}

/// A kind of control.
pub trait Kind {
    /// Its name in definitions and text files.
    fn name(&self) -> &'static str;

    /// Calls `visit` with every other field that its checks or its drawing read.
    fn each_field(&self, _visit: &mut dyn FnMut(FieldIndex)) {}

    /// The property that fields below may refer to.
    fn seen(&self) -> Seen {
        Seen::Filled
    }

    /// The values that it offers, in the order shown.
    fn options(&self) -> &[Box<str>] {
        &[]
    }

    /// The option that is chosen when the form opens; `""` for none.
    fn opens_as(&self) -> &str {
        ""
    }

    /// Questions in plain words that lead to one of the options.
    fn guide(&self) -> &[Question] {
        &[]
    }

    /// How many digits it takes.
    fn length(&self) -> Option<&Length> {
        None
    }

    /// The field whose answer it repeats.
    fn repeats(&self) -> Option<FieldIndex> {
        None
    }

    /// Whether its value is a password.
    fn is_secret(&self) -> bool {
        false
    }

    /// Whether its answer is typed on one line.
    fn is_line(&self) -> bool {
        false
    }

    /// Whether its answer is made of lists, which may be too narrow for the words.
    fn is_made_of_lists(&self) -> bool {
        false
    }

    /// Nothing entered.
    fn empty(&self) -> Value {
        Value::Text(String::new())
    }

    /// Whether a page or a file may hand in a number for it.
    fn takes_number(&self) -> bool {
        false
    }

    /// Whether it can show a value of its own kind.
    fn fits(&self, _value: &Value, _at: Pointer<'_>) -> bool {
        true
    }

    /// The typed text as it is checked, exported and shown after the field is left; `None` where nothing is typed.
    /// `prefix` is the option in front of it.
    fn tidied(&self, _typed: &str, _prefix: Option<&str>) -> Option<Value> {
        None
    }

    /// Whether it holds an answer.
    fn is_filled(&self, own: Own<'_>) -> bool {
        !is_blank(own.text())
    }

    /// Adds the findings: at most one error, the first that applies, any number of warnings, and at most one note.
    /// `today` is the day in Asia/Tokyo.
    fn check(&self, own: Own<'_>, today: Date, found: &mut Vec<Finding>);

    /// The answer without its prefix; `None` when it is empty. Called only when it has no error.
    fn answer(&self, own: Own<'_>) -> Option<Answer> {
        (!own.text().is_empty()).then(|| Answer::Text(own.text().to_owned()))
    }

    /// The JSON Schema of the answer, prefix included.
    fn schema(&self, required: bool) -> Json;

    /// The value with which a finished application's file starts the next one; `None` to keep the file's.
    fn reopened(&self, _held: &Value) -> Option<Value> {
        None
    }

    /// The keys of the sentences that it needs in addition to its label.
    fn needed_texts(&self, _id: &str) -> Vec<String> {
        Vec::new()
    }

    /// Whether it has its own label even where its item has one.
    fn is_labelled_itself(&self) -> bool {
        false
    }

    /// The plan for the view.
    fn plan(&self, id: &str, texts: &Texts) -> ControlPlan;

    /// The first year that its lists offer, hidden or not, and how many years ahead the last one is.
    fn years(&self, _others: &dyn Others, _today: Date) -> Option<(u16, u8)> {
        None
    }

    /// An answer as people read it; `None` for the text itself.
    fn words(&self, _text: &str, _id: &str, _texts: &Texts) -> Option<Paragraph> {
        None
    }

    /// How the answer is entered in the portal if it is not typed, and how the portal writes it if that differs from
    /// how people read it.
    fn in_portal(&self, _own: Own<'_>, _texts: &Texts) -> (Paragraph, Option<Paragraph>) {
        (Paragraph::new(), None)
    }
}
