//! How the form is shown: language, readings, size of the text, colours. These are the controls; the host's element
//! keeps the choice in its attributes.

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, HtmlSelectElement};

use super::dom::{Tag, classed, replace_children, tag};
use super::rich;
use super::signals::watch;
use super::ui::Ui;
use crate::engine::display::Display;
use crate::engine::texts::Texts;
use crate::engine::update::HostEvent;

/// Names the list of languages.
const LANGUAGE: &str = "display_language";
/// The values of the attribute `text-size`, each with the name of its words.
const TEXT_SIZES: [(&str, &str); 3] = [("", "size_standard"), ("large", "size_large"), ("largest", "size_largest")];
/// The values of the attribute `colors`, each with the name of its words.
const COLORS: [(&str, &str); 4] = [
    ("", "colors_standard"),
    ("light", "colors_light"),
    ("dark", "colors_dark"),
    ("high-contrast", "colors_high_contrast"),
];

/// The controls. Every choice redraws them; the one that was used keeps the focus.
pub(crate) fn bar(ui: Ui) -> Tag {
    let whole = classed("details", "display").attribute("part", "display");
    let place = whole.element().clone();
    watch(move || {
        let display = ui.display();
        let title = rich::saying(ui, tag("summary"), "display");
        replace_children(&place, [title, controls(ui, &display)]);
    });
    whole
}

fn controls(ui: Ui, display: &Display) -> Tag {
    let worded = |values: &[(&str, &str)]| -> Vec<_> {
        values.iter().map(|(value, name)| ((*value).to_owned(), ui.sentence(name))).collect()
    };
    let controls = classed("div", "display-controls")
        .child(list(ui, LANGUAGE, &ui.languages(), &ui.locale(), |display| &mut display.locale))
        .child(list(ui, "display_size", &worded(&TEXT_SIZES), &display.text_size, |display| &mut display.text_size))
        .child(list(ui, "display_colors", &worded(&COLORS), &display.colors, |display| &mut display.colors));
    if ui.texts(Texts::offers_readings) { controls.child(readings(ui, display.has_readings)) } else { controls }
}

fn list(
    ui: Ui,
    name: &'static str,
    offered: &[(String, String)],
    chosen: &str,
    part: fn(&mut Display) -> &mut String,
) -> Tag {
    let option = |(value, words): &(String, String)| {
        let option = tag("option").attribute("value", value).text(words);
        // Each language has its name in that language.
        let option = if name == LANGUAGE { option.attribute("lang", value) } else { option };
        if value == chosen { option.attribute("selected", "") } else { option }
    };
    let list = control("select", "select", name).children(offered.iter().map(option)).on("change", move |event| {
        let value = target(&event).map(|list: HtmlSelectElement| list.value());
        value.into_iter().for_each(|value| wish(ui, name, |display| *part(display) = value));
    });
    let words = rich::saying(ui, tag("span"), name);
    classed("label", "display-control").child(words).child(list)
}

fn readings(ui: Ui, is_on: bool) -> Tag {
    let tick = control("input", "tick", "display_readings").attribute("type", "checkbox").on("change", move |event| {
        let is_on = target(&event).is_some_and(|tick: HtmlInputElement| tick.checked());
        wish(ui, "display_readings", |display| display.has_readings = is_on);
    });
    let tick = if is_on { tick.attribute("checked", "") } else { tick };
    let words = rich::saying(ui, tag("span"), "display_readings");
    classed("label", "option").attribute("part", "option").child(tick).child(words)
}

fn control(element: &str, class: &str, name: &str) -> Tag {
    classed(element, class).attribute("part", "control").attribute("data-display", name)
}

fn target<T: JsCast>(event: &Event) -> Option<T> {
    event.target().and_then(|target| target.dyn_into().ok())
}

/// Asks the host's element to keep a choice; the element then has it shown.
fn wish(ui: Ui, name: &str, change: impl FnOnce(&mut Display)) {
    let mut display = ui.display();
    change(&mut display);
    ui.bring_readings(&mut display);
    ui.keep_focus(format!("[data-display={name}]"));
    ui.tell(HostEvent::Display(display));
}
