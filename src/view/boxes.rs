//! Reads a control as a raw value. It knows the attributes that tie a control to its field, but not the form.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use super::dom::all;
use crate::engine::values::{Secret, Value};

/// The attribute that says which field a control belongs to.
pub(crate) const FIELD: &str = "data-field";
/// The attribute of a group: the lists of a date, or the boxes or buttons of a choice, which have one value together.
pub(crate) const GROUP: &str = "data-group";

/// The position of an element's field among all fields.
pub(crate) fn position(element: &Element) -> Option<usize> {
    element.closest(&format!("[{FIELD}]")).ok()??.get_attribute(FIELD)?.parse().ok()
}

/// Every control, or part of one, within an element.
pub(crate) fn every(root: &Element) -> impl Iterator<Item = Element> + use<> {
    all(root, &format!("[{FIELD}]"))
}

/// The control itself, or the first part of its group.
pub(crate) fn first(whole: Element) -> Option<Element> {
    Some(whole.query_selector(&format!("[{FIELD}]")).ok()?.unwrap_or(whole))
}

/// The content of a control, as a value of the same kind as `shown`.
pub(crate) fn value(element: &Element, shown: &Value) -> Option<Value> {
    Some(match shown {
        Value::Flag(_) => Value::Flag(element.dyn_ref::<HtmlInputElement>()?.checked()),
        Value::Secret(_) => Value::Secret(Secret::new(text(element)?)),
        Value::Options(_) => Value::Options(values_in(element, ":checked")),
        Value::Text(_) if element.dyn_ref::<HtmlSelectElement>().is_some() => Value::Text(chosen_in(element)),
        Value::Text(_) if element.get_attribute("type").as_deref() == Some("radio") => {
            Value::Text(values_in(element, ":checked").concat())
        }
        Value::Text(_) => Value::Text(text(element)?),
    })
}

fn text(element: &Element) -> Option<String> {
    let input = element.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::value);
    let input = input.or_else(|| element.dyn_ref::<HtmlSelectElement>().map(HtmlSelectElement::value));
    input.or_else(|| element.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value))
}

/// The values of the matching controls in an element's group; a single list is its own group.
fn values_in(element: &Element, selector: &str) -> Vec<String> {
    match element.closest(&format!("[{GROUP}]")) {
        Ok(Some(group)) => all(&group, selector).filter_map(|one| text(&one)).collect(),
        Ok(None) | Err(_) => text(element).into_iter().collect(),
    }
}

/// `2026-12-24`, `2026--`, or an option of a list; empty when nothing is chosen.
fn chosen_in(list: &Element) -> String {
    let chosen = values_in(list, "select");
    if chosen.iter().all(String::is_empty) { String::new() } else { chosen.join("-") }
}
