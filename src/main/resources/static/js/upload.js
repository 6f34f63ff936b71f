// Sends files as they are chosen, dropped or pasted, each with its own progress. Every element with data-upload holds a file input
// and a list with data-upload-list; where to send stands in data-upload-action or is its form's address. What happens is told by
// events that bubble from that element:
//   upload:received   detail { id, name, video, width, height, seconds, poster, deadline }
//   upload:refused    detail { name, why, words }
//   upload:finished   detail { received: [what was received] }, once all were sent
// data-upload-kind: image or video, where only that fits. data-upload-refresh: a selector of what to fetch anew after something
// arrived. data-upload-next: where to go once everything did; it is told which upload came last.

const attached = new WeakSet();

export function attachAll(root) {
  root.querySelectorAll('[data-upload]').forEach(attach);
}

function attach(place) {
  if (attached.has(place)) return;
  attached.add(place);
  const input = place.querySelector('input[type="file"]');
  const button = place.querySelector('[data-upload-submit]');
  if (button) button.hidden = true;
  place.querySelectorAll('[data-upload-drop]').forEach((words) => { words.hidden = false; });
  input.required = false;

  input.addEventListener('change', (event) => {
    event.stopPropagation();
    send(place, input.files).then(() => { input.value = ''; });
  });
  place.querySelector('form')?.addEventListener('submit', (event) => { event.preventDefault(); send(place, input.files); });

  place.addEventListener('dragover', (event) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    place.dataset.over = '';
  });
  place.addEventListener('dragleave', (event) => {
    if (!place.contains(event.relatedTarget)) delete place.dataset.over;
  });
  place.addEventListener('drop', (event) => {
    event.preventDefault();
    delete place.dataset.over;
    send(place, event.dataTransfer.files);
  });
}

// What is pasted goes to the first place that is still empty.
document.addEventListener('paste', (event) => {
  const files = event.clipboardData ? event.clipboardData.files : [];
  const places = [...document.querySelectorAll('[data-upload]')];
  const place = places.find((one) => !one.querySelector(':checked:not([value=""])')) ?? places[0];
  if (!place || files.length === 0) return;
  event.preventDefault();
  send(place, files);
});

async function send(place, files) {
  const list = place.querySelector('input[type="file"]').multiple ? [...files] : [...files].slice(0, 1);
  if (list.length === 0) return;
  const received = [];
  for (const file of list) {
    const line = addLine(place, file.name);
    const answer = fits(place, file) ? await sendOne(place, file, line) : refusal(file, 'UNSUPPORTED', place.dataset.wordsKind);
    if (show(place, line, answer)) received.push(answer.answer);
  }
  tell(place, 'upload:finished', { received });
  if (received.length === list.length && place.dataset.uploadNext) location.assign(withUpload(place.dataset.uploadNext, received.at(-1)));
  else if (received.length > 0 && place.dataset.uploadRefresh) await refresh(place.dataset.uploadRefresh);
}

const fits = (place, file) => !place.dataset.uploadKind || !file.type || file.type.startsWith(`${place.dataset.uploadKind}/`);

const refusal = (file, why, words) => ({ ok: false, answer: { name: file.name, why, words } });

const tell = (place, name, detail) => place.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));

function withUpload(path, upload) {
  const address = new URL(path, location.origin);
  address.searchParams.set('upload', upload.id);
  return address;
}

// The part of this page that lists what is stored, as the server shows it now.
async function refresh(selector) {
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const fresh = page.querySelector(selector);
  const old = document.querySelector(selector);
  if (fresh && old) old.replaceWith(document.adoptNode(fresh));
}

function sendOne(place, file, line) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append('files', file, file.name);
    request.open('POST', place.dataset.uploadAction ?? place.querySelector('form').action);
    request.setRequestHeader('Accept', 'application/json');
    request.responseType = 'json';
    request.upload.addEventListener('progress', (event) => {
      if (!event.lengthComputable) return;
      line.bar.max = event.total;
      line.bar.value = event.loaded;
    });
    request.upload.addEventListener('load', () => {
      line.bar.removeAttribute('value');
      line.words.textContent = place.dataset.wordsChecking;
    });
    const failed = refusal(file, 'UNAVAILABLE', place.dataset.wordsFailed);
    request.addEventListener('load', () => {
      resolve(request.response && (request.response.id || request.response.words)
        ? { ok: request.status === 201, answer: request.response }
        : failed);
    });
    request.addEventListener('error', () => resolve(failed));
    request.addEventListener('abort', () => resolve(failed));
    request.send(body);
  });
}

function addLine(place, name) {
  const item = document.createElement('li');
  const words = document.createElement('span');
  const bar = document.createElement('progress');
  bar.className = 'meter';
  bar.setAttribute('aria-label', name);
  words.textContent = place.dataset.wordsSending;
  const title = document.createElement('span');
  title.textContent = name;
  item.append(title, bar, words);
  place.querySelector('[data-upload-list]').append(item);
  return { item, bar, words };
}

function show(place, line, { ok, answer }) {
  line.bar.remove();
  line.words.textContent = ok ? place.dataset.wordsDone : answer.words;
  if (!ok) line.item.dataset.bad = '';
  tell(place, ok ? 'upload:received' : 'upload:refused', answer);
  return ok;
}

attachAll(document);
