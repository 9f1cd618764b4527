// The module's findings about its page.
import { doctor } from "../shikaku-form.js";

const element = (name, text) => Object.assign(document.createElement(name), { textContent: text });
const verdict = (ok) => ({ true: "○", false: "×", null: "―" })[ok];

const { checks } = await doctor();
document.querySelector("#policy").textContent = checks.find(({ id }) => id === "policy").found;
document.querySelector("#checks").append(...checks.flatMap(({ id, ok, found, remedy }) => [
  element("dt", `${verdict(ok)} ${id}`),
  element("dd", found),
  ...(ok ? [] : [element("dd", remedy)]),
]));
