// What the widget is drawn in, and where it stands: in a shadow root, or among the host's own content.
import { keepInside } from "./inside.js";

const COPIES = ":scope > .frame[part=form], :scope > .failure[part=failure]";

export class Frame {
  #element;
  #slot;
  #clickedOn;

  /** `stage` tells the page that the form is on. */
  constructor(element, stage) {
    this.#element = element;
    // Not declared as fields: Safari before 16 has them in part (WebKit bug 236843).
    /** What the view is drawn in. */
    this.place = part("frame", "form");
    /** What is said when it cannot be. */
    this.notice = part("failure", "failure");
    this.notice.setAttribute("role", "alert");
    keepInside(this.place);
    this.place.addEventListener("click", (event) => this.#ignoreSecond(event, stage()), true);
    // The host's own content stays visible until the form is there.
    if (element.dom === "light") this.#stand();
    else {
      this.#slot = document.createElement("slot");
      element.attachShadow({ mode: "open" }).append(this.notice, this.#slot, this.place);
    }
  }

  showFallback(isShown) {
    this.#slot?.toggleAttribute("hidden", !isShown);
  }

  /** The first element that fits and is seen. */
  find(selector) {
    return [...this.place.querySelectorAll(selector)].find((one) => one.getClientRects().length);
  }

  /** Where the focus is: an id, and the place within the group of that id. */
  get focused() {
    const { activeElement } = this.place.getRootNode();
    if (!this.place.contains(activeElement)) return undefined;
    const group = activeElement.closest("[data-group]");
    return [(group ?? activeElement).id, group && [...group.querySelectorAll("[data-field]")].indexOf(activeElement)];
  }

  focusAgain([id, place] = []) {
    const found = id && this.find(`#${CSS.escape(id)}`);
    (place >= 0 && found?.dataset.group === "" ? found.querySelectorAll("[data-field]")[place] : found)?.focus?.({ preventScroll: true });
  }

  /** A page that compares its content with what its server has sent takes away what the server does not know. */
  #stand() {
    removeCopies(this.#element);
    this.#element.prepend(this.notice, this.place);
    const observer = new MutationObserver(() => {
      if (this.place.parentNode === this.#element) return;
      observer.disconnect();
      this.#stand();
    });
    observer.observe(this.#element, { childList: true });
  }

  /** The second half of a double click was meant for the page that was there at the first. */
  #ignoreSecond(event, stage) {
    if (event.detail < 2) this.#clickedOn = stage;
    else if (this.#clickedOn !== stage) {
      event.preventDefault();
      event.stopPropagation();
    }
  }
}

/** A copy of a form without a shadow root has its boxes, with all that was typed, and no view. */
function removeCopies(element) {
  for (const part of element.querySelectorAll(COPIES)) part.remove();
}

/** A copy that is kept as it is, such as a router's, keeps no secret. The router expects to find every box in it. */
export function forgetSecrets(element) {
  for (const box of element.querySelectorAll?.("[data-secret]") ?? []) box.value = "";
  for (const digits of element.querySelectorAll?.(".revealed") ?? []) digits.textContent = "";
}

function part(className, name) {
  const element = Object.assign(document.createElement("div"), { className });
  element.setAttribute("part", name);
  return element;
}
