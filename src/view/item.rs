//! Draws one item: its label, its introduction, its fields and their messages.

use std::cell::Cell;

use web_sys::Element;

use super::boxes;
use super::controls::{Control, control};
use super::dom::{Tag, classed, replace_children, set_attribute, set_shown, tag};
use super::guide::guide;
use super::picture::picture;
use super::rich;
use super::signals::{Toggle, watch};
use super::ui::{ITEM, Ui};
use crate::engine::definition::FieldIndex;
use crate::engine::finding::Severity;
use crate::engine::markup::{Paragraph, joined};
use crate::engine::screen::{ControlPlan, FieldPlan, FieldScreen, FindingScreen, ItemPlan};
use crate::engine::update::Command;

/// An item. It stays in the page when it is hidden, and so keeps what was typed.
pub(crate) fn item(ui: Ui, plan: &ItemPlan) -> Tag {
    let intro_id = ui.dom_id(&plan.id, "-intro");
    let has_intro = [&plan.intro, &plan.caution, &plan.notes].iter().any(|lines| !lines.is_empty());
    let described_by = if has_intro { &*intro_id } else { "" };
    let is_group = is_group(plan);
    let whole = if is_group {
        // A group's introduction is read out with its legend, a single control's with the control.
        let group = tag("fieldset").child(label(ui, tag("legend"), plan));
        if described_by.is_empty() { group } else { group.attribute("aria-describedby", described_by) }
    } else {
        let first = plan.fields.first().map(|field| ui.dom_id(&field.id, "")).unwrap_or_default();
        classed("div", "single").child(label(ui, classed("label", "legend").attribute("for", &first), plan))
    };
    let of_control = if is_group { "" } else { described_by };
    let guides = plan.fields.iter().filter_map(|field| Some(guide(ui, field.index, field.guide.as_ref()?)));
    // The introduction comes before the control that needs it.
    let mut whole = whole
        .child(intro(ui, plan).attribute("id", &intro_id))
        .children(guides)
        .children(plan.picture.map(|picture| self::picture(ui, picture)))
        .children(plan.fields.iter().filter_map(|of_item| field(ui, of_item, plan.required, of_control)));
    if let Some((title, lines)) = &plan.more {
        let text = classed("div", "more-text").children(rich::paragraphs(lines));
        whole = whole.child(rich::disclosure(title, text));
    }
    let item = classed("div", "item").attribute("part", "item").attribute("data-scroll-to", "");
    let item = item.attribute("id", &ui.dom_id(&plan.id, ITEM)).child(whole);
    let element = item.element().clone();
    let shown = ui.shown(plan.index);
    watch(move || set_shown(&element, shown.as_ref().is_some_and(Toggle::get)));
    item
}

fn intro(ui: Ui, plan: &ItemPlan) -> Tag {
    let whole = classed("div", "intro").children(rich::paragraphs(&plan.intro));
    let caution = caution(ui, &plan.caution);
    let notes = (!plan.notes.is_empty()).then(|| classed("div", "notes").children(rich::paragraphs(&plan.notes)));
    whole.children(caution).children(notes)
}

/// The consequences of a wrong answer, or of this one.
fn caution(ui: Ui, lines: &[Paragraph]) -> Option<Tag> {
    let title = rich::saying(ui, tag("strong"), "caution");
    let whole = classed("div", "caution").child(tag("p").child(title)).children(rich::paragraphs(lines));
    (!lines.is_empty()).then_some(whole)
}

fn is_group(plan: &ItemPlan) -> bool {
    match plan.fields.as_slice() {
        [only] => match only.control {
            ControlPlan::DropDown(_) | ControlPlan::Digits { .. } | ControlPlan::Text { .. } => false,
            ControlPlan::Consent(_) | ControlPlan::Radios(_) | ControlPlan::Choices(_) => true,
            ControlPlan::Month | ControlPlan::Date => true,
        },
        _ => true,
    }
}

fn label(ui: Ui, parent: Tag, plan: &ItemPlan) -> Tag {
    let mark = if plan.required { "required" } else { "optional" };
    let words = rich::with_words(classed("span", "item-label"), &plan.label);
    parent.child(words).child(rich::saying(ui, classed("span", mark), mark))
}

/// The elements of a field that follow its screen.
struct Field {
    ui: Ui,
    index: FieldIndex,
    id: String,
    described_by: String,
    whole: Element,
    label: Tag,
    hint: Tag,
    error: Tag,
    remedy: Tag,
    read_back: Tag,
    remarks: Tag,
    caution: Tag,
    control: Control,
    is_drawn: Cell<bool>,
}

fn field(ui: Ui, plan: &FieldPlan, required: bool, described_by: &str) -> Option<Tag> {
    let screen = ui.first_screen(plan.index)?;
    if ui.is_fixed(plan.index) {
        let answer = fixed(&plan.control, screen.value.typed().unwrap_or_default());
        return Some(tag("div").child(answer).children(caution(ui, &screen.caution)));
    }
    let id = ui.dom_id(&plan.id, "");
    let label = match plan.control {
        ControlPlan::DropDown(_) | ControlPlan::Digits { .. } | ControlPlan::Text { .. } => {
            tag("label").attribute("for", &id)
        }
        ControlPlan::Radios(_) | ControlPlan::Choices(_) | ControlPlan::Consent(_) => tag("p"),
        ControlPlan::Month | ControlPlan::Date => tag("p"),
    };
    // A consent has its words beside its box. A field without its own label is shown under its item's.
    let has_own_label = !matches!(plan.control, ControlPlan::Consent(_)) && !screen.label.is_empty();
    let whole = classed("div", "field");
    let whole = if has_own_label { whole.attribute("data-scroll-to", "") } else { whole };
    let drawn = Field {
        whole: whole.element().clone(),
        label: label.attribute("class", "field-label").attribute("id", &format!("{id}-label")),
        hint: classed("p", "hint").attribute("id", &format!("{id}-hint")),
        error: classed("p", "error").attribute("part", "error").attribute("id", &format!("{id}-error")),
        remedy: tag("div"),
        read_back: classed("p", "read-back"),
        remarks: tag("div"),
        caution: tag("div").attribute("id", &format!("{id}-caution")),
        index: plan.index,
        control: control(ui, plan, required),
        is_drawn: Cell::new(false),
        described_by: described_by.to_owned(),
        ui,
        id,
    };
    let parts = [
        &drawn.label,
        &drawn.hint,
        &drawn.error,
        &drawn.remedy,
        &drawn.control.whole,
        &drawn.read_back,
        &drawn.remarks,
        &drawn.caution,
    ];
    if has_own_label {
        drawn.control.label_by(&format!("{}-label", drawn.id));
    }
    let whole = whole.children(parts.into_iter().cloned());
    watch(move || ui.screen(drawn.index).into_iter().for_each(|screen| drawn.draw(&screen, has_own_label)));
    Some(whole)
}

impl Field {
    fn draw(&self, screen: &FieldScreen, has_own_label: bool) {
        // Text that came into the box meanwhile is an answer, and is not drawn over. A new box has none yet.
        match self.control.first().filter(|_| self.is_drawn.replace(true)).and_then(|one| self.ui.news_in(one)) {
            Some(news) => self.ui.enter_soon(news),
            None => {
                self.control.show(screen);
                // Browsers normalise line breaks in a text area, and drop them in an input.
                let held = self.control.first().and_then(|one| boxes::value(one, &screen.value));
                self.ui.note(self.index, held.as_ref().unwrap_or(&screen.value));
            }
        }
        rich::set_words(&self.label, if has_own_label { &screen.label } else { &[] });
        rich::set_words(&self.hint, &screen.hint);
        let error = screen.error.as_ref().map(|error| self.prefixed("error_prefix", error));
        rich::set_words(&self.error, error.as_deref().unwrap_or_default());
        set_attribute(&self.whole, "class", Some(if error.is_some() { "field invalid" } else { "field" }));
        let remedy = screen.error.as_ref().and_then(|error| self.remedy(error));
        replace_children(self.remedy.element(), remedy);
        rich::set_words(&self.read_back, screen.read_back.as_deref().unwrap_or_default());
        let remarks = screen.remarks.iter().enumerate();
        replace_children(self.remarks.element(), remarks.map(|(position, remark)| self.remark(position, remark)));
        replace_children(self.caution.element(), caution(self.ui, &screen.caution));
        self.control.describe(&self.descriptions(screen), error.is_some());
    }

    /// The error is read out before the hint, and a warning after it. How a text was tidied is read out once, on leaving.
    fn descriptions(&self, screen: &FieldScreen) -> String {
        let mut ids = Vec::new();
        if screen.error.is_some() {
            ids.push(format!("{}-error", self.id));
        }
        if !screen.hint.is_empty() {
            ids.push(format!("{}-hint", self.id));
        }
        if !self.described_by.is_empty() {
            ids.push(self.described_by.clone());
        }
        if !screen.caution.is_empty() {
            ids.push(format!("{}-caution", self.id));
        }
        let is_warning = |(_, (severity, _)): &(usize, &(Severity, FindingScreen))| *severity == Severity::Warning;
        ids.extend(screen.remarks.iter().enumerate().filter(is_warning).map(|(position, _)| self.remark_id(position)));
        ids.join(" ")
    }

    /// The button disappears with the finding, and the focus goes to the finding's control.
    fn remedy(&self, finding: &FindingScreen) -> Option<Tag> {
        let (words, action) = finding.remedy.clone()?;
        let (ui, index) = (self.ui, self.index);
        Some(rich::button_saying(&words, "button-plain remedy", move || {
            ui.run(Command::Suggested(action.clone(), index));
        }))
    }

    fn remark_id(&self, position: usize) -> String {
        format!("{}-remark-{position}", self.id)
    }

    fn remark(&self, position: usize, (severity, finding): &(Severity, FindingScreen)) -> Tag {
        let (class, prefix) = match severity {
            Severity::Error | Severity::Warning => ("warning", "warning_prefix"),
            Severity::Note => ("note", "note_prefix"),
        };
        let words = tag("span").attribute("id", &self.remark_id(position));
        let words = rich::with_words(words, &self.prefixed(prefix, finding));
        classed("p", class).attribute("part", class).child(words).children(self.remedy(finding))
    }

    fn prefixed(&self, prefix: &str, finding: &FindingScreen) -> Paragraph {
        let prefix = self.ui.texts(|texts| texts.ui(prefix));
        joined(prefix.into_iter().chain(finding.sentence.iter().cloned()))
    }
}

/// An answer that the host has fixed.
fn fixed(control: &ControlPlan, value: &str) -> Tag {
    let place = classed("p", "fixed");
    match control {
        ControlPlan::Radios(options) => {
            let chosen = options.iter().find(|option| &*option.value == value);
            chosen.into_iter().fold(place, |place, option| rich::with_words(place, &option.label))
        }
        ControlPlan::DropDown(options) => {
            let words = options.iter().find(|(option, _)| &**option == value);
            words.into_iter().fold(place, |place, (_, words)| place.text(words))
        }
        ControlPlan::Consent(_) | ControlPlan::Digits { .. } | ControlPlan::Month | ControlPlan::Date => place,
        ControlPlan::Choices(_) | ControlPlan::Text { .. } => place,
    }
}
