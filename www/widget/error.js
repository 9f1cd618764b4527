// The kinds of faults between the widget and its page, each with a cause and a remedy for the page's author.

/** What happened, and what to do about it. Without problems of its own, an error says the first. */
const KINDS = {
  old_browser: [
    "this browser cannot run the WebAssembly",
    "nothing on the page is wrong: what stands between the tags should name another browser or a telephone number",
  ],
  policy: [
    "the page's Content-Security-Policy forbids it",
    "allow 'wasm-unsafe-eval' in script-src, and the origin of shikaku-form_bg.wasm in connect-src",
  ],
  missing: [
    "there is no WebAssembly at its address",
    "serve shikaku-form_bg.wasm beside shikaku-form.js, or give init() its address; a page must not be sent in its place. " +
      "Where a tool moves the script (optimizeDeps of Vite), import shikaku-form/inline",
  ],
  forbidden: [
    "the server does not hand the WebAssembly out",
    "let everybody read shikaku-form_bg.wasm; to a development server it has to lie in the project, not behind a link",
  ],
  truncated: [
    "shikaku-form_bg.wasm ended too early",
    "upload it again as a binary file; look for a proxy or a limit that cuts answers off",
  ],
  integrity: [
    "shikaku-form_bg.wasm is not the file that shikaku-form.js was built with",
    "upload both files of one version together and empty caches between; nothing may change them on the way",
  ],
  cross_origin: [
    "shikaku-form_bg.wasm lies on another origin, which does not share it",
    "send Access-Control-Allow-Origin with it, or serve it from the page's own origin",
  ],
  network: [
    "shikaku-form_bg.wasm could not be fetched",
    "see the browser's network log; the person may be offline, or something blocks the file",
  ],
  source: [
    "what init() was given cannot be started",
    "give it the shikaku-form_bg.wasm that came with this shikaku-form.js; from disk a page can only be standalone.html",
  ],
  unknown_address: [
    "this bundle is a classic script: it does not know its own address, and so not where shikaku-form_bg.wasm is",
    "import shikaku-form/inline instead, bundle as an ES module, or give init() the address",
  ],
  mime_type: [
    "shikaku-form_bg.wasm is served as another type; it works, but is compiled only once all of it is loaded",
    "serve it as application/wasm",
  ],
  not_started: ["the WebAssembly is not started", "call init() first, and wait for it"],
  definition: ["the definition is not right", "mend what `problems` names; checkDefinition() finds all of it at once"],
  values: ["the values do not fit the definition", "mend what `problems` names; raw values are described in shikaku-form.d.ts"],
  trap: [
    "the widget has failed, and was stopped",
    "reload the page; please report what was done before, and the version: this is a fault of the widget",
  ],
};

/**
 * A fault that the page's author can mend. `found` says more about it than the browser's `cause`. Problems are faults
 * of JSON that a page handed in.
 */
export class ShikakuError extends Error {
  constructor(kind, { cause, found = cause?.message ?? cause, problems = [] } = {}) {
    const [what, remedy] = KINDS[kind];
    super(problems.map(inWords).join("\n") || (found ? `${what}: ${found}` : what));
    this.name = "ShikakuError";
    this.kind = kind;
    this.remedy = remedy;
    this.problems = problems;
    this.cause = cause;
  }
}

/** The text for the console. */
export const written = ({ kind, message, remedy }) => `shikaku-form: ${kind}: ${message}\n${remedy}`;

function inWords({ pointer, message, didYouMean }) {
  return `${pointer}: ${message}${didYouMean ? ` (did you mean \`${didYouMean}\`?)` : ""}`;
}
