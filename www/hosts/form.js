// The data that the enclosing form would send. It includes the application once the person has completed it.
const form = document.querySelector("form");

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const entries = [...new FormData(form)].map(([name, value]) => `${name}: ${value}`);
  document.querySelector("#sent").textContent = entries.join("\n");
});
