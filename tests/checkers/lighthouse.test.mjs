// The static page against Lighthouse, as a telephone and as a desktop computer: accessibility, practices, search.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

const require = createRequire(join(process.env.SHIKAKU_CHECKERS, "x.js"));
const load = (name) => import(pathToFileURL(require.resolve(name)).href);
const { default: lighthouse, desktopConfig } = await load("lighthouse");
const { launch } = await load("chrome-launcher");

const CATEGORIES = ["accessibility", "best-practices", "seo"];
// Of performance only what no other work on the machine changes.
const SHIFT = "cumulative-layout-shift";
const WHAT = { onlyCategories: CATEGORIES, onlyAudits: [SHIFT] };
// It takes WebAssembly of more than 500 kB for a script, and asks for its source map.
const MISTAKEN = "valid-source-maps";
const FORM_FACTORS = { mobile: undefined, desktop: desktopConfig };
// It runs as root and without a screen in containers too, and asks nobody for anything but the pages.
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

let browser;
before(async () => (browser = await launch({ chromeFlags: FLAGS })));
after(() => browser.kill());

// The score of each category in percent, the audits that were not passed, how far the page jumps while it loads, and whether
// there is a form.
async function examine(page, config) {
  const url = new URL(page, `${process.env.SHIKAKU_SITE}/`).href;
  const { lhr } = await lighthouse(url, { ...WHAT, port: browser.port, logLevel: "error" }, config);
  assert.equal(lhr.runtimeError, undefined);
  const scores = Object.fromEntries(CATEGORIES.map((id) => [id, Math.round(lhr.categories[id].score * 100)]));
  const failing = Object.values(lhr.audits).filter(({ id, score }) => score !== null && score < 1 && id !== MISTAKEN);
  // The page has no control but the widget's: without the widget this audit does not apply.
  const hasForm = lhr.audits.label.scoreDisplayMode !== "notApplicable";
  return { scores, failing: failing.map(({ id }) => id), shift: lhr.audits[SHIFT].numericValue, hasForm };
}

for (const [formFactor, config] of Object.entries(FORM_FACTORS)) {
  test(`page on a ${formFactor} device has every score at 100 and no failing audit`, async () => {
    const scores = Object.fromEntries(CATEGORIES.map((id) => [id, 100]));
    assert.deepEqual(await examine("index.html", config), { scores, failing: [], shift: 0, hasForm: true });
  });
}

test("page with an image that has no words is named", async () => {
  const { scores, failing, hasForm } = await examine("pages/unlabelled.html");
  assert.equal(hasForm, false);
  assert.ok(failing.includes("image-alt"), failing.join(" "));
  assert.ok(Object.values(scores).every((score) => score < 100), JSON.stringify(scores));
});
