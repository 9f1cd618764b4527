// A host may set only some of the colours. Those that would make something unreadable are not used, and its author is
// told.

/** Foregrounds and their backgrounds. */
const ON = {
  surface: ["text", "muted", "accent", "error", "line", "focus"],
  soft: ["text", "muted", "accent"],
  accent: ["on-accent"],
  "error-soft": ["text", "error"],
  "warning-soft": ["warning"],
};
const said = new Set();

/** Checks the colours with these names of a drawn element. */
export function keepReadable(element, names) {
  const root = element.shadowRoot ?? element;
  const parts = [...root.children].filter((part) => part.matches(".frame, .failure"));
  const style = getComputedStyle(element);
  const given = names.filter((name) => style.getPropertyValue(`--shikaku-${name}`));
  const unused = given.length ? unreadable(element, root, given) : [];
  for (const part of parts) {
    for (const name of names) use(part, name, !unused.includes(name));
  }
}

const use = ({ style }, name, isUsed) => style.setProperty(`--shikaku-${name}`, isUsed ? "" : "initial");

/** The names of the host's colours that cannot be used. They are tried out beside the form, invisibly. */
function unreadable(element, root, given) {
  const probe = document.createElement("div");
  probe.className = "failure";
  probe.hidden = true;
  probe.style.forcedColorAdjust = "none";
  root.append(probe);
  const unused = [];
  for (let name; (name = firstUnreadable(element, probe, (name) => given.includes(name) && !unused.includes(name))); ) {
    use(probe, name, false);
    unused.push(name);
  }
  probe.remove();
  return unused;
}

function firstUnreadable(element, probe, isGiven) {
  const read = (name) => colour(probe, `var(--_${name})`);
  const page = read("surface")[3] < 1 ? behind(element, probe) : [];
  // The colours of a picture are unknown.
  if (!page) return;
  const surface = over(read("surface"), page);
  for (const ground in ON) {
    const under = over(read(ground), surface);
    for (const mark of ON[ground]) {
      const ratio = contrast(over(read(mark), under), under);
      // WCAG 2.2 asks less of lines than of words.
      const least = ["line", "focus"].includes(mark) ? 3 : 4.5;
      const name = [mark, ground].find(isGiven);
      if (name && ratio < least) {
        tell(`--shikaku-${mark} on --shikaku-${ground} has a contrast of ${ratio.toFixed(2)} and needs ${least}`, name);
        return name;
      }
    }
  }
}

function tell(flaw, name) {
  if (said.has(flaw)) return;
  said.add(flaw);
  const remedy = "set both, for light and dark by light-dark(), or set colors=\"light\"";
  console.warn(`shikaku-form: ${flaw}, so --shikaku-${name} is not used: ${remedy}.`);
}

/** The colour behind an element; `undefined` for a picture. */
function behind(element, probe) {
  for (let place = element; place; place = place.parentElement ?? place.getRootNode().host) {
    const { backgroundColor, backgroundImage } = getComputedStyle(place);
    if (backgroundImage !== "none") return;
    const seen = colour(probe, backgroundColor);
    if (seen[3]) return seen;
  }
  probe.style.colorScheme = getComputedStyle(document.documentElement).colorScheme;
  const canvas = colour(probe, "Canvas");
  probe.style.colorScheme = "";
  return canvas;
}

/** Red, green, blue and opacity, from 0 to 1. */
function colour(probe, value) {
  const shown = getComputedStyle(probe);
  probe.style.color = value;
  // A mixture is in sRGB, whatever its parts are written in. Where nothing is mixed, all colours are rgb().
  probe.style.color = `color-mix(in srgb, ${shown.color}, ${shown.color})`;
  const [red, green, blue, opacity = 1] = shown.color.match(/\d[\d.e-]*/g) ?? [];
  const full = shown.color.startsWith("rgb") ? 255 : 1;
  return [red / full, green / full, blue / full, +opacity];
}

const over = (upper, lower) => upper.map((part, place) => (upper[3] < 1 ? part * upper[3] + lower[place] * (1 - upper[3]) : part));

function contrast(...colours) {
  const [dark, light] = colours.map(luminance).sort((one, other) => one - other);
  return (light + 0.05) / (dark + 0.05);
}

const luminance = ([red, green, blue]) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
const linear = (part) => (part > 0.04045 ? ((part + 0.055) / 1.055) ** 2.4 : part / 12.92);
