// README.md, README.ja.md and docs/embedding.md state the size that a visitor loads.
import assert from "node:assert/strict";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

/** Another compiler makes other bytes, which may pass. A forgotten optimisation or a second font costs more. */
const TOLERANCE = 0.03;

const bytes = async (...names) => {
  const sizes = await Promise.all(names.map((name) => stat(join(process.env.SHIKAKU_DIST, `${name}.br`))));
  return sizes.reduce((sum, { size }) => sum + size, 0);
};
const text = (name) => readFile(new URL(`../../${name}`, import.meta.url), "utf8");
const readme = await text("README.md");

test("figures of the readme are those of the build", async () => {
  const [, together, wasm, script] = readme.match(/\*\*(\d+) kB\*\* \((\d+) kB of WebAssembly and (\d+) kB of JavaScript/);
  const loaded = { wasm: await bytes("shikaku-form_bg.wasm"), script: await bytes("shikaku-form.js") };
  const [, inJapanese] = (await text("README.ja.md")).match(/約(\d+) kB/);
  const [, inside] = (await text("docs/embedding.md")).match(/WebAssembly inside, (\d+) kB/);
  const figures = [
    ["README.md", together, loaded.wasm + loaded.script],
    ["README.md", wasm, loaded.wasm],
    ["README.md", script, loaded.script],
    ["README.ja.md", inJapanese, loaded.wasm + loaded.script],
    ["docs/embedding.md", inside, await bytes("shikaku-form-inline.js")],
  ];
  for (const [page, figure, size] of figures) {
    const most = Math.max(size * TOLERANCE, 500);
    assert.ok(Math.abs(figure * 1000 - size) <= most, `${page} says ${figure} kB, and it is ${size} B`);
  }
});
