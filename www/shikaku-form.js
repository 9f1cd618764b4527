// The module that pages import: it registers <shikaku-form>.
import { ShikakuForm } from "./shikaku-form-core.js";

export * from "./shikaku-form-core.js";

const before = globalThis.customElements?.get("shikaku-form");
if (before && before.version !== BUILD.version) {
  console.warn(`shikaku-form: the elements of this page are of version ${before.version}, not ${BUILD.version}, which came later.`);
} else if (!before) {
  globalThis.customElements?.define("shikaku-form", ShikakuForm);
}
