// The policies that are written down or sent, against CSP Evaluator and the rules of Mozilla's HTTP Observatory: what
// docs/embedding.md and doctor() tell a host to send, what this project's own server sends, and what standalone.html carries.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

const require = createRequire(join(process.env.SHIKAKU_CHECKERS, "x.js"));
const { CspEvaluator, DEFAULT_CHECKS, STRICTCSP_CHECKS } = require("csp_evaluator/dist/evaluator.js");
const { CspParser } = require("csp_evaluator/dist/parser.js");
const { Type } = require("csp_evaluator/dist/finding.js");
const observatory = (path) => import(pathToFileURL(join(process.env.SHIKAKU_CHECKERS, "@mdn/mdn-http-observatory/src", path)).href);
const { contentSecurityPolicyTest } = await observatory("analyzer/tests/csp.js");
const { crossOriginResourcePolicyTest } = await observatory("analyzer/tests/cross-origin-resource-policy.js");
const { referrerPolicyTest } = await observatory("analyzer/tests/referrer-policy.js");
const { xContentTypeOptionsTest } = await observatory("analyzer/tests/x-content-type-options.js");
const { xFrameOptionsTest } = await observatory("analyzer/tests/x-frame-options.js");
const { Requests } = await observatory("types.js");

/** The remarks of CSP Evaluator on a right policy, with the reasons. */
const EXPECTED = {
  "SCRIPT_ALLOWLIST_BYPASS script-src 'self'": "the widget's files come from there; a host knows what else it serves",
  "UNSAFE_INLINE_FALLBACK script-src": "for browsers without hashes, which are too old for the widget",
};

const source = (path) => readFile(new URL(`../../${path}`, import.meta.url), "utf8");
const one = (text, pattern) => (text.match(pattern) ?? assert.fail(`nothing is like ${pattern}`))[1].replace(/\s+/g, " ");

const embedding = await source("docs/embedding.md");
const documented = one(embedding, /It runs under `(default-src [^`]*)`/);
const recommended = `${documented}; ${one(embedding, /^\| `Content-Security-Policy` \|.*add `(base-uri [^`]*)`/m)}`;
const advised = one((await source("www/widget/doctor.js")).replace(/" \+\s+"/g, ""), /enough for the widget: (default-src [^"]*)"/);
const carriedBy = async (name) => one(await readFile(join(process.env.SHIKAKU_DIST, name), "utf8"), /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/);
const carried = await Promise.all(["standalone.html", "index.html", "404.html"].map(carriedBy));
const page = await fetch(new URL("index.html", `${process.env.SHIKAKU_SITE}/`));
const headers = Object.fromEntries(page.headers);
const sent = headers["content-security-policy"];

function evaluated(policy) {
  const findings = new CspEvaluator(new CspParser(policy).csp).evaluate([], [...DEFAULT_CHECKS, ...STRICTCSP_CHECKS]);
  return findings.map(({ type, directive, value }) => [Type[type], directive, value].filter(Boolean).join(" "));
}

/** The input of the Observatory: a response with these headers, and with a policy in its page. */
function answer(headers, meta) {
  const requests = new Requests("host.example");
  requests.session = { url: new URL("https://host.example/") };
  // They are read in both ways.
  const both = Object.defineProperty({ ...headers }, "get", { value: (name) => headers[name] });
  requests.responses.auto = { status: 200, headers: both, httpEquiv: new Map(meta ? [["content-security-policy", [meta]]] : []) };
  return requests;
}
const observed = (requests) => {
  const { result, policy } = contentSecurityPolicyTest(requests);
  return [result, ...Object.keys(policy).filter((name) => /^(in|un)/.test(name) && policy[name])];
};
const NOTHING = ["csp-implemented-with-no-unsafe-default-src-none"];

test("CSP Evaluator finds nothing in any policy but what is expected", () => {
  const found = [documented, recommended, advised, sent, ...carried].flatMap(evaluated);
  assert.deepEqual([...new Set(found)].sort(), Object.keys(EXPECTED).sort());
});

test("Mozilla's rules find nothing in the policies of whole pages", () => {
  assert.deepEqual(observed(answer({ "content-security-policy": recommended })), NOTHING);
  assert.deepEqual(observed(answer({ "content-security-policy": sent })), NOTHING);
  for (const policy of carried) assert.deepEqual(observed(answer({}, policy)), NOTHING);
  // The widget's needs do not determine the page's own forms and its base.
  assert.deepEqual(observed(answer({ "content-security-policy": documented })), [...NOTHING, "insecureBaseUri", "insecureFormAction"]);
  assert.equal(advised, documented);
});

test("Mozilla's rules find nothing in the other headers of the server", () => {
  for (const rule of [crossOriginResourcePolicyTest, referrerPolicyTest, xContentTypeOptionsTest, xFrameOptionsTest]) {
    const { pass, result } = rule(answer(headers));
    assert.ok(pass, `${rule.name}: ${result}`);
  }
});

test("both find a policy that is wrong", () => {
  const wrong = {
    "SCRIPT_UNSAFE_INLINE script-src 'unsafe-inline'": ["'wasm-unsafe-eval'", "'unsafe-inline'"],
    "SCRIPT_UNSAFE_EVAL script-src 'unsafe-eval'": ["'wasm-unsafe-eval'", "'unsafe-eval'"],
    "PLAIN_URL_SCHEMES script-src https:": ["script-src 'self'", "script-src https:"],
    "UNKNOWN_DIRECTIVE script-source": ["script-src", "script-source"],
    "REQUIRE_TRUSTED_TYPES_FOR_SCRIPTS require-trusted-types-for": [/require-trusted-types-for[^;]*;/, ""],
  };
  for (const [finding, [from, to]] of Object.entries(wrong)) {
    const policy = documented.replace(from, to);
    assert.notEqual(policy, documented);
    assert.ok(evaluated(policy).includes(finding), `${finding} is not in: ${evaluated(policy).join(", ")}`);
  }
  const unsafe = recommended.replace("'wasm-unsafe-eval'", "'unsafe-eval' 'unsafe-inline'").replace("base-uri 'none'; ", "");
  assert.deepEqual(observed(answer({ "content-security-policy": unsafe })), ["csp-implemented-with-unsafe-inline", "insecureBaseUri", "unsafeEval", "unsafeInline"]);
  assert.equal(xContentTypeOptionsTest(answer({})).pass, false);
  assert.equal(xFrameOptionsTest(answer({})).pass, false);
});
