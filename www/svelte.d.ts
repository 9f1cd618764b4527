/** `<shikaku-form>` in the components of Svelte 5: `import type {} from "shikaku-form/svelte"`. */
import type { HTMLAttributes } from "svelte/elements";
import type { ShikakuFormElement, ShikakuFormEvents, ShikakuFormProps } from "./shikaku-form.js";

type Handlers = { [Name in keyof ShikakuFormEvents as `on${Name}`]?: (event: ShikakuFormEvents[Name]) => void };

declare module "svelte/elements" {
  interface SvelteHTMLElements {
    "shikaku-form": HTMLAttributes<ShikakuFormElement> & ShikakuFormProps & Handlers;
  }
}
