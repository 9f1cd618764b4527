//! What the view asks of the browser besides elements: focus, a file, the clipboard, print.

use std::time::Duration;

use leptos::prelude::{request_animation_frame, set_timeout};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, Element, File, FocusOptions, HtmlAnchorElement, HtmlElement, ScrollBehavior,
    ScrollIntoViewOptions, ScrollLogicalPosition, ScrollToOptions, ShadowRoot, Url, window,
};

/// Focuses an element where it is, once what has changed is drawn.
pub(crate) fn keep_focus(root: &HtmlElement, selector: String) {
    let root = root.clone();
    let focus = move || {
        let target = root.query_selector(&selector).ok().flatten();
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _focused = target.map(|target| target.unchecked_into::<HtmlElement>().focus_with_options(&options));
    };
    // Fails only without a window.
    let _requested = request_animation_frame(focus);
}

/// Brings an element into view and focuses it, once what has changed is drawn: at once, whatever the host's style says
/// of scrolling, because what lies over it is looked for there.
///
/// The element that is brought into view is the enclosing item, so that its label is seen together with its control.
pub(crate) fn focus(root: &HtmlElement, selector: String) {
    let root = root.clone();
    let focus = move || {
        let Some(target) = root.query_selector(&selector).ok().flatten() else { return };
        let target: HtmlElement = target.unchecked_into();
        let around = target.closest("[data-scroll-to]").ok().flatten();
        let around = around.unwrap_or_else(|| target.clone().unchecked_into());
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Start);
        options.set_behavior(ScrollBehavior::Instant);
        around.scroll_into_view_with_scroll_into_view_options(&options);
        uncover(&root, &around);
        let _focused = target.focus();
    };
    // Fails only without a window.
    let _requested = request_animation_frame(focus);
}

/// Scrolls back until nothing of the host's lies over the top of an element: many pages have a header that stays.
fn uncover(root: &HtmlElement, element: &Element) {
    let within = root.get_root_node();
    let host: Element = within.dyn_into().map_or_else(|_| root.clone().into(), |shadow: ShadowRoot| shadow.host());
    const GAP: f64 = 8.0;
    // A header may lie over another.
    for _ in 0..4 {
        let area = element.get_bounding_client_rect();
        let Some(window) = window() else { return };
        let middle = area.left() + area.width() / 2.0;
        #[expect(clippy::cast_possible_truncation, reason = "pixels of a window")]
        let over = window.document().and_then(|page| page.element_from_point(middle as f32, area.top() as f32 + 1.0));
        let Some(over) = over.filter(|over| !host.contains(Some(over)) && !over.contains(Some(&host))) else { return };
        let covered = over.get_bounding_client_rect().bottom() - area.top();
        let back = ScrollToOptions::new();
        back.set_top(-covered.max(0.0) - GAP);
        back.set_behavior(ScrollBehavior::Instant);
        window.scroll_by_with_scroll_to_options(&back);
    }
}

/// The text of a file that the person chose.
///
/// # Errors
/// When it is larger than `most` bytes, or cannot be read.
pub(crate) async fn read(file: File, most: usize) -> Result<String, JsValue> {
    #[expect(clippy::cast_precision_loss, reason = "a megabyte is exact")]
    if file.size() > most as f64 {
        return Err(JsValue::NULL);
    }
    let text = JsFuture::from(file.text()).await?;
    text.as_string().ok_or(JsValue::NULL)
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
    // Safari on a phone asks first where to, and reads then.
    const READ_BY_THEN: Duration = Duration::from_secs(60);
    let _set = set_timeout(move || drop(Url::revoke_object_url(&address)), READ_BY_THEN);
    Ok(())
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
