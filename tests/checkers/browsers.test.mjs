// The oldest browsers that run what is shipped, worked out from MDN's browser-compat-data and held against docs/embedding.md.
// browsers.json answers what the files alone do not tell: what a name means, and what is missed without a feature.
// Words that are handed over as texts, such as the names of events, are not looked at.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { BROWSERS, floorOf, isEverywhere, isFeature, isNewerThan, members, since } from "./compat.mjs";
import { embeddedStyle, readScript, readStyle, readWasm } from "./features.mjs";

const shipped = (name) => readFile(join(process.env.SHIKAKU_DIST, name));
const beside = (name) => readFile(new URL(name, import.meta.url), "utf8");

/** The further needs of the widget under a policy that allows neither inline styles nor `unsafe-eval`. */
const STRICT_POLICY = [
  "http.headers.Content-Security-Policy.script-src.wasm-unsafe-eval",
  "api.ShadowRoot.adoptedStyleSheets",
  "api.CSSStyleSheet.CSSStyleSheet",
  "api.CSSStyleSheet.replaceSync",
];

/** The features that a site needs, the answers that were asked for, and what has no answer yet. */
function judge({ scripts = [], styles = {}, wasm, also = [] }, answers) {
  const asked = new Set();
  const ask = (section, name) => {
    asked.add(`${section} ${name}`);
    return answers[section][name];
  };
  const read = scripts.map(readScript);
  const globals = read.flatMap(({ globals }) => [...globals]);
  const names = new Set(read.flatMap(({ members }) => [...members]));
  const css = Object.entries(styles).flatMap(([sheet, text]) => [...readStyle(text)].map((key) => [sheet, key]));
  const needed = new Set([
    ...also,
    ...(wasm ? readWasm(wasm) : []),
    ...read.flatMap(({ syntax }) => [...syntax]),
    ...globals.flatMap(([name, key]) => (name in answers.names ? meant(ask("names", name)) : [key])),
    ...[...names].flatMap((name) => memberKeys(name, answers, ask)),
    ...css.map(([, key]) => key).filter((key) => key in answers.styleNeeds && ask("styleNeeds", key)),
  ]);
  const floor = floorOf(needed);
  const doubts = [...names].filter((name) => isDoubtful(name, floor) && !ask("names", name));
  const newer = css.filter(([sheet, key]) => isNewerThan(key, floor) && !isAnswered(sheet, key, answers, ask));
  const complaints = doubts.map((name) => doubt(name, floor)).concat(newer.map((pair) => unanswered(...pair)));
  return { needed, floor, asked, complaints };
}

/** An answer is a list of keys, or a sentence that says why none is needed. */
const meant = (answer) => (Array.isArray(answer) ? answer : []);

function memberKeys(name, answers, ask) {
  const readings = members.get(name) ?? [];
  // A sentence is asked for only where a reading would raise the floor.
  if (name in answers.names) return Array.isArray(answers.names[name]) ? ask("names", name) : [];
  return readings.length === 1 ? readings : [];
}

/** Whether a feature could raise the floor. One that a current browser lacks cannot: the form runs in all of them. */
function isDoubtful(name, floor) {
  const readings = members.get(name) ?? [];
  const possible = readings.filter(isEverywhere);
  return possible.some((key) => isNewerThan(key, floor)) || (readings.length > 0 && possible.length === 0);
}

function doubt(name, floor) {
  const newer = members.get(name).filter((key) => isNewerThan(key, floor));
  const possible = newer.filter(isEverywhere);
  const readings = (possible.length > 0 ? possible : newer).join(", ");
  return `.${name} may be ${readings}: write in browsers.json under "names" ` +
    `"${name}": ["the key that is meant"], or a sentence why none of these is needed`;
}

/** An answer holds for the keys below it, too. */
function isAnswered(sheet, key, answers, ask) {
  const covering = Object.keys(answers[sheet]).find((answered) => `${key}.`.startsWith(`${answered}.`));
  return covering !== undefined && ask(sheet, covering);
}

const unanswered = (sheet, key) =>
  `${key} is newer than the rest: write in browsers.json under "${sheet}" what is seen without it, ` +
  `or under "styleNeeds" why the form needs it`;

const cells = (...cells) => `| ${cells.join(" | ")} |`;
const row = (title, { floor }) => cells(title, ...Object.values(floor));

/** The content of each script tag. */
const inlineScripts = (html) => [...html.matchAll(/<script>(.*?)<\/script>/gs)].map(([, script]) => script);

const answers = JSON.parse(await beside("browsers.json"));
const script = String(await shipped("shikaku-form.js"));
const wasm = await shipped("shikaku-form_bg.wasm");
const styles = { "shikaku-form.css": embeddedStyle(script), "index.css": String(await shipped("index.css")) };
const inlined = inlineScripts(String(await shipped("standalone.html")));
const embedded = judge({ scripts: [script], styles, wasm }, answers);
const strict = judge({ scripts: [script], styles, wasm, also: STRICT_POLICY }, answers);
const standalone = judge({ scripts: inlined, styles, wasm, also: STRICT_POLICY }, answers);

test("everything that is shipped has an answer", () => {
  assert.deepEqual([...new Set([embedded, strict, standalone].flatMap(({ complaints }) => complaints))], []);
});

test("browsers.json answers nothing that is not asked", () => {
  const asked = new Set([...embedded.asked, ...strict.asked, ...standalone.asked]);
  const named = (section) => Object.keys(answers[section]).map((name) => `${section} ${name}`);
  const given = Object.keys(answers).flatMap(named);
  assert.deepEqual(given.filter((name) => !asked.has(name)), []);
  const keys = [...Object.values(answers.names).filter(Array.isArray).flat(), ...STRICT_POLICY];
  assert.deepEqual(keys.filter((key) => !isFeature(key)), [], "keys that browser-compat-data does not know");
});

test("page on embedding has the oldest browsers", async () => {
  const table = [
    cells("oldest version", ...Object.values(BROWSERS)),
    cells(...Array(1 + Object.keys(BROWSERS).length).fill("---")),
    row("in a page without a policy", embedded),
    row("under the policy above", strict),
    row("`standalone.html`", standalone),
  ];
  const page = await beside("../../docs/embedding.md");
  const expected = table.join("\n");
  const why = `The first row is decided by ${deciding(embedded)}`;
  assert.ok(page.includes(expected), `docs/embedding.md should say:\n\n${expected}\n\n${why}`);
});

function deciding({ needed, floor }) {
  const decides = (key) => Object.keys(BROWSERS).some((browser) => since(key, browser) === floor[browser]);
  return [...needed].filter(decides).join(", ");
}

test("page that an older browser shows names another browser and the call centre", async () => {
  const page = String(await shipped("index.html"));
  const [, content] = page.match(/<shikaku-form[^>]*>(.*?)<\/shikaku-form>/s);
  const outsideNoscript = content.replace(/<noscript>.*?<\/noscript>/s, "");
  for (const words of ["別のブラウザ", "tel:0800-080-4583"]) assert.ok(outsideNoscript.includes(words), words);
});

test("script that needs more raises the floor", () => {
  const additions = {
    "Object.groupBy(a,b)": "javascript.builtins.Object.groupBy",
    "structuredClone({})": "api.structuredClone",
    "new CompressionStream('gzip')": "api.CompressionStream",
    "x.findLast(y)": "javascript.builtins.Array.findLast",
    "class A{static{}}": "javascript.classes.static.initialization_blocks",
    "x=/(?<=y)z/": "javascript.regular_expressions.lookbehind_assertion",
  };
  for (const [addition, key] of Object.entries(additions)) {
    const { needed, floor, complaints } = judge({ scripts: [script, addition], wasm }, answers);
    const isSeen = needed.has(key) || complaints.some((complaint) => complaint.includes(key));
    assert.ok(isSeen, addition);
    if (needed.has(key)) assert.notDeepEqual(floor, embedded.floor, addition);
  }
});

test("style that needs more asks for an answer", () => {
  const site = { scripts: [script], styles: { "shikaku-form.css": "a:has(b){color:oklch(0 0 0)}" }, wasm };
  const complaints = judge(site, answers).complaints.map((complaint) => complaint.split(" ")[0]);
  assert.deepEqual(complaints, ["css.selectors.has", "css.types.color.oklch"]);
  const { floor } = judge(site, { ...answers, styleNeeds: { "css.selectors.has": "to see that it counts" } });
  assert.equal(floor.chrome, "105");
});

test("WebAssembly that needs more raises the floor", () => {
  const listed = (...names) => {
    const list = [names.length, ...names.flatMap((name) => [0x2b, name.length, ...Buffer.from(name)])];
    const content = [15, ...Buffer.from("target_features"), ...list];
    return Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 0, content.length, ...content]);
  };
  assert.deepEqual(readWasm(listed("sign-ext", "multivalue")), [
    "webassembly.sign-extension-operations", "webassembly.multi-value", "webassembly.BigInt-to-i64-integration",
  ]);
  const { floor } = judge({ scripts: [script], styles, wasm: listed("sign-ext", "reference-types") }, answers);
  assert.deepEqual([floor.chrome, floor.safari], ["96", "15.1"]);
  assert.throws(() => readWasm(listed("wide-arithmetic")), /does not know/);
  assert.throws(() => readWasm(Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])), /does not list/);
});
