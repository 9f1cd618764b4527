// A program for simulated_dom.test.mjs: puts a DOM into Node as test runners do, and tells what becomes of the widget in it.
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [, , name, task] = process.argv;
const { SHIKAKU_CHECKERS: checkers, SHIKAKU_DIST: dist, SHIKAKU_FRAMEWORKS: project } = process.env;
const HTML = '<!DOCTYPE html><html lang="ja"><body></body></html>';
const OPTIONS = { url: "http://localhost/", pretendToBeVisual: true };
const from = createRequire(join(checkers, "x.js"));
const wait = (milliseconds) => new Promise((next) => setTimeout(next, milliseconds));

/** Gives Node the globals of a page. A DOM does not accept Node's own events. */
async function enter() {
  const loaded = name === "jsdom" ? from("jsdom") : await import(pathToFileURL(from.resolve("happy-dom")).href);
  const window = name === "jsdom" ? new loaded.JSDOM(HTML, OPTIONS).window : new loaded.Window(OPTIONS);
  const names = new Set(Object.getOwnPropertyNames(window).filter((key) => !(key in globalThis)));
  for (const key of ["Event", "EventTarget", "CustomEvent", "document", "navigator", "URL", "dispatchEvent"]) names.add(key);
  for (const key of names) Object.defineProperty(globalThis, key, { configurable: true, writable: true, value: window[key] });
  for (const key of ["window", "self", "top", "parent"]) globalThis[key] = globalThis;
  window.document.documentElement.lang = "ja";
}

const TASKS = {
  /** The element alone, up to its errors, which are scrolled to. */
  async element() {
    await import(pathToFileURL(join(dist, "shikaku-form.js")).href);
    const element = document.createElement("shikaku-form");
    const faults = [];
    element.addEventListener("shikaku-error", ({ detail }) => faults.push(detail));
    document.body.append(element);
    await element.ready;
    const { findings } = element.validate();
    await wait(200);
    const marked = element.shadowRoot.querySelectorAll("[aria-invalid=true]").length;
    return { findings: findings.length > 0, marked: marked > 0, faults };
  },

  /** The component in a page that a server has rendered, with an object that is another one each time. */
  async react() {
    const folder = join(project, "rendered");
    await mkdir(folder, { recursive: true });
    await cp(join(dist, "react.js"), join(folder, "react.js"));
    await writeFile(join(folder, "package.json"), '{ "type": "module" }');
    await writeFile(join(folder, "shikaku-form.js"), `export * from ${JSON.stringify(pathToFileURL(join(dist, "shikaku-form.js")).href)};`);
    const of = createRequire(join(folder, "react.js"));
    const { StrictMode, createElement, useState } = of("react");
    const { ShikakuForm } = await import(pathToFileURL(join(folder, "react.js")).href);
    const told = { ready: 0, change: 0, renderings: 0 };
    function Page() {
      const [answered, setAnswered] = useState(0);
      told.renderings += 1;
      const handlers = {
        onShikakuReady: () => (told.ready += 1),
        onShikakuChange: ({ detail }) => ((told.change += 1), setAnswered(detail.answered)),
      };
      const given = { locale: "ja", headingLevel: 2, required: true, readings: false, className: "wide", ...handlers };
      return createElement(ShikakuForm, { ...given, prefill: { line_type: "ip_vpn" }, "data-answered": answered }, "wait");
    }
    const page = () => createElement(StrictMode, null, createElement(Page));
    const html = of("react-dom/server").renderToString(page());
    await enter();
    document.body.innerHTML = `<main>${html}</main>`;
    const errors = [];
    console.error = (...words) => errors.push(words.join(" "));
    of("react-dom/client").hydrateRoot(document.querySelector("main"), page());
    await customElements.whenDefined("shikaku-form");
    const element = document.querySelector("shikaku-form");
    await element.ready;
    element.shadowRoot.querySelector("input[id$=-terms_consent]").click();
    await wait(200);
    const { prefill, value } = element;
    const ticked = element.shadowRoot.querySelector("input[id$=-terms_consent]").checked;
    await rm(folder, { recursive: true });
    return { html, prefill, value, ticked, told, errors, answered: element.dataset.answered };
  },
};

if (task !== "react") await enter();
process.stdout.write(JSON.stringify(await TASKS[task]()), () => process.exit());
