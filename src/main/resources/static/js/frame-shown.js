// Goes on from the very frame that the video shows now.

const reveal = () => { for (const form of document.querySelectorAll('[data-frame]')) form.hidden = false; };

document.addEventListener('submit', (event) => {
  if (!event.target.matches('[data-frame]')) return;
  const video = document.querySelector('video');
  if (video) event.target.querySelector('[name="at"]').value = video.currentTime.toFixed(3);
});
document.addEventListener('live:swapped', reveal);
reveal();
