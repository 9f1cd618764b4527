// Another element under the name, and a file that is neither WebAssembly nor served as such.
customElements.define("shikaku-form", class extends HTMLElement {});
globalThis.shikakuFormWasm = "/pages/ill.txt";
