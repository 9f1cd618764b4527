// Each of these must fail a test.
console.error("told");
Promise.reject("lost");
setTimeout(() => {
  globalThis.isDone = true;
});
document.querySelector("p").innerHTML = "<b>a string as markup</b>";
