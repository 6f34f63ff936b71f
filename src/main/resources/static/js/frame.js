// What every page does with JavaScript. Each behaviour is a module of its own under /js, loaded by the pages that need it.

// htmx sends the CSRF token of the nearest form by itself; requests without a form take the one of any form on the page.
document.addEventListener('htmx:configRequest', (event) => {
  if (event.detail.verb === 'get' || event.detail.parameters._csrf) return;
  const token = document.querySelector('input[name="_csrf"]');
  if (token) event.detail.headers['X-CSRF-TOKEN'] = token.value;
});
