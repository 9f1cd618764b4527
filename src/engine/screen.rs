//! What the view draws: plain data with the sentences filled in.
//!
//! [`ItemPlan`] is drawn once; [`FieldScreen`] follows the answers. It knows no element, class or event.

use super::calendar::Month;
use super::check::earliest;
use super::definition::{Control, Definition, FieldIndex, Item, ItemIndex, Length};
use super::effective::Effective;
use super::finding::{Finding, Severity};
use super::form::Form;
use super::markup::{Paragraph, inlines, paragraphs, plain};
use super::texts::Texts;
use super::validation::{Answer, Submission};
use super::values::{Secret, Value};

/// The part of an item that never changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemPlan {
    /// The item.
    pub index: ItemIndex,
    /// Its id.
    pub id: Box<str>,
    /// Its label.
    pub label: Paragraph,
    /// Whether it is marked as required.
    pub required: bool,
    /// What to know before answering.
    pub intro: Vec<Paragraph>,
    /// Notes below the controls.
    pub notes: Vec<Paragraph>,
    /// The longer explanation behind a disclosure: its title and its paragraphs.
    pub more: Option<(Paragraph, Vec<Paragraph>)>,
    /// Its fields.
    pub fields: Vec<FieldPlan>,
}

/// The part of a field that never changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldPlan {
    /// The field.
    pub index: FieldIndex,
    /// Its id.
    pub id: Box<str>,
    /// Its control.
    pub control: ControlPlan,
}

/// A control to draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ControlPlan {
    /// A check box with its words.
    Consent(Paragraph),
    /// Radio buttons: values and words.
    Radios(Vec<(Box<str>, Paragraph)>),
    /// A drop-down list: values and words.
    DropDown(Vec<(Box<str>, String)>),
    /// A box for digits.
    Digits {
        /// Whether it is masked.
        secret: bool,
    },
    /// A year and a month.
    Month,
}

/// What a field shows now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldScreen {
    /// The label, when the field has one besides its item's.
    pub label: String,
    /// How to fill it in.
    pub hint: String,
    /// What the control holds: the typed text, or the tidied one after the field was left.
    pub value: Value,
    /// The years that a month field offers.
    pub years: Vec<u16>,
    /// The error on the screen.
    pub error: Option<String>,
    /// The warnings and notes on the screen.
    pub remarks: Vec<(Severity, String)>,
}

/// A line of the error summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryLine {
    /// The field that it leads to.
    pub field: FieldIndex,
    /// The item's label and the error.
    pub sentence: String,
}

/// A line of the review page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewLine {
    /// The item, for the way back to it.
    pub item: ItemIndex,
    /// Its label.
    pub label: Paragraph,
    /// Its label without markup.
    pub name: String,
    /// The answer as a person reads it; a secret is only said to be set.
    pub answer: String,
    /// Warnings about it.
    pub warnings: Vec<String>,
}

/// The plans of all items, in the form's order.
#[must_use]
pub fn plan(definition: &Definition, texts: &Texts) -> Vec<ItemPlan> {
    definition.items().map(|(index, item)| item_plan(definition, texts, index, item)).collect()
}

fn item_plan(definition: &Definition, texts: &Texts, index: ItemIndex, item: &Item) -> ItemPlan {
    let text = |role: &str| texts.get(&format!("items.{}.{role}", item.id)).unwrap_or_default();
    let more = paragraphs(text("more"));
    let title = texts.get(&format!("items.{}.more_title", item.id)).unwrap_or_else(|| texts.ui("more"));
    let fields = definition.fields_of(item).map(|(index, field)| FieldPlan {
        index,
        id: field.id.clone(),
        control: control_plan(definition, texts, index, &field.id, &field.control),
    });
    ItemPlan {
        index,
        id: item.id.clone(),
        label: inlines(texts.item_label(&item.id)),
        required: item.required,
        intro: paragraphs(text("intro")),
        notes: paragraphs(text("notes")),
        more: (!more.is_empty()).then(|| (inlines(title), more)),
        fields: fields.collect(),
    }
}

fn control_plan(definition: &Definition, texts: &Texts, index: FieldIndex, id: &str, control: &Control) -> ControlPlan {
    let label = |option: &str| texts.option_label(id, option).to_owned();
    match control {
        Control::Consent => ControlPlan::Consent(inlines(texts.get(&format!("fields.{id}.label")).unwrap_or(id))),
        Control::Radios(choice) => {
            ControlPlan::Radios(choice.options.iter().map(|option| (option.clone(), inlines(&label(option)))).collect())
        }
        Control::DropDown(choice) => {
            ControlPlan::DropDown(choice.options.iter().map(|option| (option.clone(), plain(&label(option)))).collect())
        }
        Control::Digits(_) | Control::Repeat { .. } => ControlPlan::Digits { secret: definition.is_secret(index) },
        Control::Month(_) => ControlPlan::Month,
    }
}

/// What one field shows now.
#[must_use]
pub fn field_screen(form: &Form, texts: &Texts, index: FieldIndex) -> FieldScreen {
    let mut screen = FieldScreen {
        label: text_of(form, texts, index, "label"),
        hint: text_of(form, texts, index, "hint"),
        value: value_shown(form, index),
        years: years(form, index),
        error: None,
        remarks: Vec::new(),
    };
    for finding in form.findings_shown(index) {
        let sentence = texts.message(form.definition(), finding);
        match finding.severity {
            Severity::Error => screen.error = Some(sentence),
            Severity::Warning | Severity::Note => screen.remarks.push((finding.severity, sentence)),
        }
    }
    screen
}

/// A field's sentence. Behind a prefix there is one for every prefix: `fields.customer_id_digits.label.CAF`.
fn text_of(form: &Form, texts: &Texts, index: FieldIndex, role: &str) -> String {
    let id = form.definition().field(index).map_or("", |field| &field.id);
    let general = format!("fields.{id}.{role}");
    let prefix = match form.definition().digits(index).map(|digits| &digits.length) {
        Some(Length::AfterPrefix { prefix, .. }) => form.effective().option(*prefix),
        Some(Length::Exactly(_)) | None => None,
    };
    let keys: Vec<String> = prefix.map(|prefix| format!("{general}.{prefix}")).into_iter().chain([general]).collect();
    plain(texts.first(&keys))
}

fn value_shown(form: &Form, index: FieldIndex) -> Value {
    let typed = || form.values().get(index).cloned().unwrap_or_else(|| Value::Text(String::new()));
    let tidied = if form.shows_tidied(index) { form.effective().tidied(index) } else { None };
    match (tidied, form.definition().is_secret(index)) {
        (Some(tidied), true) => Value::Secret(Secret::new(tidied)),
        (Some(tidied), false) => Value::Text(tidied),
        (None, _) => typed(),
    }
}

/// The years offered, and the year that was handed in although it is not offered: nothing is hidden from the person.
fn years(form: &Form, index: FieldIndex) -> Vec<u16> {
    let Some(Control::Month(range)) = form.definition().field(index).map(|field| &field.control) else {
        return Vec::new();
    };
    let first = earliest(form.today(), form.effective(), range).year();
    let last = form.today().last_of_year_after(range.years_ahead).year();
    let held = form.values().get(index).and_then(Value::typed).and_then(Month::parse).map(Month::year);
    let outside = held.filter(|year| !(first..=last).contains(year));
    outside.into_iter().chain(first..=last).collect()
}

/// The error summary, in the form's order.
#[must_use]
pub fn summary(form: &Form, texts: &Texts) -> Vec<SummaryLine> {
    let line = |finding: &Finding| {
        let item = form.definition().item_of(finding.field).map_or("", |item| &item.id);
        let params = [("label", plain(texts.item_label(item))), ("message", texts.message(form.definition(), finding))];
        SummaryLine { field: finding.field, sentence: texts.fill("summary_line", &params) }
    };
    form.errors().map(line).collect()
}

/// The review page: every shown item, in the form's order.
#[must_use]
pub fn review(form: &Form, texts: &Texts, submission: &Submission) -> Vec<ReviewLine> {
    let effective = form.effective();
    let shown = form.definition().items().filter(|(index, _)| effective.shown.is(*index));
    let line = |(index, item): (ItemIndex, &Item)| {
        let about_this =
            |finding: &&Finding| form.definition().field(finding.field).is_some_and(|field| field.item == index);
        let warnings = form.warnings().filter(about_this);
        let answer = submission.answers().iter().find(|(item, _)| *item == index).map(|(_, answer)| answer);
        ReviewLine {
            item: index,
            label: inlines(texts.item_label(&item.id)),
            name: plain(texts.item_label(&item.id)),
            answer: answer_text(effective, texts, item, answer),
            warnings: warnings.map(|finding| texts.message(form.definition(), finding)).collect(),
        }
    };
    shown.map(line).collect()
}

fn answer_text(effective: Effective<'_>, texts: &Texts, item: &Item, answer: Option<&Answer>) -> String {
    match answer {
        None => texts.ui("no_answer").to_owned(),
        Some(Answer::Secret(_)) => texts.ui("secret_answer").to_owned(),
        Some(Answer::Flag(flag)) => {
            let name = if *flag { "ticked" } else { "not_ticked" };
            let own = format!("items.{}.{name}", item.id);
            texts.get(&own).unwrap_or_else(|| texts.ui(name)).to_owned()
        }
        Some(Answer::Text(text)) => {
            let mut fields = effective.definition.fields_of(item);
            match (fields.next(), fields.next()) {
                (Some((index, field)), None) => single_answer(effective, texts, index, &field.id, text),
                _ => text.clone(),
            }
        }
    }
}

fn single_answer(effective: Effective<'_>, texts: &Texts, index: FieldIndex, id: &str, text: &str) -> String {
    if let Some(option) = effective.option(index) {
        return plain(texts.option_label(id, option));
    }
    match effective.month(index) {
        Some(month) => {
            let params = [("year", month.year().to_string()), ("month", month.month().to_string())];
            texts.fill("month_answer", &params)
        }
        None => text.to_owned(),
    }
}
