//! What the view asks of the browser besides elements: focus, a file, the clipboard, print.

use leptos::prelude::request_animation_frame;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlElement, Url, window};

/// Brings an element into view and focuses it, once what has changed is drawn.
///
/// The element that is brought into view is the enclosing item, so that its label is seen together with its control.
pub(crate) fn focus(root: &HtmlElement, selector: String) {
    let root = root.clone();
    let focus = move || {
        let Some(target) = root.query_selector(&selector).ok().flatten() else { return };
        let target: HtmlElement = target.unchecked_into();
        let around = target.closest("[data-scroll-to]").ok().flatten();
        around.unwrap_or_else(|| target.clone().unchecked_into()).scroll_into_view();
        let _focused = target.focus();
    };
    // Fails only without a window.
    let _requested = request_animation_frame(focus);
}

/// Hands a text to the person as a file.
pub(crate) fn download(name: &str, text: &str) -> Result<(), JsValue> {
    let kind = BlobPropertyBag::new();
    kind.set_type("application/json");
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &kind)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let document = window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The browser has begun to read by now: the click is handled before it returns.
    Url::revoke_object_url(&address)
}

/// Puts a text on the clipboard. Fails where the browser forbids it, as in a sandboxed frame.
pub(crate) async fn copy(text: String) -> Result<(), JsValue> {
    let navigator = window().ok_or(JsValue::NULL)?.navigator();
    // Missing on pages without https: reading it as a property keeps that from being a trap.
    let clipboard = js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard"))?;
    if clipboard.is_undefined() {
        return Err(JsValue::NULL);
    }
    let clipboard: web_sys::Clipboard = clipboard.unchecked_into();
    JsFuture::from(clipboard.write_text(&text)).await.map(drop)
}

/// Opens the browser's print dialogue.
pub(crate) fn print() {
    let _printed = window().map(|window| window.print());
}
