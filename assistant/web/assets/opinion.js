/* Whether an answer helped: shows what was chosen, asks for the reason, says what was kept. */
(() => {
  'use strict';
  document.addEventListener('click', (click) => {
    const button = click.target.closest?.('.opinion button[data-verdict]');
    if (!button) return;
    const row = button.closest('.opinion');
    for (const each of row.querySelectorAll('[data-verdict]')) {
      each.setAttribute('aria-pressed', String(each === button));
    }
    row.querySelector('.why').hidden = false;
    if (button.dataset.verdict === 'down') row.querySelector('textarea').focus();
  });
  // The server's word comes as the status of the page, for the turn that it names.
  new MutationObserver(() => {
    const status = document.querySelector('#status [data-opinion]');
    if (!status || status.dataset.shown) return;
    status.dataset.shown = 'yes';
    const said = document.getElementById(status.dataset.opinion)?.querySelector('.opinion .said');
    if (said) said.textContent = status.textContent;
  }).observe(document, { childList: true, subtree: true });
})();
