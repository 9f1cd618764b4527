// The type of definitions: one that is written in TypeScript is checked, and an imported JSON file is taken as it is.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const { SHIKAKU_DIST: dist, SHIKAKU_NPM: npm } = process.env;
const folder = await mkdtemp(join(tmpdir(), "shikaku-types-"));
after(() => rm(folder, { recursive: true }));
await copyFile(join(dist, "shikaku-form.d.ts"), join(folder, "shikaku-form.d.ts"));
await copyFile("src/data/definition.json", join(folder, "form.json"));

/** The compiler's verdict on a definition with this field. */
async function said(field) {
  const program = `
    import { validate, type Definition } from "./shikaku-form.js";
    import form from "./form.json";
    validate({}, { definition: form });
    const own: Definition = { format: "shikaku-form/definition/1", id: "a", version: "1", items: [
      { id: "x", required: true, shown: { all: [{ field: "y", is: true }] }, fields: [${field}] },
    ] };
    validate({}, { definition: own });`;
  await writeFile(join(folder, "program.ts"), program);
  const options = "--noEmit --strict --module nodenext --target es2022 --lib es2022,dom".split(" ");
  const words = [join(npm, "typescript/bin/tsc"), ...options, "--resolveJsonModule", "program.ts"];
  try {
    return execFileSync(process.execPath, words, { cwd: folder, encoding: "utf8" });
  } catch ({ stdout }) {
    return stdout;
  }
}

test("definition written in TypeScript is checked, and an imported one is taken", async () => {
  assert.equal(await said(`{ id: "x", control: "digits", length: 3, secret: true }`), "");
});

test("type of definitions refuses what the parser does", async () => {
  for (const wrong of [
    `{ id: "x", control: "digit", length: 3 }`,
    `{ id: "x", control: "digits" }`,
    `{ id: "x", control: "digits", length: 3, prefix: { field: "y", digits: {} } }`,
    `{ id: "x", control: "consent", options: ["a"] }`,
  ]) {
    assert.match(await said(wrong), /^program\.ts\(\d+,\d+\): error TS/, wrong);
  }
});
