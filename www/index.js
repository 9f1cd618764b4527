// The static page's own script: how the page and its form are shown, chosen in the bar at the top, and the title of the
// tab, which says how far the person is.

/** What the tab says before the page's own title, by the state of the form. */
const PREFIXES = { invalid: "エラー", complete: "転記用の一覧", review: "確認画面" };

const { title } = document;
const form = document.querySelector("shikaku-form");
const bar = document.querySelector(".display-bar");

function choose(name, value) {
  if (value) form.setAttribute(name, value);
  else form.removeAttribute(name);
}

/** The form's attributes hold the choices, whoever has set them. */
function show() {
  for (const button of bar.querySelectorAll("button")) {
    const isReadings = button.name === "readings";
    button.disabled = isReadings && !bar.querySelector("[data-has-readings][aria-pressed=true]");
    const isOn = isReadings ? form.hasAttribute("readings") : chosen(button.name) === button.value;
    button.setAttribute("aria-pressed", isOn && !button.disabled);
  }
  bar.querySelector("select").value = chosen("colors");
}

const chosen = (name) => form.getAttribute(name) ?? "";

bar.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (!button) return;
  if (button.name === "readings") form.toggleAttribute("readings");
  else choose(button.name, button.value);
});
bar.addEventListener("change", ({ target }) => choose(target.name, target.value));
new MutationObserver(show).observe(form, { attributeFilter: ["locale", "readings", "text-size", "colors"] });
show();
// The form's own display controls are no longer needed.
document.documentElement.classList.add("has-bar");

/** Browsers before 2024 have no custom states. */
const has = (state) => CSS.supports(`selector(:state(${state}))`) && form.matches(`:state(${state})`);

function sayWhere() {
  const state = Object.keys(PREFIXES).find(has);
  document.title = state ? `${PREFIXES[state]}：${title}` : title;
}

// The form gets its new state shortly after the event; and no event reports that going on was refused.
for (const type of ["shikaku-change", "click"]) form.addEventListener(type, () => setTimeout(sayWhere));
