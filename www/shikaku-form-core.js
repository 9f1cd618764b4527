// The module without any effect: it registers no element and listens to nothing.
import { ownWasm } from "own-wasm";
import { ShikakuForm } from "./widget/element.js";
import { OF_THIS_BUILD } from "./widget/loader.js";

export { ShikakuForm };
export { ShikakuError } from "./widget/error.js";
export { applicationSchema, builtInDefinition, checkDefinition, init, validate } from "./widget/module.js";

/** Looks at the page that this runs in, for its author: headers, MIME type, integrity, copies, missing pieces. */
export const doctor = () => import("./widget/doctor.js")
  .then(({ examine }) => examine(ShikakuForm, { version: BUILD.version, ...OF_THIS_BUILD, wasm: ownWasm }));
