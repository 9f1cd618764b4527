globalThis.shikakuFormWasm = "/pages/missing.wasm";
await import("/shikaku-form.js");
