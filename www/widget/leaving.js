// The question whether to leave the page, as long as answers would be lost with it.

/** Links that hand an address to another program leave the page where it is; Chromium asks nevertheless (whatwg/html#8724). */
const LEAVES = /^(https?|file|blob|about|data|javascript):$/;

/** Asks on behalf of one element, in the window that it stands in. */
export class Question {
  #window;
  #isAsked = false;
  #stays = false;

  #ask = (event) => {
    if (this.#stays) {
      this.#stays = false;
      return;
    }
    event.preventDefault();
    // Chromium before 119 asks only for this.
    event.returnValue = true;
  };

  #notice = (event) => {
    this.#stays = false;
    const link = event.composedPath().find(({ href }) => href);
    if (!link?.protocol || LEAVES.test(link.protocol)) return;
    this.#stays = true;
    // Firefox asks in a later task, and others do not ask at all.
    setTimeout(() => (this.#stays = false), 1000);
  };

  /** Turns the question on or off. A page without answers has no listener, so that the browser can keep it. */
  set(isAsked, window = this.#window) {
    if (this.#isAsked) this.#listen("removeEventListener");
    this.#window = window;
    this.#isAsked = isAsked;
    if (isAsked) this.#listen("addEventListener");
  }

  #listen(change) {
    this.#window?.[change]("beforeunload", this.#ask);
    this.#window?.[change]("click", this.#notice, true);
  }
}
