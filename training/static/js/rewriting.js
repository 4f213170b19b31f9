// Words are not lost while a recommendation is written, and hints come when the writer pauses.
// Without this script the page saves, counts and shows hints when one of its buttons is pressed.

const PREFIX = "draft:";
const A_WEEK = 7 * 24 * 3600 * 1000;
const PAUSE = 700; // milliseconds without a key before hints are asked for
const PATIENCE = 30_000; // how long an answer may take
const AGAIN = 15_000; // until words that did not get through are sent once more

// The rule of training/learning/rules/words.py: ideographs one by one, words with what joins them.
const SIGNS = "[\\u3005-\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}]";
const UNIT = `(?:\\p{Nd}+(?:[.,٫٬]\\p{Nd}+)*|(?!${SIGNS})[\\p{L}\\p{N}])`;
const MARKS = "[\\p{M}\\p{Cf}\\u{1f3fb}-\\u{1f3ff}]*";
const WORD = new RegExp(`${SIGNS}|${UNIT}${MARKS}(?:['’‐‑-]?${UNIT}${MARKS})*`, "gu");

let page = null;
begin();

addEventListener("online", () => page.waits && send());

function begin() {
  const form = document.querySelector("form[data-writing]");
  const status = document.querySelector(".kept");
  const own = form.elements.uid.value;
  page = { form, status, own, text: form.elements.text, spoken: form.elements.spoken };
  page.onServer = status.dataset.kept === "yes";
  status.dataset.server = status.textContent;
  page.again = document.querySelector("[data-again]");
  page.looked = page.text.value;
  form.elements.look.remove();
  form.addEventListener("input", typed);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  page.again.querySelector("button").addEventListener("click", discard);
  forgetOld();
  restore(read());
}

function words() {
  return { text: page.text.value, spoken: page.spoken.value };
}

function same(one, other) {
  return one.text.trim() === other.text.trim() && one.spoken.trim() === other.spoken.trim();
}

function served() {
  return { text: page.text.defaultValue, spoken: page.spoken.defaultValue };
}

function typed() {
  count(page.text);
  count(page.spoken);
  note();
  clearTimeout(page.pause);
  page.pause = setTimeout(look, PAUSE);
}

// Say where the words are now, and see to it that they are there.
function note() {
  if (page.onServer && same(words(), served())) {
    forget();
    page.waits = false;
    say("server");
  } else {
    page.kept = keep();
    page.form.toggleAttribute("data-draft", !page.kept);
    say(page.waits ? "offline" : "device");
  }
}

function say(what) {
  const onPage = { device: "page", offline: "offlinePage", refused: "refusedPage", gone: "gonePage" };
  const said = page.status.dataset[(!page.kept && onPage[what]) || what];
  if (page.status.textContent !== said) page.status.textContent = said;
  page.status.classList.toggle("only-here", what !== "server");
}

function count(field) {
  const line = page.form.querySelector(`[data-counts=${field.name}]`);
  const number = field.value.match(WORD)?.length ?? 0;
  const most = Number(line.dataset.most);
  const verdict = number <= most ? line.dataset.fits : line.dataset.over;
  line.textContent = ((most && number && verdict) || line.dataset.words).replace("{n}", number);
}

// On the device: under a key that only this account's page of this activity knows.

function key() {
  return PREFIX + page.form.dataset.writing;
}

function keep() {
  try {
    const kept = { ...words(), uid: page.form.elements.uid.value, at: Date.now() };
    localStorage.setItem(key(), JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

function read() {
  try {
    return JSON.parse(localStorage.getItem(key()));
  } catch {
    return null;
  }
}

function forget() {
  try {
    localStorage.removeItem(key());
  } catch {
    // nothing was kept
  }
}

function forgetOld() {
  try {
    for (const name of Object.keys(localStorage).filter((one) => one.startsWith(PREFIX))) {
      const { at } = JSON.parse(localStorage.getItem(name));
      if (!(Date.now() - at < A_WEEK)) localStorage.removeItem(name);
    }
  } catch {
    // the browser keeps nothing, or somebody else wrote there
  }
}

function restore(kept) {
  if (!kept) return;
  if (same(kept, words())) {
    note();
    return;
  }
  page.text.value = kept.text;
  page.spoken.value = kept.spoken;
  page.form.elements.uid.value = kept.uid;
  const told = page.again.querySelector("[data-words]");
  const language = document.documentElement.lang;
  const when = new Date(kept.at).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
  told.textContent = told.dataset.words.replace("{when}", `\u2068${when}\u2069`);
  page.again.hidden = false;
  page.spoken.closest("details").open ||= Boolean(kept.spoken);
  typed();
}

function discard() {
  Object.assign(page.text, { value: served().text });
  Object.assign(page.spoken, { value: served().spoken });
  page.form.elements.uid.value = page.own;
  page.again.hidden = true;
  forget();
  count(page.text);
  count(page.spoken);
  say("server");
  page.looked = null;
  look();
  page.text.focus();
}

// To the server: the same id however often it is sent, so that it is kept once.

function send() {
  if (page.sending) return;
  const sent = words();
  clearTimeout(page.retry);
  clearTimeout(page.pause);
  page.asked?.abort();
  page.sending = true;
  page.kept = keep();
  say("sending");
  post(location.href, (answer) => {
    page.sending = false;
    page.waits = !answer || answer.status === 0 || answer.status >= 502;
    if (page.waits) {
      page.retry = setTimeout(send, AGAIN);
      say("offline");
    } else if (new URL(answer.responseURL).pathname !== location.pathname) {
      say("gone");
    } else if (answer.status === 200 && answer.response?.querySelector("form[data-writing]")) {
      show(answer.response, sent);
    } else {
      say("refused");
    }
  });
}

function show(answer, sent) {
  const now = words();
  if (same(now, sent) && answer.querySelector(".kept[data-kept=yes]")) forget();
  document.querySelector("main").replaceWith(document.adoptNode(answer.querySelector("main")));
  begin();
  if (!same(now, sent)) restore({ ...now, uid: page.own, at: Date.now() });
  const place = document.querySelector("[data-focus], #newest");
  place.focus();
}

function post(url, done) {
  const request = new XMLHttpRequest(); // reads pages, which fetch cannot where scripts are held short
  request.open("POST", url);
  request.responseType = "document";
  request.timeout = PATIENCE;
  request.onload = () => done(request);
  request.onerror = () => done(null);
  request.ontimeout = () => done(null);
  request.send(new FormData(page.form));
  return request;
}

// Hints, when the text is another than the one that was looked at last.

function look() {
  const text = page.text.value;
  if (text === page.looked || !text.trim() || page.sending) return;
  page.asked?.abort();
  page.looked = text;
  page.asked = post(page.form.dataset.hints, (answer) => {
    const found = answer?.status === 200 && answer.response?.querySelector(".found");
    if (found) put(document.adoptNode(found));
    else page.looked = null;
  });
}

function put(found) {
  const place = document.querySelector("[data-found]");
  const title = place.querySelector("#newest");
  place.querySelector(".found").replaceWith(found);
  title.textContent = title.dataset.live;
  place.hidden = false;
  const told = found.querySelector("[data-summary]")?.dataset;
  if (!told) return;
  const heard = place.querySelector("[data-heard]");
  if (heard.textContent !== told.summary) heard.textContent = told.summary;
  for (const row of document.querySelectorAll("[data-row]")) {
    if (row.dataset.row === told.category) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
}
