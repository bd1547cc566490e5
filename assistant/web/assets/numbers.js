// Keeps what was pasted in this tab until it is sent, so that a reload loses nothing.
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
  const result = document.getElementById("result");
  const wrong = document.querySelector("[aria-invalid=true]");
  // What is folded on the screen is read on paper too.
  addEventListener("beforeprint", () => document.querySelectorAll("details.fold").forEach((each) => { each.open = true; }));
  if (wrong) wrong.focus();
  else if (result && !location.hash) result.scrollIntoView({ block: "start" });
})();
