// Events inside the widget that must not reach the page around it.

/** Keys with which a page may close its dialog or navigate, wherever the focus is. */
const OF_PAGE = /^(Escape|Tab|F\d+|Shift|CapsLock)$/;
/** The events that reveal the text in a box. */
const OF_TEXT = [
  "beforeinput", "textInput", "compositionstart", "compositionupdate", "compositionend", "copy", "cut", "paste",
];

/** A page's shortcut mistakes a retargeted key for one outside a box: its author looks for `INPUT`. */
function isTyped({ target, key, ctrlKey, altKey, metaKey }) {
  return target.matches("input, select, textarea") && !ctrlKey && !altKey && !metaKey && !OF_PAGE.test(key);
}

const isOfSecret = ({ target }) => target.matches?.("[data-secret]");

/**
 * Lets out of the frame what concerns the page alone. `input` and `change` of the element are about its own value;
 * those of a box would be about text that is not a value yet, and those of a secret's box would reveal the secret.
 */
export function keepInside(frame) {
  const keep = (types, isKept) => {
    for (const type of types) frame.addEventListener(type, (event) => isKept(event) && event.stopPropagation());
  };
  keep(["input", "change"], () => true);
  keep(["keydown", "keypress", "keyup"], (event) => isOfSecret(event) || isTyped(event));
  keep(OF_TEXT, isOfSecret);
}
