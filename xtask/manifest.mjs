// Prints the element's manifest: what the custom-elements analyzer reads in a script, in terms of what is shipped.
// Arguments: the folder with npm's packages, the script. The analyzer's own program walks through all of the tree.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [, , packages, path] = process.argv;
const { create, ts } = await import(pathToFileURL(join(packages, "@custom-elements-manifest/analyzer/index.js")).href);

/** The module that registers the element. */
const MODULE = "shikaku-form.js";
const CLASS = "ShikakuForm";

const inCamelCase = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

/** `www/widget/attributes.js` makes the properties of attributes: text is `""` where its attribute is absent. */
const propertyOf = ({ name, type, ...others }) => {
  const text = type.text.startsWith('"') ? `"" | ${type.text}` : type.text;
  return { kind: "field", ...others, name: inCamelCase(name), type: { text }, attribute: name, reflects: true };
};

const isPublic = ({ name, privacy, static: isStatic }) => privacy !== "private" && !isStatic && !name.endsWith("Callback");

function asShipped(element) {
  element.superclass = { name: "HTMLElement", package: "global:" };
  element.events = element.events.filter(({ name }) => name);
  element.members = [...element.attributes.map(propertyOf), ...element.members.filter(isPublic)];
  for (const attribute of element.attributes) attribute.fieldName = inCamelCase(attribute.name);
  const declaration = { name: CLASS, module: MODULE };
  const exports = [
    { kind: "js", name: CLASS, declaration },
    { kind: "custom-element-definition", name: element.tagName, declaration },
  ];
  const modules = [{ kind: "javascript-module", path: MODULE, declarations: [element], exports }];
  return { schemaVersion: "2.1.0", readme: "README.md", modules };
}

const source = ts.createSourceFile(path, await readFile(path, "utf8"), ts.ScriptTarget.ES2022, true);
const [{ declarations }] = create({ modules: [source] }).modules;
console.log(JSON.stringify(asShipped(declarations.find(({ name }) => name === CLASS)), null, 2));
