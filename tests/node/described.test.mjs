// The files that the build generates from the element's description, and the exports.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

const dist = process.env.SHIKAKU_DIST;
const open = (name) => import(pathToFileURL(join(dist, name)).href);

test("table of docs/embedding.md is the one that the build makes of the element", async () => {
  const table = async (path) => (await readFile(path, "utf8")).match(/<!-- made of [^]*?<!-- end -->/)[0];
  const renew = "docs/embedding.md is stale: UPDATE_EXPECT=1 cargo xtask build writes its table anew";
  assert.equal(await table(new URL("../../docs/embedding.md", import.meta.url)), await table(join(dist, "docs/embedding.md")), renew);
});

test("everything in the manifest is described, and everything with a value has a type", async () => {
  const manifest = JSON.parse(await readFile(join(dist, "custom-elements.json"), "utf8"));
  const [{ path, declarations: [element], exports }] = manifest.modules;
  assert.deepEqual([path, element.name, element.tagName], ["shikaku-form.js", "ShikakuForm", "shikaku-form"]);
  assert.ok(exports.every(({ declaration }) => declaration.module === path));
  const { attributes, members, events, slots, cssParts, cssProperties, cssStates } = element;
  const typed = [...attributes, ...members, ...events];
  assert.deepEqual(typed.filter((one) => !(one.type ?? one.return?.type)?.text), []);
  assert.deepEqual([...typed, ...slots, ...cssParts, ...cssProperties, ...cssStates].filter((one) => !one.description), []);
  const reflected = members.filter(({ attribute }) => attribute);
  assert.deepEqual(reflected.map(({ name, attribute }) => [attribute, name]), attributes.map(({ name, fieldName }) => [name, fieldName]));
  assert.deepEqual(members.filter(({ name }) => /^#|Callback$/.test(name)), []);
});

test("core has what the module has, registers nothing and listens to nothing", async (context) => {
  const done = [];
  const stands = {
    HTMLElement: class {},
    customElements: { get: () => undefined, define: (name) => done.push(name) },
    addEventListener: (type) => done.push(type),
  };
  Object.assign(globalThis, stands);
  context.after(() => Object.keys(stands).forEach((name) => delete globalThis[name]));
  const core = await open("shikaku-form-core.js");
  assert.deepEqual(done, []);
  const module = await open("shikaku-form.js");
  assert.deepEqual(done, ["shikaku-form"]);
  assert.deepEqual(Object.keys(core).sort(), Object.keys(module).sort());
  assert.ok(core.ShikakuForm.prototype instanceof stands.HTMLElement);
});
