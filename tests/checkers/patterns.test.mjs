// Every pattern of the built-in definition against recheck, which searches for text that makes a backtracking matcher
// run out of time. The widget's own matchers are linear; other programs may read the definition with others.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";

const require = createRequire(join(process.env.SHIKAKU_CHECKERS, "x.js"));
const { check } = require("recheck");

// Every member with this name, at any depth.
function members(value, name) {
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, member]) => (key === name ? [member] : members(member, name)));
}

// JavaScript writes a named group without the P of Rust.
function status(pattern) {
  return check(pattern.replaceAll("(?P<", "(?<"), "").then(({ status }) => status);
}

test("patterns of the definition are safe", async () => {
  const definition = JSON.parse(await readFile(new URL("../../src/data/definition.json", import.meta.url), "utf8"));
  const patterns = members(definition, "pattern");
  assert.ok(patterns.length > 0);
  for (const pattern of patterns) assert.equal(await status(pattern), "safe", pattern);
});

test("patterns that take exponential or quadratic time are vulnerable", async () => {
  for (const pattern of ["^(a+)+$", "^(?P<at>[0-9]|[0-9])*$", "^[0-9]*[0-9]*-$"]) {
    assert.equal(await status(pattern), "vulnerable", pattern);
  }
});
