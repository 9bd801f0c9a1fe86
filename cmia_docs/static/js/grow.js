// Text boxes grow with their text. Newer browsers do it by CSS (field-sizing); this is for the others.
(() => {
  "use strict";
  if (CSS.supports("field-sizing", "content")) return;
  const fit = (box) => {
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight + 2}px`;
  };
  document.querySelectorAll("textarea.grow").forEach(fit);
  document.addEventListener("input", (event) => {
    if (event.target.matches("textarea.grow")) fit(event.target);
  });
})();
