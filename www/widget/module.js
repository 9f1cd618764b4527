// The module's functions, in Node and workers as in pages, and the one place where the WebAssembly is entered.
import * as wasm from "glue";
import { ShikakuError, written } from "./error.js";
import { load } from "./loader.js";
import { plain } from "./plain.js";

/** What is done when the WebAssembly has trapped: one call for each view that stands. */
export const whenTrapped = new Set();
/** What the page's author could mend although the WebAssembly runs. */
export let flaw;
let started;
let isStarted = false;
let trap;

/** Starts the WebAssembly once. `source`: URL, response, bytes or compiled module; in Node bytes. */
export function init(source = globalThis.shikakuFormWasm) {
  if (trap) return Promise.reject(trap);
  // A failed start is not kept: the next call may have a better source.
  started ??= load(source).then((found) => {
    flaw = found;
    if (flaw) console.warn(written(flaw));
    isStarted = true;
  }, (cause) => {
    started = undefined;
    throw cause;
  });
  return started;
}

/** Enters the WebAssembly, and makes an error of what it throws: problems, or a trap. */
export function call(kind, run) {
  if (trap) throw trap;
  if (!isStarted) throw new ShikakuError("not_started");
  try {
    return run();
  } catch (thrown) {
    if (Array.isArray(thrown)) throw new ShikakuError(kind, { problems: thrown });
    throw stop(thrown);
  }
}

/** Enters it with a form to open: what it throws is the definition's fault, or that of what the form is to hold. */
export function open(definition, run) {
  try {
    return call("values", run);
  } catch (error) {
    if (error.kind !== "values" || !isBroken(definition)) throw error;
    throw new ShikakuError("definition", { problems: error.problems });
  }
}

/** A sentence that is missing keeps no form from being opened. */
const isBroken = (definition) =>
  Boolean(definition) && checkDefinition(definition).problems.some(({ code }) => code !== "missing_text");

/** After a trap the WebAssembly must not be entered again: its memory is no longer to be trusted. */
export function stop(cause) {
  trap ??= new ShikakuError("trap", { cause });
  for (const tell of [...whenTrapped]) tell(trap);
  return trap;
}

export function validate(values, options = {}) {
  const [given, wanted] = [plain("values", values), plain("values", options)];
  return open(wanted?.definition, () => wasm.validate(given, wanted));
}

export function applicationSchema(definition) {
  const given = plain("definition", definition);
  return call("definition", () => wasm.applicationSchema(given));
}

export function checkDefinition(definition) {
  try {
    const given = plain("definition", definition);
    return call("definition", () => wasm.checkDefinition(given));
  } catch (error) {
    if (error.kind !== "definition") throw error;
    return { ok: false, problems: error.problems };
  }
}

export const builtInDefinition = () => call("definition", () => wasm.builtInDefinition());
