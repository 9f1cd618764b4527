// Made-up definitions and answers: whatever the engine exports, the definition's own schema accepts; and it refuses the
// same without a required answer, or with a hidden one.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { before, test } from "node:test";
import { pathToFileURL } from "node:url";

const dist = process.env.SHIKAKU_DIST;
const Ajv = createRequire(join(process.env.SHIKAKU_NPM, "x.js"))("ajv/dist/2020").default;
const module = await import(pathToFileURL(join(dist, "shikaku-form.js")).href);
const TODAY = "2026-11-28";
const TEXTS = ["", " ", "1", "12", "123", "1234", "５", "0312345678", "123-4567", "1234567", "a@b.jp", "カナ", "ｶﾅ", "日本", "é", "𠮷野", "a\nb"];

before(async () => module.init(await readFile(join(dist, "shikaku-form_bg.wasm"))));

/** Numbers from 0 to `count` - 1, the same for each seed. */
function dice(seed) {
  let state = seed;
  return (count) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >> 8) % count;
  };
}

class Maker {
  constructor(seed) {
    this.roll = dice(seed);
    this.above = [];
  }

  one(list) {
    return list[this.roll(list.length)];
  }

  chance(percent) {
    return this.roll(100) < percent;
  }

  condition(depth) {
    const form = this.roll(depth ? 6 : 3);
    const compared = this.above.filter(({ control }) => ["consent", "radios", "drop_down", "choices"].includes(control));
    if (form < 2 && compared.length) {
      const field = this.one(compared);
      const value = () => (field.control === "consent" ? this.chance(50) : this.one(field.options));
      return form ? { field: field.id, in: [value(), value()] } : { field: field.id, is: value() };
    }
    if (form === 3) return { all: [this.condition(depth - 1), this.condition(depth - 1)] };
    if (form === 4) return { any: [this.condition(depth - 1), this.condition(depth - 1)] };
    if (form === 5) return { not: this.condition(depth - 1) };
    return { field: this.one(this.above).id, filled: this.chance(60) };
  }

  fields(id) {
    const options = ["a", "b.c", "C+", "日"].slice(0, 1 + this.roll(4));
    const max_length = 1 + this.roll(8);
    const control = this.one(["consent", "radios", "drop_down", "choices", "digits", "prefixed", "month", "date", "text", "long_text", "kana", "tel", "email", "postal_code", "number"]);
    const answer = { id, control };
    switch (control) {
      case "radios": case "drop_down": case "choices": return [{ ...answer, options }];
      case "digits": return [{ ...answer, length: 1 + this.roll(4) }, ...this.chance(40) ? [{ id: `${id}r`, control: "repeat", of: id }] : []];
      case "prefixed": {
        const prefix = { id: `${id}p`, control: "radios", options: ["CAF", "Z"], ...this.chance(50) && { opens_as: "Z" } };
        return [prefix, { id, control: "digits", prefix: { field: prefix.id, digits: { CAF: 4, Z: 1 } } }];
      }
      case "month": return [{ ...answer, years_ahead: this.roll(3) }];
      case "date": return [{ ...answer, years_ahead: this.roll(3), ...this.chance(50) ? { earliest: "today" } : { years_back: this.roll(3) } }];
      case "text": case "long_text": case "kana": return [{ ...answer, max_length }];
      case "number": return [{ ...answer, min: this.roll(3), max: 3 + this.roll(20) }];
      default: return [answer];
    }
  }

  definition() {
    const items = [];
    for (const position of Array(2 + this.roll(6)).keys()) {
      const shown = position && this.chance(60) ? { shown: this.condition(2) } : {};
      const fields = this.fields(`f${position}`);
      items.push({ id: `i${position}`, required: this.chance(50), ...shown, fields });
      this.above.push(...fields);
    }
    return { format: "shikaku-form/definition/1", id: "made_up", version: "1", items };
  }

  value({ control, options }) {
    switch (control) {
      case "consent": return this.chance(60);
      case "radios": case "drop_down": return this.chance(85) ? this.one(options) : "";
      case "choices": return options.filter(() => this.chance(50));
      case "month": return this.one(["", "2026-11", "2027-01", "2028-03"]);
      case "date": return this.one(["", TODAY, "2027-02-28", "2025-01-01"]);
      case "digits": case "repeat": return this.one(["", "1", "12", "123", "1234"]);
      default: return this.one(TEXTS);
    }
  }
}

test("schema of a made-up form agrees with the engine", () => {
  const ajv = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false });
  let [exported, refused] = [0, 0];
  for (const seed of Array(60).keys()) {
    const maker = new Maker(seed + 1);
    const definition = maker.definition();
    const faults = module.checkDefinition(definition).problems.filter(({ code }) => code !== "missing_text");
    assert.deepEqual(faults, [], JSON.stringify(definition));
    const fits = ajv.compile(module.applicationSchema(definition));
    // An application holds a prefix and a repeat only as parts of the answer: its schema cannot look them up.
    const judged = definition.items.filter(({ shown }) => !/"f\d+[pr]"/.test(JSON.stringify(shown ?? {})));
    for (let time = 0; time < 20; time += 1) {
      const enter = Object.fromEntries(maker.above.map((field) => [field.id, maker.value(field)]));
      maker.above.filter(({ of }) => of).forEach(({ id, of }) => (enter[id] = enter[of]));
      const { valid, shown, application } = module.validate(enter, { definition, today: TODAY });
      if (!valid) continue;
      exported += 1;
      const told = () => JSON.stringify({ seed: seed + 1, definition, application, errors: fits.errors });
      assert.ok(fits(application), told());
      for (const { id, required } of judged) {
        const altered = structuredClone(application);
        if (!shown.includes(id)) altered.answers[id] = true;
        else if (required) delete altered.answers[id];
        else continue;
        refused += 1;
        assert.ok(!fits(altered), `${id}: ${told()}`);
      }
    }
  }
  assert.ok(exported > 100 && refused > 100, `${exported}, ${refused}`);
});
