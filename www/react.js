"use client";
// `<ShikakuForm>` for React 17 and later, also in pages that a server renders. React 18 gives a custom element neither
// objects nor events, and React 19 loses both when it hydrates a server's markup (react issue 35446).
import { createElement, forwardRef, useEffect, useImperativeHandle, useLayoutEffect, useRef } from "react";

const HANDLERS = {
  "shikaku-ready": "onShikakuReady",
  "shikaku-change": "onShikakuChange",
  "shikaku-complete": "onShikakuComplete",
  "shikaku-display": "onShikakuDisplay",
  "shikaku-error": "onShikakuError",
};
/** One of these is told first. */
const FIRST = ["shikaku-ready", "shikaku-error"];
const PROPERTIES = ["definition", "prefill"];
const ATTRIBUTES = { applicationType: "application-type", className: "class", headingLevel: "heading-level", textSize: "text-size" };

/** Before the browser draws, and before the element is ready. On a server nothing is drawn, and older Reacts say so. */
const useEarlyEffect = typeof document === "undefined" ? useEffect : useLayoutEffect;

export const ShikakuForm = forwardRef(function ShikakuForm({ children, ...given }, ref) {
  const element = useRef(null);
  const latest = useRef(given);
  useImperativeHandle(ref, () => element.current, []);
  useEarlyEffect(() => {
    latest.current = given;
    // The element compares by content: an object recreated at each rendering changes nothing.
    for (const name of PROPERTIES) element.current[name] = given[name];
  });
  useEarlyEffect(() => listen(element.current, latest), []);
  return createElement("shikaku-form", { ...attributes(given), ref: element }, children);
});

/**
 * The attributes that React may write into the markup: a flag is present or absent. Events and objects are left out.
 */
function attributes(given) {
  const own = Object.entries(given).filter(([name]) => ![...PROPERTIES, ...Object.values(HANDLERS)].includes(name));
  return Object.fromEntries(own.map(([name, value]) => [ATTRIBUTES[name] ?? name, written(value)]));
}

function written(value) {
  if (value === true) return "";
  return value === false || value === null ? undefined : value;
}

/** Calls the handlers of the last rendering. */
function listen(element, latest) {
  let isTold = false;
  const hear = (event) => {
    if (FIRST.includes(event.type)) isTold = true;
    latest.current[HANDLERS[event.type]]?.(event);
  };
  for (const type of Object.keys(HANDLERS)) element.addEventListener(type, hear);
  // Loaded only here, so that a server's markup stays unchanged until React has hydrated it. A page that imported the
  // entry with the WebAssembly inside needs no other.
  const loaded = customElements.get("shikaku-form") ?? import("./shikaku-form.js");
  // An element that was there before React may have sent it already.
  const tellLate = (type, detail) => isTold || hear(new CustomEvent(type, { detail }));
  Promise.resolve(loaded).then(() => element.ready).then(
    () => tellLate("shikaku-ready", null),
    ({ kind, message, remedy, problems }) => tellLate("shikaku-error", { kind, cause: message, remedy, problems }),
  );
  return () => {
    isTold = true;
    for (const type of Object.keys(HANDLERS)) element.removeEventListener(type, hear);
  };
}
