// Words are not lost while a recommendation is written, and hints come when the writer pauses.
// Without this script the page saves, counts and shows hints when one of its buttons is pressed.

const PREFIX = "draft:";
const A_WEEK = 7 * 24 * 3600 * 1000;
const PAUSE = 700; // without a key, before hints are asked for
const PATIENCE = 30_000; // for an answer
const AGAIN = 15_000; // until words that did not get through are sent once more

// The rule of training/learning/rules/words.py: ideographs one by one, words with what joins them.
const SIGN = "[\\u3005-\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}]";
const UNIT = `(?:\\p{Nd}+(?:[.,٫٬]\\p{Nd}+)*|(?!${SIGN})[\\p{L}\\p{N}])[\\p{M}\\p{Cf}\\u{1f3fb}-\\u{1f3ff}]*`;
const WORD = new RegExp(`${SIGN}|${UNIT}(?:['’‐‑-]?${UNIT})*`, "gu");

const one = (selector, within = document) => within.querySelector(selector);
let page;
begin();
addEventListener("online", () => page.waits && send());

function begin() {
  const form = one("form[data-writing]");
  const { text, spoken, uid, look: button } = form.elements;
  const status = one(".kept");
  page = { form, text, spoken, uid, status, own: uid.value, looked: text.value, again: one("[data-again]") };
  page.key = PREFIX + form.dataset.writing;
  page.served = { text: text.defaultValue, spoken: spoken.defaultValue };
  status.dataset.server = status.textContent;
  button.remove();
  form.addEventListener("input", typed);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  one("button", page.again).addEventListener("click", discard);
  onDevice(forgetOld);
  restore(onDevice(() => JSON.parse(localStorage.getItem(page.key))));
}

function words() {
  return { text: page.text.value, spoken: page.spoken.value };
}

function same(some, others) {
  return some.text.trim() === others.text.trim() && some.spoken.trim() === others.spoken.trim();
}

function put(kept) {
  page.text.value = kept.text;
  page.spoken.value = kept.spoken;
  page.uid.value = kept.uid;
}

function typed() {
  count(page.text);
  count(page.spoken);
  if (page.status.dataset.kept === "yes" && same(words(), page.served)) {
    page.waits = false;
    forget();
    say("server");
  } else {
    keep();
    say(page.waits ? "offline" : "typed");
  }
  clearTimeout(page.pause);
  page.pause = setTimeout(look, PAUSE);
}

function count(field) {
  const line = one(`[data-counts=${field.name}]`);
  const { most, words: plain, fits, over } = line.dataset;
  const number = field.value.match(WORD)?.length ?? 0;
  const verdict = number <= Number(most) ? fits : over;
  line.textContent = ((most && number && verdict) || plain).replace("{n}", number);
}

// Say where the words are now.
function say(what) {
  const { dataset } = page.status;
  const onServer = what === "server" || what === "sending";
  const where = onServer ? "" : dataset[page.kept ? "device" : "page"];
  const said = [dataset[what], where].filter(Boolean).join(" ");
  if (page.status.textContent !== said) page.status.textContent = said;
  page.status.classList.toggle("only-here", what !== "server");
}

// On the device, under a key of this account and this activity. A browser may keep nothing.
function onDevice(use) {
  try {
    return use();
  } catch {
    return null;
  }
}

function keep() {
  const kept = JSON.stringify({ ...words(), uid: page.uid.value, at: Date.now() });
  page.kept = onDevice(() => localStorage.setItem(page.key, kept) ?? true);
  page.form.toggleAttribute("data-draft", !page.kept);
}

function forget() {
  onDevice(() => localStorage.removeItem(page.key));
}

function forgetOld() {
  for (const name of Object.keys(localStorage)) {
    if (!name.startsWith(PREFIX)) continue;
    const kept = onDevice(() => JSON.parse(localStorage.getItem(name)));
    if (!(Date.now() - kept?.at < A_WEEK)) localStorage.removeItem(name);
  }
}

function restore(kept) {
  if (!kept) return;
  if (!same(kept, words())) {
    const told = one("[data-words]", page.again);
    const format = { dateStyle: "medium", timeStyle: "short" };
    const when = new Date(kept.at).toLocaleString(document.documentElement.lang, format);
    told.textContent = told.dataset.words.replace("{when}", `\u2068${when}\u2069`);
    page.again.hidden = false;
    put(kept);
    if (kept.spoken) page.spoken.closest("details").open = true;
  }
  typed();
}

function discard() {
  put({ ...page.served, uid: page.own });
  page.again.hidden = true;
  typed();
  forget();
  say("server");
  page.text.focus();
}

// To the server, with the same id however often it is sent, so that it is kept once.
function send() {
  if (page.sending) return;
  const sent = words();
  clearTimeout(page.retry);
  clearTimeout(page.pause);
  page.asked?.abort();
  page.sending = true;
  keep();
  say("sending");
  post(location.href, (answer) => {
    page.sending = false;
    page.waits = !answer || answer.status >= 502;
    if (page.waits) {
      page.retry = setTimeout(send, AGAIN);
      say("offline");
    } else if (new URL(answer.responseURL).pathname !== location.pathname) {
      say("gone");
    } else if (answer.status === 200 && one("form[data-writing]", answer.response)) {
      show(answer.response, sent);
    } else {
      say("refused");
    }
  });
}

function show(answer, sent) {
  const now = words();
  if (same(now, sent) && one(".kept[data-kept=yes]", answer)) forget();
  one("main").replaceWith(document.adoptNode(one("main", answer)));
  begin();
  if (!same(now, sent)) restore({ ...now, uid: page.own, at: Date.now() });
  history.replaceState(null, "", "#newest");
  one("[data-focus], #newest").focus();
}

// Unlike fetch, this makes a page of what comes where scripts may write no HTML.
function post(url, done) {
  const request = new XMLHttpRequest();
  request.open("POST", url);
  request.responseType = "document";
  request.timeout = PATIENCE;
  request.onload = () => done(request);
  request.onerror = request.ontimeout = () => done(null);
  request.send(new FormData(page.form));
  return request;
}

function look() {
  const text = page.text.value;
  if (text === page.looked || !text.trim() || page.sending) return;
  page.asked?.abort();
  page.looked = text;
  page.asked = post(page.form.dataset.hints, (answer) => {
    const found = answer?.status === 200 && one(".found", answer.response);
    if (found) hint(document.adoptNode(found));
    else page.looked = null;
  });
}

function hint(found) {
  const place = one("[data-found]");
  const title = one("#newest");
  one(".found", place).replaceWith(found);
  title.textContent = title.dataset.live;
  place.hidden = false;
  const { summary, category } = one("[data-summary]", found)?.dataset ?? {};
  const heard = one("[data-heard]");
  if (summary && heard.textContent !== summary) heard.textContent = summary;
  for (const row of document.querySelectorAll("[data-row]")) {
    if (row.dataset.row === category) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
}
