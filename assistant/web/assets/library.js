/* The library: search as you type, copying, printing. All of it also works as plain pages. */
(() => {
  'use strict';
  const root = document.documentElement;
  root.classList.add('scripted');
  const form = document.getElementById('browse');
  const bar = document.getElementById('bar');

  document.addEventListener('click', (click) => {
    const language = click.target.closest('[data-language]');
    if (language) {
      document.cookie = `boardwise-language=${language.dataset.language}; path=/; max-age=31536000; samesite=lax`;
    }
    if (click.target.closest('[data-print]')) print();
    const copy = click.target.closest('[data-copy]');
    if (copy) copied(copy);
    const link = form && click.target.closest('#results a');
    if (link && plain(click) && new URL(link.href).pathname === form.getAttribute('action')) {
      click.preventDefault();
      show(link.href, 'push', link.rel ? 'top' : '');
    }
  });

  const plain = (click) => click.button === 0 && !(click.ctrlKey || click.metaKey || click.shiftKey || click.altKey);

  async function copied(button) {
    const before = button.textContent;
    try {
      await toClipboard(button.dataset.copy);
      button.textContent = bar.dataset.copied;
    } catch {
      button.textContent = bar.dataset.copyFailed;
    }
    setTimeout(() => { button.textContent = before; }, 1800);
  }

  async function toClipboard(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    // Plain http on another machine has no clipboard interface: the old way still works there.
    const area = document.createElement('textarea');
    area.value = text;
    area.style.position = 'fixed';
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    if (!done) throw new Error('refused');
  }

  if (!form) return;
  const filters = form.querySelector('details.filters');
  if (matchMedia('(min-width: 1000px)').matches) filters.open = true;

  let waiting = null;
  let typing = false;
  let asked = null;

  function address() {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value.trim()) query.append(name, value.trim());
    return `${form.getAttribute('action')}?${query}`;
  }

  async function show(url, history, then) {
    clearTimeout(waiting);
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(url, { signal: asked.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      if (history === 'push') window.history.pushState(null, '', url);
      if (history === 'replace') window.history.replaceState(null, '', url);
      put(page, history);
      if (then === 'top') document.getElementById('results').scrollIntoView();
    } catch (fault) {
      if (fault.name !== 'AbortError') location.assign(url);
    }
  }

  function put(page, history) {
    document.getElementById('results').replaceWith(page.getElementById('results'));
    const theirs = page.getElementById('browse');
    form.querySelectorAll('select').forEach((select) => {
      select.innerHTML = theirs.querySelector(`[name=${select.name}]`).innerHTML;
    });
    form.querySelector('summary').textContent = theirs.querySelector('summary').textContent;
    form.querySelectorAll('input[type=hidden]').forEach((input) => input.remove());
    form.prepend(...theirs.querySelectorAll('input[type=hidden]'));
    // What is being typed is newer than what came back.
    if (history !== 'replace' || !typing) form.q.value = theirs.querySelector('[name=q]').value;
    const links = page.querySelectorAll('#bar a[hreflang]');
    document.querySelectorAll('#bar a[hreflang]').forEach((link, place) => { link.href = links[place].getAttribute('href'); });
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    typing = false;
    show(address(), 'push');
  });
  form.addEventListener('change', (event) => {
    if (event.target.tagName === 'SELECT') { typing = false; show(address(), 'push'); }
  });
  form.q.addEventListener('input', () => {
    clearTimeout(waiting);
    // One step back leads to what was there before the typing began, not letter by letter.
    waiting = setTimeout(() => { show(address(), typing ? 'replace' : 'push'); typing = true; }, 200);
  });
  form.q.addEventListener('blur', () => { typing = false; });
  addEventListener('popstate', () => { typing = false; show(location.href, ''); });
})();
