// The module in Node: no DOM, the same verdicts as natively, and schemas that an independent validator agrees with.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { before, test } from "node:test";
import { pathToFileURL } from "node:url";

const dist = process.env.SHIKAKU_DIST;
const require = createRequire(join(process.env.SHIKAKU_NPM, "x.js"));
const Ajv = require("ajv/dist/2020").default;
const module = await import(pathToFileURL(join(dist, "shikaku-form.js")).href);
const cases = JSON.parse(await readFile(new URL("../cases/inputs.json", import.meta.url), "utf8"));
const json = async (name) => JSON.parse(await readFile(join(dist, name), "utf8"));
const complete = cases.find(({ id }) => id === "T001");

before(async () => {
  await module.init(await readFile(join(dist, "shikaku-form_bg.wasm")));
});

test("typed input gets the verdict of its case", () => {
  for (const { id, today, enter, expect } of cases) {
    const { valid, findings, application } = module.validate(enter, { today });
    assert.equal(valid, expect.valid, id);
    assert.equal(application !== null, expect.valid, id);
    const found = findings.filter(({ field }) => field === expect.field);
    if (expect.code === null) assert.ok(found.every(({ severity }) => severity === "note"), id);
    else assert.ok(found.some(({ code, severity }) => code === expect.code && severity === expect.severity), id);
  }
});

test("application of every valid case fits the schema, and no altered one does", async () => {
  const ajv = new Ajv({ strict: true, allErrors: true });
  const fits = ajv.compile(await json("application.schema.json"));
  const applications = cases.map(({ today, enter }) => module.validate(enter, { today }).application).filter(Boolean);
  assert.ok(applications.length > 40);
  for (const application of applications) assert.ok(fits(application), JSON.stringify([application, fits.errors]));
  const alterations = [
    (answers) => delete answers.terms_consent,
    (answers) => (answers.terms_consent = false),
    (answers) => (answers.customer_id = "CAF01234567"),
    (answers) => (answers.customer_id = "COP0123456789"),
    (answers) => delete answers.customer_id,
    (answers) => (answers.line_type = "internet_ipsec_ike"),
    (answers) => (answers.planned_start_month = "2026-13"),
    (answers) => (answers.secret_number = "12345"),
    (answers) => (answers.unknown = "x"),
  ];
  for (const alter of alterations) {
    const { application } = module.validate(complete.enter, { today: complete.today });
    alter(application.answers);
    assert.ok(!fits(application), alter.toString());
  }
});

test("schema from the function is the file, and the definition fits its own", async () => {
  assert.deepEqual(module.applicationSchema(), await json("application.schema.json"));
  const fits = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false }).compile(await json("definition.schema.json"));
  assert.ok(fits(module.builtInDefinition()), JSON.stringify(fits.errors));
});

test("built-in definition handed back in is accepted and judges alike", () => {
  const definition = module.builtInDefinition();
  assert.deepEqual(module.checkDefinition(definition), { ok: true, problems: [] });
  const { today, enter } = complete;
  const { completed_at, ...own } = module.validate(enter, { today, definition }).application;
  const { completed_at: _, ...builtIn } = module.validate(enter, { today }).application;
  assert.deepEqual(own, builtIn);
});

test("message comes in the language asked for", () => {
  const message = (locale) => module.validate({}, { locale }).findings.find(({ field }) => field === "line_type").message;
  assert.match(message("ja"), /選択してください/);
  assert.match(message("en-US"), /^Select/);
  assert.equal(message("xx"), message("ja"));
});

test("secret is in no report", () => {
  const enter = { ...complete.enter, secret_number: "7391", secret_number_repeat: "7391" };
  assert.ok(!JSON.stringify(module.validate(enter, { today: "2026-11" })).includes("7391"));
});

test("unknown name in the values is answered with the nearest one", () => {
  assert.throws(() => module.validate({ line_typ: "ip_vpn" }), ({ problems: [problem] }) =>
    problem.pointer === "/line_typ" && problem.didYouMean === "line_type");
});

test("nothing is exported that no script asks for", async () => {
  const { exports } = WebAssembly.Module;
  const names = exports(await WebAssembly.compile(await readFile(join(dist, "shikaku-form_bg.wasm")))).map(({ name }) => name);
  assert.ok(names.includes("memory"));
  assert.deepEqual(names.filter((name) => name.includes("underlying")), []);
});
