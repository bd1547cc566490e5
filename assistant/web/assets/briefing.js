// Keeps what was typed into a form with data-draft in this browser; of a drafted note only the lines that changed.
"use strict";
(() => {
  const kept = (form) => "boardwise." + form.dataset.draft;
  const fields = (form) => [...form.querySelectorAll("textarea, input:not([type=hidden]):not([type=file]), select")];
  const sent = (field) => (field.options ? ([...field.options].find((each) => each.defaultSelected) || field.options[0])?.value : field.defaultValue);
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const isDraft = form.classList.contains("draft");
    try {
      const saved = JSON.parse(localStorage.getItem(kept(form)) || "{}");
      for (const field of fields(form)) {
        // A form that comes back with its result is newer than what was kept before it was sent.
        const restorable = isDraft || !(location.search.includes("topic=") || document.getElementById("result"));
        if (restorable && typeof saved[field.name] === "string" && saved[field.name] !== field.value) {
          field.value = saved[field.name];
          field.closest("details")?.setAttribute("open", "");
        }
      }
    } catch { /* A browser that keeps nothing still drafts. */ }
  }
  // A form may be drawn anew without a new page: one listener for all of them.
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-draft]");
    if (!form) return;
    const worth = fields(form).filter((each) => !form.classList.contains("draft") || each.value !== sent(each));
    const typed = Object.fromEntries(worth.map((each) => [each.name, each.value]));
    try { localStorage.setItem(kept(form), JSON.stringify(typed)); } catch { /* as above */ }
  });
})();
