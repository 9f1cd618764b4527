// <shikaku-form>: lifecycle, attributes, properties, events. No rule and no field is known here.
import { DISPLAY, PROPERTIES, addProperties, displayOf, keepDisplay, languageOf } from "./attributes.js";
import { ShikakuError, written } from "./error.js";
import { Frame, forgetSecrets } from "./frame.js";
import { BackButton } from "./history.js";
import { Internals } from "./internals.js";
import { Question } from "./leaving.js";
import { flaw, init, isRunning, mount, whenStarted } from "./module.js";
import { plain, textOf } from "./plain.js";
import { offerCopy } from "./rescue.js";
import { addStyle } from "./style.js";

/** Sentences for when the WebAssembly does not arrive. */
const FAILED = {
  ja: "入力フォームを読み込めませんでした。ページを再読み込みしてください。それでも表示されないときは、ブラウザを更新するか、別のブラウザでお試しください。",
  en: "The form could not be loaded. Please reload the page. If that does not help, update your browser or try another one.",
};
/** Sentences fetched while the WebAssembly runs, for after a trap or for any time. */
const SENTENCES = ["entry_title", "unfinished", "broken", "copy_typed", "not_updated"];

/** The host's properties, with the kind of error for each. */
const KINDS = { definition: "definition", prefill: "values" };
/** The colours that a host may set, as custom properties. */
const COLOURS = [
  "text", "muted", "surface", "soft", "line", "accent", "on-accent", "error", "error-soft", "warning", "warning-soft", "focus",
];

const task = () => new Promise((next) => setTimeout(next));
let count = 0;

// This JSDoc becomes the manifest, the types and the table of docs/embedding.md: xtask/src/manifest.rs.
/**
 * The application to use online eligibility verification, checked in the browser.
 *
 * @tag shikaku-form
 *
 * @attr {string} locale - `ja`, `ja-simple`, `en` or a language of the definition's own texts; without it the `lang` around it. The person may change it.
 * @attr {boolean} readings - Ruby above kanji. Choosing `ja-simple` sets it. The person may change it.
 * @attr {"large" | "largest"} text-size - The person may change it.
 * @attr {"light" | "dark" | "high-contrast"} colors - Without it the page's `color-scheme`. The person may change it.
 * @attr {1 | 2 | 3 | 4 | 5} [heading-level=3] - The level of the form's title; headings below it follow.
 * @attr {"new" | "change"} application-type - Fixes the type of the application, at any time.
 * @attr {string} name - The name of the application in the data of a `<form>` around it.
 * @attr {boolean} required - A `<form>` around it is not sent before the application is complete.
 * @attr {boolean} disabled - Nothing can be answered, as in a `<fieldset disabled>`.
 * @attr {boolean} history - The browser's back button leads from one page of the form to the one before.
 * @attr {"light"} dom - No shadow root; set it before the element is in the page. The page's own styles reach the form, and the content between the tags must be an element.
 *
 * @fires {CustomEvent<null>} shikaku-ready - The form can be used.
 * @fires {CustomEvent<ChangeDetail>} shikaku-change - Stage and counts, never a value.
 * @fires {CustomEvent<{ application: Application }>} shikaku-complete - `detail.application`, never with a secret.
 * @fires {CustomEvent<DisplayDetail>} shikaku-display - How the person wants it shown, for a host that keeps it.
 * @fires {CustomEvent<ErrorDetail>} shikaku-error - `kind`, `cause`, `remedy` and `problems`, for the page's author; the same is in the console.
 * @fires {Event} input - `value` has changed. Typing in a box does not send it.
 * @fires {Event} change - `value` has changed.
 *
 * @slot - Shown until the form is ready, and if it cannot run.
 *
 * @cssState loading - The WebAssembly is loading.
 * @cssState ready - The form can be used, on whichever page it is.
 * @cssState review - The review page is shown.
 * @cssState complete - The application is complete.
 * @cssState failed - It cannot run.
 * @cssState unsaved - Leaving the page would lose answers.
 * @cssState invalid - Errors are listed, and some are unsolved.
 *
 * @csspart form - All of the form.
 * @csspart notice - The notice that this is not the official site.
 * @csspart item - An item, with its label and its fields.
 * @csspart control - A box, a list, a choice.
 * @csspart option - A choice with its words.
 * @csspart button - A button.
 * @csspart error - An error below its field.
 * @csspart warning - A warning below its field.
 * @csspart note - A note below its field.
 * @csspart display - Language, readings, text size and colours.
 * @csspart progress - How many of the required items are answered.
 * @csspart summary - The errors, in a list with links.
 * @csspart answers - The answers on the review page.
 * @csspart help - Questions and their answers.
 * @csspart failure - The message when it cannot run.
 *
 * @cssprop --shikaku-text - Text.
 * @cssprop --shikaku-muted - Less important text.
 * @cssprop --shikaku-surface - The background of text.
 * @cssprop --shikaku-soft - The background of hints and groups.
 * @cssprop --shikaku-line - Lines around boxes.
 * @cssprop --shikaku-accent - Buttons, links, chosen options.
 * @cssprop --shikaku-on-accent - Text on it.
 * @cssprop --shikaku-error - Errors.
 * @cssprop --shikaku-error-soft - The background of errors.
 * @cssprop --shikaku-warning - Warnings.
 * @cssprop --shikaku-warning-soft - The background of warnings.
 * @cssprop --shikaku-focus - The ring around the focused control.
 * @cssprop --shikaku-radius - The radius of corners.
 * @cssprop --shikaku-font - The font family.
 * @cssprop [--shikaku-font-size=1em] - The size of text; `1em` is the size that is set in the browser.
 * @cssprop --shikaku-scroll-margin - The height that a header of the page covers.
 */
export class ShikakuForm extends (globalThis.HTMLElement ?? Object) {
  // No static fields, and no calls where fields are declared: Safari before 16 gets them wrong (WebKit bug 236843).
  static get formAssociated() {
    return true;
  }
  static get observedAttributes() {
    return ["application-type", "required", ...DISPLAY];
  }
  /** The element's copy of the module, where a page has several. */
  static get version() {
    return BUILD.version;
  }

  #internals;
  #idPrefix = `shikaku-${(count += 1)}-`;
  /** What the host has set, and the same as text: a host may change the object that it has handed in. */
  #given = {};
  #texts = { definition: "", prefill: "" };
  /** The person's changes in a view that was removed. */
  #changed;
  #restored;
  #view;
  /** What the view was drawn from. */
  #drawn;
  #frame;
  #sentences = {};
  #stage = "entry";
  #focus;
  #isMounting = false;
  #isDue = false;
  #isBroken = false;
  #isUnsaved = false;
  #isDisabled = false;
  #hasColours = false;
  #ready;
  #settle;
  #window;
  #question;
  #languages;
  #keepState;
  #retry;
  #back;

  constructor() {
    super();
    this.#back = new BackButton(this.#idPrefix, (stage) => this.#use((view) => view.goTo(stage)));
    this.#internals = new Internals(this, () => this.#use((view) => view.handedOver()));
    this.#question = new Question();
    this.#retry = () => this.#mount();
    // For `formStateRestoreCallback`. The draft has no secret.
    this.#keepState = ({ persisted }) => {
      if (this.#isBroken && persisted) forgetSecrets(this.#frame.place);
      if (!this.#view) return;
      this.#internals.keep(JSON.stringify(this.#use((view) => view.draft())));
      // The browser keeps the whole page as it is, for anyone who comes back.
      if (persisted) this.#use((view) => view.forgetSecrets());
    };
    this.addEventListener("invalid", () => this.#explain());
    this.addEventListener("click", (event) => {
      // A label of the page has been clicked: what was clicked in the widget is further down the path.
      if (event.composedPath()[0] === this && this.labels.length) this.focus();
    });
    this.#expect();
    forgetSecrets(this);
  }

  /**
   * A form of the host's own; `undefined` is the built-in one. Answers that fit it stay when it changes.
   *
   * @type {DefinitionInput | undefined}
   */
  get definition() {
    return this.#given.definition;
  }
  set definition(definition) {
    this.#set("definition", definition);
  }

  /**
   * Initial raw values by field id, without secrets. The person's changes stay when it changes.
   *
   * @type {Prefill | undefined}
   */
  get prefill() {
    return this.#given.prefill;
  }
  set prefill(prefill) {
    this.#set("prefill", prefill);
  }

  /**
   * Fulfilled when the form can be used; rejected with the `ShikakuError` that prevents it.
   *
   * @type {Promise<void>}
   */
  get ready() {
    return this.#ready;
  }

  /**
   * Whether leaving the page would lose answers, for a router.
   *
   * @type {boolean}
   */
  get unsaved() {
    this.#use((view) => view.takeUp());
    return this.#isUnsaved;
  }

  /**
   * Shows every error, and returns the report; `undefined` before the form can be used.
   *
   * @returns {Report | undefined}
   */
  validate() {
    const report = this.#use((view) => view.report());
    if (report && !report.valid) this.#use((view) => view.showErrors());
    return report;
  }

  /**
   * Back to how the page was opened.
   *
   * @returns {void}
   */
  reset() {
    this.#changed = this.#restored = undefined;
    this.#use((view) => view.reset());
  }

  /**
   * Focuses the first control that is wrong, or the first; on a later page its title.
   *
   * @param {FocusOptions} [options]
   * @returns {void}
   */
  focus(options = {}) {
    if (!this.#view) {
      this.#focus = options;
      return;
    }
    const frame = this.#frame;
    const first = frame.find("[aria-invalid=true]") ?? frame.find("[data-field]") ?? frame.find(".title");
    (first?.closest("[data-group]")?.querySelector(":checked") ?? first)?.focus(options);
  }

  // What forms and scripts expect of a control.
  /** @type {HTMLFormElement | null} The form around it. */
  get form() {
    return this.#internals.form;
  }
  /** @type {NodeList | never[]} The labels that the page has for it. */
  get labels() {
    return this.#internals.labels;
  }
  /** @type {string} The name of its tag. */
  get type() {
    return this.localName;
  }
  /** @type {string} The application as JSON; `""` before it is complete. */
  get value() {
    return this.#internals.value;
  }
  /** @type {boolean} Whether a form around it asks for its validity. */
  get willValidate() {
    return this.#internals.willValidate;
  }
  /** @type {ValidityState | undefined} `undefined` in browsers where it takes no part in a form around it. */
  get validity() {
    return this.#internals.validity;
  }
  /** @type {string} The sentence about the first error, when it is required. */
  get validationMessage() {
    this.#explain();
    return this.#internals.validationMessage;
  }
  /**
   * Whether a form around it could be sent.
   *
   * @returns {boolean}
   */
  checkValidity() {
    return this.#internals.checkValidity();
  }
  /**
   * The same; the browser shows the first error.
   *
   * @returns {boolean}
   */
  reportValidity() {
    return this.#internals.reportValidity();
  }

  connectedCallback() {
    // Properties that were set before the element was upgraded hide the accessors above.
    for (const name of ["definition", "prefill", ...PROPERTIES]) {
      if (this.hasOwnProperty(name)) {
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
    }
    this.#frame ??= this.#build();
    addStyle(this);
    this.#enter(this.ownerDocument.defaultView);
    this.#followLanguage();
    this.#show();
    // The background of the element may be another colour here.
    if (this.#view) this.#lookAtColours();
    this.#mount();
  }

  disconnectedCallback() {
    // An element that is moved is back before the next task, and keeps its view.
    setTimeout(() => {
      if (this.isConnected) return;
      this.#unmount();
      this.#enter(null);
      this.#languages.disconnect();
    });
  }

  /** Style sheets belong to a document. */
  adoptedCallback() {
    if (this.#frame) addStyle(this);
  }

  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    if (name === "application-type") this.#update();
    else if (name === "required") this.#await();
    else this.#show();
  }

  formAssociatedCallback(form) {
    this.#internals.enter(form);
  }

  formResetCallback() {
    this.reset();
  }

  /** The person is back, by the browser's button or by a reload. WebKit keeps the whole page instead, if it can. */
  formStateRestoreCallback(state) {
    try {
      this.#restored = JSON.parse(state);
    } catch {
      // Another version, or a browser's autofill, has left something else.
      return;
    }
    this.#update();
  }

  formDisabledCallback(isDisabled) {
    this.#isDisabled = isDisabled;
    this.#frame?.place.toggleAttribute("inert", isDisabled);
  }

  #build() {
    const frame = new Frame(this, () => this.#stage);
    frame.place.toggleAttribute("inert", this.#isDisabled);
    // A host may set the definition or the prefill late. The browser's kept answers wait for it until something is
    // typed.
    for (const type of ["input", "change", "click", "drop"]) {
      frame.place.addEventListener(type, () => (this.#restored = undefined));
    }
    // The style sheet has a transition for it, whoever changes them.
    frame.place.addEventListener("transitionrun", () => this.#lookAtColours());
    return frame;
  }

  /** Listens to the window that the element stands in: it may have been moved from another one. */
  #enter(window) {
    if (this.#window === window) return;
    this.#window?.removeEventListener("pagehide", this.#keepState);
    this.#window = window;
    window?.addEventListener("pagehide", this.#keepState);
    this.#back.enter(window);
    this.#question.set(this.#isUnsaved, window);
  }

  /** The language of the page may change, or that of any element around this one. */
  #followLanguage() {
    this.#languages?.disconnect();
    this.#languages = new MutationObserver(() => this.#show());
    for (let root = this.getRootNode(); root; root = root.host?.getRootNode()) {
      this.#languages.observe(root, { subtree: true, attributeFilter: ["lang"] });
    }
  }

  /** A value with the same content changes nothing: many pages set their properties again at every change. */
  #set(name, value) {
    const text = textOf(KINDS[name], value);
    this.#given[name] = value;
    if (text !== undefined && text === this.#texts[name]) return;
    this.#texts[name] = text;
    this.#update();
  }

  #expect() {
    this.#ready = new Promise((resolve, reject) => (this.#settle = { resolve, reject }));
    // A host that does not wait gets an event.
    this.#ready.catch(() => {});
  }

  async #mount() {
    if (this.#view || this.#isMounting || this.#isBroken) return;
    this.#isMounting = true;
    if (!this.#settle) this.#expect();
    this.#internals.mark("loading");
    try {
      // A script that gives `init()` a source has until the end of the task to do so.
      if (!isRunning()) await task();
      await init();
      if (this.isConnected) this.#draw();
      this.#isMounting = false;
    } catch (cause) {
      // A listener of the error may try again at once, with another definition.
      this.#isMounting = false;
      this.#fail(cause);
    }
  }

  #draw(kept) {
    const given = {
      definition: plain(KINDS.definition, this.#given.definition),
      prefill: plain(KINDS.prefill, this.#given.prefill),
      changed: this.#changed,
      draft: this.#restored,
    };
    const applicationType = this.getAttribute("application-type");
    const options = { display: displayOf(this), applicationType, idPrefix: this.#idPrefix };
    let view;
    const tell = (type, detail) => (!view || view === this.#view) && this.#tell(type, detail);
    const trapped = (trap) => view === this.#view && this.#keepAfter(trap);
    const { place } = this.#frame;
    const [drawn] = place.children;
    view = mount(place, given, options, { tell, kept, trapped });
    drawn?.remove();
    this.#release();
    this.#view = view;
    this.#changed = undefined;
    this.#drawn = { ...this.#texts, applicationType };
    this.#appear();
  }

  #appear() {
    whenStarted.delete(this.#retry);
    this.#stage = "entry";
    this.#back.reach("entry");
    this.#internals.mark("ready");
    this.#learn();
    this.#internals.value = "";
    this.#frame.notice.replaceChildren();
    this.#frame.showFallback(false);
    this.#lookAtColours();
    this.#settle?.resolve();
    this.#settle = undefined;
    this.#dispatch("ready");
    if (flaw) this.#dispatchError(flaw);
    if (this.#focus) this.focus(this.#focus);
    this.#focus = undefined;
  }

  /** A host that sets only some of the colours may make others unreadable. */
  #lookAtColours() {
    const style = getComputedStyle(this);
    this.#hasColours ||= COLOURS.some((name) => style.getPropertyValue(`--shikaku-${name}`));
    if (this.#hasColours) import("./contrast.js").then(({ keepReadable }) => keepReadable(this, COLOURS), () => {});
  }

  /** Fetches the sentences while the WebAssembly runs. */
  #learn() {
    if (!this.#view) return;
    for (const name of SENTENCES) this.#sentences[name] = this.#use((view) => view.ui(name));
    this.#internals.name(this.#sentences.entry_title);
    this.#await();
  }

  /** An input of the form has changed. */
  #update() {
    if (!this.#view) {
      if (this.isConnected && this.#frame) this.#mount();
      return;
    }
    if (this.#isDue) return;
    this.#isDue = true;
    // Several properties are often set one after the other, and during an event.
    const redraw = () => {
      this.#isDue = false;
      if (this.#view) this.#redraw();
    };
    task().then(() => (this.#view ? this.#use((view) => view.whenTyped(redraw)) : redraw()));
  }

  #redraw() {
    const { definition, prefill, applicationType } = this.#drawn;
    const isOther = definition !== this.#texts.definition || applicationType !== this.getAttribute("application-type");
    try {
      if (this.#restored) this.#draw();
      else if (isOther) this.#drawAnew();
      else if (prefill !== this.#texts.prefill) {
        const values = plain(KINDS.prefill, this.#given.prefill) ?? null;
        this.#use((view) => view.prefill(values));
        this.#drawn.prefill = this.#texts.prefill;
      }
      this.#frame.notice.replaceChildren();
    } catch (error) {
      this.#frame.notice.textContent = this.#sentences.not_updated;
      this.#report(error);
    }
  }

  /** Redraws everything; answers and focus stay. */
  #drawAnew() {
    const { focused } = this.#frame;
    this.#draw(this.#use((view) => view.keep()));
    this.#frame.focusAgain(focused);
  }

  /** Removes the view. The answers are kept for its return, secrets excepted. */
  #unmount() {
    whenStarted.delete(this.#retry);
    if (this.#isBroken) forgetSecrets(this.#frame.place);
    if (!this.#view) return;
    this.#changed = this.#use((view) => view.changed());
    this.#release();
    this.#setUnsaved(false);
    this.#standDown();
    this.#frame.place.replaceChildren();
    this.#frame.showFallback(true);
  }

  /** Events on their way to the removed view still find it. */
  #release() {
    const view = this.#view;
    this.#view = undefined;
    if (view) setTimeout(() => view.free());
  }

  /** Without a view an enclosing form has nothing to wait for. */
  #standDown() {
    this.#isDue = false;
    this.#internals.value = "";
    this.#await();
  }

  #use(run) {
    return this.#view?.use(run);
  }

  /** Shows the form in another way. */
  #show() {
    this.#use((view) => view.show(displayOf(this)));
    this.#learn();
  }

  #tell(type, detail) {
    if (type === "unsaved") return void this.#setUnsaved(detail);
    if (type === "invalid") return void this.#internals.flag("invalid", detail);
    // Sent once the form is there.
    if (type === "problems") return void queueMicrotask(() => this.#report(new ShikakuError("values", { problems: detail })));
    if (type === "display") keepDisplay(this, detail);
    if (type === "complete") this.#internals.value = JSON.stringify(detail.application);
    if (type === "change") {
      this.#stage = detail.stage;
      this.#internals.mark(detail.stage === "entry" ? "ready" : detail.stage);
      this.#back.reach(detail.stage, this.history);
      if (detail.stage !== "complete") this.#internals.value = "";
    }
    this.#await();
    this.#dispatch(type, detail);
  }

  #setUnsaved(isUnsaved) {
    this.#isUnsaved = isUnsaved;
    this.#internals.flag("unsaved", isUnsaved);
    this.#question.set(isUnsaved);
  }

  /** An enclosing form waits for a required application, but not for an element that cannot run. */
  #await() {
    const isAwaited = Boolean(this.required && this.#view && !this.value);
    if (isAwaited) this.#internals.complain(this.#sentences.unfinished, this.#frame.place);
    else this.#internals.agree();
    return isAwaited;
  }

  /** Says where the first error is, for the browser's own bubble. Worked out when it is asked for, not at every key. */
  #explain() {
    if (!this.#await()) return;
    const error = this.#use((view) => view.report()).findings.find(({ severity }) => severity === "error");
    // Only focusable elements get a bubble.
    const place = error ? `#${this.#idPrefix}${error.field}` : ".stage:not([hidden]) .button";
    const anchor = this.#frame.place.querySelector(error ? `${place}[data-field], ${place} [data-field]` : place);
    if (anchor) this.#internals.complain(error?.message ?? this.#sentences.unfinished, anchor);
  }

  #dispatch(type, detail) {
    this.dispatchEvent(new CustomEvent(`shikaku-${type}`, { bubbles: true, composed: true, detail }));
  }

  #fail(error) {
    const [language] = languageOf(this).split("-");
    this.#frame.notice.textContent = FAILED[language] ?? FAILED.ja;
    this.#internals.mark("failed");
    whenStarted.add(this.#retry);
    this.#settle?.reject(error);
    this.#settle = undefined;
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
    this.#isBroken = true;
    this.#view = undefined;
    this.#standDown();
    this.#internals.mark("failed");
    const { notice, place } = this.#frame;
    notice.textContent = this.#sentences.broken;
    offerCopy(notice, place, this.#sentences.copy_typed);
    notice.scrollIntoView();
    this.#report(trap);
  }
}

addProperties(ShikakuForm);
