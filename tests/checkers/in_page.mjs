// The checkers that look at a page as it is: bundled into one script, which the browser tests run inside the page.
// To add one: a check that gives `{ rule, at, message }` for each finding, and a mistake that it must find.
import axe from "axe-core";
import { Checker } from "accessibility-checker-engine/ace-node.js";
import { virtual } from "@guidepup/virtual-screen-reader";
import sniffer from "html_codesniffer/build/HTMLCS.js";

// HTML_CodeSniffer looks for its own parts as globals.
Object.assign(globalThis, sniffer);
const { HTMLCS } = sniffer;

/** The parts of the page that were inspected, by what distinguishes them. */
const known = new Set();

/** The least that is read alone. */
const PART = ".item, .answer, .buttons, .stage > *, .widget > *";

/**
 * The parts of the widget with something in them that was not looked at before: another element, word or attribute; or,
 * where colours alone are looked at, what a style sheet can tell apart.
 */
globalThis.news = (widget, areColours) => {
  const parts = new Set();
  const look = (element, path) => {
    if (!element.checkVisibility()) return;
    const { checked, disabled, localName, className } = element;
    const words = [...element.childNodes].filter((node) => node instanceof Text).map(({ data }) => data);
    const own = areColours ? element.getAttribute("aria-invalid") : element.cloneNode().outerHTML + words.join("|");
    const key = [path, localName, className, checked, disabled, own].join(" ");
    if (!known.has(key)) parts.add(element.closest(PART) ?? widget);
    known.add(key);
    for (const child of element.children) look(child, `${path} ${localName}.${className}`);
  };
  look(widget, "");
  // The whole is read as quickly as a few parts.
  return parts.size > 3 ? [widget] : [...parts];
};

/**
 * Every rule that axe-core has, the experimental ones and AAA among them, in shadow roots too; or those about one thing,
 * for another view of a document that was read in whole.
 */
async function axeCore(widget, { parts, about } = {}) {
  const isAsked = ({ tags }) => !about || tags.includes(about);
  const rules = Object.fromEntries(axe.getRules().map((rule) => [rule.ruleId, { enabled: isAsked(rule) }]));
  // It loads style sheets for rules about the whole document.
  const options = { rules, resultTypes: ["violations"], preload: !about };
  const { violations } = await axe.run(parts ? { include: parts } : document, options);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => ({ rule: id, at: target.flat().join(" "), message: `${help}. ${failureSummary}` })));
}

/** Everything that IBM's engine decides by itself; what it asks a person to look at is no verdict. */
async function equalAccess(widget, { parts = [document] } = {}) {
  const results = [];
  for (const part of parts) results.push(...(await new Checker().check(part, ["IBM_Accessibility", "WCAG_2_2"])).results);
  return results
    .filter(({ value: [, verdict] }) => verdict === "FAIL")
    // It takes the header that a page may carry in a meta element for a deprecated one.
    .filter(({ ruleId, path }) => !(ruleId === "element_attribute_deprecated" && path.dom.includes("/head[1]/meta")))
    .map(({ ruleId, path, message }) => ({ rule: ruleId, at: path.dom, message }));
}

/** HTML_CodeSniffer knows no shadow roots: it is shown a copy of the widget, in a document of its own. */
async function htmlCodeSniffer(widget) {
  const frame = document.body.appendChild(document.createElement("iframe"));
  const copy = frame.contentDocument;
  copy.documentElement.lang = document.documentElement.lang;
  copy.title = document.title;
  const rules = widget.getRootNode().adoptedStyleSheets.flatMap(({ cssRules }) => [...cssRules]);
  const sheet = new frame.contentWindow.CSSStyleSheet();
  sheet.replaceSync(rules.map(({ cssText }) => cssText.replaceAll(":host", "body")).join("\n"));
  copy.adoptedStyleSheets = [sheet];
  copy.body.append(widget.cloneNode(true));
  await new Promise((resolve, reject) => HTMLCS.process("WCAG2AA", copy, resolve, reject));
  frame.remove();
  return HTMLCS.getMessages()
    .filter(({ type }) => type === HTMLCS.ERROR)
    .map(({ code, msg, element }) => ({ rule: code, at: element.outerHTML?.slice(0, 200) ?? "document", message: msg }));
}

/** The words of a screen reader, from the widget's first to its last. */
async function spoken(widget) {
  await virtual.start({ container: widget });
  // After the last word it starts again. An element is the active node at its beginning and at its end, and other
  // elements may begin with the same words.
  const now = async () => [virtual.activeNode, await virtual.lastSpokenPhrase()];
  const [node, phrase] = await now();
  const isFirst = ([other, words]) => other === node && words === phrase;
  do await virtual.next();
  while (!isFirst(await now()));
  const phrases = await virtual.spokenPhraseLog();
  await virtual.stop();
  return phrases.slice(0, -1);
}

globalThis.spoken = spoken;

const CONTROL = /^(?:button|link|textbox|checkbox|radio|combobox)(?:, )?(?<words>.*)$/s;

/** A control says its name, and what is wrong with it; nothing that is seen goes unsaid. */
async function screenReader(widget) {
  const phrases = await spoken(widget);
  const nameless = phrases.filter((phrase) => CONTROL.exec(phrase)?.groups.words === "");
  const errors = [...widget.querySelectorAll(".field .error")].filter((error) => error.checkVisibility());
  // Said by itself it is text like any other; a control has it among its own words. Passwords have no role to tell by.
  const isSaid = ({ textContent }) => phrases.some((phrase) => phrase.includes(textContent) && phrase !== textContent);
  return [
    ...nameless.map((phrase) => ({ rule: "name", at: phrase, message: "a control without a name" })),
    ...errors.filter((error) => !isSaid(error))
      .map(({ id, textContent }) => ({ rule: "error", at: id, message: `not said at its control: ${textContent}` })),
  ];
}

const unlabel = (widget) => widget.querySelector("label.legend").remove();

globalThis.checkers = {
  "axe-core": { check: axeCore, mistake: unlabel, rule: "select-name" },
  "Equal Access": { check: equalAccess, mistake: unlabel, rule: "input_label_exists" },
  "HTML_CodeSniffer": {
    check: htmlCodeSniffer,
    mistake: (widget) => widget.querySelector("form button").replaceChildren(),
    rule: "WCAG2AA.Principle4.Guideline4_1.4_1_2.H91.Button.Name",
  },
  "virtual screen reader": {
    check: screenReader,
    mistake: (widget) => widget.querySelector("form select").removeAttribute("aria-describedby"),
    rule: "error",
  },
};
