// A host's own form in the module: an independent validator agrees with the schemas that the widget makes of it.
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
const json = async (name) => JSON.parse(await readFile(join(dist, name), "utf8"));
const definition = await json("hosts/hearing-sheet.json");
const today = "2026-11-25";

/** The values of a person who answers everything. */
const everything = {
  institution_type: "hospital",
  institution_name: "さくら病院",
  institution_name_kana: "さくらびょういん",
  postal_code: "１０００００１",
  address: "東京都千代田区千代田1-1\n千代田ビル3階",
  contact_name: "桜 花子",
  contact_name_kana: "ｻｸﾗ ﾊﾅｺ",
  contact_tel: "+81 90-1234-5678",
  contact_email: "hanako@example.jp",
  contact_hours: ["evening", "morning"],
  first_wished_date: "2026-12-01",
  second_wished_date: "2027-01-31",
  third_wished_date: "2027-12-31",
  terminal_count: "１２",
  lines_in_use: ["other", "flets"],
  opening_notice: "not_at_hand",
  other_line: "さくら光",
  remarks: "駐車場は裏です。",
};

before(async () => {
  await module.init(await readFile(join(dist, "shikaku-form_bg.wasm")));
});

test("form of a host is accepted, and fits the schema of definitions", async () => {
  assert.deepEqual(module.checkDefinition(definition), { ok: true, problems: [] });
  const fits = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false }).compile(await json("definition.schema.json"));
  assert.ok(fits(definition), JSON.stringify(fits.errors));
  const altered = structuredClone(definition);
  altered.items[1].fields[0].autocomplete = "street-address";
  assert.ok(!fits(altered));
  assert.equal(module.checkDefinition(altered).ok, false);
});

test("schema of definitions refuses a prefix of digits and a prefix of a secret, as the widget does", async () => {
  const fits = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false }).compile(await json("definition.schema.json"));
  const withDigits = (options, more) => {
    const prefix = { field: "kind", digits: Object.fromEntries(options.map((option) => [option, 8])) };
    const fields = [{ id: "kind", control: "radios", options }, { id: "number", control: "digits", prefix, ...more }];
    return { format: "shikaku-form/definition/1", id: "x", version: "1", items: [{ id: "x", required: true, fields }] };
  };
  const isRefused = (altered) =>
    module.checkDefinition(altered).problems.some(({ code, pointer }) => code === "wrong_value" && pointer.includes("/prefix"));
  for (const [definition, expected] of [
    [withDigits(["A", "B"], { secret: false }), true],
    [withDigits(["03", "06"]), false],
    [withDigits(["A", "B"], { secret: true }), false],
  ]) {
    assert.equal(fits(definition), expected, JSON.stringify(fits.errors));
    assert.equal(isRefused(definition), !expected);
  }
});

test("application of a host's form fits its schema, and no altered one does", () => {
  const fits = new Ajv({ strict: true, allErrors: true }).compile(module.applicationSchema(definition));
  const { lines_in_use: _, opening_notice: __, other_line: ___, second_wished_date: ____, ...little } = everything;
  for (const enter of [everything, little, { ...everything, lines_in_use: ["cable"] }, { ...everything, remarks: "" }]) {
    const { application, findings } = module.validate(enter, { today, definition });
    assert.ok(application, JSON.stringify(findings));
    assert.ok(fits(application), JSON.stringify([application, fits.errors]));
  }
  const alterations = [
    (answers) => (answers.terminal_count = "12"),
    (answers) => (answers.terminal_count = 51),
    (answers) => (answers.terminal_count = 1.5),
    (answers) => (answers.contact_hours = []),
    (answers) => (answers.contact_hours = "morning"),
    (answers) => (answers.contact_hours = ["morning", "morning"]),
    (answers) => (answers.contact_hours = ["night"]),
    (answers) => delete answers.contact_hours,
    (answers) => (answers.institution_name = ""),
    (answers) => (answers.institution_name = "長".repeat(101)),
    (answers) => (answers.institution_name_kana = "さくら"),
    (answers) => (answers.postal_code = "1000001"),
    (answers) => (answers.contact_tel = "1234-5678"),
    (answers) => (answers.contact_email = "hanako@example"),
    (answers) => (answers.first_wished_date = "2026-12-32"),
    (answers) => delete answers.opening_notice,
    (answers) => (answers.lines_in_use = ["cable"]),
    (answers) => delete answers.second_wished_date,
  ];
  for (const alter of alterations) {
    const { application } = module.validate(everything, { today, definition });
    alter(application.answers);
    assert.ok(!fits(application), alter.toString());
  }
});

test("today may be a day, and the day before is past", () => {
  const judged = (first_wished_date) =>
    module.validate({ ...everything, first_wished_date }, { today, definition }).findings.map(({ code }) => code);
  assert.ok(!judged(today).includes("date_past"));
  assert.ok(judged("2026-11-24").includes("date_past"));
  assert.throws(() => module.validate({}, { today: "2026-11-31", definition }), { name: "ShikakuError" });
});

test("application fits its schema though a consent was not given and digits have an odd prefix and a repeat", () => {
  const field = (id, control, more) => ({ id, required: true, fields: [{ id, control, ...more }] });
  const definition = {
    format: "shikaku-form/definition/1",
    id: "small",
    version: "1",
    items: [
      { ...field("consent", "consent"), required: false },
      { ...field("tel", "tel"), shown: { field: "consent", filled: true } },
      {
        id: "prefixed",
        required: true,
        fields: [
          { id: "prefix", control: "radios", options: ["A~&#", "B"] },
          { id: "digits", control: "digits", prefix: { field: "prefix", digits: { "A~&#": 2, B: 3 } } },
          { id: "again", control: "repeat", of: "digits" },
        ],
      },
      { ...field("email", "email"), shown: { field: "digits", filled: true } },
    ],
  };
  const fits = new Ajv({ strict: true, allErrors: true }).compile(module.applicationSchema(definition));
  for (const given of [{ consent: false }, { consent: true, tel: "03-1234-5678" }]) {
    const enter = { ...given, prefix: "A~&#", digits: "12", again: "12", email: "hanako@example.jp" };
    const { application, findings } = module.validate(enter, { today, definition });
    assert.ok(application, JSON.stringify(findings));
    assert.ok(fits(application), JSON.stringify([application, fits.errors]));
    application.answers.tel = given.consent ? undefined : "03-1234-5678";
    assert.ok(!fits(JSON.parse(JSON.stringify(application))), "the telephone number belongs to the consent");
  }
});
