// The markup of every state and of the page, read by html-validate and by the Nu checker. The browser tests write the
// states down: the content of the widget's shadow root, as a document of its own.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

const require = createRequire(join(process.env.SHIKAKU_CHECKERS, "x.js"));
const { HtmlValidate } = await import(pathToFileURL(require.resolve("html-validate")).href);
const vnu = require("vnu-jar");

/** Rules of html-validate that are switched off, and why. */
const NOT_ASKED = {
  "attribute-boolean-style": "a browser that writes down its own document writes required=\"\"",
  "attribute-empty-style": "the same for hidden=\"\"",
  "tel-non-breaking": "a number that is copied must have the hyphens of a keyboard; the style sheets keep it on one line",
};
/** Only what comes from another origin: the page and its files are handed out together. */
const INTEGRITY = ["error", { target: "crossorigin" }];
/**
 * Said by the Nu checker of attributes that are standard in shadow roots, of elements that a form takes in, and of files
 * beside a page from disk, where a policy's 'self' is nobody.
 */
const UNKNOWN_TO_NU = new RegExp([
  "^error: Attribute “part” not allowed",
  "^info: The “name” attribute is never allowed on the “shikaku-form”",
  "^warning: Resource violates Content Security Policy \\(meta tag\\): external \\S+ “[^”:]+” blocked",
].join("|"));

let files;
let broken;
before(async () => {
  const states = process.env.SHIKAKU_STATES;
  const locales = await readdir(states);
  const below = await Promise.all(locales.map(async (locale) => (await readdir(join(states, locale))).map((name) => join(states, locale, name))));
  const dist = process.env.SHIKAKU_DIST;
  const examples = (await readdir(join(dist, "hosts"))).filter((name) => name.endsWith(".html"));
  files = [...below.flat(), join(dist, "index.html"), join(dist, "404.html"), ...examples.map((name) => join(dist, "hosts", name))];
  assert.ok(locales.length > 1 && files.length > 50, "the browser tests have not written the states down");
  broken = join(await mkdtemp(join(tmpdir(), "shikaku-markup-")), "broken.html");
  const page = await readFile(files[0], "utf8");
  // A block in a paragraph, and an id twice.
  await writeFile(broken, page.replace("<p>", "<p id=twice><div id=twice></div>"));
});
after(() => rm(join(broken, ".."), { recursive: true }));

async function validated(paths) {
  const checker = new HtmlValidate({
    extends: ["html-validate:recommended", "html-validate:a11y", "html-validate:standard", "html-validate:document"],
    rules: { "require-sri": INTEGRITY, ...Object.fromEntries(Object.keys(NOT_ASKED).map((rule) => [rule, "off"])) },
  });
  const reports = await Promise.all(paths.map((path) => checker.validateFile(path)));
  return reports.flatMap(({ results }) => results).flatMap(({ filePath, messages }) =>
    messages.map(({ ruleId, message, line }) => `${ruleId}: ${message} (${filePath}:${line})`));
}

function nuChecked(paths) {
  const { stderr, error } = spawnSync("java", ["-jar", String(vnu), "--format", "json", ...paths], { encoding: "utf8", maxBuffer: 1e8 });
  if (error) throw error;
  return JSON.parse(stderr).messages
    .map(({ type, subType, message, url, lastLine }) => `${subType ?? type}: ${message} (${url}:${lastLine})`)
    .filter((finding) => !UNKNOWN_TO_NU.test(finding));
}

test("html-validate finds nothing in any state", async () => assert.equal((await validated(files)).join("\n"), ""));

test("the Nu checker finds nothing in any state", () => assert.equal(nuChecked(files).join("\n"), ""));

test("both find a page that is broken", async () => {
  assert.match((await validated([broken])).join("\n"), /no-dup-id/);
  assert.match(nuChecked([broken]).join("\n"), /Duplicate ID/);
});
