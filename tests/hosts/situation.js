// The module of the host pages in this folder: `situation` runs a page's story once the widget is ready, and the
// browser tests wait for its end. For what no script can do, such as pressing a key, the story asks the driver.
import { probe } from "../e2e/harness/probe.js";

const state = { asked: null, outcome: null };
globalThis.situation = state;

/** Asks the driver, and goes on when it has done so. */
const ask = (deed, what = "") => new Promise((answer) => {
  state.asked = [deed, what];
  state.answer = () => {
    state.asked = null;
    answer();
  };
});

const pause = () => new Promise((next) => setTimeout(next, 10));

/** The words for a widget: the page's only one, or one that is named. */
const say = (selector = "shikaku-form") => probe(selector);

/** Answers without a fault, of a clinic that needs no customer ID. */
const ANSWERS = {
  terms_consent: true,
  line_type: "internet_ipsec_ike",
  planned_start_month: `${new Date().getFullYear() + 1}-12`,
  secret_number: "4831",
  secret_number_repeat: "4831",
};

/** The verbs of a story, in addition to those of `probe`. */
const verbs = {
  say,
  /** Presses keys, wherever the focus is. */
  type: (text) => ask("type", text),
  /** Presses a key while the one for shortcuts is held. */
  shortcut: (key) => ask("shortcut", key),
  /** Clicks an element, as a mouse does. */
  async click(element, deed = "click") {
    await say().settled(element);
    await ask(deed, element);
  },
  doubleClick: (element) => verbs.click(element, "double_click"),
  /** Shows text that an input method is still composing, where the focus is. */
  compose: (text) => ask("compose", text),
  /** Ends the composition with this text. */
  composeEnd: (text) => ask("compose_end", text),
  /** Turns to another window, and comes back. */
  lookElsewhere: () => ask("look_elsewhere"),
  /** Waits until something is true. */
  async until(condition) {
    for (const start = performance.now(); !condition(); await pause()) {
      if (performance.now() > start + 10_000) throw new Error(`waited in vain for ${condition}`);
    }
  },
  /** Waits until a form can be filled in. */
  ready: (selector) => verbs.until(() => say(selector).isSeen(say(selector).root?.querySelector(".item"))),
  /** Goes on in a task of its own. */
  task: () => new Promise((next) => setTimeout(next)),
  /** Puts a widget with these properties on the page. */
  async open(properties) {
    const widget = Object.assign(document.createElement("shikaku-form"), properties);
    document.body.append(widget);
    await verbs.ready();
    return widget;
  },
  /** The form of a host of its own, with many kinds of boxes. */
  hearingSheet: async () => (await fetch("/hosts/hearing-sheet.json")).json(),
  /** Enters something, and leaves its box. */
  async enter(field, raw) {
    await verbs.click(say().part(field));
    say().put(field, raw);
    await verbs.type("\uE004");
  },
  /** Enters answers without a fault, and these ones. */
  fill(others = {}) {
    for (const [field, raw] of Object.entries({ ...ANSWERS, ...others })) say().put(field, raw);
  },
  /** Presses the button with these words. */
  async press(words) {
    await verbs.until(() => say().button(words));
    await verbs.click(say().button(words));
  },
  toReview: () => verbs.press("確認画面へ進む"),
  async complete() {
    await verbs.toReview();
    await verbs.press("この内容で確定する");
    await verbs.until(() => say().stage() === "complete");
  },
  /** Whether the browser would ask before it leaves the page. */
  asksBeforeLeaving: () => !dispatchEvent(new Event("beforeunload", { cancelable: true })),
  equal(actual, expected) {
    const [is, wanted] = [actual, expected].map((value) => JSON.stringify(value));
    if (is !== wanted) throw new Error(`${is} instead of ${wanted}`);
  },
};

/** Tells what happens on this page. `say()` gives the probe's words for the widget as it is by then. */
export async function situation(story) {
  try {
    await customElements.whenDefined("shikaku-form");
    // A story may begin without a widget.
    if (say().widget) await verbs.ready();
    await story(verbs);
    state.outcome = "as expected";
  } catch (error) {
    state.outcome = `${error.message}\n${error.stack}`;
  }
}
