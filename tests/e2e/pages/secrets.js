// Notes everything that a widget does with the world around it, before the widget is there.
const noted = [];
const note = (place, ...words) => noted.push([place, words.map(written).join(" ")]);

/** Everything in it, as deep as it goes. */
function written(value, depth = 0) {
  if (value === null || typeof value !== "object" || depth > 6) return String(value);
  if (value instanceof Node || value === globalThis) return "";
  if (value instanceof FormData) return written([...value], depth + 1);
  const own = Reflect.ownKeys(value).map((key) => `${String(key)}: ${written(Reflect.get(value, key), depth + 1)}`);
  return `${value instanceof Error ? `${value.stack} ${value.message}` : ""} ${own.join(" ")}`;
}

/** Notes what a function is called with, and calls it. */
function watch(place, owner, ...names) {
  for (const name of names) {
    const original = owner?.[name];
    if (typeof original !== "function") continue;
    owner[name] = function (...words) {
      note(place, name, ...words);
      return original.apply(this, words);
    };
  }
}

watch("storage", Storage.prototype, "setItem");
watch("storage", globalThis.IDBFactory?.prototype, "open");
watch("storage", globalThis.CacheStorage?.prototype, "open");
watch("address", History.prototype, "pushState", "replaceState");
watch("console", console, ...Object.keys(console));
watch("message", globalThis, "postMessage");
watch("message", MessagePort.prototype, "postMessage");
watch("message", globalThis.BroadcastChannel?.prototype, "postMessage");
watch("network", globalThis, "fetch", "open");
watch("network", Navigator.prototype, "sendBeacon");
watch("network", XMLHttpRequest.prototype, "open", "send");
watch("clipboard", globalThis.Clipboard?.prototype, "writeText");
// What the element hands to a form, and what the browser keeps of it for the way back.
watch("internals", globalThis.ElementInternals?.prototype, "setFormValue");

// Events that somebody makes. What the browser makes itself, such as the letters of an input event, is its own.
const { dispatchEvent } = EventTarget.prototype;
EventTarget.prototype.dispatchEvent = function (event) {
  note("event", event.type, event.detail ?? "", event.data ?? "");
  return dispatchEvent.call(this, event);
};
// And what the host hears of those.
for (const type of ["ready", "change", "complete", "display", "error"]) {
  addEventListener(`shikaku-${type}`, ({ detail }) => note("event", type, detail));
}

/** Every attribute and every text in the document and the shadow roots in it. */
function inDocument(root, place) {
  const found = [];
  for (const element of root.querySelectorAll("*")) {
    if (place === "attribute") found.push(...[...element.attributes].map(({ name, value }) => `${name}=${value}`));
    if (element.shadowRoot) found.push(...inDocument(element.shadowRoot, place));
  }
  if (place === "text") found.push(root.textContent ?? "", root.body?.textContent ?? "");
  return found;
}

/** Where the canary is by now: alone, not as a part of a longer number, in digits of either width. */
globalThis.tracesOf = async (canary) => {
  const wide = canary.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
  const isIn = (text) => text.split(/[^0-9０-９]+/).some((number) => [canary, wide].includes(number));
  const databases = (await indexedDB.databases?.()) ?? [];
  const places = [
    ...noted,
    ["storage", written({ ...localStorage })],
    ["storage", written({ ...sessionStorage })],
    ["storage", document.cookie],
    ["storage", written(databases)],
    ["address", location.href],
    ["address", written(history.state)],
    ["address", document.title],
    ["address", globalThis.name],
    ["form", written(new FormData(document.querySelector("form")))],
    ...inDocument(document, "attribute").map((text) => ["attribute", text]),
    ...inDocument(document, "text").map((text) => ["text", text]),
  ];
  return [...new Set(places.filter(([, text]) => isIn(text)).map(([place]) => place))].sort();
};

/** Puts the canary in every one of these places: a search that does not find it there finds nothing anywhere. */
globalThis.plant = (canary) => {
  const main = document.querySelector("main");
  localStorage.setItem("kept", canary);
  history.replaceState({ canary }, "", `?kept=${canary}`);
  console.debug({ deep: [canary] });
  postMessage({ canary }, location.origin);
  fetch(`/index.html?kept=${canary}`);
  navigator.clipboard?.writeText(canary).catch(() => {});
  customElements.define("kept-control", class extends HTMLElement {
    static formAssociated = true;
  });
  document.createElement("kept-control").attachInternals().setFormValue(null, canary);
  main.dispatchEvent(new CustomEvent("host", { detail: { canary } }));
  const inner = main.appendChild(document.createElement("div")).attachShadow({ mode: "open" });
  inner.append(Object.assign(document.createElement("p"), { title: `${canary}円`, textContent: `番号は${canary}` }));
  document.querySelector("form").append(Object.assign(document.createElement("input"), { name: "kept", value: canary }));
};
