// After a trap of the widget's own WebAssembly: the typed text stays in the page, and can be copied.

/** The content of the boxes, line by line, secrets excepted. */
function typed(frame) {
  const lines = [];
  for (const item of frame.querySelectorAll(".item:not([hidden])")) {
    const answers = [...item.querySelectorAll("[data-field]:not([data-secret])")].map(answer).filter(Boolean);
    if (answers.length) lines.push(`${words(item.querySelector(".item-label"))}: ${answers.join(" ")}`);
  }
  return lines.join("\n");
}

function answer(control) {
  if (["radio", "checkbox"].includes(control.type)) return control.checked && words(control.closest("label"));
  return control.selectedOptions ? control.value && control.selectedOptions[0].text : control.value;
}

/** The words without readings. */
function words(element) {
  const copy = element.cloneNode(true);
  for (const reading of copy.querySelectorAll("rt")) reading.remove();
  return copy.textContent.trim();
}

/**
 * A button that copies the content of the boxes. Where the clipboard is forbidden, it shows the text for copying by
 * hand.
 */
export function offerCopy(notice, frame, caption) {
  const { ownerDocument: page } = frame;
  const button = Object.assign(page.createElement("button"), { type: "button", className: "button-second", textContent: caption });
  button.setAttribute("part", "button");
  const text = Object.assign(page.createElement("textarea"), { className: "text text-long", readOnly: true, hidden: true });
  text.setAttribute("aria-label", caption);
  button.addEventListener("click", () => {
    text.value = typed(frame);
    text.hidden = false;
    text.select();
    page.defaultView.navigator.clipboard?.writeText(text.value).catch(() => {});
  });
  notice.append(button, text);
}
