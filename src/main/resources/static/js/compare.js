// Plays videos in step, and hides which model made which until the person wants to know.

const box = document.querySelector('[data-compare]');
const controls = box.querySelector('[data-controls]');
const list = box.querySelector('ul');
const videos = () => [...box.querySelectorAll('video')];
const playing = () => videos().some((video) => !video.paused && !video.ended);

// One that is not there yet must not make the others run ahead.
const loaded = (video) => (video.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA && !video.seeking
  ? Promise.resolve()
  : new Promise((resolve) => { video.addEventListener('canplay', resolve, { once: true }); video.addEventListener('error', resolve, { once: true }); }));

const say = (button, words) => { button.querySelector('span').textContent = words; };

if (controls) {
  const play = controls.querySelector('[data-play]');
  const blind = controls.querySelector('[data-blind]');
  const playWords = play.textContent.trim();
  const blindWords = blind.textContent.trim();
  const known = new WeakSet();

  play.addEventListener('click', () => {
    if (playing()) {
      for (const video of videos()) video.pause();
      return;
    }
    const all = videos();
    const from = all.every((video) => video.ended) ? 0 : Math.min(...all.map((video) => video.currentTime));
    for (const video of all) {
      video.preload = 'auto';
      video.currentTime = Math.min(from, video.duration || from);
      // Only one of them may be heard.
      video.muted = video !== all[0];
    }
    Promise.all(all.map(loaded)).then(() => Promise.allSettled(all.map((video) => video.play())));
  });

  blind.addEventListener('click', () => {
    const hidden = box.toggleAttribute('data-hidden');
    blind.setAttribute('aria-pressed', String(hidden));
    say(blind, hidden ? blind.dataset.reveal : blindWords);
    // In an order that tells nothing either.
    if (hidden) list.append(...[...list.children].sort(() => Math.random() - 0.5));
    number();
  });

  const number = () => [...list.children].forEach((item, index) => {
    const letter = item.querySelector('[data-letter]');
    letter.textContent = letter.textContent.replace(/\d+/, String(index + 1));
  });

  // One that was still being made may have become a video.
  const ready = () => {
    controls.hidden = videos().length < 2;
    number();
    for (const video of videos()) {
      if (known.has(video)) continue;
      known.add(video);
      for (const event of ['play', 'pause', 'ended']) {
        video.addEventListener(event, () => say(play, playing() ? play.dataset.pause : playWords));
      }
    }
  };
  document.addEventListener('live:swapped', ready);
  ready();
}
