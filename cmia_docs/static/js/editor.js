// The tools of a unit open in place. Without script their button sends the form and the page comes back with them.
(() => {
  "use strict";
  const form = document.querySelector("form[data-tools-url]");
  if (!form) return;

  const close = () => {
    const open = form.querySelector(".edit-tools");
    if (!open) return null;
    const button = open.closest(".edit-unit")?.querySelector("[data-tools]");
    button?.setAttribute("aria-expanded", "false");
    open.remove();
    return button;
  };

  const show = async (button) => {
    const unit = button.closest(".edit-unit");
    const url = new URL(form.dataset.toolsUrl, location.href);
    url.searchParams.set("unit", button.dataset.tools);
    const languages = new URL(form.action).searchParams.get("languages");
    if (languages) url.searchParams.set("languages", languages);
    const answer = await fetch(url, { redirect: "error" });
    if (!answer.ok) throw new Error(String(answer.status));
    const tools = await answer.text();
    close();
    unit.querySelector(".edit-gutter").insertAdjacentHTML("afterend", tools);
    button.setAttribute("aria-expanded", "true");
    unit.querySelector(".edit-tools").focus();
  };

  form.addEventListener("click", (event) => {
    const closing = event.target.closest("[data-close-tools]");
    const button = event.target.closest("[data-tools]");
    if (closing || button?.getAttribute("aria-expanded") === "true") {
      event.preventDefault();
      close()?.focus();
    } else if (button) {
      event.preventDefault();
      // Where the server does not answer, the form is sent as it would be without script.
      show(button).catch(() => { form.requestSubmit(button); });
    }
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.closest(".edit-tools")) close()?.focus();
  });
})();
