// Keeps what is under way up to date: the server says what moved, and that part of the page is asked for again. A part is an element
// with data-live (its id) and perhaps data-part (its address). Where one has ended, the places named in data-refresh of the page and the
// balance are fetched anew. Others hear of a new part by live:swapped.

const root = document.querySelector('[data-stream]');
const say = document.querySelector('[data-say]');
const asking = new Map();

const get = (address) => fetch(address, { headers: { 'HX-Request': 'true' }, credentials: 'same-origin' });

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

const parts = () => [...root.querySelectorAll('[data-live]')];

const update = (id) => once(id, async () => {
  const part = parts().find((one) => one.dataset.live === id);
  if (!part) return root.dataset.refresh ? settle() : undefined;
  const answer = await get(part.dataset.part ?? `/generations/${id}/card`);
  if (answer.status === 401) return location.assign(answer.headers.get('HX-Redirect') ?? location.href);
  if (answer.status === 404) return part.remove();
  if (!answer.ok) return undefined;
  const fresh = parse(await answer.text());
  tell(part, fresh);
  swap(part, fresh);
  return fresh.hasAttribute('data-live') ? undefined : settle();
});

function parse(html) {
  const frame = document.createElement('template');
  frame.innerHTML = html.trim();
  return frame.content.firstElementChild;
}

// People who listen hear of a new state, and not of every second.
function tell(old, fresh) {
  const state = (part) => part.querySelector('.badge')?.textContent ?? '';
  if (say && state(fresh) !== state(old)) say.textContent = `${fresh.dataset.title ?? ''} ${state(fresh)}`.trim();
}

function swap(old, fresh) {
  const focused = old.contains(document.activeElement) ? document.activeElement.id : '';
  old.replaceWith(fresh);
  if (focused) document.getElementById(focused)?.focus();
  fresh.dispatchEvent(new CustomEvent('live:swapped', { bubbles: true }));
}

// Something has ended: what else the page says of it is asked for once, and what was ticked stays so.
const settle = () => once('page', async () => {
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' }, credentials: 'same-origin' });
  if (!answer.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const place of ['#balance', ...(root.dataset.refresh ?? '').split(' ').filter(Boolean)]) refresh(place, page);
  if (parts().length === 0) rest();
});

function refresh(place, page) {
  const old = document.querySelector(place);
  const fresh = page.querySelector(place);
  if (!old || !fresh) return old?.replaceChildren();
  const ticked = [...old.querySelectorAll('input:checked')].map((input) => input.value);
  old.replaceWith(document.adoptNode(fresh));
  for (const input of fresh.querySelectorAll('input[type="checkbox"]')) input.checked = ticked.includes(input.value);
}

const updateAll = () => { for (const part of parts()) update(part.dataset.live); };

let rest = () => {};
if (root) {
  const stream = new EventSource(root.dataset.stream);
  stream.addEventListener('moved', (event) => update(event.data));
  stream.addEventListener('refresh', updateAll);
  // Clocks go on although nothing is said, and a stream that is refused must not stop the page.
  const clock = setInterval(() => { if (document.visibilityState === 'visible') updateAll(); }, 10000);
  rest = () => { stream.close(); clearInterval(clock); };
  addEventListener('pagehide', () => stream.close());
}
