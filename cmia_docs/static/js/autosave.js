// <form data-autosave="url"> is saved at that address every few seconds after a change: the fields that differ from what the
// page came with, with the hidden fields `base` and `version`, which the answer renews. Without script nothing of this is
// needed: every button sends the whole form. The words in [data-autosave-status] come from its data-* attributes; what the
// server says itself (when it saved, why a field is refused) comes with the answer. Nothing is stored in the browser:
// drafts are restricted.
(() => {
  "use strict";
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const status = document.querySelector("[data-autosave-status]");
  const compare = document.querySelector("[data-autosave-compare]");
  const discard = document.querySelector("[data-autosave-discard]");
  const pause = 3000;
  const retry = 8000;
  let timer = 0;
  let running = false;
  let halted = "autosaveWaits" in form.dataset;
  let dirty = form.querySelector("[data-unsaved]") !== null;
  let sent = false;

  const tell = (kind, words) => {
    status.dataset.kind = kind;
    status.textContent = words;
  };
  const texts = () => [...form.querySelectorAll("textarea[name^='text.']")];
  const changed = (box) => box.value !== box.defaultValue || "unsaved" in box.dataset;
  const later = (wait) => { if (!timer && !halted) timer = setTimeout(save, wait); };

  const body = () => {
    const data = new FormData();
    for (const name of ["csrf_token", "base", "version"]) data.set(name, form.elements[name].value);
    for (const box of texts()) if (changed(box)) data.set(box.name, box.value);
    return data;
  };

  // A refused field says why, right below it, as it does on a page drawn by the server.
  const refuse = (refused) => {
    const still = new Set(refused.map((one) => `${one.field}-error`));
    for (const old of form.querySelectorAll(".edit-refused")) {
      const box = document.getElementById(old.id.replace(/-error$/, ""));
      if (still.has(old.id) || !box || !changed(box)) continue;
      box.removeAttribute("aria-invalid");
      old.remove();
    }
    for (const one of refused) {
      const box = document.getElementById(one.field);
      if (!box) continue;
      document.getElementById(`${one.field}-error`)?.remove();
      box.setAttribute("aria-invalid", "true");
      box.setAttribute("aria-describedby", `${one.field}-error`);
      box.insertAdjacentHTML("afterend", one.html);
    }
  };

  const saved = async (answer) => {
    const result = await answer.json();
    form.elements.base.value = result.base;
    form.elements.version.value = result.version;
    if (discard) discard.hidden = result.version === 0;
    refuse(result.refused);
    if (result.refused.length) dirty = true;
    tell(result.refused.length ? "failed" : "saved", result.refused.length ? status.dataset.refused : result.message);
  };

  const failed = async (answer) => {
    dirty = true;
    if (answer.status === 409) {
      halted = true;
      if (compare) compare.hidden = false;
      tell("failed", status.dataset.stale);
    } else if (answer.status === 413) tell("failed", (await answer.json().catch(() => null))?.message ?? status.dataset.large);
    else if (answer.status === 404) tell("failed", status.dataset.gone);
    else if (answer.status >= 500) {
      // Only a store that cannot be used says why; the sentence of a server that failed helps nobody.
      const message = answer.status === 503 ? (await answer.json().catch(() => null))?.message : null;
      tell("failed", message ?? status.dataset.busy);
      later(retry);
    } else tell("failed", status.dataset.expired);
  };

  const save = async () => {
    timer = 0;
    if (running) return later(pause);
    running = true;
    dirty = false;
    tell("saving", status.dataset.saving);
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", headers: { Accept: "application/json" }, body: body(), redirect: "error" });
      if (answer.ok || answer.status === 422) await saved(answer);
      else await failed(answer);
    } catch {
      dirty = true;
      tell("failed", status.dataset.offline);
      later(retry);
    }
    running = false;
  };

  form.addEventListener("input", (event) => {
    if (!event.target.matches("textarea[name^='text.']")) return;
    if (!dirty && !running) tell("waiting", status.dataset.waiting);
    dirty = true;
    later(pause);
  });
  addEventListener("online", () => { if (dirty) later(0); });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && dirty && !running && !halted) {
      clearTimeout(timer);
      save();
    }
  });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.code === "KeyS") {
      event.preventDefault();
      clearTimeout(timer);
      if (!halted) save();
    }
  });
  document.addEventListener("submit", (event) => {
    if (event.target !== form || event.defaultPrevented) return;
    sent = true;
    clearTimeout(timer);
  });
  addEventListener("pageshow", () => { sent = false; });
  addEventListener("beforeunload", (event) => { if (dirty && !sent) event.preventDefault(); });
})();
