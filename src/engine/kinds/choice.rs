//! One of several options: radio buttons, or a drop-down list.

use super::kind::{Kind, Own};
use super::plan::{self, ControlPlan};
use crate::engine::calendar::Date;
use crate::engine::finding::{Code, Finding};
use crate::engine::format::{Key, Part, Rule, Shape};
use crate::engine::json::Json;
use crate::engine::json_schema::one_of;
use crate::engine::markup::{Paragraph, plain};
use crate::engine::node::{Node, Pointer};
use crate::engine::problem::ProblemCode;
use crate::engine::questions::{Destination, QUESTION, Question, questions};
use crate::engine::scope::{MAX_OPTIONS, Scope, Seen, known_option};
use crate::engine::texts::Texts;
use crate::engine::value::{Answer, Value};

/// The keys of radio buttons in a definition.
pub const RADIOS: Part = Part {
    name: "radios",
    meaning: "Radio buttons: texts `options.FIELD.OPTION`, `.hint` and `.caution`.",
    keys: KEYS,
    rule: Rule::Free,
};

/// The keys of a drop-down list in a definition.
pub const DROP_DOWN: Part = Part {
    name: "drop_down",
    meaning: "A drop-down list: texts `options.FIELD.OPTION` and `.caution`.",
    keys: KEYS,
    rule: Rule::Free,
};

/// The key of every kind that offers options.
pub(super) const OPTIONS: Key =
    Key::required("options", Shape::Options(MAX_OPTIONS), "The values that are offered, in the order shown.");

const KEYS: &[Key] = &[
    OPTIONS,
    Key::optional(
        "fixed_by",
        Shape::OneOf(&["application-type"]),
        "The attribute of the element with which a page fixes one of the options. Only one field may have it.",
    ),
    Key::optional("opens_as", Shape::Text, "The option that is chosen when the form opens."),
    Key::optional(
        "reopens_as",
        Shape::Text,
        "The option that is chosen when the file of a finished application is opened.",
    ),
    Key::optional(
        "guide",
        Shape::List(&Shape::Object(&QUESTION), MAX_OPTIONS),
        "Questions in plain words that lead to one of the options.",
    ),
];

/// Radio buttons, or a drop-down list.
#[derive(Debug)]
pub struct Choice {
    /// Whether it is a drop-down list.
    pub is_list: bool,
    /// The values, in the order shown.
    pub options: Vec<Box<str>>,
    /// The value that is chosen when the form opens; `""` for none.
    pub opens_as: Box<str>,
    /// The value that is chosen when the file of a finished application is opened; `""` to keep the file's.
    pub reopens_as: Box<str>,
    /// Questions in plain words that lead to one of the options.
    pub guide: Vec<Question>,
}

impl Choice {
    pub(super) fn read(scope: &mut Scope, node: Node<'_, '_>, is_list: bool) -> Option<Self> {
        let options = read_options(node)?;
        let option = |key| node.optional(key).and_then(|node| known_option(node, &options)).unwrap_or_default();
        let (opens_as, reopens_as) = (option("opens_as"), option("reopens_as"));
        if let Some(attribute) = node.optional("fixed_by")
            && attribute.one_of(&[("application-type", ())]).is_some()
            && scope.fixed_by_page.replace(scope.field()).is_some()
        {
            let message = "an attribute fixes one field, and another one stands above";
            attribute.at.problem(ProblemCode::Duplicate, message);
        }
        let guide = node.optional("guide").and_then(|node| questions(node, &options)).unwrap_or_default();
        Some(Self { is_list, opens_as, reopens_as, guide, options })
    }
}

/// The options of a field.
pub(super) fn read_options(node: Node<'_, '_>) -> Option<Vec<Box<str>>> {
    let option = |node: Node<'_, '_>| {
        let option = node.text()?;
        if option.is_empty() {
            let message = "an option needs a value; \"\" means that none is chosen";
            node.at.problem(ProblemCode::WrongValue, message);
        }
        Some(option.into())
    };
    let options: Vec<Box<str>> = node.required(OPTIONS.name)?.list(MAX_OPTIONS, option)?;
    let mut sorted: Vec<&str> = options.iter().map(AsRef::as_ref).collect();
    sorted.sort_unstable();
    if sorted.windows(2).any(|pair| pair.first() == pair.last()) {
        node.at.problem(ProblemCode::Duplicate, "an option stands twice");
    }
    Some(options)
}

/// Whether this is one of the values.
pub(super) fn offers(options: &[Box<str>], value: &str) -> bool {
    options.iter().any(|option| **option == *value)
}

/// The same for a value that a program hands in; reports a problem if it is not.
pub(super) fn is_offered(options: &[Box<str>], value: &str, at: Pointer<'_>) -> bool {
    let is_offered = offers(options, value);
    if !is_offered {
        at.unknown(value, &options.iter().map(AsRef::as_ref).collect::<Vec<_>>());
    }
    is_offered
}

/// The keys of the words of some options.
pub(super) fn words_of_options(options: &[Box<str>], id: &str) -> Vec<String> {
    options.iter().map(|option| format!("options.{id}.{option}")).collect()
}

impl Kind for Choice {
    fn name(&self) -> &'static str {
        if self.is_list { DROP_DOWN.name } else { RADIOS.name }
    }

    fn seen(&self) -> Seen {
        Seen::Choice(self.options.clone())
    }

    fn options(&self) -> &[Box<str>] {
        &self.options
    }

    fn opens_as(&self) -> &str {
        &self.opens_as
    }

    fn guide(&self) -> &[Question] {
        &self.guide
    }

    fn is_made_of_lists(&self) -> bool {
        self.is_list
    }

    fn fits(&self, value: &Value, at: Pointer<'_>) -> bool {
        value.typed().is_some_and(|text| text.is_empty() || is_offered(&self.options, text, at))
    }

    fn is_filled(&self, own: Own<'_>) -> bool {
        offers(&self.options, own.typed())
    }

    fn check(&self, own: Own<'_>, _today: Date, found: &mut Vec<Finding>) {
        let code = if own.typed().is_empty() { Code::Missing } else { Code::UnknownOption };
        found.extend((!self.is_filled(own)).then(|| Finding::error(own.field, code)));
    }

    fn answer(&self, own: Own<'_>) -> Option<Answer> {
        self.is_filled(own).then(|| Answer::Text(own.typed().to_owned()))
    }

    fn schema(&self, _required: bool) -> Json {
        one_of(&self.options)
    }

    fn reopened(&self, _held: &Value) -> Option<Value> {
        (!self.reopens_as.is_empty()).then(|| Value::Text(self.reopens_as.to_string()))
    }

    fn needed_texts(&self, id: &str) -> Vec<String> {
        let mut keys = words_of_options(&self.options, id);
        for question in &self.guide {
            let name = format!("guides.{id}.{}", question.id);
            keys.push(format!("{name}.question"));
            for answer in &question.answers {
                keys.push(format!("{name}.{}.label", answer.id));
                match answer.to {
                    Destination::Option(_) | Destination::Advice => keys.push(format!("{name}.{}.reason", answer.id)),
                    Destination::Question(_) => {}
                }
            }
        }
        keys
    }

    fn plan(&self, id: &str, texts: &Texts) -> ControlPlan {
        if !self.is_list {
            return ControlPlan::Radios(plan::options(&self.options, id, texts));
        }
        let words = |option: &str| (option.into(), plain(&texts.option_label(id, option)));
        ControlPlan::DropDown(self.options.iter().map(AsRef::as_ref).map(words).collect())
    }

    fn words(&self, text: &str, id: &str, texts: &Texts) -> Option<Paragraph> {
        offers(&self.options, text).then(|| texts.option_label(id, text))
    }

    fn in_portal(&self, _own: Own<'_>, texts: &Texts) -> (Paragraph, Option<Paragraph>) {
        (texts.ui(if self.is_list { "transfer_drop_down" } else { "transfer_radios" }), None)
    }
}
