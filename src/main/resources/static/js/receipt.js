// A receipt that is chosen as a file is put where it could have been pasted.
const field = document.querySelector('[data-receipt-file]');
const text = document.querySelector('[data-receipt] textarea');
const most = 20000;

field.hidden = false;
field.querySelector('input').addEventListener('change', async (event) => {
  const file = event.target.files[0];
  if (file && file.size <= most) {
    text.value = await file.text();
  }
});
