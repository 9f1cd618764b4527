/**
 * `<ShikakuForm>` for React 17 and later, also in pages that a server renders; and `<shikaku-form>` in JSX, for React 19
 * without a server: `import type {} from "shikaku-form/react"`.
 */
import type { DetailedHTMLProps, ForwardRefExoticComponent, HTMLAttributes, RefAttributes } from "react";
import type { CamelCase, ShikakuFormAttributes, ShikakuFormElement, ShikakuFormEvents, ShikakuFormProps } from "./shikaku-form.js";

type Handlers = { [Name in keyof ShikakuFormEvents as `on${Name}`]?: (event: ShikakuFormEvents[Name]) => void };

type Listeners = {
  [Name in keyof ShikakuFormEvents as `on${Capitalize<CamelCase<Name>>}`]?: (event: ShikakuFormEvents[Name]) => void;
};

/** The element's attributes and properties in camel case, and its events: `onShikakuComplete` for `shikaku-complete`. */
type Own = Omit<ShikakuFormProps, Exclude<keyof ShikakuFormAttributes, CamelCase<keyof ShikakuFormAttributes>>> & Listeners;

export type ShikakuFormComponentProps = Omit<HTMLAttributes<ShikakuFormElement>, keyof Own> & Own;

/**
 * The element as a component. It is loaded once the page runs; until then, and if it cannot run, the content between
 * the tags is shown. A `ref` gets the element. Objects may be recreated at each rendering.
 */
export declare const ShikakuForm: ForwardRefExoticComponent<ShikakuFormComponentProps & RefAttributes<ShikakuFormElement>>;

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "shikaku-form": DetailedHTMLProps<HTMLAttributes<ShikakuFormElement>, ShikakuFormElement> &
        ShikakuFormProps & Handlers;
    }
  }
}
