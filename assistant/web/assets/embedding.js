/* The snippets follow the choices without a new page; everything works without this script. */
(() => {
  'use strict';
  const form = document.getElementById('choices');
  let asked = null;
  async function write(event) {
    event?.preventDefault();
    const address = `${form.getAttribute('action').split('#')[0]}?${new URLSearchParams(new FormData(form))}`;
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(address, { signal: asked.signal });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const [before, now] = [document, page].map((each) => each.getElementById('preview').getAttribute('src'));
      const written = document.getElementById('written');
      const fresh = page.getElementById('written');
      // The preview keeps its conversation where nothing about it has changed.
      if (before === now) {
        written.querySelector('#snippets').replaceWith(fresh.querySelector('#snippets'));
      } else written.replaceChildren(...fresh.childNodes);
      history.replaceState(null, '', address);
    } catch (fault) {
      if (fault.name !== 'AbortError') location.assign(address);
    }
  }
  form.addEventListener('change', write);
  form.addEventListener('submit', write);
})();
