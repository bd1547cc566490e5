// Enhances the page of the company's own documents; everything works without it.
'use strict';
(() => {
  const form = document.querySelector('[data-upload]');
  if (form) {
    const drop = form.querySelector('[data-drop]');
    const input = form.querySelector('input[type=file]');
    const chosen = form.querySelector('[data-chosen]');
    const fault = form.querySelector('[data-fault]');
    const tell = () => {
      const files = [...input.files];
      const size = files.reduce((sum, file) => sum + file.size, 0);
      chosen.textContent = files.length > 1 ? files.map((file) => file.name).join(', ') : '';
      const large = size > Number(form.dataset.limit) * 2 ** 20;
      const many = files.length > Number(form.dataset.mostFiles);
      fault.hidden = !large && !many;
      fault.textContent = large ? form.dataset.tooLarge : many ? form.dataset.tooMany : '';
      return fault.hidden;
    };
    // A folder comes as one entry that cannot be sent: the files in it are taken instead.
    const entered = (reader) => new Promise((found, failed) => { reader.readEntries(found, failed); });
    const gather = async (entry, into) => {
      if (entry.name.startsWith('.')) return;
      if (entry.isFile) {
        into.items.add(await new Promise((found, failed) => { entry.file(found, failed); }));
        return;
      }
      const reader = entry.createReader();
      for (let some = await entered(reader); some.length; some = await entered(reader)) {
        for (const each of some) await gather(each, into);
      }
    };
    const take = async (entries, files) => {
      if (!entries.some((entry) => entry && entry.isDirectory)) { input.files = files; tell(); return; }
      const into = new DataTransfer();
      for (const entry of entries) {
        try { if (entry) await gather(entry, into); } catch { /* What cannot be read is left out. */ }
      }
      input.files = into.files;
      tell();
    };
    input.addEventListener('change', tell);
    for (const kind of ['dragenter', 'dragover']) {
      drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add('over'); });
    }
    for (const kind of ['dragleave', 'drop']) {
      drop.addEventListener(kind, () => drop.classList.remove('over'));
    }
    drop.addEventListener('drop', (event) => {
      event.preventDefault();
      if (!event.dataTransfer.files.length) return;
      // The entries are gone once this event is over.
      const entries = [...event.dataTransfer.items].filter((item) => item.kind === 'file')
        .map((item) => item.webkitGetAsEntry());
      take(entries, event.dataTransfer.files);
    });
    form.addEventListener('submit', (event) => {
      if (!tell()) { event.preventDefault(); return; }
      const button = form.querySelector('button[type=submit]');
      button.textContent = form.dataset.sending;
      setTimeout(() => { button.disabled = true; }, 0);
    });
    window.addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });
  }
  const job = document.querySelector('[data-job]');
  if (job) {
    // The script asks for itself; the page need not be loaded again and again.
    if (!new URLSearchParams(location.search).has('quiet')) {
      const address = new URL(location.href);
      address.searchParams.set('quiet', '1');
      location.replace(address);
      return;
    }
    const bar = job.querySelector('progress');
    const text = job.querySelector('[data-text]');
    const look = async () => {
      try {
        const answer = await fetch(job.dataset.job);
        const state = await answer.json();
        if (state.over) { location.reload(); return; }
        bar.value = state.share;
        if (text.textContent !== state.text) text.textContent = state.text;
      } catch { /* The next look may succeed. */ }
      setTimeout(look, 1000);
    };
    setTimeout(look, 400);
  }
})();
