// The composer: everything here only makes it nicer. Without it the page works by its buttons.

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

document.addEventListener('htmx:afterSettle', reveal);
reveal();

// One click is one order.
composer.addEventListener('submit', (event) => {
  if (event.submitter?.value !== 'generate') return;
  if (composer.dataset.sent) event.preventDefault();
  composer.dataset.sent = 'yes';
  event.submitter.setAttribute('aria-disabled', 'true');
});
window.addEventListener('pageshow', () => {
  delete composer.dataset.sent;
  composer.querySelector('[value="generate"]')?.removeAttribute('aria-disabled');
});

// Ctrl or Cmd and Enter in the prompt generates.
composer.querySelector('#prompt').addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) composer.requestSubmit(composer.querySelector('[value="generate"]'));
});
