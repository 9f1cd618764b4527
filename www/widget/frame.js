// The widget's frame: in a shadow root, or among the host's own content.
import { keepInside } from "./inside.js";

const COPIES = ":scope > .frame[part=form], :scope > .failure[part=failure]";

export class Frame {
  #element;
  #slot;
  #clickedOn;

  /** `stage` tells the page that the form is on. */
  constructor(element, stage) {
    this.#element = element;
    // Not declared as fields, which Safari before 16 supports only in part (WebKit bug 236843).
    /** The element for the view. */
    this.place = part("frame", "form");
    /** The message when it cannot be drawn. */
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

  /** The first visible element that matches. */
  find(selector) {
    return [...this.place.querySelectorAll(selector)].find((one) => one.getClientRects().length);
  }

  /** The focus: an id, and the position within the group of that id. */
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

  /** A page that hydrates its server's markup removes elements that the server did not send. */
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

  /** The second click of a double click was meant for the page that was there at the first. */
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

/**
 * A copy that is kept unchanged, such as a router's, must keep no secret. The router expects to find every box in it.
 */
export function forgetSecrets(element) {
  for (const box of element.querySelectorAll?.("[data-secret]") ?? []) box.value = "";
  for (const digits of element.querySelectorAll?.(".revealed") ?? []) digits.textContent = "";
}

function part(className, name) {
  const element = Object.assign(document.createElement("div"), { className });
  element.setAttribute("part", name);
  return element;
}
