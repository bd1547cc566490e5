/* Definitions of terms: kept inside the window, closed by Escape. Showing them needs no script. */
(() => {
  'use strict';
  function place(term) {
    term.classList.remove('dismissed');
    const definition = term.querySelector('.definition');
    if (!definition || matchMedia('(max-width: 720px)').matches) return;
    term.style.removeProperty('--shift');
    const box = definition.getBoundingClientRect();
    const over = box.right - (document.documentElement.clientWidth - 12);
    if (over > 0) term.style.setProperty('--shift', `${-Math.min(over, box.left - 12)}px`);
  }
  for (const event of ['mouseover', 'focusin']) {
    document.addEventListener(event, ({ target }) => {
      const term = target.closest?.('.term');
      if (term && !term.contains(target.closest('.definition'))) place(term);
    });
  }
  document.addEventListener('keydown', (key) => {
    if (key.key !== 'Escape') return;
    document.querySelectorAll('.term:hover, .term:focus').forEach((term) => term.classList.add('dismissed'));
  });
})();
