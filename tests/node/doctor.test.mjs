// doctor() where there is no page: it says so, and does not throw.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

const { doctor } = await import(pathToFileURL(join(process.env.SHIKAKU_DIST, "shikaku-form.js")).href);

test("diagnosis without a page has verdicts and does not throw", async () => {
  const { ok, version, checks } = await doctor();
  assert.match(version, /^\d+\.\d+\.\d+$/);
  assert.equal(ok, checks.every((check) => check.ok !== false));
  assert.equal(checks.find(({ id }) => id === "wasm_allowed").ok, true);
  assert.equal(checks.find(({ id }) => id === "language").ok, null);
  for (const { id, found, remedy } of checks) assert.ok(found && remedy, id);
});

test("diagnosis says what came in place of the WebAssembly", async (context) => {
  const sent = { "/page": [200, "text/html"], "/forbidden": [403, "text/plain"], "/right": [200, "application/wasm"] };
  const server = createServer(({ url }, response) => {
    const [status, type] = sent[url];
    response.writeHead(status, { "content-type": type }).end("no WebAssembly");
  });
  await new Promise((next) => server.listen(0, "127.0.0.1", next));
  globalThis.document = { baseURI: `http://127.0.0.1:${server.address().port}/` };
  context.after(() => {
    delete globalThis.document;
    delete globalThis.shikakuFormWasm;
    server.close();
  });
  for (const [path, [status, type]] of Object.entries(sent)) {
    globalThis.shikakuFormWasm = path;
    const { checks } = await doctor();
    const { ok, found, remedy } = checks.find(({ id }) => id === "wasm_served");
    assert.deepEqual([ok, found], [path === "/right", new URL(path, document.baseURI).href + ` (${status}, ${type})`]);
    assert.match(remedy, /let everybody read it \(401, 403\)/);
  }
});
