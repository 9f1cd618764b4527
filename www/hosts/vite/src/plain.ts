// The element, its events and the module in plain TypeScript.
import { builtInDefinition, doctor, init, validate, type Application, type Finding } from "shikaku-form";

const widget = document.querySelector("shikaku-form")!;
const output = document.querySelector("#application")!;

widget.addEventListener("shikaku-complete", ({ detail }) => {
  const application: Application = detail.application;
  output.textContent = JSON.stringify(application, null, 2);
});
widget.addEventListener("shikaku-error", ({ detail }) => console.error(detail.kind, detail.cause));

// The same rules without the element.
await init();
const { findings } = validate({ line_type: "ip_vpn" }, { today: "2026-12", definition: builtInDefinition() });
const errors: Finding[] = findings.filter(({ severity }) => severity === "error");
console.info(`${errors.length} answers are missing`);

if (import.meta.env.DEV) console.table((await doctor()).checks);
