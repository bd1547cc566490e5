/* The programme works without this: it keeps what is typed but not sent, and offers to print. */
(() => {
  'use strict';
  const root = document.documentElement;
  const store = (() => { try { return window.sessionStorage; } catch { return null; } })();

  document.querySelectorAll('[data-print]').forEach((button) => {
    button.hidden = false;
    button.addEventListener('click', () => window.print());
  });

  const fields = (form) => [...form.elements].filter((each) => each.name && each.type !== 'submit' && each.type !== 'hidden');
  const value = (field) => (/^(radio|checkbox)$/.test(field.type) ? field.checked : field.value);

  for (const form of document.querySelectorAll('form[data-draft]')) {
    const key = `boardwise-draft-${form.dataset.draft}-${root.lang}`;
    const drafted = (() => { try { return JSON.parse(store?.getItem(key) || 'null'); } catch { return null; } })();
    const sent = fields(form).map(value);
    // A draft belongs to the form as the server last filled it in: after sending it is spent.
    if (drafted && JSON.stringify(drafted.sent) === JSON.stringify(sent)) {
      fields(form).forEach((field, place) => {
        if (/^(radio|checkbox)$/.test(field.type)) field.checked = drafted.now[place];
        else field.value = drafted.now[place];
      });
    }
    form.addEventListener('input', () => {
      try { store?.setItem(key, JSON.stringify({ sent, now: fields(form).map(value) })); } catch { /* full */ }
    });
    form.addEventListener('submit', () => { try { store?.removeItem(key); } catch { /* private window */ } });
  }
})();
