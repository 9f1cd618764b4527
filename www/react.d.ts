/** `<shikaku-form>` in JSX, for React 19: `import type {} from "shikaku-form/react"`. */
import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { ShikakuFormElement, ShikakuFormEvents, ShikakuFormProps } from "./shikaku-form.js";

type Handlers = { [Name in keyof ShikakuFormEvents as `on${Name}`]?: (event: ShikakuFormEvents[Name]) => void };

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "shikaku-form": DetailedHTMLProps<HTMLAttributes<ShikakuFormElement>, ShikakuFormElement> &
        ShikakuFormProps & Handlers;
    }
  }
}
