// The host's own form: its definition, with its sentences, is a file beside this page. It is loaded before the element,
// so that the built-in form never appears.
const form = document.querySelector("shikaku-form");
fetch("hearing-sheet.json")
  .then((file) => file.json())
  .then((definition) => {
    form.definition = definition;
    return import("../shikaku-form.js");
  });
