//! The controls: how each kind is drawn, and how it shows a value. Events are read by `input`.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlOptionElement, HtmlSelectElement, HtmlTextAreaElement};

use super::boxes::{FIELD, GROUP};
use super::dom::{Tag, classed, replace_children, set_attribute, tag};
use super::rich;
use super::ui::Ui;
use crate::engine::definition::FieldIndex;
use crate::engine::markup::Inline;
use crate::engine::screen::{ControlPlan, FieldPlan, FieldScreen, OptionPlan, Size};
use crate::engine::values::Value;

/// Names the element that describes one option, in addition to its field's description.
const HINT: &str = "data-hint";

/// A control in the page.
pub(crate) struct Control {
    /// Its outermost element.
    pub(crate) whole: Tag,
    /// The elements that take the focus.
    parts: Parts,
}

enum Parts {
    Consent(HtmlInputElement),
    Radios(Vec<HtmlInputElement>),
    DropDown(HtmlSelectElement),
    Choices(Vec<HtmlInputElement>),
    Text(HtmlInputElement),
    LongText(HtmlTextAreaElement),
    /// The year, then the month, then perhaps the day; and the words of the list of years when none is chosen.
    Date(Vec<HtmlSelectElement>, String),
}

/// Draws a control.
pub(crate) fn control(ui: Ui, plan: &FieldPlan, required: bool) -> Control {
    let id = ui.dom_id(&plan.id, "");
    let is_last_box = ui.form(|form| form.definition().last_box()) == Some(plan.index);
    let drawing = Drawing { id: &id, index: plan.index, required, is_last_box };
    match &plan.control {
        ControlPlan::Consent(words) => drawing.consent(words),
        ControlPlan::Radios(options) => drawing.radios(options),
        ControlPlan::DropDown(options) => drawing.drop_down(options, &ui.sentence("nothing_chosen")),
        ControlPlan::Digits { secret: false } => drawing.digits(),
        ControlPlan::Digits { secret: true } => drawing.secret(&ui.secrets_form()),
        ControlPlan::Month => drawing.date(ui, &[MONTHS]),
        ControlPlan::Date => drawing.date(ui, &[MONTHS, DAYS]),
        ControlPlan::Choices(options) => drawing.choices(options),
        ControlPlan::Text { size, keyboard, autocomplete } => {
            drawing.text(*size, keyboard, autocomplete.unwrap_or("off"))
        }
    }
}

/// A list of numbers: its label, the words when none is chosen, and the last number.
type Numbers = (&'static str, &'static str, u8);
const MONTHS: Numbers = ("month", "no_month", 12);
const DAYS: Numbers = ("day", "no_day", 31);

struct Drawing<'d> {
    id: &'d str,
    index: FieldIndex,
    required: bool,
    is_last_box: bool,
}

impl Drawing<'_> {
    /// Begins an element that takes the focus.
    fn part(&self, name: &str, class: &str) -> Tag {
        let part = self.optional_part(name, class);
        if self.required { part.attribute("required", "") } else { part }
    }

    /// The same for one of several, of which none is required by itself.
    fn optional_part(&self, name: &str, class: &str) -> Tag {
        classed(name, class).attribute("part", "control").attribute(FIELD, &self.index.position().to_string())
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

    fn radios(&self, options: &[OptionPlan]) -> Control {
        let button = || self.part("input", "tick").attribute("type", "radio").attribute("name", self.id);
        let (whole, inputs) = self.options(options, button);
        Control { whole, parts: Parts::Radios(inputs) }
    }

    fn choices(&self, options: &[OptionPlan]) -> Control {
        let (whole, inputs) =
            self.options(options, || self.optional_part("input", "tick").attribute("type", "checkbox"));
        Control { whole, parts: Parts::Choices(inputs) }
    }

    fn options(&self, options: &[OptionPlan], input: impl Fn() -> Tag) -> (Tag, Vec<HtmlInputElement>) {
        let mut inputs = Vec::new();
        let mut whole = classed("div", "options").attribute("id", self.id).attribute(GROUP, "");
        for OptionPlan { value, label, hint } in options {
            let mut input = input().attribute("value", value);
            let id = format!("{}-{value}-hint", self.id);
            if !hint.is_empty() {
                input = input.attribute(HINT, &id);
            }
            inputs.push(input.element().clone().unchecked_into());
            whole = whole.child(self.option(input, label));
            if !hint.is_empty() {
                whole = whole.child(rich::with_words(classed("p", "hint option-hint").attribute("id", &id), hint));
            }
        }
        (whole, inputs)
    }

    fn drop_down(&self, options: &[(Box<str>, String)], nothing: &str) -> Control {
        let list = self.part("select", "select").attribute("id", self.id).child(list_option("", nothing));
        let whole = list.children(options.iter().map(|(value, words)| list_option(value, words)));
        let parts = Parts::DropDown(whole.element().clone().unchecked_into());
        Control { whole, parts }
    }

    fn digits(&self) -> Control {
        // A browser should not remember an ID.
        self.input("text", "text", "numeric", "off")
    }

    /// A box that password managers do not take for a login. Chromium skips a box for a one-time code; Firefox takes
    /// the box above for the user name, unless that belongs to another form.
    fn secret(&self, own_form: &str) -> Control {
        let Control { whole, parts } = self.input("text text-short", "password", "numeric", "one-time-code");
        let whole = whole.attribute("form", own_form).attribute("data-secret", "");
        Control { whole, parts }
    }

    fn text(&self, size: Size, keyboard: &str, autocomplete: &str) -> Control {
        // No `maxlength`: it would silently cut a pasted text. An input of type email returns another text than it
        // shows, without spaces and with its host rewritten; one of type number drops text that is not a number.
        let class = match size {
            Size::Lines => return self.long_text(autocomplete),
            Size::Words => "text text-words",
            Size::Medium => "text",
            Size::Short => "text text-short",
        };
        let type_of = if keyboard == "tel" { "tel" } else { "text" };
        self.input(class, type_of, keyboard, autocomplete)
    }

    fn input(&self, class: &str, type_of: &str, keyboard: &str, autocomplete: &str) -> Control {
        let whole = self.part("input", class).attribute("type", type_of).attribute("id", self.id);
        let whole = whole.attribute("inputmode", keyboard).attribute("autocomplete", autocomplete);
        let whole = whole.attribute("autocapitalize", "off").attribute("spellcheck", "false");
        let whole = whole.attribute("enterkeyhint", if self.is_last_box { "go" } else { "next" });
        let parts = Parts::Text(whole.element().clone().unchecked_into());
        Control { whole, parts }
    }

    fn long_text(&self, autocomplete: &str) -> Control {
        let whole = self.part("textarea", "text text-words text-long").attribute("id", self.id).attribute("rows", "4");
        let whole = whole.attribute("autocomplete", autocomplete).attribute("enterkeyhint", "enter");
        let parts = Parts::LongText(whole.element().clone().unchecked_into());
        Control { whole, parts }
    }

    fn date(&self, ui: Ui, lists: &[Numbers]) -> Control {
        let labelled = |list: Tag, name| rich::saying(ui, classed("label", "month-half").child(list), name);
        let year = self.part("select", "select");
        let mut elements = vec![year.element().clone().unchecked_into()];
        let mut whole = classed("div", "month").attribute("id", self.id).attribute(GROUP, "");
        whole = whole.child(labelled(year, "year"));
        for (name, nothing, last) in lists {
            let numbers = (1..=*last).map(|one| list_option(&format!("{one:02}"), &one.to_string()));
            let list = self.part("select", "select").child(list_option("", &ui.sentence(nothing))).children(numbers);
            elements.push(list.element().clone().unchecked_into());
            whole = whole.child(labelled(list, name));
        }
        Control { whole, parts: Parts::Date(elements, ui.sentence("no_year")) }
    }
}

fn list_option(value: &str, words: &str) -> Tag {
    tag("option").attribute("value", value).text(words)
}

impl Control {
    /// Shows a value. An input that already has it is not touched: writing moves the cursor in some browsers.
    pub(crate) fn show(&self, screen: &FieldScreen) {
        let text = screen.value.typed().unwrap_or_default();
        match &self.parts {
            Parts::Consent(input) => input.set_checked(screen.value == Value::Flag(true)),
            Parts::Radios(inputs) => inputs.iter().for_each(|input| input.set_checked(input.value() == text)),
            Parts::DropDown(list) => list.set_value(text),
            Parts::Choices(inputs) => {
                let is_ticked = |input: &HtmlInputElement| match &screen.value {
                    Value::Options(ticked) => ticked.contains(&input.value()),
                    Value::Text(_) | Value::Flag(_) | Value::Secret(_) => false,
                };
                inputs.iter().for_each(|input| input.set_checked(is_ticked(input)));
            }
            Parts::Text(input) if input.value() == text => {}
            Parts::Text(input) => input.set_value(text),
            Parts::LongText(area) if area.value() == text.replace("\r\n", "\n") => {}
            Parts::LongText(area) => area.set_value(text),
            Parts::Date(lists, nothing) => {
                lists.iter().take(1).for_each(|years| offer_years(years, &screen.years, nothing));
                let chosen = text.split('-').chain(std::iter::repeat(""));
                lists.iter().zip(chosen).for_each(|(list, chosen)| list.set_value(chosen));
            }
        }
    }

    /// Names a group of controls that shares its item with other fields. A single control has a `<label>`.
    pub(crate) fn label_by(&self, id: &str) {
        let role = match &self.parts {
            Parts::Radios(_) => "radiogroup",
            Parts::Choices(_) | Parts::Date(..) => "group",
            Parts::Consent(_) | Parts::DropDown(_) | Parts::Text(_) | Parts::LongText(_) => return,
        };
        set_attribute(self.whole.element(), "role", Some(role));
        set_attribute(self.whole.element(), "aria-labelledby", Some(id));
    }

    /// Sets the control's description, and whether its value is wrong.
    pub(crate) fn describe(&self, described_by: &str, is_invalid: bool) {
        for part in self.elements() {
            let own = part.get_attribute(HINT);
            let ids: Vec<&str> =
                own.as_deref().into_iter().chain(Some(described_by)).filter(|ids| !ids.is_empty()).collect();
            set_attribute(part, "aria-describedby", (!ids.is_empty()).then_some(&*ids.join(" ")));
            set_attribute(part, "aria-invalid", (is_invalid && self.is_to_blame(part)).then_some("true"));
        }
    }

    /// Whether this part makes a value wrong.
    fn is_to_blame(&self, part: &Element) -> bool {
        match &self.parts {
            // A single button or box of several is neither right nor wrong.
            Parts::Radios(_) | Parts::Choices(_) => false,
            // In a date that is chosen in part, the missing parts are wrong.
            Parts::Date(lists, _) => {
                let is_empty = |list: &HtmlSelectElement| list.value().is_empty();
                lists.iter().all(is_empty)
                    || !lists.iter().any(is_empty)
                    || lists.iter().any(|list| ***list == *part && is_empty(list))
            }
            Parts::Consent(_) | Parts::DropDown(_) | Parts::Text(_) | Parts::LongText(_) => true,
        }
    }

    /// The element that takes the focus, or the first of them.
    pub(crate) fn first(&self) -> Option<&Element> {
        self.elements().first().copied()
    }

    fn elements(&self) -> Vec<&Element> {
        match &self.parts {
            Parts::Consent(input) | Parts::Text(input) => vec![input],
            Parts::LongText(area) => vec![area],
            Parts::Radios(inputs) | Parts::Choices(inputs) => inputs.iter().map(AsRef::as_ref).collect(),
            Parts::DropDown(list) => vec![list],
            Parts::Date(lists, _) => lists.iter().map(AsRef::as_ref).collect(),
        }
    }
}

/// The years change with other answers. The list is rebuilt only then, because that loses its choice.
fn offer_years(list: &HtmlSelectElement, years: &[(u16, String)], nothing: &str) {
    let offered = (1..list.length()).filter_map(|position| list.item(position));
    let is_same = offered
        .map(|option| option.unchecked_into::<HtmlOptionElement>().value())
        .eq(years.iter().map(|(year, _)| format!("{year:04}")));
    if !is_same || list.length() == 0 {
        let options = years.iter().map(|(year, words)| list_option(&format!("{year:04}"), words));
        replace_children(list, std::iter::once(list_option("", nothing)).chain(options));
    }
}
