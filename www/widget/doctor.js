// Looks at the page around the widget, for its author: what is missing or wrong, and what to do about it.

/** The header of every WebAssembly file, which is the smallest of them, too. */
const SMALLEST = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

/**
 * The checks: `[id, remedy, look]`. `look` returns `[ok, found]`; `null` means no fault, but could be better or is
 * unknown.
 */
const CHECKS = [
  [
    "address",
    "open the page through https, outside of sandboxed frames; what is to be opened from disk is standalone.html",
    () => [location.protocol.startsWith("http") && self.origin !== "null", location.origin],
  ],
  [
    "policy",
    "send a Content-Security-Policy; this is enough for the widget: default-src 'none'; script-src 'self' " +
      "'wasm-unsafe-eval'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'",
    policy,
  ],
  ["wasm_allowed", "allow 'wasm-unsafe-eval' in script-src of the Content-Security-Policy", mayCompile],
  [
    "wasm_served",
    "serve shikaku-form_bg.wasm beside shikaku-form.js, let everybody read it (401, 403), and send no page in its place " +
      "(text/html); allow its origin in connect-src, and from another origin send Access-Control-Allow-Origin with it",
    ({ response, error }) => (error ? [false, String(error)] : response && [response.ok && !isPage(response), inWords(response)]),
  ],
  [
    "wasm_type",
    "serve .wasm as application/wasm: otherwise it is not compiled while it is loaded",
    ({ response }) => response?.ok && isSaid(response, "content-type", (type) => type === "application/wasm"),
  ],
  [
    "wasm_compression",
    "serve shikaku-form_bg.wasm.br or .gz in its place, with Content-Encoding: less than half as many bytes",
    ({ response }) => response?.ok && isSaid(response, "content-encoding", (encoding) => Boolean(encoding) || null),
  ],
  [
    "wasm_integrity",
    "upload shikaku-form.js and shikaku-form_bg.wasm of one version together, and empty caches between",
    ({ response, isOfThisBuild, build }) =>
      response?.ok && [isOfThisBuild, isOfThisBuild ? build.integrity : "another file"],
  ],
  [
    "preload",
    "take the preload of shikaku-form_bg.wasm away: Firefox and Safari load the file once more for the script",
    preload,
  ],
  [
    "element",
    "load one copy of the module: another one has registered <shikaku-form> before this one",
    ({ element }) => {
      const registered = customElements.get("shikaku-form");
      return [registered === element, registered === element ? element.version : (registered.version ?? "another element")];
    },
  ],
  ["language", "give <html> or the element a `lang`, or the element a `locale`", language],
  [
    "style_sheets",
    "no remedy but a newer browser: this one needs style-src 'unsafe-inline'",
    () => ["adoptedStyleSheets" in document, "adoptedStyleSheets"],
  ],
  [
    "form_association",
    "no remedy but a newer browser: in this one the element takes no part in a form around it",
    () => ["setFormValue" in (globalThis.ElementInternals?.prototype ?? {}), "ElementInternals.setFormValue"],
  ],
  [
    "clipboard",
    'serve the page through https; a frame needs allow="clipboard-write". Without it people copy by hand',
    () => [Boolean(navigator.clipboard?.writeText), "navigator.clipboard"],
  ],
];

/**
 * Runs every check. It never throws, and loads nothing but the page's own headers and the widget's files. `build`: the
 * module's constants of its build.
 */
export async function examine(element, build) {
  const page = { element, build, ...(await served(build).catch((error) => ({ error }))) };
  const checks = await Promise.all(CHECKS.map((check) => judge(check, page)));
  return { ok: checks.every(({ ok }) => ok !== false), version: build.version, checks };
}

async function judge([id, remedy, look], page) {
  try {
    const [ok, found] = (await look(page)) || nothing(page);
    return { id, ok, found, remedy };
  } catch (error) {
    return { id, ok: null, found: String(error), remedy };
  }
}

/** The file as it is served, and whether it is the one of this build. */
async function served({ integrity, wasm }) {
  const source = globalThis.shikakuFormWasm ?? (await wasm());
  if (typeof source !== "string" && !(source instanceof URL)) return {};
  const address = new URL(source, document.baseURI).href;
  const response = await fetch(address);
  const checked = fetch(address, { integrity });
  return { address, response, isOfThisBuild: await checked.then(() => true, () => false) };
}

const typeOf = ({ headers }) => headers.get("content-type") ?? "no type";
const isPage = (response) => typeOf(response).startsWith("text/html");
const inWords = (response) => `${response.url} (${response.status}, ${typeOf(response)})`;

/** What to say where there is no file to look at. */
function nothing({ response, error }) {
  if (error) return [null, String(error)];
  return [null, response ? inWords(response) : "the page hands the bytes in itself"];
}

/** Another origin shows only some headers. */
function isSaid(response, header, judged) {
  const value = response.headers.get(header);
  return [response.type === "cors" && !value ? null : judged(value), value ?? "none"];
}

async function policy() {
  const { headers } = await fetch(location.href, { method: "HEAD" });
  const metas = [...document.querySelectorAll("meta[http-equiv=Content-Security-Policy i]")];
  const policies = [headers.get("content-security-policy"), ...metas.map(({ content }) => content)].filter(Boolean);
  return [policies.length > 0 || null, policies.join(", ") || "none"];
}

function mayCompile() {
  try {
    return [new WebAssembly.Module(Uint8Array.from(SMALLEST)) !== null, "WebAssembly"];
  } catch (error) {
    return [false, String(error)];
  }
}

/** Firefox (153) ignores a preload when the fetch names a hash, WebKit (2.50) ignores every one: both load it again. */
function preload({ address }) {
  const links = [...document.querySelectorAll("link[rel=preload][as=fetch]")];
  const own = links.find(({ href }) => /\/shikaku-form_bg[^/]*\.wasm/.test(href) || href === address);
  return [!own, own?.outerHTML ?? "none"];
}

function language() {
  const widgets = [...document.querySelectorAll("shikaku-form")];
  const languages = widgets.map((widget) => widget.getAttribute("locale") ?? widget.closest("[lang]")?.lang ?? "");
  return [widgets.length ? languages.every(Boolean) : null, languages.map((one) => one || "none").join(", ") || "no element"];
}
