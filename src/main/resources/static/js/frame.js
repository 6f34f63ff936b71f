// What every page does with JavaScript. Each behaviour is a module of its own under /js, loaded by the pages that need it.

// htmx sends the CSRF token of the nearest form by itself; requests without a form take the one of any form on the page.
document.addEventListener('htmx:configRequest', (event) => {
  if (event.detail.verb === 'get' || event.detail.parameters._csrf) return;
  const token = document.querySelector('input[name="_csrf"]');
  if (token) event.detail.headers['X-CSRF-TOKEN'] = token.value;
});

// A part that was swapped keeps the keyboard where the person was working.
document.addEventListener('htmx:afterSwap', (event) => {
  const part = event.detail.elt;
  if (document.activeElement === document.body && part?.matches?.('[tabindex="-1"]')) part.focus({ preventScroll: true });
});

// Menus made of <details data-closes> close on Escape and on a click elsewhere.
const close = (except) => {
  for (const menu of document.querySelectorAll('details[data-closes][open]')) if (menu !== except) menu.open = false;
};
document.addEventListener('click', (event) => close(event.target.closest('details[data-closes]')));
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  const menu = event.target.closest?.('details[data-closes][open]');
  close(null);
  menu?.querySelector('summary')?.focus();
});
