// doctor() where there is no page: it says so, and does not throw.
import assert from "node:assert/strict";
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
