// The static page's own script: how the page and its form are shown, chosen in the bar at the top, and the title of the
// tab, which says how far the person is.

/** What the tab says before the page's own title. */
const STAGES = { review: "確認画面", complete: "転記用の一覧" };

const { title } = document;
const form = document.querySelector("shikaku-form");
const bar = document.querySelector(".display-bar");

function choose(name, value) {
  if (value) form.setAttribute(name, value);
  else form.removeAttribute(name);
}

/** The form's attributes hold what is chosen, whoever has set them. */
function show() {
  for (const button of bar.querySelectorAll("button")) {
    const isOn = button.name === "readings" ? form.hasAttribute("readings") : chosen(button.name) === button.value;
    button.setAttribute("aria-pressed", isOn);
  }
  bar.querySelector("select").value = chosen("colors");
  // English has none.
  bar.querySelector("[name=readings]").disabled = chosen("locale") === "en";
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
// From here on the form's own controls for it are not needed.
document.documentElement.classList.add("has-bar");

form.addEventListener("shikaku-change", ({ detail: { stage } }) => {
  document.title = stage in STAGES ? `${STAGES[stage]}：${title}` : title;
});
