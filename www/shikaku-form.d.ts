/**
 * Types of the module `shikaku-form.js`, which registers `<shikaku-form>` once, and of `shikaku-form-core.js`, which has the
 * same exports, registers nothing and listens to nothing.
 */

/**
 * A raw value: text as typed, an option, a month `YYYY-MM` (half-chosen `2026-` or `-12`), a date `YYYY-MM-DD` (chosen
 * in part `2026--`), a consent, or the options that are ticked. `""`, `[]` and `null` mean no answer.
 */
export type RawValue = string | boolean | string[] | null;

/** Raw values by field id. */
export type Values = Record<string, RawValue>;

/** The same to begin with; a field for numbers takes a number, too. */
export type Prefill = Record<string, RawValue | number>;

/** A finding about a field. */
export interface Finding {
  field: string;
  item: string;
  code: string;
  severity: "error" | "warning" | "note";
  message: string;
  params: Record<string, string>;
}

/** The export, format `shikaku-form/application/1`. */
export interface Application {
  format: "shikaku-form/application/1";
  form: { id: string; version: string };
  completed_at: string;
  /** Numbers are whole; several choices are in the form's order. */
  answers: Record<string, string | boolean | number | string[]>;
  withheld: string[];
}

/** The result of `validate`. */
export interface Report {
  valid: boolean;
  findings: Finding[];
  /** Ids of the items that are shown, in the form's order. */
  shown: string[];
  /** `null` when there is an error. Never holds a secret. */
  application: Application | null;
}

/** A fault of JSON that was handed in. */
export interface Problem {
  /** JSON pointer (RFC 6901); `""` is the whole document. */
  pointer: string;
  code:
    | "unreadable" | "unknown_key" | "missing_key" | "wrong_type" | "wrong_value" | "unknown_reference" | "duplicate"
    | "too_many" | "missing_text";
  message: string;
  didYouMean: string | null;
}

/**
 * The kinds of errors.
 *
 * The WebAssembly does not start: `old_browser`, `policy` (the page's Content-Security-Policy), `missing`, `forbidden`
 * (401, 403), `truncated`, `integrity` (another file than this build's), `cross_origin`, `network`, `source` (what
 * `init` was given), `unknown_address` (bundled as a classic script), `not_started` (`init` was not awaited). It starts
 * nevertheless, and only the event reports: `mime_type`. Faults of what was handed in: `definition` (a running form
 * stays as it was), `values` (the parts of a prefill that fit are taken). A fault of the widget: `trap`.
 */
export type ErrorKind =
  | "old_browser" | "policy" | "missing" | "forbidden" | "truncated" | "integrity" | "cross_origin" | "network" | "source"
  | "unknown_address" | "mime_type" | "not_started" | "definition" | "values" | "trap";

/** Thrown by every function of the module. `message` and `remedy` are for the page's author. */
export declare class ShikakuError extends Error {
  readonly kind: ErrorKind;
  /** What to do about it. */
  readonly remedy: string;
  /** The faults of JSON that was handed in; else empty. */
  readonly problems: Problem[];
  /** What the browser said, if it did. */
  readonly cause: unknown;
}

// made: definition

/**
 * A form definition as input: one written in TypeScript, or any object, such as an imported JSON file, whose literals
 * TypeScript types as strings. `checkDefinition` says whether it is valid.
 */
export type DefinitionInput = Definition | object;

/** The source of the WebAssembly. In Node: bytes. */
export type Source = URL | string | Response | BufferSource | WebAssembly.Module;

/**
 * Starts the WebAssembly once. The element does so by itself; the functions below need it. A fetched file must be that
 * of this build; bytes, a response and a module are the caller's responsibility, and not checked. Rejects with a
 * `ShikakuError`.
 */
export declare function init(source?: Source | Promise<Source>): Promise<void>;

/** Validates raw values. `today` is a day `YYYY-MM-DD` or a month `YYYY-MM`; without it the present day in Asia/Tokyo. */
export declare function validate(
  values: Values,
  options?: { today?: string; definition?: DefinitionInput; locale?: string },
): Report;

/** The JSON Schema (2020-12) of the applications of a definition, or of the built-in one. */
export declare function applicationSchema(definition?: DefinitionInput): object;

/** Checks a definition and its sentences. */
export declare function checkDefinition(value: unknown): { ok: boolean; problems: Problem[] };

/** The built-in definition with its sentences: a starting point for your own. */
export declare function builtInDefinition(): Definition;

/** A check of `doctor`. */
export interface Check {
  id:
    | "address" | "policy" | "wasm_allowed" | "wasm_served" | "wasm_type" | "wasm_compression" | "wasm_integrity" | "preload"
    | "element" | "language" | "style_sheets" | "form_association" | "clipboard";
  /** `null` means no fault, but could be better or is unknown. */
  ok: boolean | null;
  /** What was found. */
  found: string;
  /** What to do if it is wrong. */
  remedy: string;
}

/** The result of `doctor` for a page. */
export interface Diagnosis {
  /** Whether no check has found a fault. */
  ok: boolean;
  /** The version of the module. */
  version: string;
  checks: Check[];
}

/**
 * Looks at the page that it runs in, for the page's author. It never throws, and loads nothing but the headers of the
 * page and `shikaku-form_bg.wasm`. In the console: `(await import("/shikaku-form.js")).doctor().then(({ checks }) =>
 * console.table(checks))`.
 */
export declare function doctor(): Promise<Diagnosis>;

/** Attributes, for typed templates. `null` leaves one out. */
export interface ShikakuFormAttributes {
  // made: attributes
}

/** Properties that may be set at any time. A value with the same content changes nothing. */
export interface ShikakuFormProperties {
  // made: properties
}

export type CamelCase<Name extends string> = Name extends `${infer Head}-${infer Tail}` ? `${Head}${Capitalize<CamelCase<Tail>>}` : Name;

/** Properties for templates. The property of an attribute takes the attribute's values. */
export type ShikakuFormProps = ShikakuFormAttributes & {
  [Name in keyof ShikakuFormAttributes as CamelCase<Name>]: ShikakuFormAttributes[Name];
} & Partial<Omit<ShikakuFormProperties, CamelCase<keyof ShikakuFormAttributes>>>;

/** `<shikaku-form>`. */
export interface ShikakuFormElement extends HTMLElement, ShikakuFormProperties {
  // made: members
}

/** The class of the element: `shikaku-form` registers it, `shikaku-form/core` leaves that to the page. */
export declare const ShikakuForm: {
  new (): ShikakuFormElement;
  prototype: ShikakuFormElement;
  /** The version of its module. */
  readonly version: string;
};

/** Detail of `shikaku-change`: never a value. */
export interface ChangeDetail {
  stage: "entry" | "review" | "complete";
  answered: number;
  required: number;
}

/**
 * Detail of `shikaku-display`: the new values of these properties. A host that keeps them sets them on the next
 * visit.
 */
export type DisplayDetail = Pick<ShikakuFormProperties, "locale" | "readings" | "textSize" | "colors">;

/** Detail of `shikaku-error`. */
export interface ErrorDetail {
  kind: ErrorKind;
  /** What happened, and what to do about it: for the page's author. */
  cause: string;
  remedy: string;
  problems: Problem[];
}

/** The element's own events, which bubble and are composed. `input` and `change` come when `value` changes. */
export interface ShikakuFormEvents {
  // made: events
}

declare global {
  interface HTMLElementTagNameMap {
    "shikaku-form": ShikakuFormElement;
  }
  interface HTMLElementEventMap extends ShikakuFormEvents {}
}
