/* What the chat page does by itself: theme, sources, keys, copying. Asking goes to the server. */
(() => {
  'use strict';
  const root = document.documentElement;
  const bar = () => document.getElementById('bar');
  const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
  const behavior = () => (calm() ? 'auto' : 'smooth');

  const LOOKS = ['light', 'dark', 'contrast'];
  // A page that was asked for in one look, such as an embedded one, keeps it.
  const given = root.dataset.theme || '';
  const stored = (() => { try { return localStorage.getItem('boardwise-theme'); } catch { return null; } })();
  if (!given && LOOKS.includes(stored)) root.dataset.theme = stored;

  function setLook(look) {
    if (LOOKS.includes(look)) root.dataset.theme = look; else delete root.dataset.theme;
    try {
      if (root.dataset.theme) localStorage.setItem('boardwise-theme', look); else localStorage.removeItem('boardwise-theme');
    } catch { /* private window */ }
    showLook();
  }

  function showLook() {
    document.querySelectorAll('[data-look]').forEach((button) => {
      button.setAttribute('aria-pressed', String(button.dataset.look === (root.dataset.theme || 'auto')));
    });
  }

  function switchTheme() {
    const dark = root.dataset.theme
      ? root.dataset.theme === 'dark'
      : matchMedia('(prefers-color-scheme: dark)').matches;
    setLook(dark ? 'light' : 'dark');
  }
  root.classList.add('scripted');
  addEventListener('DOMContentLoaded', showLook);
  // Another tab may have chosen another look.
  addEventListener('storage', (event) => {
    if (event.key !== 'boardwise-theme' || given) return;
    if (LOOKS.includes(event.newValue)) root.dataset.theme = event.newValue; else delete root.dataset.theme;
    showLook();
  });

  function showSource(id) {
    const card = document.getElementById(id);
    if (!card) return;
    document.querySelectorAll('.source.chosen').forEach((other) => other.classList.remove('chosen'));
    card.classList.add('chosen');
    card.scrollIntoView({ behavior: behavior(), block: 'nearest' });
    card.focus({ preventScroll: true });
  }

  let cameFrom = null;
  function goBack(back) {
    const turn = back.closest('.turn');
    const marker = turn.contains(cameFrom) ? cameFrom : turn.querySelector(`[data-cite="${back.dataset.back}"]`);
    marker?.scrollIntoView({ behavior: behavior(), block: 'center' });
    marker?.focus({ preventScroll: true });
  }

  function conversation() {
    const turns = [...document.querySelectorAll('[data-markdown]')].map((turn) => turn.dataset.markdown);
    const title = bar().dataset.conversationTitle
      .replace('{date}', new Date().toLocaleDateString(root.lang || undefined, { dateStyle: 'long' }));
    return `# ${title}\n\n${turns.filter(Boolean).join('\n')}`;
  }

  async function copy(text, button) {
    const label = button.querySelector('span') || button;
    const before = label.textContent;
    try {
      await toClipboard(text);
      label.textContent = bar().dataset.copied;
    } catch {
      label.textContent = bar().dataset.copyFailed;
    }
    setTimeout(() => { label.textContent = before; }, 1800);
  }

  async function toClipboard(text) {
    try {
      if (navigator.clipboard) return await navigator.clipboard.writeText(text);
    } catch { /* refused, as in a frame without the permission */ }
    // Plain http on another machine has no clipboard interface: the old way still works there.
    const focused = document.activeElement;
    const area = document.createElement('textarea');
    area.value = text;
    area.style.position = 'fixed';
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    focused?.focus?.();
    if (!done) throw new Error('refused');
  }

  function download(text) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/markdown;charset=utf-8' }));
    link.download = bar().dataset.fileName;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  function rememberLanguage(language) {
    document.cookie = `boardwise-language=${language}; path=/; max-age=31536000; samesite=lax`;
  }

  // A note on an answer takes the questions before it into account.
  function withEarlier(link) {
    const here = link.closest('.turn');
    const turns = [...document.querySelectorAll('.turn')];
    const address = new URL(link.href);
    address.searchParams.delete('q');
    for (const turn of turns.slice(0, turns.indexOf(here)).slice(-20)) {
      address.searchParams.append('q', turn.querySelector('.question')?.textContent.slice(0, 300) ?? '');
    }
    link.href = address.href;
  }

  document.addEventListener('click', (click) => {
    const cite = click.target.closest('[data-cite]');
    if (cite) { click.preventDefault(); cameFrom = cite; showSource(cite.dataset.cite); return; }
    const back = click.target.closest('[data-back]');
    if (back) { click.preventDefault(); goBack(back); return; }
    const skip = click.target.closest('.skip');
    if (skip) { click.preventDefault(); field()?.focus(); return; }
    const brief = click.target.closest('[data-brief]');
    if (brief) { withEarlier(brief); return; }
    const button = click.target.closest('button');
    if (!button) return;
    if (button.dataset.look) setLook(button.dataset.look);
    if (button.dataset.language) rememberLanguage(button.dataset.language);
    switch (button.dataset.action) {
      case 'theme': switchTheme(); break;
      case 'copy': copy(conversation(), button); break;
      case 'copy-turn': copy(button.closest('[data-markdown]').dataset.markdown, button); break;
      case 'download': download(conversation()); break;
      case 'new': field()?.focus(); break;
      default: break;
    }
  });

  const field = () => document.querySelector('#question textarea, #question input');

  document.addEventListener('keydown', (key) => {
    if (key.key === 'Escape') document.querySelector('#stop')?.click();
  });

  function count() {
    const counter = document.querySelector('.hints .count');
    const text = field();
    if (!counter || !text) return;
    const limit = Number(counter.dataset.limit);
    // Characters as people and the server count them, not UTF-16 halves of an emoji.
    const length = [...text.value.trim()].length;
    counter.classList.toggle('over', length > limit);
    let words = '';
    if (length > limit) words = counter.dataset.over.replace('{over}', length - limit);
    else if (length > limit * 0.8) words = counter.dataset.left.replace('{left}', limit - length);
    // Writing the same again would wake the observer that called this, for ever.
    if (counter.textContent !== words) counter.textContent = words;
  }
  document.addEventListener('input', (event) => { if (event.target === field()) count(); });

  /* The address names the question on the page, so that it can be sent, reloaded and gone back to. */
  const asked = () => new URLSearchParams(location.search).get('q');
  function name(question) {
    if (question === asked() || (!question && asked() === null)) return;
    const query = new URLSearchParams(location.search);
    if (question) query.set('q', question); else query.delete('q');
    history.pushState(null, '', `${location.pathname}?${query}`);
  }
  addEventListener('popstate', () => {
    if (!document.getElementById('current')) return;
    const turn = [...document.querySelectorAll('.turn')]
      .find((each) => each.querySelector('.question')?.textContent.trim() === asked());
    if (turn) turn.scrollIntoView({ behavior: behavior(), block: 'start' });
    else location.reload();
  });

  let lastTurn = null;
  function follow() {
    const dressed = bar();
    if (dressed && root.lang !== dressed.lang) {
      root.lang = dressed.lang;
      document.title = dressed.dataset.pageTitle;
    }
    const turn = document.querySelector('#current .turn');
    const talking = Boolean(turn);
    root.classList.toggle('talking', talking);
    const id = turn ? turn.id : null;
    if (id !== lastTurn) {
      name(turn?.querySelector('.question')?.textContent.trim() || '');
      lastTurn = id;
      if (turn) requestAnimationFrame(() => turn.scrollIntoView({ behavior: behavior(), block: 'start' }));
      else scrollTo({ top: 0 });
    }
    count();
  }
  new MutationObserver(follow).observe(root, { childList: true, subtree: true });
})();
