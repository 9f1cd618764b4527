// The module's functions, in Node and workers as in pages, and the only place that enters the WebAssembly.
import { glue } from "glue";
import { ShikakuError, written } from "./error.js";
import { isAddress, load } from "./loader.js";
import { plain } from "./plain.js";

/** A fault that the page's author could mend although the WebAssembly runs. */
export let flaw;
export const isRunning = () => Boolean(instance);
/** Callbacks for when the WebAssembly runs after all: one for each element that could not start. */
export const whenStarted = new Set();
let starting;
let given;
/** The running WebAssembly, with the callbacks for a trap; another one replaces it then. */
let instance;

/**
 * The WebAssembly, not started yet. A trap, or an uncaught error, leaves it in an unknown state. Its memory cannot be
 * trusted any more, so nothing enters it again. Other WebAssembly of the page does not matter here.
 */
function fresh() {
  const made = { whenTrapped: new Set() };
  const guard = (run) => (...values) => {
    if (made.trap) return undefined;
    try {
      return run(...values);
    } catch (cause) {
      // An event came to a removed view, or during another one: nothing was entered.
      if (/^closure invoked /.test(cause?.message)) return undefined;
      throw stop(made, cause);
    }
  };
  made.wasm = glue((exports) =>
    Object.fromEntries(Object.entries(exports).map(([name, it]) => [name, typeof it === "function" ? guard(it) : it])));
  return made;
}

function stop(made, cause) {
  if (made.trap) return made.trap;
  made.trap = new ShikakuError("trap", { cause });
  if (instance === made) replace(made);
  // The trap is reported after what it interrupts is over.
  for (const tell of made.whenTrapped) queueMicrotask(() => tell(made.trap));
  return made.trap;
}

/** Starts another one of the same compiled module: forms opened from now on work again. */
function replace({ module }) {
  try {
    const made = Object.assign(fresh(), { module });
    made.wasm.start(new WebAssembly.Instance(module, made.wasm.imports()));
    instance = made;
  } catch {
    instance = starting = undefined;
  }
}

/**
 * Starts the WebAssembly once. `source`: URL, response, bytes or compiled module; in Node bytes. A failed start is not
 * kept: the next call may have a better source.
 */
export function init(source) {
  if (starting) {
    // Bytes and responses of the same file are other objects each time; an address is the same or another one.
    const isLate = source !== undefined && (given === undefined || (isAddress(source) && String(source) !== String(given)));
    return isLate ? starting.then(() => console.warn(TOO_LATE), () => init(source)) : starting;
  }
  if (source === undefined && isAddress(given)) source = given;
  given = source;
  let made;
  starting = load(source ?? globalThis.shikakuFormWasm, () => (made = fresh()).wasm.imports()).then((loaded) => {
    made.module = loaded.module;
    made.wasm.start(loaded.instance);
    instance = made;
    ({ flaw } = loaded);
    if (flaw) console.warn(written(flaw));
    whenStarted.forEach((mount) => mount());
  }).catch((cause) => {
    starting = undefined;
    throw cause;
  });
  return starting;
}

const TOO_LATE = "shikaku-form: init() came too late: the WebAssembly runs already.\n" +
  "call it in the same task as the import, before an element in the page starts it";

/** Enters the WebAssembly, and makes an error of what it throws: problems, or a trap. */
export function call(kind, run, of = instance) {
  if (!of) throw new ShikakuError("not_started");
  if (of.trap) throw of.trap;
  try {
    return run(of.wasm);
  } catch (thrown) {
    if (Array.isArray(thrown)) throw new ShikakuError(kind, { problems: thrown });
    throw stop(of, thrown);
  }
}

/** Enters it with a form to open: what it throws is the definition's fault, or that of what the form is to hold. */
function open(definition, run) {
  try {
    return call("values", run);
  } catch (error) {
    if (error.kind !== "values" || !isBroken(definition)) throw error;
    throw new ShikakuError("definition", { problems: error.problems });
  }
}

/** A missing sentence does not prevent a form from opening. */
const isBroken = (definition) =>
  Boolean(definition) && checkDefinition(definition).problems.some(({ code }) => code !== "missing_text");

/** Draws a form. It is entered through `use`, as long as its WebAssembly has not trapped. */
export function mount(frame, given, options, { tell, kept, trapped }) {
  const of = instance;
  const view = open(given.definition, ({ Mounted }) => new Mounted(frame, given, options, tell, kept));
  of.whenTrapped.add(trapped);
  return {
    use: (run) => call("values", () => run(view), of),
    free() {
      of.whenTrapped.delete(trapped);
      if (!of.trap) view.free();
    },
  };
}

export function validate(values, options = {}) {
  const [given, wanted] = [plain("values", values), plain("values", options)];
  return open(wanted?.definition, ({ validate }) => validate(given, wanted));
}

export function applicationSchema(definition) {
  const given = plain("definition", definition);
  return call("definition", ({ applicationSchema }) => applicationSchema(given));
}

export function checkDefinition(definition) {
  try {
    const given = plain("definition", definition);
    return call("definition", ({ checkDefinition }) => checkDefinition(given));
  } catch (error) {
    if (error.kind !== "definition") throw error;
    return { ok: false, problems: error.problems };
  }
}

export const builtInDefinition = () => call("definition", ({ builtInDefinition }) => builtInDefinition());
