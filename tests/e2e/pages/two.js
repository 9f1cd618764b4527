// What a test does in the page's own world: scripts of a driver live beside it in Firefox.
import { builtInDefinition } from "/shikaku-form.js";

window.builtInDefinition = builtInDefinition;
