//! The data that the view draws, with the sentences filled in.
//!
//! [`ItemPlan`] is drawn once; [`FieldScreen`] follows the answers. It knows no element, class or event.

use super::definition::{Definition, FieldIndex, Item, ItemIndex, Picture};
use super::effective::Effective;
use super::finding::{Code, Finding, Remedy, Severity};
use super::form::{Action, Form};
use super::guide::{GuidePlan, guide_plan};
pub use super::kinds::plan::{ControlPlan, OptionPlan, Size};
use super::markup::{Inline, Paragraph, plain, with_pieces};
use super::texts::Texts;
use super::values::Value;

/// The part of an item that never changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemPlan {
    /// The item.
    pub index: ItemIndex,
    /// Its id.
    pub id: Box<str>,
    /// Its section.
    pub section: Option<SectionPlan>,
    /// Its label.
    pub label: Paragraph,
    /// Whether it is marked as required.
    pub required: bool,
    /// What to know before answering.
    pub intro: Vec<Paragraph>,
    /// What a wrong answer leads to.
    pub caution: Vec<Paragraph>,
    /// Small print of the introduction.
    pub notes: Vec<Paragraph>,
    /// The longer explanation behind a disclosure: its title and its paragraphs.
    pub more: Option<(Paragraph, Vec<Paragraph>)>,
    /// A drawing that shows where the answer is found.
    pub picture: Option<Picture>,
    /// Its fields.
    pub fields: Vec<FieldPlan>,
}

/// A section: a heading over items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionPlan {
    /// Its id.
    pub id: Box<str>,
    /// Its heading.
    pub label: Paragraph,
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
    /// Questions that lead to one of its options.
    pub guide: Option<GuidePlan>,
}

/// What a field shows now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldScreen {
    /// The label, when the field has one besides its item's.
    pub label: Paragraph,
    /// How to fill it in.
    pub hint: Paragraph,
    /// What the control holds: the typed text, or the tidied one after the field was left.
    pub value: Value,
    /// The years that a month or a date field offers, with their words.
    pub years: Vec<(u16, String)>,
    /// A long number without an error, grouped for comparing it with a document: `CAF 0123 4567 89`; or the whole words
    /// of what was chosen from lists.
    pub read_back: Option<Paragraph>,
    /// Whether it says how the text was changed, so that it is announced.
    pub reads_back_change: bool,
    /// Cautions about the chosen option.
    pub caution: Vec<Paragraph>,
    /// The error on the screen.
    pub error: Option<FindingScreen>,
    /// The warnings and notes on the screen.
    pub remarks: Vec<(Severity, FindingScreen)>,
}

impl FieldScreen {
    /// The announcement on leaving the field: the error, or else the warnings, and how the text was changed.
    pub fn to_announce(&self) -> impl Iterator<Item = &Paragraph> {
        let remarks = self.remarks.iter().map(|(_, finding)| finding).filter(|_| self.error.is_none());
        let change = self.read_back.as_ref().filter(|_| self.reads_back_change);
        self.error.iter().chain(remarks).map(|finding| &finding.sentence).chain(change).chain(&self.caution)
    }
}

/// A finding in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingScreen {
    /// The sentence.
    pub sentence: Paragraph,
    /// The words of a button, and what it does.
    pub remedy: Option<(Paragraph, Action)>,
}

/// A line that leads to a field: of the error summary, or of what is still to be answered.
#[derive(Debug, PartialEq, Eq)]
pub struct SummaryLine {
    /// The field that it leads to.
    pub field: FieldIndex,
    /// What it says.
    pub sentence: Paragraph,
}

/// As many digits as people take in at a glance.
const GROUP: usize = 4;

/// The plans of all items, in the form's order.
#[must_use]
pub fn plan(definition: &Definition, texts: &Texts) -> Vec<ItemPlan> {
    definition.items().map(|(index, item)| item_plan(definition, texts, index, item)).collect()
}

fn item_plan(definition: &Definition, texts: &Texts, index: ItemIndex, item: &Item) -> ItemPlan {
    let text = |role: &str| texts.paragraphs(&format!("items.{}.{role}", item.id));
    let more = text("more");
    let title = texts.first(&[format!("items.{}.more_title", item.id), "ui.more".to_owned()]);
    let fields = definition.fields_of(item).map(|(index, field)| FieldPlan {
        index,
        id: field.id.clone(),
        control: field.control.kind().plan(&field.id, texts),
        guide: guide_plan(definition, texts, index),
    });
    ItemPlan {
        index,
        id: item.id.clone(),
        section: section_plan(definition, texts, index),
        label: texts.item_label(&item.id),
        required: item.required,
        intro: text("intro"),
        caution: text("caution"),
        notes: text("notes"),
        more: (!more.is_empty()).then_some((title, more)),
        picture: item.picture,
        fields: fields.collect(),
    }
}

/// The section of an item, with its heading.
pub(super) fn section_plan(definition: &Definition, texts: &Texts, item: ItemIndex) -> Option<SectionPlan> {
    let id = &definition.section_of(item)?.id;
    Some(SectionPlan { id: id.clone(), label: texts.line(&format!("sections.{id}.label")) })
}

/// What one field shows now.
#[must_use]
pub fn field_screen(form: &Form, texts: &Texts, index: FieldIndex) -> FieldScreen {
    let mut screen = FieldScreen {
        label: text_of(form, texts, index, "label"),
        hint: text_of(form, texts, index, "hint"),
        value: value_shown(form, index),
        years: years(form, index).into_iter().map(|year| (year, texts.year_option(year))).collect(),
        read_back: read_back(form, texts, index),
        reads_back_change: false,
        caution: caution(form, texts, index),
        error: None,
        remarks: Vec::new(),
    };
    for finding in form.findings_shown(index) {
        // The read-back already says that a number was tidied. A repeat need not say it: the box above does.
        if finding.code == Code::Tidied && !form.has_error(index) {
            if let Some(words) = &mut screen.read_back {
                let how = match finding.variant {
                    _ if form.is_taken_out_of_text(index) => "taken_out_of_text",
                    Some(variant) => variant,
                    None => "tidied",
                };
                words.extend(texts.ui(&format!("read_back_{how}")));
                screen.reads_back_change = true;
                continue;
            }
            if form.definition().kind(index).is_some_and(|kind| kind.repeats().is_some()) {
                continue;
            }
        }
        let in_words = finding_screen(form, texts, finding);
        match finding.severity {
            Severity::Error => screen.error = Some(in_words),
            Severity::Warning | Severity::Note => screen.remarks.push((finding.severity, in_words)),
        }
    }
    screen
}

fn finding_screen(form: &Form, texts: &Texts, finding: &Finding) -> FindingScreen {
    // A tidied text that is right gets no button: it would be one more stop before the next box.
    let is_due = |remedy: &&Remedy| **remedy != Remedy::Untidy || form.has_error(finding.field);
    let remedy = finding.remedy.as_ref().filter(is_due).map(|remedy| match remedy {
        Remedy::Choose(field, option) => {
            let id = form.definition().field(*field).map_or("", |field| &field.id);
            let params = [("option", plain(&texts.option_label(id, option)))];
            (texts.fill("choose_instead", &params), Action::Enter(*field, Value::Text(option.to_string())))
        }
        Remedy::Untidy => (texts.ui("untidy"), Action::Untidy(finding.field)),
    });
    FindingScreen { sentence: texts.sentence(form.definition(), finding), remedy }
}

fn caution(form: &Form, texts: &Texts, index: FieldIndex) -> Vec<Paragraph> {
    let chosen = form.definition().field(index).zip(form.effective().option(index));
    let key = chosen.map(|(field, option)| format!("options.{}.{option}.caution", field.id));
    key.map(|key| texts.paragraphs(&key)).unwrap_or_default()
}

/// A long number in groups, and what is chosen from lists: a list may be too narrow for its words, and several make one
/// answer.
fn read_back(form: &Form, texts: &Texts, index: FieldIndex) -> Option<Paragraph> {
    let field = form.definition().field(index)?;
    let kind = field.control.kind();
    if kind.is_made_of_lists() {
        let chosen = kind.words(form.effective().value(index)?.typed()?, &field.id, texts)?;
        return Some(with_pieces(texts.ui("read_back_option"), "option", &chosen));
    }
    if kind.repeats().is_some() {
        return None;
    }
    Some(with_pieces(texts.ui("read_back"), "digits", &[digits_read_back(form, index)?]))
}

/// `None` for short numbers, which people read at a glance.
fn digits_read_back(form: &Form, index: FieldIndex) -> Option<Inline> {
    let is_long = form.effective().tidied(index)?.len() > GROUP;
    let is_right = !form.definition().is_secret(index) && !form.has_error(index);
    if is_long && is_right { grouped(form.effective(), index) } else { None }
}

/// Digits in fours, behind their prefix.
pub(super) fn grouped(effective: Effective<'_>, index: FieldIndex) -> Option<Inline> {
    let prefix = effective.definition.kind(index)?.length()?.prefix();
    let mut groups = match prefix {
        Some(prefix) => vec![effective.option(prefix)?.to_owned()],
        None => Vec::new(),
    };
    let digits: Vec<char> = effective.tidied(index)?.chars().collect();
    groups.extend(digits.chunks(GROUP).map(|group| group.iter().collect::<String>()));
    Some(Inline::Groups(groups))
}

/// A field's sentence. Digits with a prefix may have one for each prefix: `fields.customer_id_digits.label.CAF`.
pub(super) fn text_of(form: &Form, texts: &Texts, index: FieldIndex, role: &str) -> Paragraph {
    let id = form.definition().field(index).map_or("", |field| &field.id);
    let general = format!("fields.{id}.{role}");
    let prefix = form.definition().prefix_of(index).and_then(|prefix| form.effective().option(prefix));
    let keys: Vec<String> = prefix.map(|prefix| format!("{general}.{prefix}")).into_iter().chain([general]).collect();
    texts.first(&keys)
}

fn value_shown(form: &Form, index: FieldIndex) -> Value {
    let tidied = if form.shows_tidied(index) { form.effective().tidied_value(index) } else { None };
    tidied.or(form.values().get(index)).cloned().unwrap_or_else(|| Value::Text(String::new()))
}

/// The years offered, and among them a year that was handed in but is not offered: the person sees every value.
fn years(form: &Form, index: FieldIndex) -> Vec<u16> {
    let offered = form.definition().kind(index).and_then(|kind| kind.years(&form.effective(), form.today()));
    let Some((first, years_ahead)) = offered else { return Vec::new() };
    let last = form.today().month().last_of_year_after(years_ahead).year();
    let mut years: Vec<u16> = (first..=last).collect();
    // The month and the day may still be missing.
    let held = form.values().get(index).and_then(Value::typed).and_then(|text| text.split('-').next()?.parse().ok());
    if let Some(held) = held.filter(|year| !years.contains(year) && (1_000..=9_999).contains(year)) {
        years.push(held);
        years.sort_unstable();
    }
    years
}

/// The items that still wait for an answer, in the form's order.
pub fn unanswered(form: &Form, texts: &Texts) -> impl Iterator<Item = SummaryLine> {
    form.unanswered().map(|(item, field)| {
        let id = form.definition().item(item).map_or("", |item| &item.id);
        SummaryLine { field, sentence: texts.item_label(id) }
    })
}

/// The error summary, in the form's order: each line with the field's name, unless its sentence begins with it.
#[must_use]
pub fn summary(form: &Form, texts: &Texts) -> Vec<SummaryLine> {
    let line = |finding: &Finding| {
        let label = name_of(form, texts, finding.field, &["name", "transfer"]);
        let message = texts.sentence(form.definition(), finding);
        let sentence = if plain(&message).starts_with(&plain(&label)) {
            message
        } else {
            texts.fill("summary_line", &[("label", plain(&label)), ("message", plain(&message))])
        };
        SummaryLine { field: finding.field, sentence }
    };
    form.errors().map(line).collect()
}

/// A field's name outside its item: the text for one of these roles, else its item's label if it is the only field,
/// else its own label.
pub(super) fn name_of(form: &Form, texts: &Texts, index: FieldIndex, roles: &[&str]) -> Paragraph {
    let written = roles.iter().map(|role| text_of(form, texts, index, role)).find(|name| !name.is_empty());
    written.unwrap_or_else(|| match form.definition().item_of(index) {
        Some(item) if form.definition().fields_of(item).count() == 1 => texts.item_label(&item.id),
        _ => text_of(form, texts, index, "label"),
    })
}
