// Compiles the components of Svelte that lie beside this file: `node compile.mjs FOLDER_OF_THE_PACKAGES OUTPUT`.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [packages, output] = process.argv.slice(2);
const { compile } = createRequire(join(packages, "package.json"))("svelte/compiler");
const here = new URL(".", import.meta.url);
for (const name of readdirSync(here).filter((name) => name.endsWith(".svelte"))) {
  const { js } = compile(readFileSync(new URL(name, here), "utf8"), { filename: name });
  writeFileSync(join(output, `${name}.js`), js.code);
}
