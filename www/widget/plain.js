// Reads a host's values as plain JSON. Getters, proxies and `toJSON` run here and nowhere else: what they throw would
// tear the stack of the WebAssembly.
import { ShikakuError } from "./error.js";

/** As `MAX_SIZE` in `src/engine/json.rs`. */
const MOST = 1 << 20;

/** The value as JSON has it, or an error of this kind. */
export function plain(kind, value) {
  if (value === undefined) return undefined;
  let room = MOST;
  const take = (key, value) => {
    room -= 1 + key.length + (typeof value === "string" ? value.length : 0);
    if (room < 0) throw new TypeError("larger than 1 MiB");
    const isJson = typeof value === "number" ? Number.isFinite(value) : !["bigint", "symbol", "function"].includes(typeof value);
    if (!isJson) throw new TypeError(`\`${key}\` is ${typeof value === "number" ? value : `a ${typeof value}`}, which JSON has not`);
    return value;
  };
  try {
    return JSON.parse(JSON.stringify(value, take));
  } catch (cause) {
    throw new ShikakuError(kind, { problems: [{ pointer: "", code: "unreadable", message: said(cause), didYouMean: null }] });
  }
}

/** The value as text, for comparison; `undefined` when it cannot be written, which is reported when it is used. */
export function textOf(kind, value) {
  try {
    return JSON.stringify(plain(kind, value)) ?? "";
  } catch {
    return undefined;
  }
}

/** Anything can be thrown, even something that cannot be written. */
function said(cause) {
  try {
    return String(cause?.message ?? cause);
  } catch {
    return "it cannot be read";
  }
}
