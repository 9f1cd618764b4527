// A page whose parts were made by different people: each brings the widget along, one of them an older one.
if (location.search === "?older") {
  customElements.define("shikaku-form", class extends HTMLElement {
    static version = "0.0.1";
  });
}
const copies = await Promise.all([import("/shikaku-form.js"), import("/shikaku-form.js?copy")]);
for (const { init } of copies) await init();
const [one, other] = copies;
globalThis.judged = copies.map(({ validate }) => validate({}).valid);
globalThis.areApart = one.validate !== other.validate && one.ShikakuError !== other.ShikakuError;
