//! The view: draws what the engine hands it, and sends actions back. No rule, no sentence, no field id.
//!
//! One component, and one signal and one effect per field: an answer touches only the elements that it changes.
//!
//! The modules are in reading order, and each uses only those above it; `tests/native/source_tree.rs` checks that.
//! `signals` draws again what has changed, `dom` makes elements, `boxes` reads their content, `ui` connects them with
//! the engine, `display` chooses how the form is shown, `controls`, `picture`, `guide` and `item` draw the form,
//! `handed_out` and `resume` save and open files, `sheet` is the paper, `entry`, `review` and `complete` are the three
//! pages, `help` is the foot of each, `input` turns events into actions.
#![expect(unreachable_pub, reason = "the component macro makes its properties `pub`")]

mod signals;
mod dom;
mod browser;
mod boxes;
mod ui;
mod rich;
mod display;
mod controls;
mod picture;
mod guide;
mod item;
mod handed_out;
mod resume;
mod entry;
mod answers;
mod sheet;
mod review;
mod complete;
mod help;
mod input;

pub(crate) use ui::{Shared, Ui};

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, FocusOptions, HtmlElement, HtmlInputElement};

use crate::engine::form::{Page, Stage};
use dom::{Tag, all, classed, replace_children, set_attribute, set_shown, tag};
use signals::watch;

/// The largest number of items that are laid out even outside the window; for more, that costs too much.
const LONG: usize = 50;

/// The whole widget.
#[component]
pub fn Widget(ui: Ui) -> impl IntoView {
    view! { <div class="widget" use:draw=ui></div> }
}

/// Draws the three pages into the widget's element.
fn draw(root: Element, ui: Ui) {
    input::listen_at(&root, ui);
    resume::listen_at(&root, ui);
    let pages = tag("div");
    let status = classed("p", "visually-hidden").attribute("role", "status");
    replace_children(&root, [display::bar(ui), pages.clone(), status.clone()]);
    watch(move || {
        ui.follow_wording();
        set_attribute(&root, "lang", Some(&ui.locale()));
        keep_open(pages.element(), || replace_children(pages.element(), self::pages(ui)));
    });
    watch(move || status.element().set_text_content(Some(&ui.announcement())));
}

/// Redraws the content of an element. Open disclosures stay open, ticks stay ticked, and the focus stays where it was.
fn keep_open(element: &Element, draw: impl FnOnce()) {
    let disclosures = || all(element, "details");
    let ticks = || all(element, ".transfer input").map(JsCast::unchecked_into::<HtmlInputElement>);
    let were_open: Vec<bool> = disclosures().map(|one| one.has_attribute("open")).collect();
    let were_ticked: Vec<bool> = ticks().map(|tick| tick.checked()).collect();
    let focusable = || all(element, "a, button, input, select, summary, textarea");
    let active = js_sys::Reflect::get(&element.get_root_node(), &"activeElement".into()).ok();
    let focused = active.and_then(|active| focusable().position(|one| active == *AsRef::<JsValue>::as_ref(&one)));
    draw();
    if let Some(again) = focused.and_then(|position| focusable().nth(position)) {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _focused = again.unchecked_into::<HtmlElement>().focus_with_options(&options);
    }
    ticks().zip(were_ticked).for_each(|(tick, was_ticked)| tick.set_checked(was_ticked));
    for (one, _) in disclosures().zip(were_open).filter(|(_, was_open)| *was_open) {
        set_attribute(&one, "open", Some(""));
    }
}

/// The three pages and the foot of each.
fn pages(ui: Ui) -> [Tag; 3] {
    // The entry page stays in the document: inputs are never recreated, and nothing typed is lost.
    let is_long = ui.form(|form| form.definition().items().count() > LONG);
    let entry = classed("div", if is_long { "stage long" } else { "stage" }).children(entry::entry(ui));
    let later = classed("div", "later");
    let help = help::help(ui);
    let (first, second) = (entry.clone(), later.clone());
    watch(move || {
        let stage = ui.stage();
        set_shown(first.element(), stage == Stage::Entry);
        let page = match ui.form(|form| form.page().clone()) {
            Page::Entry => None,
            Page::Review(submission) => Some(classed("div", "stage").children(review::review(ui, &submission))),
            Page::Complete(completed) => Some(classed("div", "stage").children(complete::complete(ui, &completed))),
        };
        replace_children(second.element(), page);
    });
    [entry, later, help]
}
