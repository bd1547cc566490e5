/* The chat inside another page: asks, shows the answer as it grows, keeps the draft, tells the
   page around it how high it is. Only the page named by the server is spoken to. */
(() => {
  'use strict';
  const chat = document.getElementById('chat');
  const turns = document.getElementById('turns');
  const welcome = document.getElementById('welcome');
  const form = document.getElementById('composer');
  const field = document.getElementById('q');
  const send = document.getElementById('send');
  const stop = document.getElementById('stop');
  const told = document.getElementById('told');
  const complaint = document.getElementById('complaint');
  const again = document.getElementById('again');
  // How much of the conversation goes with a question: turns, characters.
  const MOST = 20;
  const LONGEST = 20000;
  let number = turns.querySelectorAll('.turn').length;
  let running = null;

  /* The page around us */
  const host = chat.dataset.host
    || (parent !== window && new URLSearchParams(location.search).get('host') === location.origin ? location.origin : '');
  const framed = parent !== window && host !== '';
  function tell(what, more) {
    if (framed) parent.postMessage({ boardwise: what, ...more }, host);
  }
  addEventListener('message', (message) => {
    if (!framed || message.source !== parent || message.origin !== host) return;
    const data = message.data || {};
    if (data.boardwise === 'focus') field.focus();
    if (data.boardwise === 'draft' && !field.value && typeof data.text === 'string') {
      field.value = data.text.slice(0, 20000);
      grow();
    }
  });
  if (chat.dataset.mode === 'inline') {
    new ResizeObserver(() => tell('height', { height: Math.ceil(document.body.getBoundingClientRect().height) }))
      .observe(document.body);
  }

  /* The draft: in the storage of this frame; where the browser has closed it, with the page around us */
  const key = `boardwise-draft-embed-${chat.dataset.collection}`;
  const keep = () => {
    try {
      if (field.value) localStorage.setItem(key, field.value); else localStorage.removeItem(key);
    } catch { /* closed to frames of other sites */ }
    tell('draft', { text: field.value });
  };
  try { field.value = localStorage.getItem(key) || ''; } catch { /* as above */ }

  function grow() {
    field.style.height = 'auto';
    field.style.height = `${Math.min(field.scrollHeight + 2, 144)}px`;
  }
  field.addEventListener('input', () => { complaint.textContent = ''; grow(); keep(); });
  grow();

  /* Asking */
  const article = (html) => {
    const holder = document.createElement('template');
    holder.innerHTML = html;
    return holder.content.firstElementChild;
  };
  const piece = (id) => document.getElementById(id).content.cloneNode(true);

  function questions() {
    const asked = [...turns.querySelectorAll('.turn:not(.is-failed, .is-stopped, .is-pending) .question')]
      .map((heading) => heading.textContent).slice(-MOST);
    while (asked.join('').length > LONGEST) asked.shift();
    return asked;
  }

  async function ask(question) {
    if (running) return;
    const before = questions();
    number += 1;
    const place = document.createElement('div');
    place.append(piece('pending'));
    place.querySelector('.question').textContent = question;
    turns.append(place);
    welcome.hidden = true;
    again.hidden = false;
    busy(true);
    told.textContent = place.querySelector('.searching').textContent;
    place.firstElementChild.scrollIntoView({ block: 'start' });
    running = new AbortController();
    try {
      await receive(question, before, place);
    } catch (fault) {
      broken(place, question, fault.name === 'AbortError' ? 'stopped' : 'lost');
    } finally {
      running = null;
      busy(false);
    }
  }

  async function receive(question, history, place) {
    const answer = await fetch(chat.dataset.ask, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ question, history, collection: chat.dataset.collection, turn: number }),
      signal: running.signal,
    });
    if (!answer.ok) {
      const { error } = await answer.json();
      if (!error) throw new Error(String(answer.status));
      refused(place, question, `${error.message} ${error.remedy}`);
      return;
    }
    let ended = false;
    let rest = '';
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      rest += value;
      const events = rest.split('\n\n');
      rest = events.pop();
      for (const event of events) ended = show(event, place) || ended;
    }
    if (!ended) throw new Error('cut short');
  }

  function show(event, place) {
    const data = JSON.parse(event.slice(event.indexOf('data: ') + 6));
    place.replaceChildren(article(data.html));
    if (!data.told) return false;
    told.textContent = data.told;
    if (data.done) {
      tell('answer', { question: data.question, kind: data.kind, lang: data.lang, sources: data.sources });
    }
    return true;
  }

  /* The question goes back where it was typed: nothing is lost. */
  function refused(place, question, words) {
    place.remove();
    welcome.hidden = turns.children.length > 0;
    if (!field.value) { field.value = question; grow(); keep(); }
    complaint.textContent = words;
    told.textContent = '';
  }

  function broken(place, question, kind) {
    const turn = place.firstElementChild;
    turn.className = `turn is-${kind === 'stopped' ? 'stopped' : 'failed'}`;
    turn.querySelector('.searching, .sources')?.remove();
    const retry = piece('retry');
    retry.querySelector('button').dataset.ask = question;
    turn.querySelector('.answer').append(piece(kind), retry);
    told.textContent = '';
  }

  function busy(is) {
    const held = document.activeElement === send || document.activeElement === stop;
    send.hidden = is;
    stop.hidden = !is;
    if (held) field.focus();
  }

  function submit() {
    const question = field.value.trim();
    if (!question || running) { field.focus(); return; }
    field.value = '';
    grow();
    keep();
    ask(question);
  }

  form.addEventListener('submit', (event) => { event.preventDefault(); submit(); });
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  document.addEventListener('click', (click) => {
    const button = click.target.closest('button[data-ask]');
    if (!button) return;
    click.preventDefault();
    ask(button.dataset.ask);
  });
  stop.addEventListener('click', () => running?.abort());
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    if (running) running.abort(); else tell('close');
  });
  again.addEventListener('click', () => {
    running?.abort();
    turns.replaceChildren();
    welcome.hidden = false;
    again.hidden = true;
    field.focus();
  });
  again.hidden = number === 0;
  tell('ready');
})();
