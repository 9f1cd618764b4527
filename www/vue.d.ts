/** `<shikaku-form>` in the templates of Vue 3: `import type {} from "shikaku-form/vue"`. */
import type { HTMLAttributes, PublicProps } from "vue";
import type { ShikakuFormAttributes, ShikakuFormElement, ShikakuFormEvents, ShikakuFormProperties } from "./shikaku-form.js";

type CamelCase<Name extends string> = Name extends `${infer Head}-${infer Tail}` ? `${Head}${Capitalize<CamelCase<Tail>>}` : Name;
type Handlers = {
  [Name in keyof ShikakuFormEvents as `on${Capitalize<CamelCase<Name>>}`]?: (event: ShikakuFormEvents[Name]) => void;
};

declare module "vue" {
  interface GlobalComponents {
    "shikaku-form": new () => ShikakuFormElement & {
      $props: HTMLAttributes & PublicProps & ShikakuFormAttributes & Partial<ShikakuFormProperties> & Handlers;
    };
  }
}
