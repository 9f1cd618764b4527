// What is asked of one widget, and done to it: by the page object, whose scripts this is put before, and by the stories
// of tests/hosts. `selector` names the widget's element, or is that element.
export const probe = (selector) => {
  const widget = typeof selector === "string" ? document.querySelector(selector) : selector;
  const root = widget?.shadowRoot ?? widget;
  const prefix = /^shikaku-\d+-/.exec(root?.querySelector(".item")?.id)?.[0];
  const isSeen = (element) => Boolean(element?.checkVisibility() && element.getClientRects().length);
  const frame = () => new Promise((next) => requestAnimationFrame(next));

  /** The element of a field: the control, or the group of its controls. */
  const part = (field) => root.querySelector(`#${prefix}${field}`);

  /** The controls of a field. */
  const controls = (field) => (part(field).matches("[data-field]") ? [part(field)] : [...part(field).querySelectorAll("[data-field]")]);

  const kind = (field) => {
    if (part(field).matches(".month")) return "date";
    if (part(field).matches(".options")) return controls(field)[0].type === "checkbox" ? "choices" : "radios";
    if (part(field).matches("select")) return "drop_down";
    return part(field).type === "checkbox" ? "consent" : "text";
  };

  /** The raw value that a field shows. */
  const value = (field) => {
    const all = controls(field);
    switch (kind(field)) {
      case "date": return all.some((list) => list.value) ? all.map((list) => list.value).join("-") : "";
      case "choices": return all.filter((one) => one.checked).map((one) => one.value);
      case "radios": return all.find((one) => one.checked)?.value ?? "";
      case "consent": return all[0].checked;
      default: return all[0].value;
    }
  };

  /** Enters a raw value at once: no keys, no pointer. */
  const put = (field, raw) => {
    const parts = controls(field);
    switch (kind(field)) {
      case "date": parts.forEach((list, place) => (list.value = raw.split("-")[place] ?? "")); break;
      case "choices": for (const one of parts) one.checked = raw.includes(one.value); break;
      case "radios": for (const one of parts) one.checked = one.value === raw; break;
      case "consent": parts[0].checked = raw; break;
      default: parts[0].value = raw;
    }
    const told = kind(field) === "radios" ? parts.filter((one) => one.checked) : parts;
    for (const one of told) one.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
  };

  /** The sentences of one kind that stand at fields of shown items, by field. */
  const findings = (kind) => {
    const fields = [...root.querySelectorAll(".item:not([hidden]) .field:has(.error)")];
    const id = (field) => field.querySelector(".error").id.slice(prefix.length, -"-error".length);
    const said = (field) => field.querySelector(`.${kind}:not([hidden])`)?.textContent;
    return Object.fromEntries(fields.filter(said).map((field) => [id(field), said(field)]));
  };

  /** One file with this text, as a dialog or a drop hands it over. */
  const filesOf = (text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], "chosen.json", { type: "application/json" }));
    return transfer.files;
  };

  const stage = () => {
    if (isSeen(root.querySelector(".export-text")?.closest(".stage"))) return "complete";
    return isSeen(root.querySelector(".answers")) ? "review" : "entry";
  };

  const liveRegion = () => root.querySelector(".widget > [role=status]");

  /** The last announcement. */
  const announced = () => liveRegion().textContent;

  const seenWords = (element) => (element.querySelector(".seen") ?? element).textContent;
  const button = (words) => [...root.querySelectorAll("button")].find((one) => isSeen(one) && seenWords(one) === words);

  /** Where a person would click an element: brought into view, and once nothing moves any more. */
  const settled = async (element) => {
    let before;
    let still = 0;
    for (let look = 0; look < 60; look += 1) {
      const { top, bottom } = element.getBoundingClientRect();
      if (top < 0 || bottom > innerHeight) element.scrollIntoView({ block: "center", behavior: "instant" });
      await frame();
      // A link that is broken over two lines has its middle beside itself.
      const { x, y, width, height } = element.getClientRects()[0];
      const point = [Math.round(x + width / 2), Math.round(y + height / 2)];
      // A busy engine may draw two frames alike before it moves on.
      still = String(point) === before ? still + 1 : 0;
      if (still > 1 && y >= 0 && y + height <= innerHeight) return point;
      before = String(point);
    }
    throw new Error(`it does not come to rest: ${element.outerHTML}`);
  };

  return {
    widget, root, prefix, isSeen, frame, part, controls, kind, value,
    put, findings, filesOf, stage, liveRegion, announced, seenWords, button, settled,
  };
};
