// A film goes on where it was left, on any device, and says what it costs before it is played.
// Without this script it begins at the start, with the browser's own controls.

const film = document.querySelector("video[data-keep]");
const token = document.querySelector("main input[name=csrf_token], input[name=csrf_token]");
const start = document.querySelector("[data-plays]");
const EVERY = 10;
let kept = Number(film.dataset.position);

film.addEventListener("loadedmetadata", () => {
  if (kept > 0 && kept < film.duration - 2) film.currentTime = kept;
}, { once: true });

if (start) {
  film.controls = false;
  start.classList.add("primary");
  film.after(start);
  start.addEventListener("click", (event) => {
    event.preventDefault();
    film.play();
  });
  film.addEventListener("play", () => {
    const held = document.activeElement === start;
    film.controls = true;
    start.remove();
    if (held) film.focus();
  }, { once: true });
}

film.addEventListener("timeupdate", () => {
  if (Math.abs(film.currentTime - kept) >= EVERY) keep();
});
film.addEventListener("pause", keep);
film.addEventListener("ended", keep);
addEventListener("pagehide", keep);

function keep() {
  const seconds = film.ended ? 0 : Math.floor(film.currentTime);
  if (!film.played.length || seconds === kept) return;
  kept = seconds;
  fetch(film.dataset.keep, {
    method: "POST",
    keepalive: true,
    headers: { "X-CSRFToken": token.value },
    body: new URLSearchParams({ seconds }),
  }).catch(() => {});
}
