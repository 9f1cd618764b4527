/** `<shikaku-form>` in the templates of Vue 3: `import type {} from "shikaku-form/vue"`. */
import type { HTMLAttributes, PublicProps } from "vue";
import type { CamelCase, ShikakuFormElement, ShikakuFormEvents, ShikakuFormProps } from "./shikaku-form.js";

type Handlers = {
  [Name in keyof ShikakuFormEvents as `on${Capitalize<CamelCase<Name>>}`]?: (event: ShikakuFormEvents[Name]) => void;
};

declare module "vue" {
  interface GlobalComponents {
    "shikaku-form": new () => ShikakuFormElement & {
      $props: HTMLAttributes & PublicProps & ShikakuFormProps & Handlers;
    };
  }
}
