// The project of www/hosts/vite against the compilers of its frameworks: the widget's types hold in plain TypeScript,
// React, Vue and Svelte, and let no mistake pass. And Vite's development server, which the browser tests do not see.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

const project = process.env.SHIKAKU_FRAMEWORKS;
/** One mistake for each framework, and what is said of it. */
const MISTAKES = {
  "plain.ts": [/detail\.application;/, "detail.aplication;", "aplication"],
  "react.tsx": [/detail\.application\)/, "detail.aplication)", "aplication"],
  "Apply.vue": [/detail\.application"/, 'detail.aplication"', "aplication"],
  "Apply.svelte": [/locale="ja"/, "locale={5}", "number"],
};

before(async () => {
  await mkdir(join(project, "mistaken"), { recursive: true });
  for (const [name, [pattern, mistake]] of Object.entries(MISTAKES)) {
    const text = await readFile(join(project, "src", name), "utf8");
    assert.match(text, pattern);
    await writeFile(join(project, "mistaken", name), text.replace(pattern, mistake));
  }
  const config = { extends: "./tsconfig.json", include: ["src", "mistaken"] };
  await writeFile(join(project, "tsconfig.mistaken.json"), JSON.stringify(config));
});
after(() => Promise.all(["mistaken", "tsconfig.mistaken.json"].map((name) => rm(join(project, name), { recursive: true }))));

/** The lines with errors of one compiler over the examples and their mistaken copies. */
function errors(program, ...options) {
  const path = join(project, "node_modules", program);
  const { stdout, stderr, error } = spawnSync(process.execPath, [path, ...options], { cwd: project, encoding: "utf8" });
  if (error) throw error;
  return (stdout + stderr).split("\n").filter((line) => /error/i.test(line) && !line.includes("COMPLETED"));
}

const COMPILERS = {
  "TypeScript, React and Vue": {
    check: () => errors("vue-tsc/bin/vue-tsc.js", "--noEmit", "--pretty", "false", "--project", "tsconfig.mistaken.json"),
    files: ["plain.ts", "react.tsx", "Apply.vue"],
  },
  Svelte: {
    check: () => errors("svelte-check/bin/svelte-check", "--output", "machine", "--tsconfig", "tsconfig.mistaken.json"),
    files: ["plain.ts", "react.tsx", "Apply.svelte"],
  },
};

for (const [name, { check, files }] of Object.entries(COMPILERS)) {
  test(`${name}: the examples are right, and every mistake is named`, () => {
    const said = check();
    for (const file of files) {
      const isNamed = (line) => line.includes(`mistaken/${file}`) && line.includes(MISTAKES[file][2]);
      assert.ok(said.some(isNamed), `${file}: ${said.join("\n")}`);
    }
    assert.deepEqual(said.filter((line) => !line.includes("mistaken/")), []);
  });
}

/** The project's own Vite, and one that turns every import into a separate file, without the files beside it. */
const VITES = { "Vite 8": project, "Vite 7": join(process.env.SHIKAKU_CHECKERS, "..") };

for (const [name, folder] of Object.entries(VITES)) {
  test(`development server of ${name} hands out the WebAssembly where the module looks for it, without configuration`, async () => {
    const { createServer } = await import(pathToFileURL(join(folder, "node_modules/vite/dist/node/index.js")).href);
    const options = { root: project, configFile: false, logLevel: "error", server: { port: 0 }, cacheDir: `node_modules/.${name}` };
    // Its cache of an older module must not be used. The link to dist/ is no part of a package that was installed
    // packed.
    const server = await createServer({ ...options, optimizeDeps: { force: true }, resolve: { preserveSymlinks: true } });
    try {
      await server.listen();
      const module = await follow(new URL("src/plain.ts", server.resolvedUrls.local[0]));
      const wasm = await fetch(module);
      assert.equal(wasm.headers.get("content-type"), "application/wasm", module.href);
      const built = await readFile(join(process.env.SHIKAKU_DIST, "shikaku-form_bg.wasm"));
      assert.ok(built.equals(Buffer.from(await wasm.arrayBuffer())));
    } finally {
      await server.close();
    }
  });
}

/** Where the script that a module leads to looks for its WebAssembly. */
async function follow(module) {
  const text = await (await fetch(module)).text();
  const [, wasm] = text.match(/new URL\("([^"]*shikaku-form_bg\.wasm)"/) ?? [];
  if (wasm) return new URL(wasm, module);
  const [, next] = text.match(/from "([^"]*\/shikaku-form[^"]*)"/) ?? assert.fail(`${module} leads nowhere`);
  return follow(new URL(next, module));
}
