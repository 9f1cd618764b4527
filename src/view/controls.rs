//! The controls: how each kind is drawn, and how it shows a value. Events are read by `input`.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlOptionElement, HtmlSelectElement};

use super::dom::{Tag, classed, replace_children, set_attribute, tag};
use super::rich;
use super::session::Session;
use crate::engine::definition::FieldIndex;
use crate::engine::markup::Inline;
use crate::engine::screen::{ControlPlan, FieldPlan, FieldScreen};
use crate::engine::values::Value;

/// The attribute that says which field a control belongs to.
pub(crate) const FIELD: &str = "data-field";
/// The attribute that says which half of a month a list is.
pub(crate) const HALF: &str = "data-half";

/// A drawn control.
pub(crate) struct Control {
    /// What stands in the page.
    pub(crate) whole: Tag,
    /// The elements that take the focus.
    parts: Parts,
}

enum Parts {
    Consent(HtmlInputElement),
    Radios(Vec<HtmlInputElement>),
    DropDown(HtmlSelectElement),
    Text(HtmlInputElement),
    Month { year: HtmlSelectElement, month: HtmlSelectElement, nothing: String },
}

/// Draws a control.
pub(crate) fn control(session: Session, plan: &FieldPlan, required: bool) -> Control {
    let id = session.dom_id(&plan.id, "");
    let drawing = Drawing { id: &id, index: plan.index, required };
    match &plan.control {
        ControlPlan::Consent(words) => drawing.consent(words),
        ControlPlan::Radios(options) => drawing.radios(options),
        ControlPlan::DropDown(options) => drawing.drop_down(options, &session.ui("nothing_chosen")),
        ControlPlan::Digits { secret } => drawing.digits(*secret),
        ControlPlan::Month => drawing.month(session),
    }
}

struct Drawing<'d> {
    id: &'d str,
    index: FieldIndex,
    required: bool,
}

impl Drawing<'_> {
    /// Begins an element that takes the focus.
    fn part(&self, name: &str, class: &str) -> Tag {
        let part = classed(name, class).attribute("part", "control");
        let part = part.attribute(FIELD, &self.index.position().to_string());
        if self.required { part.attribute("required", "") } else { part }
    }

    fn option(&self, input: Tag, words: &[Inline]) -> Tag {
        let option = classed("label", "option").attribute("part", "option");
        option.child(input).child(rich::with_words(tag("span"), words))
    }

    fn consent(&self, words: &[Inline]) -> Control {
        let input = self.part("input", "tick").attribute("type", "checkbox").attribute("id", self.id);
        let parts = Parts::Consent(input.element().clone().unchecked_into());
        Control { whole: self.option(input, words), parts }
    }

    fn radios(&self, options: &[(Box<str>, Vec<Inline>)]) -> Control {
        let mut inputs = Vec::new();
        let mut whole = classed("div", "options").attribute("id", self.id);
        for (value, words) in options {
            let input = self.part("input", "tick").attribute("type", "radio").attribute("name", self.id);
            let input = input.attribute("value", value);
            inputs.push(input.element().clone().unchecked_into());
            whole = whole.child(self.option(input, words));
        }
        Control { whole, parts: Parts::Radios(inputs) }
    }

    fn drop_down(&self, options: &[(Box<str>, String)], nothing: &str) -> Control {
        let list = self.part("select", "select").attribute("id", self.id).child(list_option("", nothing));
        let whole = list.children(options.iter().map(|(value, words)| list_option(value, words)));
        let parts = Parts::DropDown(whole.element().clone().unchecked_into());
        Control { whole, parts }
    }

    fn digits(&self, secret: bool) -> Control {
        // A password is never offered an old one, and an ID is nothing that a browser should remember.
        let (class, kind, autocomplete) =
            if secret { ("text text-short", "password", "new-password") } else { ("text", "text", "off") };
        let whole = self.part("input", class).attribute("type", kind).attribute("id", self.id);
        let whole = whole.attribute("inputmode", "numeric").attribute("autocomplete", autocomplete);
        let whole =
            whole.attribute("autocapitalize", "off").attribute("spellcheck", "false").attribute("enterkeyhint", "done");
        let parts = Parts::Text(whole.element().clone().unchecked_into());
        Control { whole, parts }
    }

    fn month(&self, session: Session) -> Control {
        let list = |half: &str| self.part("select", "select").attribute(HALF, half);
        let (year, month) = (list("year"), list("month"));
        let nothing = list_option("", &session.ui("no_month"));
        let month =
            month.child(nothing).children((1..=12).map(|one| list_option(&format!("{one:02}"), &one.to_string())));
        let parts = Parts::Month {
            year: year.element().clone().unchecked_into(),
            month: month.element().clone().unchecked_into(),
            nothing: session.ui("no_year"),
        };
        let labelled = |list: Tag, name| rich::saying(session, classed("label", "month-half").child(list), name);
        let whole = classed("div", "month").attribute("id", self.id);
        Control { whole: whole.child(labelled(year, "year")).child(labelled(month, "month")), parts }
    }
}

fn list_option(value: &str, words: &str) -> Tag {
    tag("option").attribute("value", value).text(words)
}

/// The two halves of `YYYY-MM`; each may be empty.
pub(crate) fn halves(text: &str) -> (&str, &str) {
    text.split_once('-').unwrap_or((text, ""))
}

impl Control {
    /// Shows a value. An input that already has it is not touched: writing moves the cursor in some browsers.
    pub(crate) fn show(&self, screen: &FieldScreen) {
        let text = screen.value.typed().unwrap_or_default();
        match &self.parts {
            Parts::Consent(input) => input.set_checked(screen.value == Value::Flag(true)),
            Parts::Radios(inputs) => inputs.iter().for_each(|input| input.set_checked(input.value() == text)),
            Parts::DropDown(list) => list.set_value(text),
            Parts::Text(input) if input.value() == text => {}
            Parts::Text(input) => input.set_value(text),
            Parts::Month { year, month, nothing } => {
                let (chosen_year, chosen_month) = halves(text);
                offer_years(year, &screen.years, nothing);
                year.set_value(chosen_year);
                month.set_value(chosen_month);
            }
        }
    }

    /// Names a group of controls that shares its item with other fields. A single control has a `<label>`.
    pub(crate) fn label_by(&self, id: &str) {
        let role = match &self.parts {
            Parts::Radios(_) => "radiogroup",
            Parts::Month { .. } => "group",
            Parts::Consent(_) | Parts::DropDown(_) | Parts::Text(_) => return,
        };
        set_attribute(self.whole.element(), "role", Some(role));
        set_attribute(self.whole.element(), "aria-labelledby", Some(id));
    }

    /// Says what describes the control, and whether its value is wrong.
    pub(crate) fn describe(&self, described_by: &str, is_invalid: bool) {
        for part in self.elements() {
            set_attribute(part, "aria-describedby", (!described_by.is_empty()).then_some(described_by));
            // A single radio button is neither right nor wrong.
            if !matches!(self.parts, Parts::Radios(_)) {
                set_attribute(part, "aria-invalid", is_invalid.then_some("true"));
            }
        }
    }

    fn elements(&self) -> Vec<&Element> {
        match &self.parts {
            Parts::Consent(input) | Parts::Text(input) => vec![input],
            Parts::Radios(inputs) => inputs.iter().map(AsRef::as_ref).collect(),
            Parts::DropDown(list) => vec![list],
            Parts::Month { year, month, .. } => vec![year, month],
        }
    }
}

/// The years change with other answers. The list is made anew only then: its choice would be lost.
fn offer_years(list: &HtmlSelectElement, years: &[u16], nothing: &str) {
    let offered = (1..list.length()).filter_map(|position| list.item(position));
    let is_same = offered
        .map(|option| option.unchecked_into::<HtmlOptionElement>().value())
        .eq(years.iter().map(|year| format!("{year:04}")));
    if !is_same || list.length() == 0 {
        let options = years.iter().map(|year| list_option(&format!("{year:04}"), &year.to_string()));
        replace_children(list, std::iter::once(list_option("", nothing)).chain(options));
    }
}
