// Keeps what was typed on the briefing page in this browser, and sends only the lines that changed.
"use strict";
(() => {
  const kept = (form) => "boardwise." + form.dataset.draft;
  const fields = (form) => [...form.querySelectorAll("textarea, input:not([type=hidden]):not([type=file]), select")];
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const start = new Map(fields(form).map((field) => [field, field.value]));
    const isDraft = form.classList.contains("draft");
    try {
      const saved = JSON.parse(localStorage.getItem(kept(form)) || "{}");
      for (const field of fields(form)) {
        const restorable = isDraft || !location.search.includes("topic=");
        if (restorable && typeof saved[field.name] === "string" && saved[field.name] !== field.value) {
          field.value = saved[field.name];
          field.closest("details")?.setAttribute("open", "");
        }
      }
    } catch { /* A browser that keeps nothing still drafts. */ }
    form.addEventListener("input", () => {
      const changed = Object.fromEntries(fields(form).filter((f) => f.value !== start.get(f)).map((f) => [f.name, f.value]));
      try { localStorage.setItem(kept(form), JSON.stringify(changed)); } catch { /* as above */ }
    });
  }
})();
