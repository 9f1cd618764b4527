import { svelte } from "@sveltejs/vite-plugin-svelte";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  plugins: [svelte(), vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === "shikaku-form" } } })],
  // The development server would not serve files that are linked from outside the project's folder.
  resolve: { preserveSymlinks: true },
  build: { rolldownOptions: { input: ["index.html", "react.html", "vue.html", "svelte.html"] } },
});
