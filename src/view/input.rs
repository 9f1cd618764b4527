//! Turns the browser's events into actions. A few listeners at the root serve every control: a form of 3,000 fields
//! opens without 9,000 closures. Text is sent on once it is not being composed by an IME.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::{WithUntracked, set_timeout};
use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, EventTarget, FocusEvent, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, InputEvent,
    KeyboardEvent, Node,
};

use super::controls::{FIELD, GROUP};
use super::dom::{all, listen};
use super::session::Session;
use crate::engine::definition::FieldIndex;
use crate::engine::form::Action;
use crate::engine::values::{Secret, Value};

/// Listens at the widget's root.
pub(crate) fn listen_at(root: &Element, session: Session) {
    let enter = move |event: Event| {
        let is_pasted = event.dyn_ref::<InputEvent>().is_some_and(|event| event.input_type() == "insertFromPaste");
        if let Some((field, value)) = event.target().and_then(|target| entered(session, target)) {
            session.apply(Action::Enter(field, value));
            // A pasted text is whole: it is judged and tidied at once.
            if is_pasted {
                session.leave(field);
            }
        }
    };
    // Browsers send input events while an IME composes: that text is not typed yet. Whether one composes is followed
    // here, because Safari before 16.4 does not say so in the event.
    let is_composing = Rc::new(Cell::new(false));
    let composing = Rc::clone(&is_composing);
    let typed = move |event: Event| {
        if !composing.get() {
            enter(event);
        }
    };
    let composing = Rc::clone(&is_composing);
    let composed = move |event: Event| {
        is_composing.set(false);
        enter(event);
    };
    listen(root, "compositionstart", Box::new(move |_| composing.set(true)));
    listen(root, "compositionend", Box::new(composed));
    listen_to_submit(root, session);
    // Some password managers and drivers tell of a chosen option by this event alone.
    listen(root, "change", Box::new(enter));
    listen(root, "input", Box::new(typed));
    listen_to_leaving(root, session);
}

/// Fields that lose the focus while a pointer is down are left once it is up: an error that appears between pressing and
/// releasing a button moves the button away from under the pointer, and the browser sends no click.
fn listen_to_leaving(root: &Element, session: Session) {
    let is_pressed = Rc::new(Cell::new(false));
    let waiting: Rc<RefCell<Vec<FieldIndex>>> = Rc::default();
    let (pressed, left) = (Rc::clone(&is_pressed), Rc::clone(&waiting));
    listen(root, "pointerdown", Box::new(move |_| pressed.set(true)));
    let pressed = Rc::clone(&is_pressed);
    let leave = move |event: Event| match left_field(session, &event) {
        Some(field) if pressed.get() => left.borrow_mut().push(field),
        Some(field) => session.leave(field),
        None => {}
    };
    listen(root, "focusout", Box::new(leave));
    // A pointer that goes up outside of the widget, or over a menu, tells nobody here.
    for end in ["pointerup", "pointercancel", "contextmenu", "keydown"] {
        let (pressed, waiting) = (Rc::clone(&is_pressed), Rc::clone(&waiting));
        let release = move |_| {
            pressed.set(false);
            let left = waiting.take();
            if !left.is_empty() {
                let leave =
                    move || left.into_iter().filter(|_| session.is_open()).for_each(|field| session.leave(field));
                // The click is sent after this event. Fails only without a window.
                let _set = set_timeout(leave, Duration::ZERO);
            }
        };
        listen(root, end, Box::new(release));
    }
}

/// An Enter that is the IME's goes no further.
fn listen_to_submit(root: &Element, session: Session) {
    // The key code in every browser. Safari sends the key after the composition's end (WebKit bug 165004).
    const IME: u32 = 229;
    let is_ime = Rc::new(Cell::new(false));
    let (pressed, released) = (Rc::clone(&is_ime), Rc::clone(&is_ime));
    let press = move |event: Event| {
        pressed.set(event.dyn_ref::<KeyboardEvent>().is_some_and(|key| key.is_composing() || key.key_code() == IME));
    };
    listen(root, "keydown", Box::new(press));
    listen(root, "keyup", Box::new(move |_| released.set(false)));
    let form = root.clone();
    let submit = move |event: Event| {
        event.prevent_default();
        // Without a shadow root a form of the host may stand around this one.
        event.stop_propagation();
        if !is_ime.get() {
            take_up(&form, session);
            session.apply(Action::Review);
        }
    };
    listen(root, "submit", Box::new(submit));
}

/// Takes up what every control holds. Some password managers and extensions fill in a box and tell nobody.
fn take_up(form: &Element, session: Session) {
    for control in all(form, &format!("[{FIELD}]:not([type=radio]), [{FIELD}]:checked")) {
        if let Some((field, value)) = entered(session, control.into()) {
            session.apply(Action::Enter(field, value));
        }
    }
}

/// The field that an element belongs to.
fn field_of(session: Session, element: &Element) -> Option<FieldIndex> {
    let position: usize = element.closest(&format!("[{FIELD}]")).ok()??.get_attribute(FIELD)?.parse().ok()?;
    session.form(|form| form.definition().fields().nth(position).map(|(index, _)| index))
}

/// The raw value that a control holds now, when it is another one than was shown there.
fn entered(session: Session, target: EventTarget) -> Option<(FieldIndex, Value)> {
    let element: Element = target.dyn_into().ok()?;
    let field = field_of(session, &element)?;
    let before = session.screen(field)?.with_untracked(|screen| screen.value.clone());
    let value = match &before {
        Value::Flag(_) => Value::Flag(element.dyn_into::<HtmlInputElement>().ok()?.checked()),
        Value::Secret(_) => Value::Secret(Secret::new(text_of(&element)?)),
        Value::Options(_) => Value::Options(values_in(&element, ":checked")),
        Value::Text(_) if element.dyn_ref::<HtmlSelectElement>().is_some() => Value::Text(chosen_in(&element)),
        Value::Text(_) => Value::Text(text_of(&element)?),
    };
    (value != before).then_some((field, value))
}

fn text_of(element: &Element) -> Option<String> {
    let input = element.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::value);
    let input = input.or_else(|| element.dyn_ref::<HtmlSelectElement>().map(HtmlSelectElement::value));
    input.or_else(|| element.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value))
}

/// The values of the controls that fit, of the group that an element belongs to; a list by itself is its own group.
fn values_in(element: &Element, selector: &str) -> Vec<String> {
    match element.closest(&format!("[{GROUP}]")) {
        Ok(Some(group)) => all(&group, selector).filter_map(|one| text_of(&one)).collect(),
        Ok(None) | Err(_) => text_of(element).into_iter().collect(),
    }
}

/// `2026-12-24`, `2026--`, or an option of a list; nothing when nothing is chosen.
fn chosen_in(list: &Element) -> String {
    let chosen = values_in(list, "select");
    if chosen.iter().all(String::is_empty) { String::new() } else { chosen.join("-") }
}

/// The field that the focus has gone out of. Moving between the parts of one field is not leaving it.
fn left_field(session: Session, event: &Event) -> Option<FieldIndex> {
    let left: Element = event.target()?.dyn_into().ok()?;
    let field = field_of(session, &left)?;
    let next = event.dyn_ref::<FocusEvent>().and_then(FocusEvent::related_target);
    let next: Option<Node> = next.and_then(|next| next.dyn_into().ok());
    let whole = left.closest(".field").ok()?;
    (!whole.is_some_and(|whole| whole.contains(next.as_ref()))).then_some(field)
}
