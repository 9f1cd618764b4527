// In the page's own world, which a test cannot enter in Firefox. As text, which it can read there.
import { doctor } from "/shikaku-form.js";

window.diagnosis = JSON.stringify(await doctor());
