// Puts words into the page's live region, where screen readers pick them up: document.dispatchEvent(new CustomEvent("say", {detail: words})).
// A list refreshed by htmx says how many rows it now has: the text of its role="status".
(() => {
  "use strict";
  const messages = document.getElementById("messages");
  if (!messages) return;
  document.addEventListener("say", (event) => {
    const line = document.createElement("p");
    line.className = "visually-hidden";
    line.textContent = event.detail;
    messages.append(line);
    setTimeout(() => line.remove(), 4000);
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const status = event.target.querySelector("[role='status']");
    if (status) document.dispatchEvent(new CustomEvent("say", { detail: status.textContent }));
  });
})();
