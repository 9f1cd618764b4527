//! The later pages: the answers for reading again, and one by one for typing into the portal.

use super::calendar::Moment;
use super::definition::{Definition, FieldIndex, Item, ItemIndex};
use super::effective::Effective;
use super::form::Form;
use super::kinds::kind::Kind;
use super::markup::{Inline, Paragraph, plain, with_pieces};
use super::screen::{SectionPlan, grouped, name_of, section_plan};
use super::texts::Texts;
use super::validation::{Answer, Submission};
use super::values::{Secret, Value};

/// A line of the review page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewLine {
    /// The item, to lead back to it.
    pub item: ItemIndex,
    /// Its section.
    pub section: Option<SectionPlan>,
    /// Its label.
    pub label: Paragraph,
    /// The answer as a person reads it; of a secret, only that it is set.
    pub answer: Paragraph,
    /// The secret itself, shown on request.
    pub secret: Option<Secret>,
    /// Warnings about it.
    pub warnings: Vec<Paragraph>,
}

/// A line of the list for typing the answers into the portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransferLine {
    /// The label: the field's own where an item has several.
    pub label: Paragraph,
    /// The answer; of a secret, only that it is set.
    pub answer: Paragraph,
    /// The secret itself, shown on request.
    pub secret: Option<Secret>,
    /// The text for the clipboard; `None` for boxes to tick, for secrets and where nothing is to be entered.
    pub copy: Option<String>,
    /// How it is entered in the portal, when it is not typed there.
    pub way: Paragraph,
}

/// The review page: every shown item, in the form's order.
#[must_use]
pub fn review(form: &Form, texts: &Texts, submission: &Submission) -> Vec<ReviewLine> {
    let effective = form.effective();
    let shown = form.definition().items().filter(|(index, _)| effective.shown.is(*index));
    let line = |(index, item): (ItemIndex, &Item)| {
        let warnings = form.warnings_of(item);
        let answer = submission.answer(index);
        ReviewLine {
            item: index,
            section: section_plan(form.definition(), texts, index),
            label: texts.item_label(&item.id),
            answer: answer_text(effective, texts, item, answer),
            secret: match answer {
                Some(Answer::Secret(secret)) => Some(secret.clone()),
                Some(Answer::Text(_) | Answer::Number(_) | Answer::Options(_) | Answer::Flag(_)) | None => None,
            },
            warnings: warnings.map(|finding| texts.sentence(form.definition(), finding)).collect(),
        }
    };
    shown.map(line).collect()
}

/// What happens next. `{date}` is the day on which the answer to an application completed at `at` can be expected.
#[must_use]
pub fn next_steps(definition: &Definition, texts: &Texts, at: Moment) -> Vec<Paragraph> {
    let day = definition.days_until_notice.and_then(|days| at.days_later(days.into()));
    let day = day.map(|day| texts.date(day.today())).unwrap_or_default();
    texts.paragraphs("ui.next_steps").into_iter().map(|line| with_pieces(line, "date", &day)).collect()
}

/// The list for typing the answers into the portal: every shown field in the portal's order, repeats too.
#[must_use]
pub fn transfer(form: &Form, texts: &Texts) -> Vec<TransferLine> {
    let definition = form.definition();
    let shown = definition.items().filter(|(index, _)| form.effective().shown.is(*index));
    let fields = shown.flat_map(|(_, item)| definition.fields_of(item).map(move |(index, _)| (item, index)));
    fields.map(|(item, index)| transfer_line(form, texts, item, index)).collect()
}

fn transfer_line(form: &Form, texts: &Texts, item: &Item, index: FieldIndex) -> TransferLine {
    let label = name_of(form, texts, index, &["transfer"]);
    let (definition, effective) = (form.definition(), form.effective());
    let has_portal = !texts.of_form(definition, "portal").is_empty();
    let in_portal = |kind: &dyn Kind| Some(kind.in_portal(effective.own(index)?, texts));
    let (way, in_portal) = definition.kind(index).filter(|_| has_portal).and_then(in_portal).unwrap_or_default();
    let (answer, is_text) = match effective.value(index) {
        Some(Value::Flag(flag)) => (in_portal.unwrap_or_else(|| flag_text(texts, item, *flag)), false),
        Some(Value::Secret(_)) => (texts.ui("secret_answer"), false),
        Some(Value::Options(ticked)) if !ticked.is_empty() => {
            let in_order = definition.kind(index).into_iter().flat_map(Kind::options);
            let in_order = in_order.map(AsRef::as_ref).filter(|option: &&str| ticked.iter().any(|one| one == option));
            (options_text(texts, field_id(definition, index), in_order), false)
        }
        Some(Value::Text(text)) if !text.is_empty() => {
            let text = effective.tidied(index).unwrap_or(text);
            (in_portal.unwrap_or_else(|| single_answer(definition, texts, index, text)), true)
        }
        Some(Value::Text(_) | Value::Options(_)) | None => (texts.ui("no_answer"), false),
    };
    TransferLine {
        label,
        secret: effective.tidied(index).filter(|_| definition.is_secret(index)).map(Secret::new),
        copy: (is_text && way.is_empty()).then(|| plain(&answer)),
        way: if is_text { way } else { Paragraph::new() },
        answer,
    }
}

fn field_id(definition: &Definition, index: FieldIndex) -> &str {
    definition.field(index).map_or("", |field| &field.id)
}

/// The words of several options, one after the other.
fn options_text<'o>(texts: &Texts, field: &str, options: impl Iterator<Item = &'o str>) -> Paragraph {
    let mut line = Paragraph::new();
    for option in options {
        if !line.is_empty() {
            line.extend(texts.ui("label_separator"));
        }
        line.extend(texts.option_label(field, option));
    }
    line
}

fn flag_text(texts: &Texts, item: &Item, flag: bool) -> Paragraph {
    let name = if flag { "ticked" } else { "not_ticked" };
    texts.first(&[format!("items.{}.{name}", item.id), format!("ui.{name}")])
}

fn answer_text(effective: Effective<'_>, texts: &Texts, item: &Item, answer: Option<&Answer>) -> Paragraph {
    match answer {
        None => texts.ui("no_answer"),
        Some(Answer::Secret(_)) => texts.ui("secret_answer"),
        Some(Answer::Flag(flag)) => flag_text(texts, item, *flag),
        Some(Answer::Number(number)) => words(number.to_string()),
        Some(Answer::Options(options)) => {
            options_text(texts, field_id(effective.definition, item.answer), options.iter().map(String::as_str))
        }
        Some(Answer::Text(text)) => match grouped(effective, item.answer) {
            Some(groups) => vec![groups],
            None => single_answer(effective.definition, texts, item.answer, text),
        },
    }
}

fn single_answer(definition: &Definition, texts: &Texts, index: FieldIndex, text: &str) -> Paragraph {
    let kind = definition.kind(index);
    let own = kind.and_then(|kind| kind.words(text, field_id(definition, index), texts));
    own.unwrap_or_else(|| words(text.to_owned()))
}

fn words(text: String) -> Paragraph {
    vec![Inline::Text(text)]
}
