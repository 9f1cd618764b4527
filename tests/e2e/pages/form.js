// What a host does before the widget's script is there, and what it does when its form is sent.
globalThis.sent = [];
addEventListener("submit", (event) => {
  if (event.target.id !== "host") return;
  event.preventDefault();
  globalThis.sent.push([...new FormData(event.target)]);
});
// The parser has made the element by now, and no module has run.
document.addEventListener("readystatechange", () => {
  document.querySelector("shikaku-form").prefill = { line_type: "internet_ipsec_ike" };
}, { once: true });
