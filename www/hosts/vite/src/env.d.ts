/// <reference types="vite/client" />

// For svelte-check, which reads no Vue components.
declare module "*.vue" {
  import type { Component } from "vue";
  const component: Component;
  export default component;
}
