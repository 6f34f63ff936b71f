// Lets people look at what they type into a password field.

for (const field of document.querySelectorAll('[data-password]')) {
  const toggle = field.querySelector('[data-password-toggle]');
  const input = field.querySelector('input');
  toggle.hidden = false;
  toggle.addEventListener('click', () => {
    const shown = input.type === 'text';
    input.type = shown ? 'password' : 'text';
    toggle.setAttribute('aria-pressed', String(!shown));
  });
  // A password shown must not be offered again as plain text by the browser.
  input.form.addEventListener('submit', () => { input.type = 'password'; });
}
