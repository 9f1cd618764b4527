// The browser's back and forward buttons lead from page to page of the form, where a host allows it: the history is the
// page's.

/** The pages of the form, in their order. */
const STAGES = ["entry", "review", "complete"];
const ENTRY = 0;
const REVIEW = 1;

/** Keeps an entry of the history for each page of one form that the person comes to. */
export class BackButton {
  /** Names what is this form's in the state of an entry, beside what is the page's. */
  #key;
  #go;
  #window;
  /** The page that the form is on, and the one that the entry of the history is of. */
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
    // Nobody comes to the last page but through the one before.
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
      // Browsers allow a page only so many entries in a while. The form goes on without.
    }
  }
}
