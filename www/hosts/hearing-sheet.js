// A form of the host's own: its definition, with its sentences, is a file beside this page. It is there before the
// element is, so that the built-in form is never seen.
const form = document.querySelector("shikaku-form");
fetch("hearing-sheet.json")
  .then((file) => file.json())
  .then((definition) => {
    form.definition = definition;
    return import("../shikaku-form.js");
  });
