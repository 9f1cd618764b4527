// The style sheet: one for all instances, and no <style> element, which a strict policy refuses.
import css from "../shikaku-form.css";

/** By document: a sheet belongs to the document that made it. */
const sheets = new WeakMap();

/** Gives an element its style, in its shadow root or, for `dom="light"`, in the tree that it stands in. */
export function addStyle(element) {
  const root = element.shadowRoot ?? element.getRootNode();
  const text = element.shadowRoot ? css : light();
  if (!root.adoptedStyleSheets) {
    // Safari before 16.4, Firefox before 101. A light one stays plain: they do not know nesting either.
    if (root === element.shadowRoot && !root.querySelector("style")) {
      root.append(Object.assign(document.createElement("style"), { textContent: text }));
    }
    return;
  }
  const sheet = sheetOf(element.ownerDocument, text);
  if (sheet && !root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

function sheetOf(page, text) {
  const made = sheets.get(page) ?? new Map();
  sheets.set(page, made);
  // A document without a window cannot make one.
  if (!made.has(text) && page.defaultView) {
    register(page.defaultView);
    const sheet = new page.defaultView.CSSStyleSheet();
    sheet.replaceSync(text);
    made.set(text, sheet);
  }
  return made.get(text);
}

/** Of this type, a host's 0 without a unit is a length too: calc() wants one. */
function register({ CSS }) {
  try {
    CSS.registerProperty({ name: "--_scroll-margin", syntax: "<length>", inherits: true, initialValue: "0px" });
  } catch {
    // Another copy of the module was first, or the browser does not know it.
  }
}

/** The same rules for nothing but the element. Nesting needs Chrome 120, Firefox 117 or Safari 17.2. */
function light() {
  const rules = css.replace(/:host(?:\(((?:[^()]|\([^()]*\))*)\))?/g, (_, condition = "") => `&${condition}`);
  // The content between the tags is shown until the form is there. Without a slot, text must be in an element.
  return `shikaku-form{${rules}&>.frame:not(:empty)~*{display:none}}`;
}
