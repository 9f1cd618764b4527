// Runs before a page's first script: records what goes wrong, and what the widgets tell their host.
globalThis.faults = [];
globalThis.told = [];
const fault = (kind, words) => globalThis.faults.push(`${kind}: ${words}`);
addEventListener("securitypolicyviolation", (event) => {
  // Firefox and WebKitGTK ask every site for its icon; the page did not.
  if (event.blockedURI.endsWith("/favicon.ico")) return;
  fault("policy", `${event.effectiveDirective} ${event.blockedURI} ${event.sample} ${event.sourceFile}:${event.lineNumber}`);
});
// Captured: a resource that does not load tells its own element only.
addEventListener("error", (event) => fault("error", event.message ?? event.target?.outerHTML), true);
addEventListener("unhandledrejection", (event) => fault("rejection", event.reason));
globalThis.warned = [];
const { error, warn } = console;
console.warn = (...words) => {
  globalThis.warned.push(words.map(String).join(" "));
  warn.apply(console, words);
};
console.error = (...words) => {
  fault("console", words.map(String).join(" "));
  error.apply(console, words);
};
for (const kind of ["ready", "change", "complete", "display", "error"]) {
  addEventListener(`shikaku-${kind}`, ({ target, detail, bubbles, composed }) => {
    globalThis.told.push({ kind, from: target.id, detail: structuredClone(detail), bubbles, composed });
  });
}
