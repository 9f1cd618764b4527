// Under the strict policy of its own headers.
import { builtInDefinition, checkDefinition, init, validate } from "/shikaku-form.js";

const violated = [];
addEventListener("securitypolicyviolation", ({ effectiveDirective }) => violated.push(effectiveDirective));
await init();
const typed = await validateHostile();
postMessage({ valid: validate({}).valid, ok: checkDefinition(builtInDefinition()).ok, typed, violated });

async function validateHostile() {
  try {
    return validate({ get line_type() { throw new Error("no getter here"); } });
  } catch ({ name, kind }) {
    return [name, kind];
  }
}
