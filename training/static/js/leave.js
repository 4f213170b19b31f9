// Leaves in a hurry, and locks a page that nobody uses. Runs before anything is shown.
(() => {
  const { exit, minutes, warning, reader, token, lock, awake, signIn } = document.currentScript.dataset;
  const PRESSES = 3;
  const HURRY = 2_000;
  const IDLE = Number(minutes) * 60_000;
  const WARNED_BEFORE = Math.min(60_000, IDLE / 2);
  const LOOK_EVERY = Math.min(10_000, IDLE / 6);
  const KINDS = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"];
  let leaving = false;
  let seen = Date.now();
  let told = seen;

  // A browser may forbid scripts to keep anything.
  function kept(use) {
    try {
      return use();
    } catch {
      return null;
    }
  }

  function blank() {
    leaving = true;
    document.documentElement.hidden = true;
    document.title = "";
  }

  // Whoever opens our pages in this browser afterwards is asked to sign in.
  function leave() {
    blank();
    kept(() => localStorage.clear());
    kept(() => localStorage.setItem("left", "yes"));
    kept(() => sessionStorage.clear());
    location.replace(exit);
  }

  const presses = [];
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat || event.isComposing) return;
    presses.push(event.timeStamp);
    const first = presses.at(-PRESSES);
    if (presses.length >= PRESSES && event.timeStamp - first < HURRY) leave();
  }, true);

  addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-leave]")) return;
    event.preventDefault();
    leave();
  }, true);

  // No question about unsent words may hold up a page that is already blank.
  addEventListener("beforeunload", (event) => {
    if (leaving) event.stopImmediatePropagation();
  }, true);

  if (!reader) {
    kept(() => localStorage.removeItem("left"));
    return;
  }

  // What somebody has typed waits in this tab for the same person, and for nobody else.
  const typed = () => [...document.querySelectorAll("form[data-draft] :is(textarea, input:not([type]), input[type=text])")];
  const place = () => `typed:${reader}:${location.pathname}`;

  function keepTyped() {
    const changed = typed().filter((field) => field.value !== field.defaultValue);
    const words = changed.map((field) => [field.name, field.value]);
    if (words.length) kept(() => sessionStorage.setItem(place(), JSON.stringify(words)));
  }

  function bringBackTyped() {
    for (const key of kept(() => Object.keys(sessionStorage)) ?? []) {
      if (key.startsWith("typed:") && !key.startsWith(`typed:${reader}:`)) sessionStorage.removeItem(key);
    }
    const words = kept(() => JSON.parse(sessionStorage.getItem(place())));
    for (const [name, value] of words ?? []) {
      const field = typed().find((one) => one.name === name && one.value === one.defaultValue);
      if (!field) continue;
      field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    kept(() => sessionStorage.removeItem(place()));
  }

  async function lockUp() {
    if (leaving) return;
    keepTyped();
    blank();
    await fetch(lock, { method: "POST", headers: { "X-CSRFToken": token } }).catch(() => null);
    location.replace(`${signIn}?next=${encodeURIComponent(location.pathname + location.search)}`);
  }

  function warn() {
    if (document.querySelector("[data-locks]")) return;
    const said = document.createElement("p");
    Object.assign(said, { role: "alert", className: "notice notice-attention locks", textContent: warning });
    said.dataset.locks = "";
    document.body.append(said);
  }

  function isUsed() {
    document.querySelector("[data-locks]")?.remove();
    seen = Date.now();
    kept(() => localStorage.setItem("seen", String(seen)));
  }

  // The server hears now and then of somebody who writes for a long time.
  function look() {
    if ([...document.querySelectorAll("video, audio")].some((one) => !one.paused)) isUsed();
    const last = Math.max(seen, Number(kept(() => localStorage.getItem("seen"))));
    const idle = Date.now() - last;
    if (idle >= IDLE) {
      lockUp();
    } else if (idle >= IDLE - WARNED_BEFORE) {
      warn();
    } else if (last > told && Date.now() - told > IDLE / 3) {
      told = Date.now();
      fetch(awake, { redirect: "manual" }).then((answer) => answer.ok || lockUp(), () => null);
    }
  }

  function lockIfLeft() {
    if (kept(() => localStorage.getItem("left"))) lockUp();
  }

  lockIfLeft();
  addEventListener("pageshow", lockIfLeft);
  for (const kind of KINDS) {
    addEventListener(kind, () => { if (Date.now() - seen > 1_000) isUsed(); }, { capture: true, passive: true });
  }
  setInterval(look, LOOK_EVERY);
  document.addEventListener("visibilitychange", look);
  document.addEventListener("DOMContentLoaded", bringBackTyped);
})();
