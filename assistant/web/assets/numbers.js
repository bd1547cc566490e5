// Keeps what was pasted or typed in this tab until it is sent, so that a reload loses nothing.
(() => {
  const key = (area) => `boardwise:${location.pathname}:${area.name}`;
  for (const area of document.querySelectorAll("textarea[data-draft]")) {
    try {
      // What was taken and kept is no draft any more.
      if (location.search.includes("taken=1")) sessionStorage.removeItem(key(area));
      if (!area.value) area.value = sessionStorage.getItem(key(area)) || "";
      const keep = () => sessionStorage.setItem(key(area), area.value);
      area.addEventListener("input", keep);
      area.form.addEventListener("submit", keep);
    } catch { /* Storage is off: nothing is kept. */ }
  }
  // Figures stand in the address once they are sent; before that, here.
  const TYPED = "form.numbers[method=get] input:not([type=hidden]):not([type=checkbox]):not([type=radio])";
  for (const field of document.querySelectorAll(TYPED)) {
    try {
      const kept = sessionStorage.getItem(key(field));
      const sent = new URLSearchParams(location.search).has(field.name) || location.search.includes("example=1");
      if (kept && !field.value && !sent) {
        field.value = kept;
        field.closest("details")?.setAttribute("open", "");
      }
      field.addEventListener("input", () => sessionStorage.setItem(key(field), field.value));
      field.form.addEventListener("submit", () => sessionStorage.removeItem(key(field)));
    } catch { /* as above */ }
  }
  const result = document.getElementById("result");
  const wrong = document.querySelector("[aria-invalid=true]");
  // What is folded on the screen is read on paper too.
  addEventListener("beforeprint", () => document.querySelectorAll("details.fold").forEach((each) => { each.open = true; }));
  if (wrong) wrong.focus();
  else if (result && !location.hash) result.scrollIntoView({ block: "start" });
})();
