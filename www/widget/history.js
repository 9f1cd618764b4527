// The browser's back and forward buttons lead from page to page of the form, where a host allows it: the history is the
// page's.

/** The pages of the form, in their order. */
const STAGES = ["entry", "review", "complete"];
const ENTRY = 0;
const REVIEW = 1;

/** Keeps an entry of the history for each page of one form that the person comes to. */
export class BackButton {
  /** The key of this form in the state of an entry, beside the page's own keys. */
  #key;
  #go;
  #window;
  /** The form's page, and the page of the history's entry. */
  #page = ENTRY;
  #entry = ENTRY;

  /** `go(stage)` leads to a page. */
  constructor(key, go) {
    this.#key = key;
    this.#go = go;
  }

  #follow = ({ state }) => {
    const entry = state?.[this.#key];
    // A link within the page makes entries, too.
    if (entry === undefined) return;
    // The last page is reached only through the one before.
    this.#entry = Math.min(entry, REVIEW);
    if (this.#entry !== entry) this.#note("replaceState");
    if (this.#entry !== this.#page) this.#go(STAGES[this.#entry]);
  };

  /** Listens in the window that the element stands in. */
  enter(window) {
    this.#window?.removeEventListener("popstate", this.#follow);
    this.#window = window;
    window?.addEventListener("popstate", this.#follow);
    this.#entry = window?.history.state?.[this.#key] ?? ENTRY;
  }

  /** The form is on this page. */
  reach(stage, isAllowed) {
    this.#page = STAGES.indexOf(stage);
    if (!isAllowed || this.#entry === this.#page) return;
    this.#note("replaceState");
    this.#entry = this.#page;
    this.#note("pushState");
  }

  #note(change) {
    const { history } = this.#window;
    try {
      history[change]({ ...history.state, [this.#key]: this.#entry }, "");
    } catch {
      // Browsers limit how many entries a page may add in a while. The form goes on without.
    }
  }
}
