// The attributes of the element, and the property that each of them has.

/** Text: `""` stands for an attribute that is absent. */
const TEXTS = ["locale", "text-size", "colors", "application-type", "name", "dom"];
/** Present or absent. */
const FLAGS = ["readings", "required", "disabled", "history"];
/** The attributes that say how the form is shown. */
export const DISPLAY = ["locale", "readings", "text-size", "colors", "heading-level"];
/** The default level of the form's title. */
const HEADING_LEVEL = 3;

const inCamelCase = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

/** Reads and writes an attribute, by the name of its property. */
const ACCESSORS = Object.fromEntries([
  ...TEXTS.map((name) => [name, (element) => element.getAttribute(name) ?? ""]),
  ...FLAGS.map((name) => [name, (element) => element.hasAttribute(name)]),
  ["heading-level", (element) => Number(element.getAttribute("heading-level")) || HEADING_LEVEL],
].map(([name, get]) => [inCamelCase(name), { name, get }]));

export const PROPERTIES = Object.keys(ACCESSORS);

/** Sets an attribute to what a property was given. */
function reflect(element, name, value) {
  if (value === undefined || value === null || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : value);
}

/** Gives a class a property for each attribute. */
export function addProperties({ prototype }) {
  for (const [property, { name, get }] of Object.entries(ACCESSORS)) {
    Object.defineProperty(prototype, property, {
      configurable: true,
      enumerable: true,
      get() {
        return get(this);
      },
      set(value) {
        reflect(this, name, value);
      },
    });
  }
}

/** How the form is shown: the attributes hold it, and a host may set, watch and keep them. */
export function displayOf(element) {
  const text = (name) => element.getAttribute(name) ?? "";
  return {
    locale: languageOf(element),
    readings: element.hasAttribute("readings"),
    textSize: text("text-size"),
    colors: text("colors"),
    headingLevel: text("heading-level"),
  };
}

export function languageOf(element) {
  if (element.hasAttribute("locale")) return element.getAttribute("locale");
  // closest() ends at a shadow root around the element; the language does not.
  for (let around = element; around; around = around.getRootNode().host) {
    const speaking = around.closest("[lang]");
    if (speaking) return speaking.lang;
  }
  return "";
}

/** Keeps the person's choice. */
export function keepDisplay(element, { locale, readings, textSize, colors }) {
  // Until someone chooses a language, the form follows the page's.
  if (locale !== languageOf(element)) reflect(element, "locale", locale);
  reflect(element, "readings", readings);
  reflect(element, "text-size", textSize || null);
  reflect(element, "colors", colors || null);
}
