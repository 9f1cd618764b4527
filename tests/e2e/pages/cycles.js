// Shows and removes widgets over and over, and says how large the memory of the WebAssembly is by then.
const { instantiateStreaming } = WebAssembly;
let memory;
WebAssembly.instantiateStreaming = async (...source) => {
  const started = await instantiateStreaming.apply(WebAssembly, source);
  ({ memory } = started.instance.exports);
  return started;
};
await import("/shikaku-form.js");

const task = () => new Promise((next) => setTimeout(next));
const kept = document.createElement("shikaku-form");
const main = document.querySelector("main");

async function cycle(element) {
  const isReady = new Promise((next) => element.addEventListener("shikaku-ready", next, { once: true }));
  main.append(element);
  await isReady;
  const box = element.shadowRoot.querySelector("[inputmode=numeric]");
  box.value = "0123";
  box.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
  element.remove();
  await task();
}

/** Half of the cycles show the same element again, half a new one. */
globalThis.cycles = async (count) => {
  for (let turn = 0; turn < count; turn += 1) await cycle(turn % 2 ? kept : document.createElement("shikaku-form"));
  globalThis.told.length = 0;
  return memory.buffer.byteLength;
};
