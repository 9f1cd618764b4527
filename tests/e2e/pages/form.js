// A host's script before the widget's is loaded, and when its form is sent.
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
