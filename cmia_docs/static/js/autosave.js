// <form data-autosave="url"> is sent to that address while its author types: as the form itself, CSRF field included.
// The server answers 2xx when it has stored the working copy; 409 when the text changed meanwhile. The words shown in
// [data-autosave-status] come from its data-saving, data-saved ({time}), data-failed, data-stale. Nothing is kept in the
// browser: drafts are restricted.
(() => {
  "use strict";
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const status = document.querySelector("[data-autosave-status]");
  const pause = 1500;
  let timer = 0;
  let running = false;
  let dirty = false;
  let sent = false;

  const tell = (kind, words) => {
    if (!status) return;
    status.dataset.kind = kind;
    status.textContent = words;
  };
  const time = () => new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" }).format(new Date());

  const save = async () => {
    if (running) {
      timer = setTimeout(save, pause);
      return;
    }
    running = true;
    dirty = false;
    tell("saving", status?.dataset.saving ?? "");
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: new FormData(form), headers: { "X-Requested-With": "fetch" } });
      if (answer.ok) tell("saved", (status?.dataset.saved ?? "").replace("{time}", time()));
      else {
        dirty = true;
        tell("failed", (answer.status === 409 ? status?.dataset.stale : status?.dataset.failed) ?? "");
      }
    } catch {
      dirty = true;
      tell("failed", status?.dataset.failed ?? "");
    }
    running = false;
    form.dispatchEvent(new CustomEvent("autosave", { detail: { dirty } }));
  };

  form.addEventListener("input", () => {
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  });
  form.addEventListener("submit", () => { sent = true; clearTimeout(timer); });
  addEventListener("beforeunload", (event) => { if (dirty && !sent) event.preventDefault(); });
})();
