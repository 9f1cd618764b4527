//! The view's use of the browser beyond elements: focus, files, the clipboard, print. All of it is in the widget's
//! window, which is not always that of its script: a page may put it into a frame, a pop-up or a picture-in-picture
//! window.

use std::time::Duration;

use leptos::prelude::set_timeout;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, Element, File, FocusOptions, HtmlAnchorElement, HtmlElement, ScrollBehavior,
    ScrollIntoViewOptions, ScrollLogicalPosition, ScrollToOptions, ShadowRoot, Url, Window,
};

use super::dom::set_attribute;
use crate::engine::draft::{MAX_BYTES, Unopened};

fn window_of(element: &Element) -> Option<Window> {
    element.owner_document()?.default_view()
}

/// Called with the root of the widget and the element that was found.
type Then = Box<dyn FnOnce(&HtmlElement, HtmlElement)>;

/// Finds the first element that matches, once the changes are drawn.
fn once_drawn(root: &HtmlElement, selector: String, then: Then) {
    let (window, root) = (window_of(root), root.clone());
    let drawn = Closure::once_into_js(move || {
        let target = root.query_selector(&selector).ok().flatten();
        let _found = target.map(|target| then(&root, target.unchecked_into()));
    });
    // Without a window nothing is drawn.
    let _requested = window.map(|window| window.request_animation_frame(drawn.unchecked_ref()));
}

/// Focuses an element once the coming changes are drawn, and keeps its position in the window.
pub(crate) fn keep_focus(root: &HtmlElement, selector: String) {
    let top = |element: &Element| element.get_bounding_client_rect().top();
    let before = root.query_selector(&selector).ok().flatten().map(|element| top(&element));
    let then = move |root: &HtmlElement, target: HtmlElement| {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _focused = target.focus_with_options(&options);
        if let Some((before, window)) = before.zip(window_of(root)) {
            // Larger text above has pushed it down. Scroll anchoring does not correct that in any browser.
            let options = ScrollToOptions::new();
            options.set_behavior(ScrollBehavior::Instant);
            options.set_top(top(&target) - before);
            window.scroll_by_with_scroll_to_options(&options);
        }
    };
    once_drawn(root, selector, Box::new(then));
}

/// Brings an element into view and focuses it, once the changes are drawn.
///
/// Scrolls to the enclosing item, so that its label is visible with the control; or to the field alone, if the window
/// is too small for both.
pub(crate) fn focus(root: &HtmlElement, selector: String) {
    let then = |root: &HtmlElement, target: HtmlElement| {
        for around in ["[data-scroll-to]", ".field"] {
            let around = target.closest(around).ok().flatten();
            bring_into_view(root, &around.map_or_else(|| target.clone(), JsCast::unchecked_into));
            let area = target.get_bounding_client_rect();
            if seen_at(&target, area.bottom() - 1.0).is_some_and(|seen| is_of(root, &seen)) {
                break;
            }
        }
        let _focused = target.focus();
    };
    once_drawn(root, selector, Box::new(then));
}

/// Scrolls until nothing of the host's covers the top of an element: many pages, and scrolling parts of pages, have a
/// sticky header. It scrolls without animation, whatever the host's style says, because it then looks at what covers
/// the element.
fn bring_into_view(root: &HtmlElement, element: &HtmlElement) {
    const MARGIN: &str = "scroll-margin-block-start";
    const GAP: i32 = 8;
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Start);
    options.set_behavior(ScrollBehavior::Instant);
    let style = window_of(element).and_then(|window| window.get_computed_style(element).ok().flatten());
    let margin = style.and_then(|style| style.get_property_value(MARGIN).ok()).unwrap_or_default();
    let mut margin = pixels(js_sys::parse_int(&margin, 10));
    // Headers may overlap, and have parts.
    for _ in 0..8 {
        element.scroll_into_view_with_scroll_into_view_options(&options);
        let Some(covered) = covered(root, element) else { break };
        margin += covered + GAP;
        let _set = element.style().set_property(MARGIN, &format!("{margin}px"));
    }
    set_attribute(element, "style", None);
}

#[expect(clippy::cast_possible_truncation, reason = "pixels of a window; a cast saturates")]
fn pixels(length: f64) -> i32 {
    length as i32
}

/// How far the cover over the top of an element reaches down; `None` when the top is visible.
fn covered(root: &HtmlElement, element: &HtmlElement) -> Option<i32> {
    let top = element.get_bounding_client_rect().top();
    let seen = seen_at(element, top + 1.0)?;
    (!is_of(root, &seen)).then(|| pixels(seen.get_bounding_client_rect().bottom() - top).max(0))
}

/// The visible element in the middle of an element's width at this height of the window; `None` outside the window.
fn seen_at(element: &Element, y: f64) -> Option<Element> {
    let area = element.get_bounding_client_rect();
    #[expect(clippy::cast_possible_truncation, reason = "pixels of a window")]
    let (x, y) = ((area.left() + area.width() / 2.0) as f32, y as f32);
    let mut seen = element.owner_document()?.element_from_point(x, y)?;
    // The document finds only the outermost component.
    while let Some(inside) = seen.shadow_root()
        && let Some(inner) = inside.element_from_point(x, y).filter(|inner| inside.contains(Some(inner)))
    {
        seen = inner;
    }
    Some(seen)
}

/// Whether an element belongs to the widget, or contains it.
fn is_of(root: &HtmlElement, seen: &Element) -> bool {
    root.contains(Some(seen)) || is_within(root, seen)
}

/// Whether an element is inside another, across shadow roots and slots.
fn is_within(inner: &Element, outer: &Element) -> bool {
    let around = |element: &Element| {
        let slot = element.assigned_slot().map(Into::into);
        slot.or_else(|| element.parent_element()).or_else(|| {
            // Each window has its own class of shadow roots, so a checked cast would fail. A document has no host.
            let host = element.get_root_node().unchecked_into::<ShadowRoot>().host();
            (!host.is_undefined()).then_some(host)
        })
    };
    std::iter::successors(Some(inner.clone()), around).any(|element| element == *outer)
}

/// The content of a file that the person chose.
///
/// # Errors
/// When it is too large, or cannot be read: a folder, or a file that is gone.
pub(crate) async fn read(file: File) -> Result<Vec<u8>, Unopened> {
    #[expect(clippy::cast_precision_loss, reason = "a megabyte is exact")]
    if file.size() > MAX_BYTES as f64 {
        return Err(Unopened::TooLarge);
    }
    let bytes = JsFuture::from(file.array_buffer()).await.map_err(|_| Unopened::Unreadable)?;
    Ok(js_sys::Uint8Array::new(&bytes).to_vec())
}

/// Hands a text to the person as a file. No page learns whether it arrives; the result is whether that can be relied
/// on.
pub(crate) fn download(root: &HtmlElement, name: &str, text: &str) -> bool {
    hand_out(root, name, text).is_ok() && window_of(root).is_some_and(|window| lets_files_out(&window))
}

fn hand_out(root: &HtmlElement, name: &str, text: &str) -> Result<(), JsValue> {
    let kind = BlobPropertyBag::new();
    kind.set_type("application/json");
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &kind)?;
    let document = root.owner_document().ok_or(JsValue::NULL)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    let address = Url::create_object_url_with_blob(&blob)?;
    link.set_href(&address);
    link.set_download(name);
    // The link is in no page, so that no listener prevents the click; but a page may have replaced the click itself.
    js_sys::Reflect::get(&link, &"click".into())?.unchecked_into::<js_sys::Function>().call0(&link)?;
    // Safari on a phone first asks where to save it, and reads it only then.
    const READ_BY_THEN: Duration = Duration::from_secs(60);
    let _set = set_timeout(move || drop(Url::revoke_object_url(&address)), READ_BY_THEN);
    Ok(())
}

/// Whether files arrive, as far as known. A sandbox, or an app that shows the page, may drop them silently.
fn lets_files_out(window: &Window) -> bool {
    let agent = window.navigator().user_agent().unwrap_or_default();
    // An app's web view names itself on Android, and lacks Safari's version on iOS (LINE and others).
    let is_in_app = agent.contains("; wv)") || agent.contains("AppleWebKit/") && !agent.contains("Safari/");
    // Firefox on iOS starts no download from a script (mozilla-mobile/firefox-ios#8635).
    let is_firefox_on_ios = agent.contains("FxiOS/");
    // A web page with an opaque origin is sandboxed, even without a frame; a file from disk has an opaque origin, too.
    let is_in_sandbox =
        window.origin() == "null" && window.location().protocol().is_ok_and(|protocol| protocol.starts_with("http"));
    !is_in_app && !is_firefox_on_ios && !is_in_sandbox && frames_let_files_out(window.clone())
}

/// A frame of another origin cannot see how it is framed.
fn frames_let_files_out(mut window: Window) -> bool {
    let allows = |frame: &Element| {
        let sandbox = frame.get_attribute("sandbox");
        sandbox.is_none_or(|sandbox| sandbox.split_ascii_whitespace().any(|word| word == "allow-downloads"))
    };
    loop {
        match (window.parent(), window.frame_element()) {
            (Ok(Some(parent)), _) if parent == window => return true,
            (Ok(Some(parent)), Ok(Some(frame))) if allows(&frame) => window = parent,
            _ => return false,
        }
    }
}

/// Puts a text on the clipboard. Fails where the browser forbids it, as in a sandboxed frame.
pub(crate) async fn copy(root: &HtmlElement, text: String) -> Result<(), JsValue> {
    let navigator = window_of(root).ok_or(JsValue::NULL)?.navigator();
    // Missing on pages without https, where the typed getter would trap. So it is read as a property.
    let clipboard = js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard"))?;
    if clipboard.is_undefined() {
        return Err(JsValue::NULL);
    }
    let clipboard: web_sys::Clipboard = clipboard.unchecked_into();
    JsFuture::from(clipboard.write_text(&text)).await.map(drop)
}

/// Opens the browser's print dialogue.
pub(crate) fn print(root: &HtmlElement) {
    let _printed = window_of(root).map(|window| window.print());
}
