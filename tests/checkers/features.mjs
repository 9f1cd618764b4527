// The features that a script, a style sheet and a WebAssembly module use, as keys of browser-compat-data.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { globalKey, isFeature } from "./compat.mjs";

const require = createRequire(join(process.env.SHIKAKU_CHECKERS, "x.js"));
const { parse } = require("acorn");
const { full } = require("acorn-walk");
const cssTree = require("css-tree");

// --- scripts ---

const OPERATORS = {
  "??": "nullish_coalescing",
  "**": "exponentiation",
  "??=": "nullish_coalescing_assignment",
  "||=": "logical_or_assignment",
  "&&=": "logical_and_assignment",
  "**=": "exponentiation_assignment",
};

function operatorKeys({ operator, left }) {
  if (left.type === "PrivateIdentifier") return ["classes.private_class_fields_in"];
  return Object.hasOwn(OPERATORS, operator) ? [`operators.${OPERATORS[operator]}`] : [];
}

function functionKeys({ async, generator }) {
  if (async && generator) return ["statements.async_generator_function"];
  return async ? ["statements.async_function"] : generator ? ["statements.generator_function"] : [];
}

const REGEX_PARTS = {
  lookbehind_assertion: /\(\?<[=!]/,
  named_capturing_group: /\(\?<\w/,
  unicode_character_class_escape: /\\[pP]\{/,
  modifier: /\(\?[ims-]+:/,
};
const REGEX_FLAGS = { s: "dotAll", y: "sticky", u: "unicode", v: "unicodeSets", d: "hasIndices" };

function literalKeys({ regex, bigint, raw }) {
  if (bigint) return ["builtins.BigInt"];
  if (!regex) return /^\d+_/.test(raw) ? ["grammar.numeric_separators"] : [];
  const parts = Object.keys(REGEX_PARTS).filter((part) => REGEX_PARTS[part].test(regex.pattern));
  const flags = [...regex.flags].filter((flag) => Object.hasOwn(REGEX_FLAGS, flag));
  return [
    ...parts.map((part) => `regular_expressions.${part}`),
    ...flags.map((flag) => `builtins.RegExp.${REGEX_FLAGS[flag]}`),
  ];
}

function fieldKeys(node) {
  const key = isPrivate(node) ? "classes.private_class_fields" : "classes.public_class_fields";
  return node.static ? [key, "classes.static.class_fields"] : [key];
}

const isPrivate = ({ key }) => key.type === "PrivateIdentifier";
const hasRest = ({ properties }) => properties.some(({ type }) => type === "RestElement");

/** Syntax that every browser with modules has. */
const OLD_SYNTAX = new Set([
  "ArrayExpression", "BlockStatement", "BreakStatement", "CallExpression", "ClassBody", "ConditionalExpression",
  "ContinueStatement", "DoWhileStatement", "EmptyStatement", "ExportSpecifier", "ExpressionStatement", "ForInStatement",
  "ForStatement", "Identifier", "IfStatement", "LabeledStatement", "MemberExpression", "NewExpression",
  "ObjectExpression", "PrivateIdentifier", "Program", "Property", "ReturnStatement", "SequenceExpression", "SwitchCase",
  "SwitchStatement", "TemplateElement", "ThisExpression", "ThrowStatement", "TryStatement", "UnaryExpression",
  "UpdateExpression", "VariableDeclarator", "WhileStatement",
]);

/** The keys below `javascript` of the other kinds of node. */
const SYNTAX = {
  ArrayPattern: () => ["operators.destructuring"],
  ArrowFunctionExpression: (node) => ["functions.arrow_functions", ...functionKeys(node)],
  AssignmentExpression: operatorKeys,
  AssignmentPattern: () => ["functions.default_parameters"],
  AwaitExpression: () => ["operators.await"],
  BinaryExpression: operatorKeys,
  CatchClause: ({ param }) => (param ? [] : ["statements.try_catch.optional_catch_binding"]),
  ChainExpression: () => ["operators.optional_chaining"],
  ClassDeclaration: () => ["classes"],
  ClassExpression: () => ["classes"],
  ExportNamedDeclaration: () => ["statements.export"],
  ForOfStatement: (node) => [node.await ? "statements.for_await_of" : "statements.for_of"],
  FunctionDeclaration: functionKeys,
  FunctionExpression: functionKeys,
  ImportExpression: () => ["operators.import"],
  Literal: literalKeys,
  LogicalExpression: operatorKeys,
  MetaProperty: ({ meta }) => [meta.name === "import" ? "operators.import_meta" : "operators.new_target"],
  MethodDefinition: (node) => (isPrivate(node) ? ["classes.private_class_methods"] : []),
  ObjectPattern: (node) => [hasRest(node) ? "operators.destructuring.rest_in_objects" : "operators.destructuring"],
  PropertyDefinition: fieldKeys,
  RestElement: () => ["functions.rest_parameters"],
  SpreadElement: () => ["operators.spread.spread_in_object_literals"],
  StaticBlock: () => ["classes.static.initialization_blocks"],
  Super: () => ["operators.super"],
  TaggedTemplateExpression: () => ["grammar.template_literals"],
  TemplateLiteral: () => ["grammar.template_literals"],
  VariableDeclaration: ({ kind }) => (kind === "var" ? [] : [`statements.${kind.replace(" ", "_")}`]),
  YieldExpression: () => ["operators.yield"],
};

function syntaxKeys(node) {
  if (OLD_SYNTAX.has(node.type)) return [];
  assert.ok(Object.hasOwn(SYNTAX, node.type), `${node.type} is syntax that SYNTAX does not know`);
  return SYNTAX[node.type](node).map((key) => `javascript.${key}`);
}

/** A script's features: those that are certain, those by a global name, and the names of members of who knows what. */
export function readScript(text) {
  const nodes = [];
  full(parse(text, { ecmaVersion: "latest", sourceType: "module" }), (node, _state, type) => nodes.push([node, type]));
  const declared = new Set(nodes.filter(([, type]) => type === "VariablePattern").map(([{ name }]) => name));
  const found = { syntax: new Set(), globals: new Map(), members: new Set() };
  for (const [node] of nodes) {
    for (const key of syntaxKeys(node)) found.syntax.add(key);
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

const FUNCTION_TYPES = ["", "color.", "transform-function.", "basic-shape.", "gradient.", "easing-function."];

/** The keys of one node: of what browser-compat-data must know, and of what it may know. */
function styleKeys(node, { atrule, declaration }) {
  const { type, name } = node;
  const property = declaration && `css.properties.${declaration.property}`;
  if (type === "Atrule") return { must: [`css.at-rules.${name}`] };
  if (type === "Feature" && atrule.name === "media") {
    return { must: [`css.at-rules.media.${name.replace(/^(min|max)-/, "")}`] };
  }
  if (type.startsWith("Pseudo")) return { must: [`css.selectors.${name}`] };
  if (type === "Function") {
    const types = FUNCTION_TYPES.map((type) => `css.types.${type}${name}`);
    // BCD knows repeat() below one property only.
    return { must: [...types, `${property}.${name}`, `css.properties.grid-template-columns.${name}`] };
  }
  if (type === "Dimension") return { may: [`css.types.length.${node.unit}`] };
  if (type === "Identifier" && declaration) return { may: [`${property}.${name}`] };
  if (type !== "Declaration" || node.property.startsWith("--")) return {};
  // In a flexible box a gap is younger than in a grid.
  return { must: [`css.properties.${node.property}.flex_context`, `css.properties.${node.property}`] };
}

export function readStyle(text) {
  const keys = new Set();
  cssTree.walk(cssTree.parse(text, { parseCustomProperty: true }), function (node) {
    // Words with a vendor's prefix are for the old browsers of that vendor.
    if (/^-(webkit|moz)-/.test(node.property ?? node.name)) return;
    const { must, may } = styleKeys(node, this);
    const key = (must ?? may ?? []).find(isFeature);
    assert.ok(key || !must, `browser-compat-data does not know ${must}`);
    if (key) keys.add(key);
  });
  return keys;
}

/** The style sheet that is part of the script. */
export function embeddedStyle(script) {
  const texts = [];
  full(parse(script, { ecmaVersion: "latest", sourceType: "module" }), (node) => {
    if (node.type === "Literal" && typeof node.value === "string") texts.push(node.value);
    if (node.type === "TemplateElement") texts.push(node.value.cooked);
  });
  const styles = texts.filter((text) => text.includes(":host{"));
  assert.equal(styles.length, 1, "the script holds one style sheet");
  return styles[0];
}

// --- WebAssembly ---

/** The keys below `webassembly` of LLVM's names. */
const TARGET_FEATURES = {
  "mutable-globals": "api.Global",
  "sign-ext": "sign-extension-operations",
  multivalue: "multi-value",
  "nontrapping-fptoint": "non-trapping-float-to-int-conversions",
  "bulk-memory": "bulk-memory-operations",
  "bulk-memory-opt": "bulk-memory-operations",
  "reference-types": "reference-types",
  "call-indirect-overlong": "reference-types",
  simd128: "fixed-width-SIMD",
  "tail-call": "tail-calls",
  "extended-const": "extended-constant-expressions",
};

/** The features that the module itself lists: wasm-opt, which has written it, refuses code that needs more. */
export function readWasm(bytes) {
  const sections = WebAssembly.Module.customSections(new WebAssembly.Module(bytes), "target_features");
  assert.equal(sections.length, 1, "the WebAssembly does not list its features");
  // How many there are, and for each a sign, the length of its name and the name.
  const list = Buffer.from(sections[0]).toString("latin1");
  const names = [...list.matchAll(/\+[\0-\x1f]([a-z0-9-]+)/g)].map(([, name]) => name);
  assert.equal(names.length, list.charCodeAt(0), "the WebAssembly's features were misread");
  const unknown = names.filter((name) => !Object.hasOwn(TARGET_FEATURES, name));
  assert.deepEqual(unknown, [], "features of the WebAssembly that TARGET_FEATURES does not know");
  return [...names.map((name) => `webassembly.${TARGET_FEATURES[name]}`), "webassembly.BigInt-to-i64-integration"];
}
