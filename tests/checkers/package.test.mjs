// dist/ as an npm package: packed by npm, read by publint and Are The Types Wrong; and the manifest of the element
// against its schema. What it says is held against the code by tests/native/public_surface.rs.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

const require = createRequire(join(process.env.SHIKAKU_CHECKERS, "x.js"));
const { publint } = await import(pathToFileURL(join(process.env.SHIKAKU_CHECKERS, "publint/src/index-node.js")).href);
const Ajv = require("ajv");
const dist = process.env.SHIKAKU_DIST;

let folder;
before(async () => (folder = await mkdtemp(join(tmpdir(), "shikaku-package-"))));
after(() => rm(folder, { recursive: true }));

/** npm's result for a folder: the tarball, and the names in it. */
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

test("whoever has an older framework installs it, and who reads no exports finds it", async () => {
  const description = JSON.parse(await readFile(join(dist, "package.json"), "utf8"));
  const { main, exports, sideEffects, peerDependencies, peerDependenciesMeta: meta } = description;
  const binding = Object.entries(peerDependencies).filter(([name, range]) => range !== "*" || !meta[name]?.optional);
  assert.deepEqual(binding, [], "npm refuses to install beside an older one, optional or not");
  assert.equal(main, exports["."].default);
  const { development, default: script } = exports["."];
  assert.equal(development.default, script, "Node reads no .jsx, whatever it is developing");
  assert.deepEqual(sideEffects, [script, exports["./inline"].default, development.browser], "these register the element");
  const component = await readFile(join(dist, exports["./react"].default), "utf8");
  assert.match(component, /^"use client";\n/, "a page of Next's that runs on the server could not import it");
});

test("licences go with the package, with each script and with the page that is one file", async () => {
  const source = (name) => readFile(new URL(`../../${name}`, import.meta.url), "utf8");
  const shipped = (name) => readFile(join(dist, name), "utf8");
  const { files } = JSON.parse(await shipped("package.json"));
  for (const name of ["LICENSE-APACHE", "LICENSE-MIT", "THIRD-PARTY-NOTICES.txt"]) {
    assert.ok(files.includes(name), name);
    assert.equal(await shipped(name), await source(name));
  }
  const texts = await Promise.all(["LICENSE-MIT", "THIRD-PARTY-NOTICES.txt"].map(source));
  const page = await shipped("standalone.html");
  // The last comment of the page, and nothing after it.
  const [, comment] = page.match(/<\/html>\s*<!--((?:(?!-->)[^])*)-->\s*$/) ?? assert.fail("standalone.html ends otherwise");
  for (const text of texts) assert.ok(comment.includes(text));
  // The component for React is handed out as it was written: nothing of others is in it.
  for (const name of files.filter((name) => name.endsWith(".js") && name !== "react.js")) {
    assert.match(await shipped(name), /^\/\*! shikaku-form [^*]*THIRD-PARTY-NOTICES\.txt \*\/\n/, name);
  }
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

const manifest = JSON.parse(await readFile(join(dist, "custom-elements.json"), "utf8"));

test("manifest of the element fits its schema", () => {
  const fits = new Ajv({ strict: false, allErrors: true }).compile(require("custom-elements-manifest/schema.json"));
  assert.ok(fits(manifest), JSON.stringify(fits.errors));
  assert.ok(!fits({ ...manifest, modules: [{ kind: "javascript-module" }] }));
});
