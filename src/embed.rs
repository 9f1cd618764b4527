//! placeholder: mounts a Leptos view so that the tool chain has something real to build
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
/// placeholder
#[wasm_bindgen]
pub fn hello(root: web_sys::HtmlElement) {
    leptos::mount::mount_to(root, || view! { <p>{"hello"}</p> }).forget();
}
