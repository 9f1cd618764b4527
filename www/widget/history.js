// The browser's back button leads to the page of the form before this one, where a host allows it: the history is the page's.

/** The pages of the form, in their order. */
const STAGES = ["entry", "review", "complete"];

/** Keeps an entry of the history for each page of one form. */
export class BackButton {
  /** Names what is this form's in the state of an entry, beside what is the page's. */
  #key;
  #go;
  #window;
  /** The page that the form is on, and the one that the history is at. */
  #page = 0;
  #entry = 0;

  /** `go(stage)` leads to a page. */
  constructor(key, go) {
    this.#key = key;
    this.#go = go;
  }

  #follow = ({ state }) => {
    const entry = state?.[this.#key];
    // A link within the page makes entries, too.
    if (entry === undefined) return;
    const isBack = entry < this.#entry;
    this.#entry = entry;
    if (entry < this.#page) this.#go(STAGES[entry]);
    // The form's own button has led back before: there is nothing more to see here.
    else if (isBack) this.#window.history.back();
    else if (STAGES[entry] === "review") this.#go("review");
  };

  /** Listens in the window that the element stands in. */
  enter(window) {
    this.#window?.removeEventListener("popstate", this.#follow);
    this.#window = window;
    window?.addEventListener("popstate", this.#follow);
    this.#entry = window?.history.state?.[this.#key] ?? 0;
  }

  /** The form is on this page. */
  reach(stage, isAllowed) {
    this.#page = STAGES.indexOf(stage);
    if (!isAllowed || this.#entry >= this.#page) return;
    const { history } = this.#window;
    const state = () => ({ ...history.state, [this.#key]: this.#entry });
    try {
      history.replaceState(state(), "");
      while (this.#entry < this.#page) {
        this.#entry += 1;
        history.pushState(state(), "");
      }
    } catch {
      // Browsers allow a page only so many entries in a while. The form goes on without.
    }
  }
}
