//! Turns the browser's events into actions. A few listeners at the root serve every control: a form of 3,000 fields
//! opens without 9,000 closures. Text that an IME composes is sent only when it is finished.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::set_timeout;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Element, Event, EventTarget, FocusEvent, HtmlElement, HtmlInputElement, InputEvent, KeyboardEvent, Node,
};

use super::boxes;
use super::dom::{listen, listen_before};
use super::ui::Ui;
use crate::engine::definition::FieldIndex;
use crate::engine::form::Action;

// Safari sends it even after the composition's end (WebKit bug 165004).
/// The key code of a key that the IME handles, in every browser.
const IME: u32 = 229;

/// Listens at the widget's root.
pub(crate) fn listen_at(root: &Element, ui: Ui) {
    let enter = move |event: Event| {
        let is_pasted = event.dyn_ref::<InputEvent>().is_some_and(|event| event.input_type() == "insertFromPaste");
        let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
        let target = target.filter(|_| ui.composing().is_none());
        if let Some((field, value)) = target.and_then(|target| ui.news_in(&target)) {
            ui.apply(Action::Enter(field, value));
            // A pasted text is finished: it is judged and tidied at once.
            if is_pasted {
                ui.apply(Action::Leave(field));
            }
        }
    };
    listen_to_composition(root, ui);
    listen_to_submit(root, ui);
    // Some password managers and drivers send only this event for a chosen option.
    listen(root, "change", Box::new(enter));
    listen(root, "input", Box::new(enter));
    listen(root, "keydown", Box::new(move |event| undo(ui, &event)));
    listen(root, "keydown", Box::new(move |event| go_on(ui, &event)));
    listen_to_leaving(root, ui);
}

/// Follows compositions. Some never send an end, for example when an extension or a phone's keyboard takes the focus
/// away: any event that shows that they are over ends them. This runs before the other listeners.
fn listen_to_composition(root: &Element, ui: Ui) {
    let begin = move |event: Event| {
        let element = event.target().and_then(|target| target.dyn_into().ok());
        element.into_iter().for_each(|element| ui.begin_composition(element));
    };
    listen_before(root, "compositionstart", Box::new(begin));
    for kind in ["compositionend", "input", "change", "keydown", "focusout", "submit"] {
        let end = move |event: Event| {
            if ui.composing().is_some_and(|element| ends_composition(&element, &event)) {
                ui.end_composition();
            }
        };
        listen_before(root, kind, Box::new(end));
    }
}

/// Whether an event shows that nothing is composed any more in a box.
fn ends_composition(element: &Element, event: &Event) -> bool {
    let is_elsewhere = event.target().is_none_or(|target| &target != AsRef::<EventTarget>::as_ref(element));
    if let Some(key) = event.dyn_ref::<KeyboardEvent>() {
        return !key.is_composing() && key.key_code() != IME;
    }
    if event.type_() != "input" || is_elsewhere {
        return true;
    }
    // Safari before 16.4 shows a composition only in the event's input type. An event made by a script says nothing
    // about a composition.
    let Some(input) = event.dyn_ref::<InputEvent>() else { return false };
    let kind = input.input_type();
    !input.is_composing() && !kind.is_empty() && !kind.contains("omposition")
}

/// Undo in a tidied box brings back the typed text: the browser's own undo does not know about tidying.
fn undo(ui: Ui, event: &Event) {
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
    let is_undo = (key.ctrl_key() || key.meta_key()) && !key.shift_key() && !key.alt_key() && key.key() == "z";
    let element: Option<Element> = event.target().filter(|_| is_undo).and_then(|target| target.dyn_into().ok());
    let field = element.and_then(|element| ui.field_of(&element));
    if let Some(field) = field.filter(|field| ui.form(|form| form.is_changed_by_tidying(*field))) {
        event.prevent_default();
        ui.apply(Action::Untidy(field));
    }
}

/// Enter goes on to the next control. Only in the last box does it submit: submitting halfway would report every answer
/// that is missing below.
fn go_on(ui: Ui, event: &Event) {
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
    let has_modifier = key.ctrl_key() || key.meta_key() || key.shift_key() || key.alt_key();
    if key.key() != "Enter" || has_modifier || key.is_composing() || key.key_code() == IME {
        return;
    }
    let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
    let Some(input) = target.filter(JsCast::is_instance_of::<HtmlInputElement>) else { return };
    let Some(field) = ui.field_of(&input) else { return };
    event.prevent_default();
    // A key held down counts as one press.
    if key.repeat() {
        return;
    }
    let is_shown = |control: &Element| control.closest("[hidden]").is_ok_and(|hidden| hidden.is_none());
    let controls = boxes::every(&ui.root()).skip_while(|control| *control != input);
    let mut later = controls.filter(is_shown).filter_map(|control| ui.field_of(&control));
    let has_more = ui.form(|form| form.definition().last_box()).is_some_and(|last| field < last);
    let next = later.find(|other| *other != field).filter(|_| has_more);
    if let Some(next) = next {
        ui.focus_field(next);
    } else if let Ok(Some(form)) = input.closest("form") {
        // A secret's box belongs to its own form, which has nothing to submit.
        let button = form.query_selector("[type=submit]").ok().flatten();
        button.into_iter().for_each(|button| button.unchecked_into::<HtmlElement>().click());
    }
}

/// Fields that lose the focus while a pointer is down are left once it is up: an error that appears between pressing and
/// releasing a button moves the button away from under the pointer, and the browser sends no click.
fn listen_to_leaving(root: &Element, ui: Ui) {
    let is_pressed = Rc::new(Cell::new(false));
    let waiting: Rc<RefCell<Vec<FieldIndex>>> = Rc::default();
    let (pressed, left) = (Rc::clone(&is_pressed), Rc::clone(&waiting));
    listen(root, "pointerdown", Box::new(move |_| pressed.set(true)));
    let pressed = Rc::clone(&is_pressed);
    let leave = move |event: Event| match left_field(ui, &event) {
        Some(field) if pressed.get() => left.borrow_mut().push(field),
        Some(field) => ui.apply(Action::Leave(field)),
        None => {}
    };
    listen(root, "focusout", Box::new(leave));
    // A pointer released outside the widget, or over a menu, sends no event here.
    for end in ["pointerup", "pointercancel", "contextmenu", "keydown"] {
        let (pressed, waiting) = (Rc::clone(&is_pressed), Rc::clone(&waiting));
        let release = move |_| {
            pressed.set(false);
            let left = waiting.take();
            if !left.is_empty() {
                let leave = move || {
                    let left = left.into_iter().filter(|_| ui.is_alive());
                    left.for_each(|field| ui.apply(Action::Leave(field)));
                };
                // The click is sent after this event. Fails only without a window.
                let _set = set_timeout(leave, Duration::ZERO);
            }
        };
        listen(root, end, Box::new(release));
    }
}

/// Stops an Enter that the IME handles.
fn listen_to_submit(root: &Element, ui: Ui) {
    let is_ime = Rc::new(Cell::new(false));
    let (pressed, released) = (Rc::clone(&is_ime), Rc::clone(&is_ime));
    let press = move |event: Event| {
        pressed.set(event.dyn_ref::<KeyboardEvent>().is_some_and(|key| key.is_composing() || key.key_code() == IME));
    };
    listen(root, "keydown", Box::new(press));
    listen(root, "keyup", Box::new(move |_| released.set(false)));
    let submit = move |event: Event| {
        event.prevent_default();
        // Without a shadow root a form of the host may enclose this one.
        event.stop_propagation();
        if !is_ime.get() {
            ui.apply(Action::Review);
        }
    };
    listen(root, "submit", Box::new(submit));
}

/// The field that lost the focus. Moving between the parts of one field does not leave it.
fn left_field(ui: Ui, event: &Event) -> Option<FieldIndex> {
    let left: Element = event.target()?.dyn_into().ok()?;
    let field = ui.field_of(&left)?;
    let next = event.dyn_ref::<FocusEvent>().and_then(FocusEvent::related_target);
    let next: Option<Node> = next.and_then(|next| next.dyn_into().ok());
    // When the window loses the focus, the box keeps it for the person's return.
    let active = js_sys::Reflect::get(&left.get_root_node(), &"activeElement".into());
    if active.is_ok_and(|active| active == *AsRef::<JsValue>::as_ref(&left)) {
        return None;
    }
    let whole = left.closest(".field").ok()?;
    (!whole.is_some_and(|whole| whole.contains(next.as_ref()))).then_some(field)
}
