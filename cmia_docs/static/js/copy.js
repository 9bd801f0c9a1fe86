// Copies a checksum or a permalink and says so.
(() => {
  "use strict";
  // Browsers give the clipboard only to secure addresses; a button that cannot work is not shown.
  if (!navigator.clipboard) {
    document.documentElement.classList.add("no-copy");
    return;
  }
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    await navigator.clipboard.writeText(button.dataset.copy);
    document.dispatchEvent(new CustomEvent("say", { detail: button.dataset.copied }));
    button.classList.add("copied");
    setTimeout(() => button.classList.remove("copied"), 1500);
  });
})();
