// <shikaku-form> and the module's functions: lifecycle, attributes, events. No rule and no field is known here.
import start, * as wasm from "glue";
import css from "./shikaku-form.css";
import { examine } from "./widget/doctor.js";

/** What cannot be said by the WebAssembly, because it did not arrive. */
const FAILED = {
  ja: "入力フォームを読み込めませんでした。ページを再読み込みしてください。それでも表示されないときは、ブラウザを更新するか、別のブラウザでお試しください。",
  en: "The form could not be loaded. Please reload the page. If that does not help, update your browser or try another one.",
};

/** Problems in JSON that a page handed in: each with a JSON pointer, a code, a message and perhaps a suggestion. */
export class ShikakuError extends Error {
  constructor(kind, problems) {
    super(problems.map(({ pointer, message, didYouMean }) =>
      `${pointer}: ${message}${didYouMean ? ` (did you mean \`${didYouMean}\`?)` : ""}`).join("\n"));
    this.name = "ShikakuError";
    this.kind = kind;
    this.problems = problems;
  }
}

let started;

/** Starts the WebAssembly once. `source`: URL, response, bytes or compiled module; in Node bytes. */
export function init(source = globalThis.shikakuFormWasm) {
  // A failed start is not kept: the next call may have a better source.
  started ??= Promise.resolve(source)
    .then((source) => start(source === undefined ? undefined : { module_or_path: source }))
    .then(() => undefined, (cause) => {
      started = undefined;
      throw cause;
    });
  return started;
}

/** Calls the WebAssembly, and makes an error of the problems that it throws. */
function call(kind, run) {
  try {
    return run();
  } catch (thrown) {
    throw Array.isArray(thrown) ? new ShikakuError(kind, thrown) : thrown;
  }
}

export const validate = (values, options = {}) => call("values", () => wasm.validate(values, options));
export const applicationSchema = (definition) => call("definition", () => wasm.applicationSchema(definition));
export const checkDefinition = (definition) => wasm.checkDefinition(definition);
export const builtInDefinition = () => wasm.builtInDefinition();

/** The attributes that say how the form is shown. */
const DISPLAY = ["locale", "readings", "text-size", "colors"];
const BREAK = Symbol("break");
const KEEP_STATE = Symbol("keep state");
const mounted = new Set();
let count = 0;
let sheet;

/** The elements whose answers would be lost with the page. */
const unsaved = new Set();
const warn = (event) => event.preventDefault();

/** The browser asks before the page is left. A page without answers is left in peace, and kept for the way back. */
function warnBeforeLeaving(element, isUnsaved) {
  if (isUnsaved) unsaved.add(element);
  else unsaved.delete(element);
  if (unsaved.size) addEventListener("beforeunload", warn);
  else removeEventListener("beforeunload", warn);
}

/** One sheet for all instances: no <style> element, which a strict policy refuses. */
function addStyle(root) {
  if (!root.adoptedStyleSheets) {
    // Safari before 16.4, Firefox before 101.
    root.append(Object.assign(document.createElement("style"), { textContent: css }));
    return;
  }
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  root.adoptedStyleSheets = [sheet];
}

class ShikakuForm extends (globalThis.HTMLElement ?? Object) {
  // No static fields, and no calls where fields are declared: Safari before 16 gets them wrong (WebKit bug 236843).
  static get formAssociated() {
    return true;
  }
  static get observedAttributes() {
    return ["application-type", ...DISPLAY];
  }

  #internals;
  #idPrefix;
  #definition;
  #prefill;
  #value = null;
  #draft;
  #restored;
  #view;
  #frame;
  #notice;
  #mounting = false;
  #keepsAnswers = true;
  #brokenMessage = "";
  #broken;

  constructor() {
    super();
    this.#internals = this.attachInternals?.();
    this.#idPrefix = `shikaku-${(count += 1)}-`;
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
    this.#draft = undefined;
    this.#use((view) => view.reset());
  }

  connectedCallback() {
    // Properties that were set before the element was upgraded hide the accessors above.
    for (const name of ["definition", "prefill"]) {
      if (this.hasOwnProperty(name)) {
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
    }
    if (!this.shadowRoot) this.#build();
    this.#mount();
  }

  disconnectedCallback() {
    // An element that is moved is back before the next task, and keeps its view.
    setTimeout(() => this.isConnected || this.#unmount());
  }

  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    if (DISPLAY.includes(name)) this.#use((view) => view.show(this.#display()));
    else this.#remount();
  }

  formResetCallback() {
    this.reset();
  }

  /** The person is back, by the browser's button or by a reload. WebKit keeps the whole page instead, if it can. */
  formStateRestoreCallback(state) {
    this.#restored = JSON.parse(state);
    this.#remount();
  }

  #build() {
    const root = this.attachShadow({ mode: "open" });
    addStyle(root);
    this.#notice = document.createElement("div");
    this.#notice.className = "failure";
    this.#notice.setAttribute("part", "failure");
    this.#notice.setAttribute("role", "alert");
    this.#frame = document.createElement("div");
    this.#frame.className = "frame";
    this.#frame.setAttribute("part", "form");
    // The host's own content stays visible until the form is there.
    root.append(this.#notice, document.createElement("slot"), this.#frame);
  }

  async #mount() {
    if (this.#view || this.#mounting || this.#broken) return;
    this.#mounting = true;
    try {
      await init();
      if (this.isConnected) this.#draw();
    } catch (cause) {
      this.#fail(cause instanceof ShikakuError ? cause.kind : "load", cause);
    } finally {
      this.#mounting = false;
    }
  }

  #draw() {
    const options = {
      definition: this.#definition,
      prefill: this.#prefill,
      draft: this.#restored ?? this.#draft,
      display: this.#display(),
      applicationType: this.getAttribute("application-type"),
      idPrefix: this.#idPrefix,
    };
    this.#view = call("definition", () => new wasm.Mounted(this.#frame, options, (...event) => this.#tell(...event)));
    this.#restored = undefined;
    this.#keepsAnswers = true;
    mounted.add(this);
    // Fetched while the WebAssembly can still be asked.
    this.#brokenMessage = this.#view.brokenMessage();
    this.#notice.textContent = "";
    this.#showFallback(false);
    this.#dispatch("ready");
  }

  /** Another form, or other answers to begin with: what was typed belongs to neither. */
  #startAnew() {
    this.#draft = undefined;
    this.#keepsAnswers = false;
    this.#remount();
  }

  #remount() {
    if (!this.#view) {
      if (this.isConnected && this.shadowRoot) this.#mount();
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
    mounted.delete(this);
    warnBeforeLeaving(this, false);
    this.#frame?.replaceChildren();
    this.#showFallback(true);
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
    return this.getAttribute("locale") ?? this.closest("[lang]")?.lang ?? "";
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
    if (type === "change" && detail.stage === "entry") this.#setValue(null);
    this.#dispatch(type, detail);
  }

  #setValue(value) {
    this.#value = value;
    // Firefox had internals without a form value from 93 to 97.
    this.#internals?.setFormValue?.(value);
  }

  /** What `formStateRestoreCallback` gets: the draft has no secret. */
  [KEEP_STATE]() {
    const draft = this.#use((view) => view.draft());
    this.#internals?.setFormValue?.(this.#value, JSON.stringify(draft));
  }

  #dispatch(type, detail) {
    this.dispatchEvent(new CustomEvent(`shikaku-${type}`, { bubbles: true, composed: true, detail }));
  }

  #showFallback(visible) {
    this.shadowRoot?.querySelector("slot").toggleAttribute("hidden", !visible);
  }

  #fail(kind, cause) {
    const [language] = this.#locale().split("-");
    this.#notice.textContent = FAILED[language] ?? FAILED.ja;
    console.error(`shikaku-form: ${kind}`, cause);
    this.#dispatch("error", { kind, cause: String(cause?.message ?? cause), problems: cause?.problems ?? [] });
  }

  /** After a trap the WebAssembly must not be entered again. The page keeps what was typed. */
  [BREAK](cause) {
    // Held for good: a view that is collected is freed, and freeing it would enter the WebAssembly and clear the page.
    this.#broken = this.#view;
    this.#view = undefined;
    mounted.delete(this);
    this.#notice.textContent = this.#brokenMessage;
    this.#notice.scrollIntoView();
    this.#dispatch("error", { kind: "trap", cause: String(cause), problems: [] });
  }
}

if (globalThis.customElements && !customElements.get("shikaku-form")) {
  customElements.define("shikaku-form", ShikakuForm);
  addEventListener("pagehide", () => {
    for (const element of mounted) element[KEEP_STATE]();
  });
  addEventListener("error", ({ error }) => {
    if (!(error instanceof WebAssembly.RuntimeError)) return;
    for (const element of [...mounted]) element[BREAK](error);
  });
}

/** Looks at the page that this runs in, for its author: headers, MIME type, integrity, copies, missing pieces. */
export const doctor = () => examine(ShikakuForm);
