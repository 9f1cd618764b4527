// What the browser learns about the element apart from its content: value, validity, states, role. Browsers of the
// floor know only parts of it, or none.

/** The custom states of which an element has one at a time. */
const STATES = ["loading", "ready", "review", "complete", "failed"];

export class Internals {
  #element;
  #internals;
  #value = "";
  #form;
  #handOver;

  /** `handedOver` is called when an enclosing form has taken the value. */
  constructor(element, handedOver) {
    this.#element = element;
    this.#internals = element.attachInternals?.() ?? {};
    this.#handOver = ({ formData }) => {
      if (this.#value && formData.getAll(element.name).includes(this.#value)) handedOver();
    };
  }

  get form() {
    return this.#internals.form ?? null;
  }
  get labels() {
    return this.#internals.labels ?? [];
  }
  get value() {
    return this.#value;
  }
  get willValidate() {
    return this.#internals.willValidate ?? false;
  }
  get validity() {
    return this.#internals.validity;
  }
  get validationMessage() {
    return this.#internals.validationMessage ?? "";
  }
  checkValidity() {
    return this.#internals.checkValidity?.() ?? true;
  }
  reportValidity() {
    return this.#internals.reportValidity?.() ?? true;
  }

  set value(value) {
    const isOther = value !== this.#value;
    this.#value = value;
    // Without a state of its own the value would come back as one: an application, which opens as a change.
    this.keep(null);
    if (!isOther) return;
    for (const type of ["input", "change"]) {
      this.#element.dispatchEvent(new Event(type, { bubbles: true, composed: type === "input" }));
    }
  }

  /**
   * The state that the element gets back when the person returns to the page. Firefox 93 to 97 had internals without
   * it.
   */
  keep(state) {
    this.#internals.setFormValue?.(this.#value || null, state);
  }

  /** Keeps an enclosing form from being sent. The browser rejects an empty sentence, which a host's texts may have. */
  complain(sentence, anchor) {
    this.#internals.setValidity?.({ customError: true }, sentence || " ", anchor);
  }

  /** Allows it to be sent. */
  agree() {
    this.#internals.setValidity?.({});
  }

  /** The form around the element, when it is another one. */
  enter(form) {
    this.#form?.removeEventListener("formdata", this.#handOver);
    this.#form = form;
    form?.addEventListener("formdata", this.#handOver);
  }

  /** A name for assistive technology, where the page gives none. */
  name(title) {
    try {
      this.#internals.role = "group";
      this.#internals.ariaLabel = this.labels.length ? null : title;
    } catch {
      // jsdom 26, which Jest 30 brings, falls over its own reflection.
    }
  }

  /** One of the states; a form on a later page is ready, too. */
  mark(state) {
    const isLater = ["review", "complete"].includes(state);
    for (const one of STATES) this.flag(one, one === state || (one === "ready" && isLater));
  }

  flag(name, is) {
    try {
      this.#internals.states[is ? "add" : "delete"](name);
    } catch {
      // Chrome before 125 wants two hyphens in front, and other browsers know no states before 2024.
    }
  }
}
