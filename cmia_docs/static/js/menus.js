// Menus are <details>: they open without script; this closes them when the reader turns elsewhere.
(() => {
  "use strict";
  const open = () => document.querySelectorAll("details.menu[open]");
  document.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  // A link into the page from a drawer closes the drawer.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const drawer = link && link.closest("[popover]");
    if (drawer && drawer.matches(":popover-open")) drawer.hidePopover();
  });
  document.addEventListener("submit", (event) => {
    const drawer = event.target.closest("[popover]:popover-open");
    if (drawer) drawer.hidePopover();
  });
  // The summary of a refused form takes the focus, so that it is read first.
  const first = document.querySelector("[data-focus]");
  if (first) first.focus();
})();
