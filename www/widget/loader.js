// Fetches the WebAssembly, checks it and starts it. When that fails, finds out what the page's author has to mend.
import { ownWasm } from "own-wasm";
import { ShikakuError } from "./error.js";

/** The header of every WebAssembly file, which is the smallest of them, too. */
const SMALLEST = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/** The expected file. The hash occurs only once in the script, because it cannot be compressed. */
export const OF_THIS_BUILD = { integrity: BUILD.integrity };

/**
 * Makes an instance of the WebAssembly: `{ instance, module, flaw }`, where `flaw` is a fault that the page's author
 * could mend although it works. `imports` creates its imports late, because the loader may have to add globals that
 * test runners leave out. A fetched file must be that of this build; bytes, responses and compiled modules are the
 * host's own, and not checked.
 */
export async function load(source, imports) {
  if (!globalThis.WebAssembly?.validate?.(SMALLEST)) throw new ShikakuError("old_browser");
  let isChecked = false;
  try {
    let given = await source;
    // Cloudflare's workers cannot compile, and start a module that came compiled.
    if (!(given instanceof WebAssembly.Module)) tryOut();
    if (given === undefined) given = await own();
    if (isAddress(given)) {
      given = await fetched(given);
      isChecked = true;
    }
    const flaw = flawOf(given);
    return { ...(await instantiate(given, imports(), !flaw)), flaw };
  } catch (cause) {
    if (cause instanceof ShikakuError) throw cause;
    throw new ShikakuError(isChecked ? "old_browser" : "source", { cause });
  }
}

function own() {
  try {
    return ownWasm();
  } catch {
    // A classic script by esbuild or Rollup has an empty import.meta.
    throw new ShikakuError("unknown_address");
  }
}

function tryOut() {
  try {
    // WebKit (2.50) compiles under every policy, and refuses the instance.
    new WebAssembly.Instance(new WebAssembly.Module(SMALLEST));
  } catch (cause) {
    throw new ShikakuError("policy", { cause });
  }
}

async function instantiate(source, imports, mayStream) {
  if (isResponse(source) && mayStream && WebAssembly.instantiateStreaming) return WebAssembly.instantiateStreaming(source, imports);
  const made = await WebAssembly.instantiate(isResponse(source) ? await source.arrayBuffer() : source, imports);
  return made instanceof WebAssembly.Instance ? { instance: made, module: source } : made;
}

const isResponse = (source) => source?.headers;
export const isAddress = (source) => typeof source === "string" || source instanceof URL;

async function fetched(address) {
  if (/^file:/.test(address)) return (await import("./node.js")).bytesOf(address);
  try {
    // A cache may hold the file of another version, or half of this one.
    return await fetch(address, OF_THIS_BUILD).catch(() => fetch(address, { ...OF_THIS_BUILD, cache: "reload" }));
  } catch (cause) {
    throw await whyNotFetched(address, cause);
  }
}

/** Only a file served as WebAssembly is compiled while it loads, and kept compiled for the next visit. */
function flawOf(source) {
  if (!isResponse(source)) return undefined;
  if (!source.ok) throw notServed(source);
  const type = source.headers.get("content-type");
  if (type?.toLowerCase() === "application/wasm") return undefined;
  return new ShikakuError("mime_type", { found: inWords(source) });
}

const inWords = ({ url, status, headers }) => `${url} (${status}, ${headers.get("content-type") ?? "no type"})`;
const notServed = (response, cause) =>
  new ShikakuError([401, 403].includes(response.status) ? "forbidden" : "missing", { cause, found: inWords(response) });

/** A browser only says that a checked fetch failed. A fetch without the check shows more. */
async function whyNotFetched(address, cause) {
  let isAgainstPolicy = false;
  const watch = ({ effectiveDirective }) => {
    isAgainstPolicy = isAgainstPolicy || effectiveDirective === "connect-src";
  };
  // Node has no such events.
  globalThis.addEventListener?.("securitypolicyviolation", watch);
  const response = await fetch(address).catch(() => undefined);
  // A request that needs no permission of the other origin.
  const isThere = response ?? (await fetch(address, { mode: "no-cors" }).catch(() => undefined));
  // A violation is reported in a separate task.
  await new Promise((next) => setTimeout(next));
  globalThis.removeEventListener?.("securitypolicyviolation", watch);
  if (response) return whyRefused(response, cause);
  const kind = isAgainstPolicy ? "policy" : isThere ? "cross_origin" : "network";
  return new ShikakuError(kind, { cause, found: `${address} (${cause.message})` });
}

async function whyRefused(response, cause) {
  if (!response.ok) return notServed(response, cause);
  const bytes = await response.arrayBuffer().then((buffer) => new Uint8Array(buffer), () => undefined);
  const isOther = bytes && SMALLEST.some((byte, place) => byte !== bytes[place]);
  if (isOther) return notServed(response, cause);
  const kind = !bytes || bytes.length < BUILD.bytes ? "truncated" : "integrity";
  return new ShikakuError(kind, { cause, found: inWords(response) });
}
