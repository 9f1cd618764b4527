// The dependencies of the whole workspace against deny.toml: their licences, their sources, none of them twice.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const manifest = fileURLToPath(new URL("../../Cargo.toml", import.meta.url));
const rules = fileURLToPath(new URL("../../deny.toml", import.meta.url));

// A warning is a failure: it is how cargo-deny names an exemption that nothing needs any more.
function deny(config) {
  const where = ["--locked", "--workspace", "--manifest-path", manifest, "--config", config, "--color", "never"];
  const checks = ["check", "--hide-inclusion-graph", "-D", "warnings", "licenses", "bans", "sources"];
  const { status, stderr, error } = spawnSync(process.env.SHIKAKU_CARGO_DENY, [...where, ...checks], { encoding: "utf8" });
  if (error) throw error;
  return { status, said: stderr };
}

test("dependencies keep to the rules", () => {
  const { status, said } = deny(rules);
  assert.equal(status, 0, said);
});

test("dependencies that break a rule are named", async () => {
  const folder = await mkdtemp(join(tmpdir(), "shikaku-deny-"));
  const alterations = [
    [/^multiple-versions/m, 'deny = ["regex"]\n$&', "error[banned]: crate 'regex"],
    [', "Zlib"', "", "error[rejected]"],
    [/^ {2}\{ crate = "syn@.*\n/m, "", "error[duplicate]: found 2 duplicate entries for crate 'syn'"],
    ["unknown-registry", "allow-registry = []\n$&", "error[source-not-allowed]"],
  ];
  try {
    const config = join(folder, "deny.toml");
    for (const [part, replacement, expected] of alterations) {
      await writeFile(config, (await readFile(rules, "utf8")).replace(part, replacement));
      const { status, said } = deny(config);
      assert.notEqual(status, 0, expected);
      assert.ok(said.includes(expected), said);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});
