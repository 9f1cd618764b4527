// Input that a page may pass by mistake or on purpose: it gets a typed error, and the WebAssembly goes on.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

const dist = process.env.SHIKAKU_DIST;
const module = await import(pathToFileURL(join(dist, "shikaku-form.js")).href);
const own = Object.getOwnPropertyNames(Object.prototype);

before(async () => {
  await module.init(await readFile(join(dist, "shikaku-form_bg.wasm")));
});

// Nothing of all this leaves a trace.
after(() => {
  assert.deepEqual(Object.getOwnPropertyNames(Object.prototype), own);
  assert.equal({}.polluted, undefined);
  assert.deepEqual(module.checkDefinition(module.builtInDefinition()), { ok: true, problems: [] });
  assert.equal(module.validate({}).valid, false);
});

const cyclic = {};
cyclic.self = cyclic;
let deep = [];
for (let level = 0; level < 100_000; level += 1) deep = [deep];
const refuse = (name) => () => {
  throw new Error(`no ${name} here`);
};
const endless = () => ({ get next() { return endless(); } });
const speechless = { get message() { throw new Error("no words"); }, toString: refuse("string") };
const traps = ["get", "has", "ownKeys", "getOwnPropertyDescriptor", "getPrototypeOf"];

/** No JSON at all. */
const HOSTILE = {
  "a cycle": cyclic,
  "endless depth": deep,
  "a getter that throws": { get line_type() { throw new Error("no getter here"); } },
  "a getter that throws what cannot be written": { get line_type() { throw speechless; } },
  "a getter that throws nothing": { get line_type() { throw undefined; } },
  "an object that goes on for ever": endless(),
  "a proxy that refuses": new Proxy({}, Object.fromEntries(traps.map((name) => [name, refuse(name)]))),
  "a proxy that was revoked": (() => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  })(),
  "a toJSON that throws": { toJSON: refuse("toJSON") },
  "a toJSON that gives nothing": { toJSON: () => undefined },
  "not a number": { secret_number: NaN },
  "infinity": { secret_number: -Infinity },
  "a BigInt": { secret_number: 4831n },
  "a symbol": { line_type: Symbol("ip_vpn") },
  "a function": { line_type: () => "ip_vpn" },
  "a class": class {},
  "a huge string": { line_type: "x".repeat(50_000_000) },
  "a huge key": { ["x".repeat(50_000_000)]: true },
  "a huge array": { line_type: new Array(2 ** 32 - 1) },
};

/** JSON, but not what was asked for. */
const MISTAKEN = {
  "null": null,
  "a number": 1,
  "a string": "x",
  "an array": [],
  "an unknown key": { unknown: 1 },
  "a key that is a prototype": JSON.parse('{"__proto__": {"polluted": true}}'),
  "a key that is a constructor": { constructor: { prototype: { polluted: true } } },
  "a lone surrogate": { "\ud800": "\udfff" },
  "a number for a text": { line_type: 5 },
  "a fraction": { line_type: 1.5 },
  "a text for a tick": { terms_consent: "yes" },
};

const isTyped = (kind, name) => (error) => {
  assert.ok(error instanceof module.ShikakuError, `${name}: ${error}`);
  assert.deepEqual([error.name, error.kind], ["ShikakuError", kind], name);
  assert.ok(error.message && error.remedy, name);
  assert.ok(error.problems.length > 0, name);
  for (const { pointer, code, message, didYouMean } of error.problems) {
    assert.deepEqual([pointer, code, message].map((part) => typeof part), ["string", "string", "string"], name);
    assert.ok(didYouMean === null || typeof didYouMean === "string", name);
  }
  return true;
};

/** JSON leaves such a member out, and a host may leave out any. */
const isLeftOut = (name) => ["a toJSON that gives nothing", "null"].includes(name);

for (const [name, value] of Object.entries({ ...HOSTILE, ...MISTAKEN })) {
  test(`${name} gives a typed error`, () => {
    assert.throws(() => module.validate(value), isTyped("values", name));
    if (!isLeftOut(name)) assert.throws(() => module.validate({}, { today: value }), isTyped("values", name));
    const { ok, problems } = module.checkDefinition(value);
    assert.ok(!ok && problems.length > 0, name);
    if (value !== null) assert.throws(() => module.applicationSchema(value), isTyped("definition", name));
    if (!isLeftOut(name)) assert.throws(() => module.validate({}, { definition: value }), { name: "ShikakuError" });
  });
}

test("whose fault it is depends on what is broken", () => {
  const definition = module.builtInDefinition();
  assert.throws(() => module.validate({ line_type: 5 }, { definition }), { kind: "values" });
  assert.throws(() => module.validate({ line_type: 5 }, { definition: { ...definition, itmes: [] } }), { kind: "definition" });
});

test("what JSON leaves out is left out", () => {
  const values = { line_type: undefined, [Symbol("terms_consent")]: 1, terms_consent: null };
  assert.equal(module.validate(Object.assign(Object.create({ unknown: 1 }), values)).valid, false);
  assert.equal(module.validate(Object.assign(Object.create(null), { terms_consent: true })).valid, false);
  assert.equal(module.validate({}, { today: undefined, definition: undefined, locale: null }).valid, false);
});

test("wrong options are named", () => {
  assert.throws(() => module.validate({}, { today: "2026-13" }), isTyped("values", "today"));
});

test("hostile objects a thousand times over take no memory", () => {
  const tear = () => assert.throws(() => module.validate(HOSTILE["a getter that throws"]));
  for (let turn = 0; turn < 20_000; turn += 1) tear();
});
