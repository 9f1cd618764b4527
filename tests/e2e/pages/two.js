// What a test does in the page's own world: scripts of a driver live beside it in Firefox.
import { builtInDefinition } from "/shikaku-form.js";

window.builtInDefinition = builtInDefinition;

/** A module of one function, which does nothing but trap. */
const TRAP = new Uint8Array([
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 0x74, 0, 0, 10, 5, 1, 3, 0, 0, 0x0b,
]);
window.trap = async () => {
  const { instance } = await WebAssembly.instantiate(TRAP);
  setTimeout(instance.exports.t);
};
