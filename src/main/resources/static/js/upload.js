// Sends files as they are chosen, dropped or pasted, each with its own progress. Every element with data-upload holds a form with
// a file input; what happens is told by events that bubble from that element:
//   upload:received   detail { id, name, video, width, height, seconds, poster, deadline }
//   upload:refused    detail { name, why, words }
// data-upload-refresh: a selector of what to fetch anew after something arrived. data-upload-next: where to go once everything did.

const attached = new WeakSet();

export function attach(place) {
  if (attached.has(place)) return;
  attached.add(place);
  const form = place.querySelector('form');
  const input = form.querySelector('input[type="file"]');
  const button = form.querySelector('[data-upload-submit]');
  if (button) button.hidden = true;
  place.querySelectorAll('[data-upload-drop]').forEach((words) => { words.hidden = false; });
  input.required = false;

  input.addEventListener('change', () => send(place, form, input.files).then(() => { input.value = ''; }));
  form.addEventListener('submit', (event) => { event.preventDefault(); send(place, form, input.files); });

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
    send(place, form, event.dataTransfer.files);
  });
  document.addEventListener('paste', (event) => {
    const files = event.clipboardData ? event.clipboardData.files : [];
    if (!place.isConnected || files.length === 0) return;
    event.preventDefault();
    send(place, form, files);
  });
}

async function send(place, form, files) {
  const list = [...files];
  if (list.length === 0) return;
  let arrived = 0;
  for (const file of list) {
    const line = addLine(place, file.name);
    const answer = await sendOne(place, form, file, line);
    if (show(place, line, answer)) arrived += 1;
  }
  if (arrived === list.length && place.dataset.uploadNext) location.assign(place.dataset.uploadNext);
  else if (arrived > 0 && place.dataset.uploadRefresh) await refresh(place.dataset.uploadRefresh);
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

function sendOne(place, form, file, line) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append('files', file, file.name);
    request.open('POST', form.action);
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
    const failed = { ok: false, answer: { name: file.name, why: 'UNAVAILABLE', words: place.dataset.wordsFailed } };
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
  if (!ok) line.words.dataset.bad = '';
  place.dispatchEvent(new CustomEvent(ok ? 'upload:received' : 'upload:refused', { bubbles: true, detail: answer }));
  return ok;
}

document.querySelectorAll('[data-upload]').forEach(attach);
