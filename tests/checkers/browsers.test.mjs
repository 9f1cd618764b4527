// The oldest browsers that run what is shipped, worked out from MDN's browser-compat-data and held against README.md.
// browsers.json answers what the files alone do not tell: which meaning a name has, and what is missed without a feature.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";

const require = createRequire(join(process.env.SHIKAKU_CHECKERS, "x.js"));
const { parse } = require("acorn");
const { full } = require("acorn-walk");
const cssTree = require("css-tree");
const compat = require("@mdn/browser-compat-data");

const shipped = (name) => readFile(join(process.env.SHIKAKU_DIST, name));
const beside = (name) => readFile(new URL(name, import.meta.url), "utf8");

const BROWSERS = {
  chrome: "Chrome",
  edge: "Edge",
  firefox: "Firefox",
  safari: "Safari",
  safari_ios: "iOS, iPadOS",
  samsunginternet_android: "Samsung Internet",
};

/** What the widget needs besides under a policy that allows neither inline styles nor `unsafe-eval`. */
const STRICT_POLICY = [
  "http.headers.Content-Security-Policy.script-src.wasm-unsafe-eval",
  "api.ShadowRoot.adoptedStyleSheets",
  "api.CSSStyleSheet.CSSStyleSheet",
  "api.CSSStyleSheet.replaceSync",
];

// --- browser-compat-data ---

const at = (key) => key.split(".").reduce((node, part) => node?.[part], compat);
const isFeature = (key) => Boolean(at(key)?.__compat);
const compare = (a, b) => a.localeCompare(b, "en", { numeric: true });
const NEVER = "none";

/** The version since which a browser has a feature whole, under its own name and without a setting. */
function since(key, browser) {
  const support = [at(key).__compat.support[browser] ?? []].flat();
  const whole = support.find((entry) => /^[≤\d]/.test(entry.version_added) && !entry.version_removed && !entry.flags &&
    !entry.prefix && !entry.alternative_name && !entry.partial_implementation);
  return whole ? whole.version_added.replace("≤", "") : NEVER;
}

const isEverywhere = (key) => Object.keys(BROWSERS).every((browser) => since(key, browser) !== NEVER);
// Sorted as text, "none" is newer than every number.
const isNewerThan = (key, floor) => Object.keys(BROWSERS).some((browser) => compare(since(key, browser), floor[browser]) > 0);

/** The oldest version of each browser that has all of the features. */
function floorOf(keys) {
  const newest = (browser) => [...keys].map((key) => since(key, browser)).reduce((a, b) => (compare(a, b) < 0 ? b : a), "0");
  return Object.fromEntries(Object.keys(BROWSERS).map((browser) => [browser, newest(browser)]));
}

/** Every interface that has a member of this name: `name` → keys. */
const members = new Map();
for (const root of ["api", "javascript.builtins", "webassembly.api"]) {
  for (const [owner, node] of Object.entries(at(root))) {
    for (const member of Object.keys(node)) {
      const key = `${root}.${owner}.${member}`;
      if (member.endsWith("_event") || !isFeature(key)) continue;
      const name = member.replace(/_static$/, "");
      members.set(name, [...(members.get(name) ?? []), key]);
    }
  }
}

const GLOBAL_OBJECTS = { document: "api.Document", navigator: "api.Navigator", WebAssembly: "webassembly.api" };

/** What a free name stands for. */
function globalKey(name) {
  if (Object.hasOwn(GLOBAL_OBJECTS, name)) return GLOBAL_OBJECTS[name];
  const roots = ["javascript.builtins", "api", "api.Window", "javascript.functions"];
  return roots.map((root) => `${root}.${name}`).find(isFeature);
}

// --- scripts ---

const operator = ({ operator }) => ({
  "??": ["operators.nullish_coalescing"],
  "**": ["operators.exponentiation"],
  "??=": ["operators.nullish_coalescing_assignment"],
  "||=": ["operators.logical_or_assignment"],
  "&&=": ["operators.logical_and_assignment"],
  "**=": ["operators.exponentiation_assignment"],
})[operator] ?? [];

function functionKeys({ async, generator }) {
  if (async && generator) return ["statements.async_generator_function"];
  return async ? ["statements.async_function"] : generator ? ["statements.generator_function"] : [];
}

function literal({ regex, bigint, raw }) {
  if (bigint) return ["builtins.BigInt"];
  if (!regex) return raw.includes("_") && /^\d/.test(raw) ? ["grammar.numeric_separators"] : [];
  const parts = { lookbehind_assertion: /\(\?<[=!]/, named_capturing_group: /\(\?<\w/, unicode_character_class_escape: /\\[pP]\{/, modifier: /\(\?[ims-]+:/ };
  const used = Object.keys(parts).filter((part) => parts[part].test(regex.pattern)).map((part) => `regular_expressions.${part}`);
  const flags = { s: "dotAll", y: "sticky", u: "unicode", v: "unicodeSets", d: "hasIndices" };
  return [...used, ...[...regex.flags].filter((flag) => flags[flag]).map((flag) => `builtins.RegExp.${flags[flag]}`)];
}

const isPrivate = ({ key }) => key.type === "PrivateIdentifier";
const none = () => [];

/** The keys below `javascript` of each kind of node. A kind that is not here has to be thought about. */
const SYNTAX = {
  ArrayExpression: none, BlockStatement: none, BreakStatement: none, CallExpression: none, CatchClause: ({ param }) => (param ? [] : ["statements.try_catch.optional_catch_binding"]),
  ClassBody: none, ConditionalExpression: none, ContinueStatement: none, DoWhileStatement: none, EmptyStatement: none,
  ExpressionStatement: none, ForInStatement: none, ForStatement: none, Identifier: none, IfStatement: none,
  LabeledStatement: none, MemberExpression: none, NewExpression: none, ObjectExpression: none, Program: none, PrivateIdentifier: none,
  Property: none, ReturnStatement: none, SequenceExpression: none, SwitchCase: none, SwitchStatement: none,
  ThisExpression: none, ThrowStatement: none, TryStatement: none, UnaryExpression: none, UpdateExpression: none,
  VariableDeclarator: none, WhileStatement: none, TemplateElement: none, ExportSpecifier: none,
  ArrowFunctionExpression: (node) => ["functions.arrow_functions", ...functionKeys(node)],
  FunctionDeclaration: functionKeys,
  FunctionExpression: functionKeys,
  AssignmentExpression: operator,
  LogicalExpression: operator,
  BinaryExpression: (node) => (node.left.type === "PrivateIdentifier" ? ["classes.private_class_fields_in"] : operator(node)),
  AssignmentPattern: () => ["functions.default_parameters"],
  ArrayPattern: () => ["operators.destructuring"],
  ObjectPattern: ({ properties }) => (properties.some(({ type }) => type === "RestElement") ? ["operators.destructuring.rest_in_objects"] : ["operators.destructuring"]),
  RestElement: () => ["functions.rest_parameters"],
  SpreadElement: () => ["operators.spread.spread_in_object_literals"],
  AwaitExpression: () => ["operators.await"],
  ChainExpression: () => ["operators.optional_chaining"],
  ClassDeclaration: () => ["classes"],
  ClassExpression: () => ["classes"],
  MethodDefinition: (node) => (isPrivate(node) ? ["classes.private_class_methods"] : []),
  PropertyDefinition: (node) => [isPrivate(node) ? "classes.private_class_fields" : "classes.public_class_fields", ...(node.static ? ["classes.static.class_fields"] : [])],
  StaticBlock: () => ["classes.static.initialization_blocks"],
  Super: () => ["operators.super"],
  MetaProperty: ({ meta }) => [meta.name === "import" ? "operators.import_meta" : "operators.new_target"],
  ForOfStatement: (node) => [node.await ? "statements.for_await_of" : "statements.for_of"],
  YieldExpression: () => ["operators.yield"],
  ImportExpression: () => ["operators.import"],
  ExportNamedDeclaration: () => ["statements.export"],
  Literal: literal,
  TemplateLiteral: () => ["grammar.template_literals"],
  TaggedTemplateExpression: () => ["grammar.template_literals"],
  VariableDeclaration: ({ kind }) => (kind === "var" ? [] : [`statements.${kind.replace(" ", "_")}`]),
};

/** A script's features: those that are certain, those by a global name, and the names of members of who knows what. */
function readScript(text) {
  const nodes = [];
  full(parse(text, { ecmaVersion: "latest", sourceType: "module" }), (node, _state, type) => nodes.push([node, type]));
  const declared = new Set(nodes.filter(([, type]) => type === "VariablePattern").map(([{ name }]) => name));
  const found = { syntax: new Set(), globals: new Map(), members: new Set() };
  for (const [node] of nodes) {
    assert.ok(Object.hasOwn(SYNTAX, node.type), `syntax of a kind unknown to SYNTAX: ${node.type}`);
    for (const key of SYNTAX[node.type](node)) found.syntax.add(`javascript.${key}`);
    readNames(node, declared, found);
  }
  return found;
}

function readNames(node, declared, { globals, members }) {
  const global = (name) => (declared.has(name) ? undefined : globalKey(name));
  if (node.type === "Identifier" && global(node.name)) globals.set(node.name, global(node.name));
  if (node.type === "NewExpression" && node.callee.type === "Identifier" && global(node.callee.name)) {
    const { name } = node.callee;
    const key = `${global(name)}.${name}`;
    if (isFeature(key)) globals.set(`new ${name}`, key);
  }
  if (node.type === "ObjectPattern") {
    for (const { key } of node.properties) if (key?.type === "Identifier") members.add(key.name);
  }
  if (node.type !== "MemberExpression") return;
  const name = node.computed ? node.property.value : node.property.name;
  if (typeof name !== "string" || node.property.type === "PrivateIdentifier") return;
  const owner = node.object.type === "Identifier" ? global(node.object.name) : undefined;
  const key = [`${owner}.${name}`, `${owner}.${name}_static`].find(isFeature);
  if (key) globals.set(`${node.object.name}.${name}`, key);
  else members.add(name);
}

// --- style sheets ---

const isFlexible = new Set(["gap", "row-gap", "column-gap"]);

function readStyle(text) {
  const keys = new Set();
  const add = (...candidates) => {
    const key = candidates.find(isFeature);
    if (key) keys.add(key);
    return Boolean(key);
  };
  const demand = (what, ...candidates) => assert.ok(add(...candidates), `browser-compat-data knows no ${what}`);
  cssTree.walk(cssTree.parse(text, { parseCustomProperty: true }), function (node) {
    // Words with a vendor's prefix are for the old browsers of that vendor.
    if (/^-(webkit|moz)-/.test(node.property ?? node.name)) return;
    if (node.type === "Atrule") demand(`@${node.name}`, `css.at-rules.${node.name}`);
    if (node.type === "Feature" && this.atrule.name === "media") demand(`(${node.name})`, `css.at-rules.media.${node.name.replace(/^(min|max)-/, "")}`);
    if (node.type.startsWith("Pseudo")) demand(`:${node.name}`, `css.selectors.${node.name}`);
    if (node.type === "Function") demand(`${node.name}()`, ...["", "color.", "transform-function.", "basic-shape.", "gradient.", "easing-function.", "filter-function."].map((type) => `css.types.${type}${node.name}`), ...(this.declaration ? [`css.properties.${this.declaration.property}.${node.name}`, `css.properties.grid-template-columns.${node.name}`] : []));
    if (node.type === "Dimension") add(`css.types.length.${node.unit}`);
    if (node.type === "Declaration" && !node.property.startsWith("--")) {
      // In a flexible box it is younger than in a grid.
      demand(node.property, `css.properties.${node.property}${isFlexible.has(node.property) ? ".flex_context" : ""}`, `css.properties.${node.property}`);
    }
    if (node.type === "Identifier" && this.declaration) add(`css.properties.${this.declaration.property}.${node.name}`);
  });
  return keys;
}

// --- WebAssembly ---

class Bytes {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }
  byte() {
    return this.bytes[this.at++];
  }
  /** LEB128. As an unsigned number: where a sign would matter, only the bytes count. */
  number() {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = this.byte();
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  }
  skip(count) {
    this.at += count;
  }
  name() {
    this.skip(this.number());
  }
  each(read) {
    return Array.from({ length: this.number() }, (_, index) => read(index));
  }
}

const [I64, EXTERNREF, FUNCREF, V128] = [0x7e, 0x6f, 0x70, 0x7b];
const FUNCTION = 0;
const GLOBAL = 3;

/** Reads a module without running it, for a validator of today accepts everything. */
class Module {
  keys = new Set();
  types = [];
  functions = [];
  globals = [];
  tables = 0;

  constructor(bytes) {
    const from = new Bytes(bytes);
    from.skip(8);
    const sections = { 1: "type", 2: "import", 3: "function", 4: "table", 5: "memory", 6: "global", 7: "export", 9: "element", 10: "code", 11: "data", 12: "dataCount" };
    while (from.at < bytes.length) {
      const id = from.byte();
      const size = from.number();
      const end = from.at + size;
      // A custom section and the start function need nothing.
      if (id !== 0 && id !== 8) {
        assert.ok(sections[id], `section ${id} of the WebAssembly is unknown`);
        this[sections[id]](from);
      }
      from.at = end;
    }
    if (this.tables > 1) this.needs("reference-types");
  }

  needs(feature) {
    const key = `webassembly.${feature}`;
    assert.ok(isFeature(key), `browser-compat-data knows no ${key}`);
    this.keys.add(key);
  }

  valueType(from) {
    const type = from.byte();
    if (type === EXTERNREF || type === FUNCREF) this.needs("reference-types");
    else if (type === V128) this.needs("fixed-width-SIMD");
    else assert.ok(type >= 0x7c && type <= 0x7f, `value type ${type} of the WebAssembly is unknown`);
    return type;
  }

  type(from) {
    this.types = from.each(() => {
      assert.equal(from.byte(), 0x60, "a type of the WebAssembly that is no function's");
      const parameters = from.each(() => this.valueType(from));
      const results = from.each(() => this.valueType(from));
      if (results.length > 1) this.needs("multi-value");
      return [...parameters, ...results];
    });
  }

  import(from) {
    from.each(() => {
      from.name();
      from.name();
      const kind = from.byte();
      const read = [() => this.imported(from.number()), () => this.oneTable(from), () => this.limits(from), () => this.across(this.oneGlobal(from))][kind];
      assert.ok(read, `import of kind ${kind} is unknown`);
      read();
    });
  }

  imported(type) {
    this.functions.push(type);
    this.crosses(type);
  }

  /** JavaScript has to make BigInts of a function's 64-bit integers. */
  crosses(type) {
    if (this.types[type].includes(I64)) this.needs("BigInt-to-i64-integration");
  }

  /** Variable globals came to the border together with WebAssembly.Global. */
  across(isVariable) {
    if (isVariable) this.needs("api.Global");
  }

  function(from) {
    this.functions.push(...from.each(() => from.number()));
  }

  table(from) {
    from.each(() => this.oneTable(from));
  }

  oneTable(from) {
    this.tables += 1;
    if (from.byte() !== FUNCREF) this.needs("reference-types");
    this.limits(from);
  }

  memory(from) {
    from.each(() => this.limits(from));
  }

  limits(from) {
    const flags = from.byte();
    if (flags & 2) this.needs("threads-and-atomics");
    if (flags & 4) this.needs("memory64");
    from.number();
    if (flags & 1) from.number();
  }

  oneGlobal(from) {
    this.valueType(from);
    const isVariable = from.byte() === 1;
    this.globals.push(isVariable);
    return isVariable;
  }

  global(from) {
    from.each(() => {
      this.oneGlobal(from);
      this.expression(from);
    });
  }

  export(from) {
    from.each(() => {
      from.name();
      const kind = from.byte();
      const index = from.number();
      if (kind === FUNCTION) this.crosses(this.functions[index]);
      if (kind === GLOBAL) this.across(this.globals[index]);
    });
  }

  element(from) {
    const count = from.number();
    for (let index = 0; index < count; index += 1) {
      if (from.number() !== 0) return this.needs("bulk-memory-operations");
      this.expression(from);
      from.each(() => from.number());
    }
  }

  data(from) {
    const count = from.number();
    for (let index = 0; index < count; index += 1) {
      if (from.number() !== 0) return this.needs("bulk-memory-operations");
      this.expression(from);
      from.name();
    }
  }

  dataCount() {
    this.needs("bulk-memory-operations");
  }

  code(from) {
    from.each(() => {
      const size = from.number();
      const end = from.at + size;
      from.each(() => {
        from.number();
        this.valueType(from);
      });
      while (from.at < end) this.instruction(from);
      assert.equal(from.at, end, "an instruction of the WebAssembly was misread");
    });
  }

  expression(from) {
    while (this.instruction(from) !== 0x0b);
  }

  instruction(from) {
    const code = from.byte();
    const takes = (...codes) => codes.some((one) => (Array.isArray(one) ? code >= one[0] && code <= one[1] : code === one));
    if (takes([0x02, 0x04])) this.blockType(from);
    else if (takes(0x0e)) from.each(() => from.number()), from.number();
    else if (takes(0x0c, 0x0d, 0x10, [0x20, 0x24], 0x3f, 0x40, 0x41, 0x42)) from.number();
    else if (takes(0x11)) this.indirectCall(from);
    else if (takes([0x28, 0x3e])) from.number(), from.number();
    else if (takes(0x43)) from.skip(4);
    else if (takes(0x44)) from.skip(8);
    else if (takes([0xc0, 0xc4])) this.needs("sign-extension-operations");
    else if (takes(0xfc)) this.prefixed(from);
    else if (takes(0x1c)) this.needs("reference-types"), from.each(() => this.valueType(from));
    else if (takes(0x25, 0x26, 0xd0, 0xd2)) this.needs("reference-types"), from.number();
    else if (takes(0xd1)) this.needs("reference-types");
    else assert.ok(takes([0x00, 0x01], 0x05, 0x0b, 0x0f, 0x1a, 0x1b, [0x45, 0xbf]), `instruction ${code} of the WebAssembly is unknown`);
    return code;
  }

  blockType(from) {
    // Empty, a value type, or the number of a type, which may have parameters and several results.
    const type = from.number();
    if (type < 0x40) this.needs("multi-value");
  }

  indirectCall(from) {
    from.number();
    if (from.number() !== 0) this.needs("reference-types");
  }

  prefixed(from) {
    const code = from.number();
    assert.ok(code <= 17, `instruction 252 ${code} of the WebAssembly is unknown`);
    this.needs(code < 8 ? "non-trapping-float-to-int-conversions" : code < 15 ? "bulk-memory-operations" : "reference-types");
    // How many numbers follow: none after a conversion.
    for (let rest = [2, 1, 2, 1, 2, 1, 2, 1, 1, 1][code - 8] ?? 0; rest > 0; rest -= 1) from.number();
  }
}

// --- the verdict ---

/** The features that a site needs, the answers that were asked for, and what has no answer yet. */
function judge({ scripts = [], styles = [], wasm, also = [] }, answers) {
  const read = scripts.map(readScript);
  const needed = new Set([...also, ...read.flatMap(({ syntax }) => [...syntax]), ...(wasm ? new Module(wasm).keys : [])]);
  const asked = new Set();
  const answer = (name) => {
    asked.add(name);
    return answers.names[name];
  };
  const keep = (keys) => keys.forEach((key) => needed.add(key));
  const names = new Set(read.flatMap(({ members }) => [...members]));
  for (const [name, key] of read.flatMap(({ globals }) => [...globals])) {
    if (name in answers.names) keep([answer(name)].flat().filter(isFeature));
    else needed.add(key);
  }
  for (const name of names) {
    if (Array.isArray(answers.names[name])) keep(answer(name));
    else if (!(name in answers.names) && members.get(name)?.length === 1) keep(members.get(name));
  }
  const css = new Set(styles.flatMap((style) => [...readStyle(style)]));
  keep(answers.styleNeeds.filter((key) => css.has(key) && asked.add(key)));
  const floor = floorOf(needed);
  const complaints = [];
  for (const name of names) {
    if (Array.isArray(answers.names[name]) || !isDoubtful(name, floor)) continue;
    if (!answer(name)) complaints.push(doubt(name, floor));
  }
  for (const key of [...css].filter((key) => isNewerThan(key, floor))) {
    const covering = Object.keys(answers.styleEmbellishes).find((answered) => `${key}.`.startsWith(`${answered}.`));
    if (covering) asked.add(covering);
    else complaints.push(`${key} is newer than the rest: say in browsers.json what is seen without it (styleEmbellishes), or that the form needs it (styleNeeds)`);
  }
  return { needed, floor, asked, complaints };
}

/** Could mean something that raises the floor. What some browser of today lacks cannot be meant: the tests run there. */
function isDoubtful(name, floor) {
  const readings = members.get(name) ?? [];
  const possible = readings.filter(isEverywhere);
  return possible.some((key) => isNewerThan(key, floor)) || (readings.length > 0 && possible.length === 0);
}

function doubt(name, floor) {
  const newer = members.get(name).filter((key) => isNewerThan(key, floor));
  const possible = newer.filter(isEverywhere);
  const readings = possible.length > 0 ? possible : newer;
  return `.${name} may be ${readings.join(", ")}: write under names in browsers.json "${name}": ["the key that is meant"], or a sentence why none of these is needed`;
}

const cells = (...cells) => `| ${cells.join(" | ")} |`;
const row = (title, { floor }) => cells(title, ...Object.values(floor));

/** Of each script tag what stands in it. */
const inlineScripts = (html) => [...html.matchAll(/<script>(.*?)<\/script>/gs)].map(([, script]) => script);

/** The style sheet that is part of the script. */
function embeddedStyle(script) {
  const texts = [];
  full(parse(script, { ecmaVersion: "latest", sourceType: "module" }), (node) => {
    if (node.type === "Literal" && typeof node.value === "string") texts.push(node.value);
    if (node.type === "TemplateElement") texts.push(node.value.cooked);
  });
  const styles = texts.filter((text) => text.includes(":host{"));
  assert.equal(styles.length, 1, "the script holds one style sheet");
  return styles[0];
}

const answers = JSON.parse(await beside("browsers.json"));
const script = String(await shipped("shikaku-form.js"));
const wasm = await shipped("shikaku-form_bg.wasm");
const styles = [embeddedStyle(script), String(await shipped("index.css"))];
const embedded = judge({ scripts: [script], styles, wasm }, answers);
const strict = judge({ scripts: [script], styles, wasm, also: STRICT_POLICY }, answers);
const standalone = judge({ scripts: inlineScripts(String(await shipped("standalone.html"))), styles, wasm, also: STRICT_POLICY }, answers);

test("everything that is shipped has an answer", () => {
  assert.deepEqual([...new Set([embedded, strict, standalone].flatMap(({ complaints }) => complaints))], []);
});

test("browsers.json answers nothing that is not asked", () => {
  const asked = new Set([...embedded.asked, ...strict.asked, ...standalone.asked]);
  const given = [...Object.keys(answers.names), ...answers.styleNeeds, ...Object.keys(answers.styleEmbellishes)];
  assert.deepEqual(given.filter((name) => !asked.has(name)), []);
  const keys = [...Object.values(answers.names).filter(Array.isArray).flat(), ...STRICT_POLICY];
  assert.deepEqual(keys.filter((key) => !isFeature(key)), [], "keys that browser-compat-data does not know");
});

test("readme has the oldest browsers", async () => {
  const table = [
    cells("", ...Object.values(BROWSERS)),
    cells(...Array(1 + Object.keys(BROWSERS).length).fill("---")),
    row("in a page", embedded),
    row("under the policy above", strict),
    row("`standalone.html`", standalone),
  ];
  const readme = await beside("../../README.md");
  const why = (verdict) => [...verdict.needed].filter((key) => isNewerThan(key, minusOne(verdict.floor))).join(", ");
  assert.ok(readme.includes(table.join("\n")), `README.md should say:\n\n${table.join("\n")}\n\nin a page decide: ${why(embedded)}`);
});

/** A floor that every deciding feature is above. */
function minusOne(floor) {
  const below = (version) => String(Number.parseFloat(version) - 0.01);
  return Object.fromEntries(Object.entries(floor).map(([browser, version]) => [browser, below(version)]));
}

test("page that an older browser shows names another browser and the call centre", async () => {
  const page = String(await shipped("index.html"));
  const [, content] = page.match(/<shikaku-form[^>]*>(.*?)<\/shikaku-form>/s);
  const outsideNoscript = content.replace(/<noscript>.*?<\/noscript>/s, "");
  for (const words of ["別のブラウザ", "tel:0800-080-4583"]) assert.ok(outsideNoscript.includes(words), words);
});

test("script that needs more raises the floor", () => {
  const additions = {
    "Object.groupBy(a,b)": "javascript.builtins.Object.groupBy",
    "structuredClone({})": "api.structuredClone",
    "new CompressionStream('gzip')": "api.CompressionStream",
    "x.findLast(y)": "javascript.builtins.Array.findLast",
    "class A{static{}}": "javascript.classes.static.initialization_blocks",
    "x=/(?<=y)z/": "javascript.regular_expressions.lookbehind_assertion",
    "x.replaceAllOf?.()": null,
  };
  for (const [addition, key] of Object.entries(additions)) {
    const { needed, floor, complaints } = judge({ scripts: [script, addition], wasm }, answers);
    const isSeen = needed.has(key) || complaints.some((complaint) => complaint.includes(key));
    assert.equal(isSeen, key !== null, addition);
    if (needed.has(key)) assert.notDeepEqual(floor, embedded.floor, addition);
  }
});

test("style that needs more asks for an answer", () => {
  const { complaints } = judge({ scripts: [script], styles: [...styles, "a:has(b){inset-area:none}".replace("inset-area:none", "color:oklch(0 0 0)")], wasm }, answers);
  assert.deepEqual(complaints.map((complaint) => complaint.split(" ")[0]), ["css.selectors.has", "css.types.color.oklch"]);
});

test("WebAssembly that needs more raises the floor", () => {
  const head = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  const body = (...code) => [...head, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 5, 3, 1, 0, 1, 10, code.length + 4, 1, code.length + 2, 0, ...code, 0x0b];
  const modules = {
    "webassembly.bulk-memory-operations": body(0x41, 0, 0x41, 0, 0x41, 0, 0xfc, 11, 0),
    "webassembly.non-trapping-float-to-int-conversions": body(0x43, 0, 0, 0, 0, 0xfc, 0, 0x1a),
    "webassembly.reference-types": [...head, 4, 4, 1, 0x6f, 0, 1],
    "webassembly.multi-value": [...head, 1, 6, 1, 0x60, 0, 2, 0x7f, 0x7f],
  };
  for (const [key, bytes] of Object.entries(modules)) {
    assert.ok(WebAssembly.validate(Uint8Array.from(bytes)), key);
    assert.deepEqual([...new Module(bytes).keys], [key]);
  }
});
