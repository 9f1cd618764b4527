//! Makes elements: a thin layer over the DOM, without generics.
//!
//! Leptos' `view!` gives every element its own type, and each type its own code to build, rebuild and unmount: for this
//! form 60 kB of brotli. Static subtrees go through `innerHTML`, which Trusted Types refuse. Here all elements have one
//! type; Leptos provides the [signals](super::signals).

use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Event, Node, NodeList, window};

use super::signals::keep;

/// An element under construction.
#[derive(Clone)]
pub(crate) struct Tag(Element);

/// Begins an element.
pub(crate) fn tag(name: &str) -> Tag {
    // Fails only without a document or for a name with a space: the view has neither.
    let element = document().and_then(|document| document.create_element(name).ok());
    Tag(element.unwrap_or_else(|| JsValue::UNDEFINED.unchecked_into()))
}

/// Begins an element of a drawing.
pub(crate) fn svg(name: &str) -> Tag {
    const SVG: &str = "http://www.w3.org/2000/svg";
    let element = document().and_then(|document| document.create_element_ns(Some(SVG), name).ok());
    Tag(element.unwrap_or_else(|| JsValue::UNDEFINED.unchecked_into()))
}

/// Begins an element with a class.
pub(crate) fn classed(name: &str, class: &str) -> Tag {
    tag(name).attribute("class", class)
}

fn document() -> Option<Document> {
    window()?.document()
}

impl Tag {
    /// The element itself.
    pub(crate) fn element(&self) -> &Element {
        &self.0
    }

    /// Sets an attribute.
    pub(crate) fn attribute(self, name: &str, value: &str) -> Self {
        set_attribute(&self.0, name, Some(value));
        self
    }

    /// Appends text.
    pub(crate) fn text(self, text: &str) -> Self {
        let text = document().map(|document| document.create_text_node(text));
        text.into_iter().for_each(|text| append(&self.0, &text));
        self
    }

    /// Appends an element.
    #[expect(clippy::needless_pass_by_value, reason = "an element that is appended is handed over")]
    pub(crate) fn child(self, child: Tag) -> Self {
        append(&self.0, &child.0);
        self
    }

    /// Appends elements.
    pub(crate) fn children(self, children: impl IntoIterator<Item = Tag>) -> Self {
        children.into_iter().for_each(|child| append(&self.0, &child.0));
        self
    }

    /// Listens to an event as long as the view exists.
    pub(crate) fn on(self, event: &str, listener: impl Fn(Event) + 'static) -> Self {
        listen(&self.0, event, Box::new(listener));
        self
    }
}

fn append(parent: &Element, child: &Node) {
    // Fails only for a child that holds its parent.
    let _appended = parent.append_child(child);
}

/// Listens to an event as long as the view exists.
pub(crate) fn listen(element: &Element, event: &str, listener: Box<dyn Fn(Event)>) {
    listen_in_phase(element, event, listener, false);
}

/// The same, before any other listener of this element and of its descendants.
pub(crate) fn listen_before(element: &Element, event: &str, listener: Box<dyn Fn(Event)>) {
    listen_in_phase(element, event, listener, true);
}

fn listen_in_phase(element: &Element, event: &str, listener: Box<dyn Fn(Event)>, captures: bool) {
    let listener = Closure::wrap(listener);
    let function = listener.as_ref().unchecked_ref();
    let _listening = element.add_event_listener_with_callback_and_bool(event, function, captures);
    keep(Box::new(listener));
}

/// Sets an attribute, or takes it away.
pub(crate) fn set_attribute(element: &Element, name: &str, value: Option<&str>) {
    // Fails only for an invalid name.
    let _set = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

/// The matching elements inside another.
pub(crate) fn all(element: &Element, selector: &str) -> impl Iterator<Item = Element> + use<> {
    // Fails only for an invalid selector.
    let found = element.query_selector_all(selector).ok();
    let at = |found: NodeList| (0..found.length()).filter_map(move |position| found.get(position));
    found.into_iter().flat_map(at).map(JsCast::unchecked_into)
}

/// Replaces the children of an element.
pub(crate) fn replace_children(element: &Element, children: impl IntoIterator<Item = Tag>) {
    element.set_text_content(None);
    children.into_iter().for_each(|child| append(element, &child.0));
}

/// Shows an element, or hides it.
pub(crate) fn set_shown(element: &Element, is_shown: bool) {
    set_attribute(element, "hidden", (!is_shown).then_some(""));
}
