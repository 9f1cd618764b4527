// dist/ as an npm package: packed by npm, read by publint and Are The Types Wrong; and the manifest of the element
// against its schema, the code, the types and README.md.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

const require = createRequire(join(process.env.SHIKAKU_CHECKERS, "x.js"));
const { publint } = await import(pathToFileURL(join(process.env.SHIKAKU_CHECKERS, "publint/src/index-node.js")).href);
const Ajv = require("ajv");
const dist = process.env.SHIKAKU_DIST;
const source = (name) => readFile(new URL(`../../${name}`, import.meta.url), "utf8");

let folder;
before(async () => (folder = await mkdtemp(join(tmpdir(), "shikaku-package-"))));
after(() => rm(folder, { recursive: true }));

/** What npm makes of a folder: the tarball, and the names in it. */
function packed(from) {
  const { stdout, stderr, error } = spawnSync("npm", ["pack", "--json", "--pack-destination", folder], {
    cwd: from, encoding: "utf8", shell: process.platform === "win32",
  });
  if (error) throw error;
  assert.ok(stdout, stderr);
  // A list, or from npm 12 on an object by name.
  const [{ filename, files }] = Object.values(JSON.parse(stdout));
  return { tarball: join(folder, filename), names: files.map(({ path }) => path) };
}

async function linted(from) {
  const { messages } = await publint({ pkgDir: from, pack: "npm", strict: true });
  return messages.map(({ code, path }) => `${code} ${path.join(".")}`);
}

// The WebAssembly has an address for bundlers; nobody imports it as a module. Only ES modules: a custom element is
// for browsers, and Node 20.19 and later can require() one.
const TYPES_OPTIONS = ["--no-definitely-typed", "--profile", "esm-only", "--exclude-entrypoints", "shikaku-form_bg.wasm"];

function typesChecked(from) {
  const attw = join(process.env.SHIKAKU_CHECKERS, "@arethetypeswrong/cli/dist/index.js");
  const { tarball } = packed(from);
  const { status, stdout, error } = spawnSync(process.execPath, [attw, tarball, "--format", "ascii", "--no-color", ...TYPES_OPTIONS], { encoding: "utf8" });
  if (error) throw error;
  return { status, said: stdout };
}

/** A copy of the package with another package.json. */
async function altered(alter) {
  const copy = await mkdtemp(join(folder, "altered-"));
  await cp(dist, copy, { recursive: true });
  const description = JSON.parse(await readFile(join(dist, "package.json"), "utf8"));
  alter(description);
  await writeFile(join(copy, "package.json"), JSON.stringify(description));
  return copy;
}

test("package holds what its description names, and nothing else", async () => {
  const { files } = JSON.parse(await readFile(join(dist, "package.json"), "utf8"));
  assert.deepEqual(packed(dist).names.sort(), [...files, "README.md", "package.json"].sort());
});

test("publint finds nothing", async () => assert.deepEqual(await linted(dist), []));

test("Are The Types Wrong finds nothing", () => {
  const { status, said } = typesChecked(dist);
  assert.equal(status, 0, said);
});

test("both name a package that is wrong", async () => {
  const misspelt = await altered(({ exports }) => (exports["."].default = "./shikaku-from.js"));
  assert.deepEqual(await linted(misspelt), ["FILE_DOES_NOT_EXIST exports...default"]);
  const untyped = typesChecked(await altered(({ files }) => files.splice(files.indexOf("shikaku-form.d.ts"), 1)));
  assert.notEqual(untyped.status, 0);
  assert.match(untyped.said, /shikaku-form/);
});

const manifest = JSON.parse(await source("www/custom-elements.json"));
const [element] = manifest.modules[0].declarations;
const names = (list) => list.map(({ name }) => name).sort();
/** Every first group of a pattern, once. */
const all = (text, pattern) => [...new Set([...text.matchAll(pattern)].map(([, name]) => name))].sort();

test("manifest of the element fits its schema", () => {
  const fits = new Ajv({ strict: false, allErrors: true }).compile(require("custom-elements-manifest/schema.json"));
  assert.ok(fits(manifest), JSON.stringify(fits.errors));
  assert.ok(!fits({ ...manifest, modules: [{ kind: "javascript-module" }] }));
});

test("manifest has the attributes and events that are typed", async () => {
  const types = await source("www/shikaku-form.d.ts");
  const [, attributes] = types.match(/interface ShikakuFormAttributes \{(.*?)\n\}/s);
  assert.deepEqual(names(element.attributes), all(attributes, /^ {2}"?([a-z-]+)"?\?:/gm));
  const [, events] = types.match(/interface ShikakuFormEvents \{(.*?)\n\}/s);
  assert.deepEqual(names(element.events), all(events, /^ {2}"([a-z-]+)":/gm));
});

test("manifest has the attributes that the element observes", async () => {
  const script = await source("www/shikaku-form.js");
  const observed = script.match(/observedAttributes\(\) \{\s*return \[(.*?)\]/s)[1] + script.match(/const DISPLAY = \[(.*?)\]/s)[1];
  // A form around the element reads its name, and `dom` counts once; every element has a language.
  const unobserved = ["name", "dom"];
  assert.deepEqual(names(element.attributes).filter((name) => !unobserved.includes(name)), all(observed, /"([a-z-]+)"/g).filter((name) => name !== "lang"));
});

test("manifest has the custom properties of the style sheet and the parts that are drawn", async () => {
  assert.deepEqual(names(element.cssProperties), all(await source("www/shikaku-form.css"), /(--shikaku-[a-z-]+)/g));
  const views = fileURLToPath(new URL("../../src/view/", import.meta.url));
  const files = (await readdir(views, { recursive: true })).filter((name) => name.endsWith(".rs"));
  const drawn = await Promise.all(files.map((name) => readFile(join(views, name), "utf8")));
  const parts = all(drawn.concat(await source("www/shikaku-form.js")).join(""), /"part", "([a-z]+)"/g);
  // These are named by what was found: "error", "warning", "note".
  assert.deepEqual(names(element.cssParts).filter((name) => name !== "warning" && name !== "note"), parts);
});

test("readme names everything that the manifest has", async () => {
  const readme = await source("README.md");
  const row = (title) => readme.match(new RegExp(`^\\| ${title} \\| (.*) \\|$`, "m"))[1];
  const named = (title, pattern) => all(row(title), pattern);
  const inWords = { attributes: row("attributes"), events: row("events"), properties: row("properties"), methods: row("methods") };
  for (const { name } of element.attributes) assert.ok(inWords.attributes.includes(`\`${name}\``), name);
  for (const { name } of element.events) assert.ok(inWords.events.includes(`\`${name}\``), name);
  for (const { kind, name } of element.members) {
    assert.ok((kind === "method" ? inWords.methods : inWords.properties).includes(`\`${name}`), name);
  }
  assert.deepEqual(named("parts", /`([a-z-]+)`/g), names(element.cssParts));
  const properties = named("custom properties", /`(?:--shikaku)?(-[a-z-]+)`/g);
  assert.deepEqual(properties.map((name) => `--shikaku${name}`), names(element.cssProperties));
});
