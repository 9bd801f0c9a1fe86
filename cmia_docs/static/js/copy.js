// Copies a checksum or a permalink; the page's live region says that it was done.
(() => {
  "use strict";
  // Browsers give the clipboard only to secure addresses; a button that cannot work is not shown.
  if (!navigator.clipboard) {
    document.documentElement.classList.add("no-copy");
    return;
  }
  const say = (words) => {
    const messages = document.getElementById("messages");
    const line = document.createElement("p");
    line.className = "visually-hidden";
    line.textContent = words;
    messages.append(line);
    setTimeout(() => line.remove(), 4000);
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    await navigator.clipboard.writeText(button.dataset.copy);
    button.classList.add("copied");
    say(button.dataset.copied);
    setTimeout(() => button.classList.remove("copied"), 1500);
  });
})();
