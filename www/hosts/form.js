// What the form around the widget would send. The application is there once the person has completed it.
const form = document.querySelector("form");

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const entries = [...new FormData(form)].map(([name, value]) => `${name}: ${value}`);
  document.querySelector("#sent").textContent = entries.join("\n");
});
