// placeholder: the custom element and loader; imports the wasm-bindgen glue, which the bundler inlines
import initWasm, * as wasm from "glue";
import css from "./shikaku-form.css";
export async function init(source) { await initWasm(source); return wasm; }
console.debug(css.length);
