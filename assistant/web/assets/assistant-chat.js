/* <assistant-chat lang theme mode collection topic server token>: Boardwise inside any page.
   No cookie, no dependency. Events: assistant-open, assistant-answer, assistant-close. */
(() => {
  'use strict';
  if (customElements.get('assistant-chat')) return;
  const WORDS = "%words%";
  const NAME = 'embed/assistant-chat.js';
  const script = document.currentScript || document.querySelector(`script[src*="${NAME}"]`);
  const HOME = script ? new URL('..', script.src).href : '';
  const PASSED = ['theme', 'mode', 'collection', 'topic', 'token'];
  // A frame that was refused says nothing: after this long, a link takes its place.
  const PATIENCE = 4000;
  const STYLE = `
    :host { display: block; --_accent: var(--assistant-accent, #1d4a5c); --_on: var(--assistant-on-accent, #fff); --_paper: #faf8f4; --_ink: #1b2530; --_line: #dfdad0; color-scheme: light; }
    :host([hidden]) { display: none; }
    :host([data-dark]) { --_accent: var(--assistant-accent, #9cc8d6); --_on: var(--assistant-on-accent, #0f2027); --_paper: #13181d; --_ink: #e9e6df; --_line: #2f3942; color-scheme: dark; }
    iframe { display: block; width: 100%; height: 30rem; border: 0; background: var(--_paper); color-scheme: inherit; }
    .inline { border: 1px solid var(--_line); border-radius: 10px; overflow: hidden; background: var(--_paper); }
    .launch { position: fixed; right: 1.25rem; bottom: 1.25rem; z-index: 2147483000; min-height: 3rem; padding: 0 1.2rem; border: 0; border-radius: 1.5rem; background: var(--_accent); color: var(--_on); font: 600 1rem/1 system-ui, sans-serif; cursor: pointer; box-shadow: 0 4px 18px rgb(0 0 0 / .22); }
    .panel { position: fixed; right: 1.25rem; bottom: 5rem; z-index: 2147483001; display: flex; flex-direction: column; width: min(26rem, calc(100vw - 2.5rem)); height: min(40rem, calc(100vh - 7rem)); border: 1px solid var(--_line); border-radius: 12px; overflow: hidden; background: var(--_paper); box-shadow: 0 12px 48px rgb(0 0 0 / .28); }
    .panel[hidden] { display: none; }
    .panel iframe { flex: 1; height: auto; min-height: 0; }
    .close { position: absolute; right: .3rem; top: .25rem; z-index: 1; width: 2.5rem; height: 2.5rem; border: 0; border-radius: 50%; background: var(--_paper); color: var(--_ink); font: 400 1.5rem/1 system-ui, sans-serif; cursor: pointer; }
    .head { display: flex; align-items: center; min-height: 3rem; padding: 0 3rem 0 1rem; color: var(--_ink); border-bottom: 1px solid var(--_line); font: 600 1rem/1.2 system-ui, sans-serif; }
    :is(.launch, .close):focus-visible { outline: 3px solid #b3661b; outline-offset: 2px; }
    .refused { margin: 0; padding: 1rem; color: var(--_ink); font: 400 1rem/1.5 system-ui, sans-serif; }
    .refused a { color: inherit; }
    @media (max-width: 30rem) { .panel { inset: 0; width: auto; height: auto; border: 0; border-radius: 0; } }
    @media (forced-colors: active) { .launch, .panel { border: 1px solid; } }
    @media print { :host([mode="floating"]) { display: none; } }`;
  let sheet = null;

  class AssistantChat extends HTMLElement {
    static get observedAttributes() { return ['lang', 'server', ...PASSED]; }

    constructor() {
      super();
      this.attachShadow({ mode: 'open' });
      this.heard = (message) => this.hear(message);
      this.key = (event) => { if (event.key === 'Escape' && this.opened) { event.stopPropagation(); this.close(); } };
    }

    connectedCallback() {
      addEventListener('message', this.heard);
      this.shadowRoot.addEventListener('keydown', this.key);
      this.draw();
    }

    disconnectedCallback() {
      removeEventListener('message', this.heard);
      this.shadowRoot.removeEventListener('keydown', this.key);
      clearTimeout(this.waiting);
    }

    attributeChangedCallback(_, before, after) {
      if (this.isConnected && this.shadowRoot.childElementCount && before !== after) this.draw();
    }

    get floating() { return this.getAttribute('mode') === 'floating'; }
    get opened() { return this.floating ? Boolean(this.panel && !this.panel.hidden) : true; }

    get home() {
      const server = this.getAttribute('server');
      return server ? new URL(server.endsWith('/') ? server : `${server}/`, document.baseURI).href : HOME;
    }

    get language() {
      const said = this.getAttribute('lang') || this.closest('[lang]')?.lang || navigator.language || '';
      return said.toLowerCase().startsWith('fr') ? 'fr' : 'en';
    }

    /** Shows the assistant and puts the cursor into its question. */
    open() {
      if (this.floating) {
        this.panel.hidden = false;
        this.button.setAttribute('aria-expanded', 'true');
        if (!this.frame) this.panel.append(this.framed());
      }
      this.focusQuestion();
      this.emit('assistant-open');
    }

    /** Hides it again, where it floats. */
    close() {
      if (!this.floating || this.panel.hidden) return;
      this.panel.hidden = true;
      this.button.setAttribute('aria-expanded', 'false');
      this.button.focus();
      this.emit('assistant-close');
    }

    draw() {
      clearTimeout(this.waiting);
      const root = this.shadowRoot;
      const words = WORDS[this.language];
      this.frame = this.panel = this.button = null;
      this.toggleAttribute('data-dark', this.dark());
      root.replaceChildren();
      this.dress(root);
      if (!this.floating) {
        const box = this.make('div', { class: 'inline' });
        box.append(this.framed());
        root.append(box);
        return;
      }
      this.panel = this.make('div', { class: 'panel', id: 'panel', role: 'dialog', 'aria-label': words.title });
      this.panel.hidden = true;
      const close = this.make('button', { class: 'close', type: 'button', 'aria-label': words.close }, '×');
      close.addEventListener('click', () => this.close());
      this.panel.append(this.make('div', { class: 'head', 'aria-hidden': 'true' }, words.title), close);
      this.button = this.make('button', { class: 'launch', type: 'button', 'aria-expanded': 'false', 'aria-controls': 'panel' }, words.open);
      this.button.addEventListener('click', () => (this.opened ? this.close() : this.open()));
      root.append(this.panel, this.button);
    }

    // A sheet made by script is allowed where the page forbids style elements.
    dress(root) {
      if (!sheet) { sheet = new CSSStyleSheet(); sheet.replaceSync(STYLE); }
      root.adoptedStyleSheets = [sheet];
    }

    dark() {
      const theme = this.getAttribute('theme') || 'auto';
      return theme === 'dark' || (theme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
    }

    make(tag, attributes, text) {
      const made = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
      if (text) made.textContent = text;
      return made;
    }

    framed() {
      const query = new URLSearchParams({ lang: this.language, host: location.origin });
      for (const name of PASSED) if (this.getAttribute(name)) query.set(name, this.getAttribute(name));
      this.ready = false;
      this.frame = this.make('iframe', { title: WORDS[this.language].title, allow: 'clipboard-write', src: `${this.home}embed?${query}` });
      this.frame.addEventListener('load', () => {
        clearTimeout(this.waiting);
        this.waiting = setTimeout(() => { if (!this.ready) this.refused(); }, PATIENCE);
      });
      return this.frame;
    }

    refused() {
      const words = WORDS[this.language];
      const note = this.make('p', { class: 'refused', role: 'status' }, `${words.refused} `);
      note.append(this.make('a', { href: `${this.home}?lang=${this.language}`, target: '_blank', rel: 'noopener' }, words.own_window));
      this.frame.replaceWith(note);
    }

    hear(message) {
      if (!this.frame || message.source !== this.frame.contentWindow) return;
      if (message.origin !== new URL(this.home).origin) return;
      const { boardwise, ...data } = message.data || {};
      if (boardwise === 'ready') {
        this.ready = true;
        this.say('draft', { text: this.draft() });
        if (this.asked) this.focusQuestion();
      } else if (boardwise === 'height' && !this.floating) {
        const height = Number(data.height);
        if (height > 0 && height < 50000) this.frame.style.height = `${height}px`;
      } else if (boardwise === 'draft') this.draft(String(data.text || '').slice(0, 20000));
      else if (boardwise === 'answer') this.emit('assistant-answer', data);
      else if (boardwise === 'close') this.close();
    }

    focusQuestion() {
      this.asked = !this.ready;
      if (!this.ready) return;
      this.frame.focus();
      this.say('focus');
    }

    say(what, more) {
      this.frame.contentWindow.postMessage({ boardwise: what, ...more }, new URL(this.home).origin);
    }

    // The draft also stays with this page, for browsers that close the storage of frames.
    draft(text) {
      const key = `assistant-chat-draft-${this.getAttribute('collection') || ''}`;
      try {
        if (text === undefined) return sessionStorage.getItem(key) || '';
        if (text) sessionStorage.setItem(key, text); else sessionStorage.removeItem(key);
      } catch { /* this page may not keep anything */ }
      return '';
    }

    emit(name, detail) {
      this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail: detail || {} }));
    }
  }
  customElements.define('assistant-chat', AssistantChat);
})();
