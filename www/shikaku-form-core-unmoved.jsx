// What bundlers take in development: Vite (5 to 7) moves a package's script away from the WebAssembly beside it, unless its
// entry ends otherwise than in .js. There is no JSX in it.
export * from "./shikaku-form-core.js";
