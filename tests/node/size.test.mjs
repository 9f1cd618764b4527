// What README.md says a visitor loads is what a visitor loads.
import assert from "node:assert/strict";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

/** Another compiler makes other bytes, and no news. What a forgotten optimisation or a second font costs is more. */
const TOLERANCE = 0.03;

const bytes = async (...names) => {
  const sizes = await Promise.all(names.map((name) => stat(join(process.env.SHIKAKU_DIST, `${name}.br`))));
  return sizes.reduce((sum, { size }) => sum + size, 0);
};
const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");

test("figures of the readme are those of the build", async () => {
  const [, together, wasm, script] = readme.match(/\*\*(\d+) kB\*\* \((\d+) kB of WebAssembly and (\d+) kB of JavaScript/);
  const loaded = { wasm: await bytes("shikaku-form_bg.wasm"), script: await bytes("shikaku-form.js") };
  const figures = { [together]: loaded.wasm + loaded.script, [wasm]: loaded.wasm, [script]: loaded.script };
  for (const [figure, size] of Object.entries(figures)) {
    const most = Math.max(size * TOLERANCE, 500);
    assert.ok(Math.abs(figure * 1000 - size) <= most, `README.md says ${figure} kB, and it is ${size} B`);
  }
});
