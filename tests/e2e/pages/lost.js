globalThis.shikakuFormWasm = "/pages/missing.wasm";
