// The style sheet: one for all instances, and no <style> element, which a strict policy refuses.
import css from "../shikaku-form.css";

const sheets = new Map();

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
  if (!sheets.has(text)) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    sheets.set(text, sheet);
  }
  const sheet = sheets.get(text);
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

/** The same rules for nothing but the element. Nesting needs Chrome 120, Firefox 117 or Safari 17.2. */
function light() {
  const rules = css.replace(/:host(?:\(((?:[^()]|\([^()]*\))*)\))?/g, (_, condition = "") => `&${condition}`);
  // What stands between the tags is seen until the form is there. Without a slot, text must be in an element.
  return `shikaku-form{${rules}&>.frame:not(:empty)~*{display:none}}`;
}
