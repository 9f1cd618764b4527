// Reads the WebAssembly from disk: Node, Bun and Deno, and test runners that put a DOM into Node. No page loads this.

/** Missing in a DOM that does not draw (jsdom 29). */
const NOT_DRAWN = { Element: ["scrollIntoView"], Document: ["elementFromPoint"], ShadowRoot: ["elementFromPoint"] };

/** In Node, but hidden by test runners (Jest 30 with jsdom). */
const NOT_TAKEN_OVER = ["TextDecoder", "TextEncoder"];

/** The bytes of a `file:` address. Node's modules come from `process`, so that no bundler for pages looks for them. */
export async function bytesOf(address) {
  const builtIn = globalThis.process?.getBuiltinModule;
  if (!builtIn) throw new Error(`${address} cannot be fetched`);
  // Node does not accept jsdom's own URL class.
  const bytes = await builtIn("node:fs/promises").readFile(builtIn("node:url").fileURLToPath(String(address)));
  const hash = builtIn("node:crypto").createHash("sha384").update(bytes).digest("base64");
  if (`sha384-${hash}` !== BUILD.integrity) throw new Error(`${address} is not the file that the script was built with`);
  for (const name of NOT_TAKEN_OVER) globalThis[name] ??= builtIn("node:util")[name];
  for (const [name, methods] of Object.entries(NOT_DRAWN)) {
    for (const method of methods) if (globalThis[name]) globalThis[name].prototype[method] ??= () => null;
  }
  return bytes;
}
