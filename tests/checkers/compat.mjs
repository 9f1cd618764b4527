// Looks a feature up in MDN's browser-compat-data, by key: since when each browser has it.
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.env.SHIKAKU_CHECKERS, "x.js"));
const compat = require("@mdn/browser-compat-data");

export const BROWSERS = {
  chrome: "Chrome",
  edge: "Edge",
  firefox: "Firefox",
  safari: "Safari",
  safari_ios: "iOS, iPadOS",
  samsunginternet_android: "Samsung Internet",
};

export const at = (key) => key.split(".").reduce((node, part) => node?.[part], compat);
export const isFeature = (key) => Boolean(at(key)?.__compat);
export const compare = (a, b) => a.localeCompare(b, "en", { numeric: true });
export const NEVER = "none";

/** The version since which a browser has a feature whole, under its own name and without a setting. */
export function since(key, browser) {
  const support = [at(key).__compat.support[browser] ?? []].flat();
  const lacks = ["version_removed", "flags", "prefix", "alternative_name", "partial_implementation"];
  const whole = support.find((entry) => /^[≤\d]/.test(entry.version_added) && !lacks.some((lack) => entry[lack]));
  return whole ? whole.version_added.replace("≤", "") : NEVER;
}

export const isEverywhere = (key) => Object.keys(BROWSERS).every((browser) => since(key, browser) !== NEVER);
// Compared as text, "none" is newer than every number.
export const isNewerThan = (key, floor) =>
  Object.keys(BROWSERS).some((browser) => compare(since(key, browser), floor[browser]) > 0);

/** The oldest version of each browser that has all of the features. */
export function floorOf(keys) {
  const newest = (browser) => [...keys].map((key) => since(key, browser)).sort(compare).at(-1);
  return Object.fromEntries(Object.keys(BROWSERS).map((browser) => [browser, newest(browser)]));
}

/** Every interface that has a member of this name: `name` → keys. */
export const members = new Map();
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
export function globalKey(name) {
  if (Object.hasOwn(GLOBAL_OBJECTS, name)) return GLOBAL_OBJECTS[name];
  const roots = ["javascript.builtins", "api", "api.Window", "javascript.functions"];
  return roots.map((root) => `${root}.${name}`).find(isFeature);
}
