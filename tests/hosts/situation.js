// What a host page of this folder says of itself: `situation` runs its story once the widget is ready, and the browser
// tests wait for its end. What no script can do, such as pressing a key, the story asks of the driver.
import { probe } from "../e2e/harness/probe.js";

const state = { asked: null, outcome: null };
globalThis.situation = state;

/** Asks the driver, and goes on when it has done so. */
const ask = (deed, what) => new Promise((answer) => {
  state.asked = [deed, what];
  state.answer = () => {
    state.asked = null;
    answer();
  };
});

const pause = () => new Promise((next) => setTimeout(next, 10));

/** What a story is told with, beside the words of `probe`. */
const verbs = {
  /** Presses keys, wherever the focus is. */
  type: (text) => ask("type", text),
  /** Clicks an element, as a mouse does. */
  async click(element) {
    await probe("shikaku-form").settled(element);
    await ask("click", element);
  },
  /** Waits until something is true. */
  async until(condition) {
    for (const start = performance.now(); !condition(); await pause()) {
      if (performance.now() > start + 10_000) throw new Error(`waited in vain for ${condition}`);
    }
  },
  /** Goes on in a task of its own. */
  task: () => new Promise((next) => setTimeout(next)),
  equal(actual, expected) {
    const [is, wanted] = [actual, expected].map((value) => JSON.stringify(value));
    if (is !== wanted) throw new Error(`${is} instead of ${wanted}`);
  },
};

/** Tells what happens on this page. `say()` gives the probe's words for the widget as it is by then. */
export async function situation(story) {
  const say = (selector = "shikaku-form") => probe(selector);
  try {
    await customElements.whenDefined("shikaku-form");
    await verbs.until(() => say().isSeen(say().root?.querySelector(".item")));
    await story({ say, ...verbs });
    state.outcome = "as expected";
  } catch (error) {
    state.outcome = `${error.message}\n${error.stack}`;
  }
}
