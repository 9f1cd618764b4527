// The module where there is no page: in Node, in a worker, and out of a bundler.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";

const dist = process.env.SHIKAKU_DIST;
const address = pathToFileURL(join(dist, "shikaku-form.js")).href;
const wasm = await readFile(join(dist, "shikaku-form_bg.wasm"));
/** A copy of the module with a WebAssembly of its own. */
const copy = (name) => import(`${address}?${name}`);

test("import alone does nothing, and asks for no DOM", async () => {
  const module = await copy("alone");
  assert.deepEqual(Object.keys(module).sort(), [
    "ShikakuError", "ShikakuForm", "applicationSchema", "builtInDefinition", "checkDefinition", "doctor", "init", "validate",
  ]);
});

test("script knows the hash of its WebAssembly, and both are published", async () => {
  const published = JSON.parse(await readFile(join(dist, "integrity.json"), "utf8"));
  const script = await readFile(join(dist, "shikaku-form.js"));
  const hash = (bytes) => `sha384-${createHash("sha384").update(bytes).digest("base64")}`;
  assert.equal(published["shikaku-form_bg.wasm"], hash(wasm));
  assert.equal(published["shikaku-form.js"], hash(script));
  assert.ok(String(script).includes(hash(wasm)));
});

test("WebAssembly comes as bytes, as a buffer, compiled, in a response, and as a promise of each", async () => {
  const response = () => new Response(wasm, { headers: { "content-type": "application/wasm" } });
  const sources = [wasm, new Uint8Array(wasm).buffer, await WebAssembly.compile(wasm), response(), Promise.resolve(wasm)];
  for (const [place, source] of sources.entries()) {
    const { init, validate } = await copy(`source-${place}`);
    await init(source);
    await init();
    assert.equal(validate({}).valid, false);
  }
});

test("source that cannot be started gives a typed error, and the next one may", async () => {
  const { init, validate, ShikakuError } = await copy("wrong-source");
  const isTyped = (error) => error instanceof ShikakuError && error.kind === "source" && error.remedy.includes("standalone.html");
  const sources = [wasm.subarray(0, 1000), new Uint8Array(), 5, {}, "file:///x.wasm"];
  for (const source of sources) await assert.rejects(init(source), isTyped, String(source));
  await assert.rejects(init(Promise.reject(new Error("lost"))), isTyped);
  const missing = new Response("not found", { status: 404 });
  await assert.rejects(init(missing), ({ kind }) => kind === "missing");
  await init(wasm);
  assert.equal(validate({}).valid, false);
});

/** For each path the response, and the expected error: its kind, the words of its message, and its remedy. */
const BADLY_SENT = {
  "/missing": [404, "text/plain", "not found", "missing", /beside shikaku-form\.js/],
  "/login": [401, "text/html", "who are you?", "forbidden", /let everybody read/],
  "/forbidden": [403, "text/html", "no", "forbidden", /let everybody read/],
  "/page": [200, "text/html; charset=utf-8", "<!DOCTYPE html>", "missing", /a page must not be sent in its place/],
  "/half": [200, "application/wasm", wasm.subarray(0, 1000), "truncated", /upload it again/],
  "/other": [200, "application/wasm", Buffer.concat([wasm, wasm.subarray(0, 1)]), "integrity", /of one version/],
};

test("file that is not sent as it should be is told with its address, its status and its type", async (context) => {
  const server = createServer(({ url }, response) => {
    const [status, type, body] = BADLY_SENT[url];
    response.writeHead(status, { "content-type": type }).end(body);
  });
  await new Promise((next) => server.listen(0, "127.0.0.1", next));
  context.after(() => server.close());
  const origin = `http://127.0.0.1:${server.address().port}`;
  const { init } = await copy("badly-sent");
  for (const [path, [status, type, , kind, remedy]] of Object.entries(BADLY_SENT)) {
    const address = origin + path;
    const isRight = (error) => error.kind === kind && error.message.endsWith(`: ${address} (${status}, ${type})`) && remedy.test(error.remedy);
    await assert.rejects(init(address), isRight, path);
    if (status !== 200) await assert.rejects(init(fetch(address)), isRight, path);
  }
  await new Promise((next) => server.closeAllConnections() ?? server.close(next));
  await assert.rejects(init(`${origin}/gone`), ({ kind, message, cause }) =>
    kind === "network" && message.includes(`${origin}/gone (${cause.message})`));
});

test("init() alone reads the file beside the script, and starts no other", async () => {
  const { init, validate } = await copy("bare");
  await init();
  assert.equal(validate({}).valid, false);
  const folder = await mkdtemp(join(tmpdir(), "shikaku-form-"));
  await cp(dist, folder, { recursive: true });
  const file = join(folder, "shikaku-form_bg.wasm");
  const other = await import(pathToFileURL(join(folder, "shikaku-form.js")).href);
  await writeFile(file, wasm.subarray(0, -1));
  await assert.rejects(other.init(), ({ kind, message }) => kind === "source" && message.includes("is not the file"));
  await rm(file);
  await assert.rejects(other.init(), ({ kind, message }) => kind === "source" && message.includes("ENOENT"));
  await rm(folder, { recursive: true });
});

test("compiled module starts where nothing may be compiled, as in Cloudflare's workers", async (context) => {
  const compiled = await WebAssembly.compile(wasm);
  class Module {
    static [Symbol.hasInstance] = (value) => value === compiled;
    constructor() {
      throw new WebAssembly.CompileError("Wasm code generation disallowed by embedder");
    }
  }
  const own = WebAssembly.Module;
  WebAssembly.Module = Module;
  context.after(() => (WebAssembly.Module = own));
  const { init, validate } = await copy("precompiled");
  await assert.rejects(init(wasm), ({ kind }) => kind === "policy");
  await init(compiled);
  assert.equal(validate({}).valid, false);
});

test("functions before the start say so", async () => {
  const { validate, builtInDefinition } = await copy("too-early");
  for (const early of [() => validate({}), builtInDefinition]) assert.throws(early, { name: "ShikakuError", kind: "not_started" });
});

test("module runs in a worker", async () => {
  const script = `
    const { parentPort, workerData } = require("node:worker_threads");
    import(workerData.address).then(async ({ init, validate }) => {
      await init(workerData.wasm);
      parentPort.postMessage(validate({}));
    });`;
  const worker = new Worker(script, { eval: true, workerData: { address, wasm } });
  const report = await new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
  await worker.terminate();
  assert.equal(report.valid, false);
});

test("module runs out of a bundle", async () => {
  const folder = await mkdtemp(join(tmpdir(), "shikaku-form-"));
  const entry = join(folder, "entry.mjs");
  await writeFile(entry, `export { init, validate } from ${JSON.stringify(join(dist, "shikaku-form.js"))};`);
  const bundle = join(folder, "bundle.mjs");
  const { build } = createRequire(join(process.env.SHIKAKU_NPM, "x.js"))("esbuild");
  await build({ entryPoints: [entry], outfile: bundle, bundle: true, minify: true, format: "esm", logLevel: "error" });
  const { init, validate } = await import(pathToFileURL(bundle).href);
  await init(wasm);
  assert.equal(validate({}).valid, false);
  await rm(folder, { recursive: true });
});

test("bundle as a classic script says that it has no address, and what to import instead", async (context) => {
  const { build } = createRequire(join(process.env.SHIKAKU_NPM, "x.js"))("esbuild");
  const stdin = { contents: 'export * from "./shikaku-form.js";', resolveDir: dist };
  const { outputFiles: [{ text }] } = await build({ stdin, bundle: true, format: "iife", globalName: "bundled", write: false, logLevel: "silent" });
  context.after(() => delete globalThis.bundled);
  (0, eval)(text);
  const { init, validate } = globalThis.bundled;
  await assert.rejects(init(), ({ kind, message, remedy }) =>
    kind === "unknown_address" && message.startsWith("this bundle is a classic script") && remedy.includes("shikaku-form/inline"));
  await init(wasm);
  assert.equal(validate({}).valid, false);
});

test("entry with the WebAssembly inside needs no file, whatever a bundler makes of it", async () => {
  const folder = await mkdtemp(join(tmpdir(), "shikaku-form-"));
  const { build } = createRequire(join(process.env.SHIKAKU_NPM, "x.js"))("esbuild");
  const entry = { contents: 'export * from "./shikaku-form-inline.js";', resolveDir: dist };
  const outfile = join(folder, "bundle.cjs");
  // A classic script has no import.meta.
  await build({ stdin: entry, outfile, bundle: true, format: "cjs", logLevel: "error" });
  assert.ok(!(await readFile(outfile, "utf8")).includes('new URL("shikaku-form_bg.wasm"'), "a file is looked for");
  const { init, validate } = createRequire(import.meta.url)(outfile);
  await init();
  assert.equal(validate({}).valid, false);
  await rm(folder, { recursive: true });
});
