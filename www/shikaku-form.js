// <shikaku-form>: lifecycle, attributes, events, and its part in a form around it. No rule and no field is known here.
import * as wasm from "glue";
import { examine } from "./widget/doctor.js";
import { written } from "./widget/error.js";
import { call, flaw, init, open, stop, whenTrapped } from "./widget/module.js";
import { plain } from "./widget/plain.js";
import { addStyle } from "./widget/style.js";

export { ShikakuError } from "./widget/error.js";
export { applicationSchema, builtInDefinition, checkDefinition, init, validate } from "./widget/module.js";

/** What cannot be said by the WebAssembly, because it did not arrive. */
const FAILED = {
  ja: "入力フォームを読み込めませんでした。ページを再読み込みしてください。それでも表示されないときは、ブラウザを更新するか、別のブラウザでお試しください。",
  en: "The form could not be loaded. Please reload the page. If that does not help, update your browser or try another one.",
};

/** The attributes that say how the form is shown. */
const DISPLAY = ["locale", "readings", "text-size", "colors"];
let count = 0;

/** The elements whose answers would be lost with the page. */
const unsaved = new Set();
const warn = (event) => {
  event.preventDefault();
  // Chromium before 119 asks for this alone.
  event.returnValue = true;
};

/** The browser asks before the page is left. A page without answers is left in peace, and kept for the way back. */
function warnBeforeLeaving(element, isUnsaved) {
  if (isUnsaved) unsaved.add(element);
  else unsaved.delete(element);
  if (unsaved.size) addEventListener("beforeunload", warn);
  else removeEventListener("beforeunload", warn);
}

class ShikakuForm extends (globalThis.HTMLElement ?? Object) {
  // No static fields, and no calls where fields are declared: Safari before 16 gets them wrong (WebKit bug 236843).
  static get formAssociated() {
    return true;
  }
  static get observedAttributes() {
    return ["application-type", "lang", ...DISPLAY];
  }
  /** Which copy of the module the element is of, where a page has several. */
  static get version() {
    return BUILD.version;
  }

  #internals;
  #idPrefix;
  #definition;
  #prefill;
  #draft;
  #restored;
  #view;
  #frame;
  #notice;
  #mounting = false;
  #keepsAnswers = true;
  #value = "";
  #isDisabled = false;
  #brokenMessage = "";
  #unfinishedMessage = "";
  #broken;
  #break;
  #keepState;
  #form;
  #handOver;

  constructor() {
    super();
    this.#internals = this.attachInternals?.();
    this.#idPrefix = `shikaku-${(count += 1)}-`;
    this.#break = (trap) => this.#keepAfter(trap);
    // What `formStateRestoreCallback` gets. The draft has no secret.
    this.#keepState = ({ persisted }) => {
      this.#internals?.setFormValue?.(this.#value || null, JSON.stringify(this.#use((view) => view.draft())));
      // The whole page is kept, as it is, for whoever comes back.
      if (persisted) this.#use((view) => view.forgetSecrets());
    };
    this.#handOver = ({ formData }) => {
      if (this.#value && formData.getAll(this.name).includes(this.#value)) this.#use((view) => view.handedOver());
    };
    this.addEventListener("invalid", () => this.#explain());
  }

  get definition() {
    return this.#definition;
  }
  set definition(definition) {
    this.#definition = definition;
    this.#startAnew();
  }

  get prefill() {
    return this.#prefill;
  }
  set prefill(prefill) {
    this.#prefill = prefill;
    this.#startAnew();
  }

  /** Shows every error, and returns `{ valid, findings, shown, application }`. */
  validate() {
    const report = this.#use((view) => view.report());
    if (report && !report.valid) this.#use((view) => view.review());
    return report;
  }

  /** Back to how the page was opened. */
  reset() {
    this.#draft = this.#restored = undefined;
    this.#use((view) => view.reset());
  }

  // What forms and scripts expect of a control.
  get form() {
    return this.#internals?.form ?? null;
  }
  get name() {
    return this.getAttribute("name") ?? "";
  }
  set name(name) {
    this.setAttribute("name", name);
  }
  /** The application as JSON; `""` before it is complete. */
  get value() {
    return this.#value;
  }
  get willValidate() {
    return this.#internals?.willValidate ?? false;
  }
  get validity() {
    return this.#internals?.validity;
  }
  get validationMessage() {
    this.#explain();
    return this.#internals?.validationMessage ?? "";
  }
  checkValidity() {
    return this.#internals?.checkValidity?.() ?? true;
  }
  reportValidity() {
    return this.#internals?.reportValidity?.() ?? true;
  }

  connectedCallback() {
    // Properties that were set before the element was upgraded hide the accessors above.
    for (const name of ["definition", "prefill", "name"]) {
      if (this.hasOwnProperty(name)) {
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
    }
    if (!this.#frame) this.#build();
    addStyle(this);
    this.#mount();
  }

  disconnectedCallback() {
    // An element that is moved is back before the next task, and keeps its view.
    setTimeout(() => this.isConnected || this.#unmount());
  }

  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    if (name === "lang" || DISPLAY.includes(name)) {
      this.#use((view) => view.show(this.#display()));
      this.#learnMessages();
    } else this.#remount();
  }

  /** A form around the element that is sent, or whose data is read, has taken the answers. */
  formAssociatedCallback(form) {
    this.#form?.removeEventListener("formdata", this.#handOver);
    this.#form = form;
    form?.addEventListener("formdata", this.#handOver);
  }

  formResetCallback() {
    this.reset();
  }

  /** The person is back, by the browser's button or by a reload. WebKit keeps the whole page instead, if it can. */
  formStateRestoreCallback(state) {
    this.#restored = JSON.parse(state);
    this.#remount();
  }

  formDisabledCallback(isDisabled) {
    this.#isDisabled = isDisabled;
    this.#frame?.toggleAttribute("inert", isDisabled);
  }

  #build() {
    this.#notice = document.createElement("div");
    this.#notice.className = "failure";
    this.#notice.setAttribute("part", "failure");
    this.#notice.setAttribute("role", "alert");
    this.#frame = document.createElement("div");
    this.#frame.className = "frame";
    this.#frame.setAttribute("part", "form");
    this.#frame.toggleAttribute("inert", this.#isDisabled);
    // A host may give the definition or the prefill late. What the browser has kept waits for it until something is typed.
    for (const type of ["input", "change"]) this.#frame.addEventListener(type, () => (this.#restored = undefined));
    // The host's own content stays visible until the form is there.
    if (this.getAttribute("dom") === "light") this.prepend(this.#notice, this.#frame);
    else this.attachShadow({ mode: "open" }).append(this.#notice, document.createElement("slot"), this.#frame);
  }

  async #mount() {
    if (this.#view || this.#mounting || this.#broken) return;
    this.#mounting = true;
    try {
      await init();
      if (this.isConnected) this.#draw();
      this.#mounting = false;
    } catch (cause) {
      // A listener of the error may try again at once, with another definition.
      this.#mounting = false;
      this.#fail(cause);
    }
  }

  #draw() {
    const options = {
      definition: plain("definition", this.#definition),
      prefill: plain("values", this.#prefill),
      draft: this.#restored ?? this.#draft,
      display: this.#display(),
      applicationType: this.getAttribute("application-type"),
      idPrefix: this.#idPrefix,
    };
    const tell = (...event) => this.#tell(...event);
    this.#view = open(options.definition, () => new wasm.Mounted(this.#frame, options, tell));
    this.#keepsAnswers = true;
    whenTrapped.add(this.#break);
    addEventListener("pagehide", this.#keepState);
    this.#learnMessages();
    this.#notice.textContent = "";
    this.#showFallback(false);
    this.#dispatch("ready");
    if (flaw) this.#dispatchError(flaw);
  }

  /** Fetched while the WebAssembly can still be asked. */
  #learnMessages() {
    if (!this.#view) return;
    this.#brokenMessage = this.#use((view) => view.brokenMessage());
    this.#unfinishedMessage = this.#use((view) => view.unfinishedMessage());
    this.#setValue(this.#value);
  }

  /** Another form, or other answers to begin with: what was typed belongs to neither. */
  #startAnew() {
    this.#draft = undefined;
    this.#keepsAnswers = false;
    this.#remount();
  }

  #remount() {
    if (!this.#view) {
      if (this.isConnected && this.#frame) this.#mount();
      return;
    }
    // Several attributes and properties are often set one after the other.
    queueMicrotask(() => {
      if (!this.isConnected || !this.#view) return;
      this.#unmount();
      this.#mount();
    });
  }

  /** Takes the view away. What was typed is kept for a return, secrets excepted. */
  #unmount() {
    if (this.#keepsAnswers) this.#draft = this.#use((view) => view.draft());
    this.#use((view) => view.free());
    this.#view = undefined;
    this.#standDown();
    warnBeforeLeaving(this, false);
    this.#frame?.replaceChildren();
    this.#showFallback(true);
  }

  /** Without a view there is nothing to keep, and nothing that a form around the element waits for. */
  #standDown() {
    whenTrapped.delete(this.#break);
    removeEventListener("pagehide", this.#keepState);
    this.#setValue("");
  }

  #use(run) {
    return this.#view && call("values", () => run(this.#view));
  }

  /** How the form is shown: the attributes hold it, and a host may set, watch and keep them. */
  #display() {
    return {
      locale: this.#locale(),
      readings: this.hasAttribute("readings"),
      textSize: this.getAttribute("text-size") ?? "",
      colors: this.getAttribute("colors") ?? "",
    };
  }

  #locale() {
    if (this.hasAttribute("locale")) return this.getAttribute("locale");
    // closest() ends at a shadow root around the element; the language does not.
    for (let element = this; element; element = element.getRootNode().host) {
      const speaking = element.closest("[lang]");
      if (speaking) return speaking.lang;
    }
    return "";
  }

  #keepDisplay({ locale, readings, textSize, colors }) {
    this.setAttribute("locale", locale);
    this.toggleAttribute("readings", readings);
    for (const [name, value] of [["text-size", textSize], ["colors", colors]]) {
      if (value) this.setAttribute(name, value);
      else this.removeAttribute(name);
    }
  }

  #tell(type, detail) {
    if (type === "unsaved") return void warnBeforeLeaving(this, detail);
    if (type === "display") this.#keepDisplay(detail);
    if (type === "complete") this.#setValue(JSON.stringify(detail.application));
    if (type === "change" && detail.stage !== "complete") this.#setValue("");
    this.#dispatch(type, detail);
  }

  /** A form around the element waits for the application; for an element that cannot run it does not. */
  #setValue(value) {
    this.#value = value;
    // Firefox had internals without these two from 93 to 97.
    // Without a state of its own the value would come back as one: an application, which opens as a change.
    this.#internals?.setFormValue?.(value || null, null);
    if (value || !this.#view) this.#internals?.setValidity?.({});
    else this.#internals?.setValidity?.({ customError: true }, this.#unfinishedMessage, this.#frame);
  }

  /** Says where the first error is, for the browser's own bubble. Worked out when it is asked for, not at every key. */
  #explain() {
    if (this.#value || !this.#view || !this.#internals?.setValidity) return;
    const error = this.#use((view) => view.report()).findings.find(({ severity }) => severity === "error");
    // Only what can take the focus gets a bubble.
    const place = error ? `#${this.#idPrefix}${error.field}` : ".stage:not([hidden]) .button";
    const anchor = this.#frame.querySelector(error ? `${place}[data-field], ${place} [data-field]` : place);
    this.#internals.setValidity({ customError: true }, error?.message ?? this.#unfinishedMessage, anchor ?? this.#frame);
  }

  #dispatch(type, detail) {
    this.dispatchEvent(new CustomEvent(`shikaku-${type}`, { bubbles: true, composed: true, detail }));
  }

  #showFallback(visible) {
    this.shadowRoot?.querySelector("slot").toggleAttribute("hidden", !visible);
  }

  #fail(error) {
    const [language] = this.#locale().split("-");
    this.#notice.textContent = FAILED[language] ?? FAILED.ja;
    this.#report(error);
  }

  /** For the page's author. */
  #report(error) {
    console.error(written(error));
    this.#dispatchError(error);
  }

  #dispatchError({ kind, message, remedy, problems }) {
    this.#dispatch("error", { kind, cause: message, remedy, problems });
  }

  /** After a trap the page keeps what was typed. */
  #keepAfter(trap) {
    // Held for good: a view that is collected is freed, and freeing it would enter the WebAssembly and clear the page.
    this.#broken = this.#view;
    this.#view = undefined;
    this.#standDown();
    this.#notice.textContent = this.#brokenMessage;
    this.#notice.scrollIntoView();
    this.#report(trap);
  }
}

const before = globalThis.customElements?.get("shikaku-form");
if (before && before.version !== BUILD.version) {
  console.warn(`shikaku-form: the elements of this page are of version ${before.version}, not ${BUILD.version}, which came later.`);
} else if (globalThis.customElements && !before) {
  customElements.define("shikaku-form", ShikakuForm);
  addEventListener("error", ({ error }) => {
    if (globalThis.WebAssembly && error instanceof WebAssembly.RuntimeError) stop(error);
  });
}

/** Looks at the page that this runs in, for its author: headers, MIME type, integrity, copies, missing pieces. */
export const doctor = () => examine(ShikakuForm);
