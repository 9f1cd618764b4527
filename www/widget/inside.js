// What happens inside the widget and is no business of the page around it.

/** Keys that a page may close its dialog or steer with, wherever the focus is. */
const OF_PAGE = /^(Escape|Tab|F\d+|Shift|CapsLock)$/;
/** What tells of the text in a box. */
const OF_TEXT = [
  "beforeinput", "textInput", "compositionstart", "compositionupdate", "compositionend", "copy", "cut", "paste",
];

/** A shortcut of the page takes a retargeted key for one that nobody types with: its author looks for `INPUT`. */
function isTyped({ target, key, ctrlKey, altKey, metaKey }) {
  return target.matches("input, select, textarea") && !ctrlKey && !altKey && !metaKey && !OF_PAGE.test(key);
}

const isOfSecret = ({ target }) => target.matches?.("[data-secret]");

/**
 * Lets out of the frame what concerns the page alone. `input` and `change` of the element tell of its own value; those of
 * a box would tell of text that is no value yet, and those of a secret's box of the secret.
 */
export function keepInside(frame) {
  const keep = (types, isKept) => {
    for (const type of types) frame.addEventListener(type, (event) => isKept(event) && event.stopPropagation());
  };
  keep(["input", "change"], () => true);
  keep(["keydown", "keypress", "keyup"], (event) => isOfSecret(event) || isTyped(event));
  keep(OF_TEXT, isOfSecret);
}
