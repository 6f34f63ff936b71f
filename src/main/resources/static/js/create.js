// The composer: everything here only makes it nicer. Without it the page works by its buttons.

import { attachAll } from 'upload';

const composer = document.querySelector('#composer');

/** A search in the list of models; without JavaScript the list is simply whole. */
function filter(input) {
  const list = document.querySelector(input.dataset.filter);
  const words = input.value.trim().toLowerCase();
  for (const row of list.children) row.hidden = !row.textContent.toLowerCase().includes(words);
}

function reveal() {
  const search = document.querySelector('[data-filter]');
  if (!search) return;
  search.hidden = false;
  search.value = sessionStorage.getItem('model-search') ?? '';
  filter(search);
}

composer.addEventListener('input', (event) => {
  if (event.target.matches('[data-filter]')) {
    sessionStorage.setItem('model-search', event.target.value);
    filter(event.target);
  }
  if (event.target.matches('[data-output]')) {
    const output = event.target.parentElement.querySelector('output');
    output.textContent = event.target.name === 'setting-duration' ? output.dataset.template.replace('%', event.target.value) : event.target.value;
  }
});

// The search is ours alone: its change must not ask the server for a new price.
composer.addEventListener('change', (event) => {
  if (event.target.matches('[data-filter]')) event.stopPropagation();
}, true);

// The chosen model may stand far down its list.
const models = document.querySelector('#models');
const chosen = models?.querySelector(':checked');
if (chosen) models.scrollTop = Math.max(0, chosen.closest('li').offsetTop - models.offsetTop - models.clientHeight / 3);

// A file that arrived is chosen at once; why others were refused stays in sight when the parts come anew.
let refused = [];
composer.addEventListener('upload:finished', ({ target: place, detail: { received } }) => {
  if (received.length === 0) return;
  const name = place.dataset.uploadField;
  if (!('uploadAdds' in place.dataset)) {
    for (const input of place.querySelectorAll(`[name="${name}"]`)) input.checked = false;
  }
  for (const { id } of received) {
    const chosen = Object.assign(document.createElement('input'), { type: 'hidden', name, value: id });
    place.append(chosen);
  }
  refused = [...place.querySelectorAll('[data-upload-list] [data-bad]')].map((line) => ({ name, line }));
  htmx.trigger('#parts', 'change');
});

document.addEventListener('htmx:afterSettle', () => {
  reveal();
  attachAll(composer);
  for (const { name, line } of refused) composer.querySelector(`[data-upload-field="${name}"] [data-upload-list]`)?.append(line);
  refused = [];
});
reveal();

// What was typed before, in place.
composer.addEventListener('click', (event) => {
  const again = event.target.closest('[data-again]');
  if (!again) return;
  event.preventDefault();
  const prompt = composer.querySelector('#prompt');
  prompt.value = again.textContent;
  again.closest('details').open = false;
  prompt.focus();
});

// One click is one order.
composer.addEventListener('submit', (event) => {
  if (event.submitter?.value !== 'generate') return;
  if (composer.dataset.sent) event.preventDefault();
  composer.dataset.sent = 'yes';
  event.submitter.setAttribute('aria-disabled', 'true');
});
window.addEventListener('pageshow', (event) => {
  // Whoever comes back finds the choices as they were left; the price and the settings follow them.
  const back = event.persisted || performance.getEntriesByType('navigation')[0]?.type === 'back_forward';
  if (back) htmx.trigger('#parts', 'change');
  delete composer.dataset.sent;
  composer.querySelector('[value="generate"]')?.removeAttribute('aria-disabled');
});

// Ctrl or Cmd and Enter in the prompt generates.
composer.querySelector('#prompt').addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) composer.requestSubmit(composer.querySelector('[value="generate"]'));
});
