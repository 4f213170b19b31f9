// A film goes on where it was left, on any device. Without this script it begins at the start.

const film = document.querySelector("video[data-keep]");
const token = document.querySelector("main input[name=csrf_token], input[name=csrf_token]");
const EVERY = 10;
let kept = Number(film.dataset.position);

film.addEventListener("loadedmetadata", () => {
  if (kept > 0 && kept < film.duration - 2) film.currentTime = kept;
}, { once: true });

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
