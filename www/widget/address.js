// Where the WebAssembly of this build is: beside the script. Bundlers look for just these words. In the entry with all of
// it inside, `own-wasm` is the bytes: xtask/src/bundle.rs.
export const ownWasm = () => new URL("shikaku-form_bg.wasm", import.meta.url);
