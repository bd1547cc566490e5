// Shows how far a check is, and stops it; without this the form is simply sent.
"use strict";
(() => {
  let running = null;

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-draft=check]");
    if (!form || !window.TextDecoderStream) return;
    event.preventDefault();
    if (!running) check(form);
  });

  async function check(form) {
    const box = form.querySelector("#progress");
    const [told, bar, stop] = ["[role=status]", "progress", "button"].map((each) => box.querySelector(each));
    const send = form.querySelector("button[type=submit]");
    const words = told.textContent;
    running = new AbortController();
    const cancel = () => running?.abort();
    stop.addEventListener("click", cancel);
    bar.removeAttribute("value");
    bar.hidden = stop.hidden = box.hidden = false;
    send.disabled = true;
    stop.focus();
    box.scrollIntoView({ block: "nearest" });
    try {
      await receive(form, bar);
    } catch (fault) {
      told.textContent = fault.name === "AbortError" ? box.dataset.stopped : box.dataset.lost;
      bar.hidden = stop.hidden = true;
      send.disabled = false;
      send.focus();
      setTimeout(() => { told.textContent = words; box.hidden = !running; }, 8000);
    } finally {
      stop.removeEventListener("click", cancel);
      running = null;
    }
  }

  async function receive(form, bar) {
    const answer = await fetch(form.action, {
      method: "POST",
      headers: { Accept: "text/event-stream" },
      body: new URLSearchParams(new FormData(form)),
      signal: running.signal,
    });
    if (!answer.headers.get("content-type")?.startsWith("text/event-stream")) throw new Error(String(answer.status));
    let rest = "";
    let whole = false;
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      rest += value;
      const events = rest.split("\n\n");
      rest = events.pop();
      for (const event of events) whole = show(event, bar) || whole;
    }
    if (!whole) throw new Error("cut short");
  }

  function show(event, bar) {
    const data = JSON.parse(event.slice(event.indexOf("data: ") + 6));
    if (!data.html) {
      bar.value = data.done / Math.max(1, data.total);
      return false;
    }
    const page = new DOMParser().parseFromString(data.html, "text/html");
    const content = document.getElementById("content");
    content.replaceChildren(...page.getElementById("content").childNodes);
    content.focus();
    content.scrollIntoView({ block: "start" });
    return true;
  }
})();
