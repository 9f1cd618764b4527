// The widget in jsdom and happy-dom, where people test their pages: nothing is set up for it. And the component for React
// in markup that a server has rendered.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("simulated_dom.mjs", import.meta.url));

function told(...parameters) {
  const { stdout, stderr, error } = spawnSync(process.execPath, [program, ...parameters], { encoding: "utf8", timeout: 60_000 });
  if (error) throw error;
  assert.ok(stdout.startsWith("{"), stderr + stdout);
  return JSON.parse(stdout);
}

for (const dom of ["jsdom", "happy-dom"]) {
  test(`element runs in ${dom}, and shows its errors`, () => {
    assert.deepEqual(told(dom, "element"), { findings: true, marked: true, faults: [] });
  });
}

test("component takes over what a server has rendered, hears the element, and keeps still", () => {
  const { html, prefill, ticked, told: { ready, change, renderings }, errors, answered } = told("jsdom", "react");
  assert.equal(html, '<shikaku-form locale="ja" heading-level="2" required="" class="wide" data-answered="0">wait</shikaku-form>');
  assert.deepEqual(errors, []);
  assert.deepEqual(prefill, { line_type: "ip_vpn" });
  assert.deepEqual([ready, ticked], [1, true], "drawn once");
  assert.ok(change > 0 && renderings > 2);
  assert.ok(Number(answered) > 0);
});
