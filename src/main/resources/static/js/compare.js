// Plays videos in step, and hides which model made which until the person wants to know.

const box = document.querySelector('[data-compare]');
const videos = [...(box?.querySelectorAll('video') ?? [])];
const controls = box?.querySelector('[data-controls]');

const say = (button, words) => { button.querySelector('span').textContent = words; };

if (controls && videos.length > 1) {
  controls.hidden = false;
  const play = controls.querySelector('[data-play]');
  const blind = controls.querySelector('[data-blind]');
  const playWords = play.textContent.trim();
  const blindWords = blind.textContent.trim();
  const playing = () => videos.some((video) => !video.paused && !video.ended);

  play.addEventListener('click', () => {
    if (playing()) {
      for (const video of videos) video.pause();
      return;
    }
    const from = videos.every((video) => video.ended) ? 0 : Math.min(...videos.map((video) => video.currentTime));
    for (const video of videos) {
      video.currentTime = Math.min(from, video.duration || from);
      // Only one of them may be heard.
      video.muted = video !== videos[0];
    }
    Promise.allSettled(videos.map((video) => video.play()));
  });
  for (const video of videos) {
    for (const event of ['play', 'pause', 'ended']) {
      video.addEventListener(event, () => say(play, playing() ? play.dataset.pause : playWords));
    }
  }

  const hide = (hidden) => {
    blind.setAttribute('aria-pressed', String(hidden));
    say(blind, hidden ? blind.dataset.reveal : blindWords);
    for (const name of box.querySelectorAll('[data-name]')) name.hidden = hidden;
    for (const letter of box.querySelectorAll('[data-letter]')) letter.hidden = !hidden;
    if (!hidden) return;
    // In an order that tells nothing either.
    const list = box.querySelector('ul');
    for (const item of [...list.children].sort(() => Math.random() - 0.5)) list.append(item);
    [...list.children].forEach((item, index) => {
      const letter = item.querySelector('[data-letter]');
      letter.textContent = letter.textContent.replace(/\d+/, String(index + 1));
    });
  };
  blind.addEventListener('click', () => hide(blind.getAttribute('aria-pressed') !== 'true'));
}
