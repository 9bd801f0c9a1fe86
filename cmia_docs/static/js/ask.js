// Forms with data-ask="question" are sent after a yes in a dialog. Without script they are sent at once.
(() => {
  "use strict";
  const dialog = document.getElementById("ask");
  if (!dialog || !dialog.showModal) return;
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    const question = (button && button.dataset.ask) || event.target.dataset.ask;
    if (!question || event.target.dataset.confirmed) return;
    event.preventDefault();
    document.getElementById("ask-text").textContent = question;
    dialog.returnValue = "no";
    dialog.showModal();
    dialog.addEventListener("close", () => {
      if (dialog.returnValue !== "yes") return;
      event.target.dataset.confirmed = "yes";
      event.target.requestSubmit(button);
      delete event.target.dataset.confirmed;
    }, { once: true });
  });
})();
