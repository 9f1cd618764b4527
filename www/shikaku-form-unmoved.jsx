// The entry for bundlers in development: Vite (5 to 7) moves a package's script away from the WebAssembly beside it if
// the entry ends in .js. There is no JSX in it.
export * from "./shikaku-form.js";
