"use strict";
// A form that was changed and not sent is kept on this device, and offered to nobody else.
(() => {
  const form = document.getElementById("plan-form");
  if (!form) return;
  const key = "boardwise-draft-" + form.dataset.draft;
  const fresh = !document.getElementById("result") && !form.querySelector("[aria-invalid]");
  const fields = () => [...form.elements].filter((each) => each.name && each.type !== "hidden");
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) || "{}");
    if (fresh) for (const each of fields()) if (kept[each.name] && !each.value) each.value = kept[each.name];
    form.addEventListener("input", () => {
      sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(fields().map((each) => [each.name, each.value]))));
    });
    form.addEventListener("submit", () => sessionStorage.removeItem(key));
  } catch { /* A browser that keeps nothing still has the page. */ }
})();
