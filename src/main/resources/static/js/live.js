// Keeps what is under way up to date: the server says what moved, and that part of the page is asked for again.

const root = document.querySelector('[data-stream]');

const parse = (html) => {
  const frame = document.createElement('template');
  frame.innerHTML = html;
  return frame.content.firstElementChild;
};

const fetchPart = async (address) => {
  const answer = await fetch(address, { headers: { 'HX-Request': 'true' }, credentials: 'same-origin' });
  return answer.ok ? parse((await answer.text()).trim()) : null;
};

const asking = new Map();

// One question at a time for each part; what moves meanwhile is asked for once more.
const once = async (key, work) => {
  if (asking.has(key)) {
    asking.set(key, true);
    return;
  }
  asking.set(key, false);
  try {
    await work();
  } finally {
    const again = asking.get(key);
    asking.delete(key);
    if (again) once(key, work);
  }
};

const swap = (old, fresh) => {
  const focused = old.contains(document.activeElement) ? document.activeElement.name || document.activeElement.id : null;
  old.replaceWith(fresh);
  if (focused) fresh.querySelector(`[name="${CSS.escape(focused)}"], #${CSS.escape(focused)}`)?.focus();
};

const update = (id) => once(id, async () => {
  const part = root.querySelector(`[data-live="${CSS.escape(id)}"]`);
  if (!part) return;
  if (root.hasAttribute('data-whole')) {
    location.reload();
    return;
  }
  const fresh = await fetchPart(part.dataset.part ?? `/generations/${id}/card`);
  if (fresh) swap(part, fresh);
  if (!root.querySelector('[data-live]')) location.reload();
});

const updateAll = () => {
  for (const part of root.querySelectorAll('[data-live]')) update(part.dataset.live);
};

if (root) {
  const stream = new EventSource(root.dataset.stream);
  stream.addEventListener('moved', (event) => update(event.data));
  stream.addEventListener('refresh', updateAll);
  // Clocks go on although nothing is said, and a stream that is refused must not stop the page.
  setInterval(() => { if (document.visibilityState === 'visible' && !root.hasAttribute('data-whole')) updateAll(); }, 10000);
  addEventListener('pagehide', () => stream.close());
}
