// Browsers without WebAssembly, or without its newer features.
if (location.search === "?features") {
  WebAssembly.instantiate = WebAssembly.instantiateStreaming = async () => {
    throw new WebAssembly.CompileError("invalid opcode 0xc0");
  };
} else {
  delete globalThis.WebAssembly;
}
