//! What the later pages show: the answers once more for reading, and one by one for typing them into the portal.

use super::calendar::{Date, Moment};
use super::definition::{Control, Definition, FieldIndex, Item, ItemIndex};
use super::effective::Effective;
use super::form::Form;
use super::markup::{Inline, Paragraph, plain, with_pieces};
use super::screen::{SectionPlan, grouped, name_of, section_plan};
use super::texts::Texts;
use super::validation::{Answer, Submission};
use super::values::{Secret, Value};

/// A line of the review page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewLine {
    /// The item, for the way back to it.
    pub item: ItemIndex,
    /// The section that it stands in.
    pub section: Option<SectionPlan>,
    /// Its label.
    pub label: Paragraph,
    /// The answer as a person reads it; a secret is only said to be set.
    pub answer: Paragraph,
    /// The secret itself, for whoever asks to see it.
    pub secret: Option<Secret>,
    /// Warnings about it.
    pub warnings: Vec<Paragraph>,
}

/// A line of the list for typing the answers into the portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransferLine {
    /// The label: the field's own where an item has several.
    pub label: Paragraph,
    /// The answer; a secret is only said to be set.
    pub answer: Paragraph,
    /// The secret itself, for whoever asks to see it.
    pub secret: Option<Secret>,
    /// What to put on the clipboard; `None` for boxes to tick, for secrets and where nothing is to be entered.
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

/// What happens next. `{date}` is the day on which the answer to an application completed `at` this moment may be
/// expected.
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
    let effective = form.effective();
    let has_portal = !texts.of_form(form.definition(), "portal").is_empty();
    let (way, in_portal) = if has_portal { in_portal(effective, texts, index) } else { (Paragraph::new(), None) };
    let id = field_id(form.definition(), index);
    let (answer, is_text) = match effective.value(index) {
        Some(Value::Flag(flag)) => (in_portal.unwrap_or_else(|| flag_text(texts, item, *flag)), false),
        Some(Value::Secret(_)) => (texts.ui("secret_answer"), false),
        Some(Value::Options(ticked)) if !ticked.is_empty() => {
            (options_text(texts, id, effective.options(index)), false)
        }
        Some(Value::Text(text)) if !text.is_empty() => {
            let text = effective.tidied(index).unwrap_or(text);
            (in_portal.unwrap_or_else(|| single_answer(effective, texts, index, id, text)), true)
        }
        Some(Value::Text(_) | Value::Options(_)) | None => (texts.ui("no_answer"), false),
    };
    TransferLine {
        label,
        secret: effective.tidied(index).filter(|_| form.definition().is_secret(index)).map(Secret::new),
        copy: (is_text && way.is_empty()).then(|| plain(&answer)),
        way: if is_text { way } else { Paragraph::new() },
        answer,
    }
}

/// How an answer gets into the portal where it is not typed, and how it reads there where that is not as people read it.
fn in_portal(effective: Effective<'_>, texts: &Texts, index: FieldIndex) -> (Paragraph, Option<Paragraph>) {
    match effective.definition.field(index).map(|field| &field.control) {
        Some(Control::Consent) => {
            let is_ticked = effective.value(index) == Some(&Value::Flag(true));
            (Paragraph::new(), Some(texts.ui(if is_ticked { "transfer_tick" } else { "transfer_no_tick" })))
        }
        Some(Control::Radios(_)) => (texts.ui("transfer_radios"), None),
        Some(Control::Month(_) | Control::Date(_)) => {
            (texts.ui("transfer_drop_down"), of_lists(effective, texts, index))
        }
        Some(Control::DropDown(_)) => (texts.ui("transfer_drop_down"), None),
        Some(Control::Choices(_) | Control::Digits(_) | Control::Repeat { .. } | Control::Text(_)) | None => {
            (Paragraph::new(), None)
        }
    }
}

/// The numbers of a month or of a day, as lists offer them.
fn of_lists(effective: Effective<'_>, texts: &Texts, index: FieldIndex) -> Option<Paragraph> {
    let day = effective.date(index);
    let month = day.map(Date::month).or_else(|| effective.month(index))?;
    let sentence = if day.is_some() { "transfer_date" } else { "transfer_month" };
    let day = day.map(|day| day.day().to_string()).unwrap_or_default();
    let params = [("year", month.year().to_string()), ("month", month.month().to_string()), ("day", day)];
    Some(texts.fill(sentence, &params))
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
            None => single_answer(effective, texts, item.answer, field_id(effective.definition, item.answer), text),
        },
    }
}

fn single_answer(effective: Effective<'_>, texts: &Texts, index: FieldIndex, id: &str, text: &str) -> Paragraph {
    if let Some(option) = effective.option(index) {
        return texts.option_label(id, option);
    }
    if let Some(month) = effective.month(index) {
        return texts.month(month);
    }
    match effective.date(index) {
        Some(date) => texts.date(date),
        None => words(text.to_owned()),
    }
}

fn words(text: String) -> Paragraph {
    vec![Inline::Text(text)]
}
