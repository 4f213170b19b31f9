// Small comforts. Every page is complete without them.

const menus = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    const held = menu.contains(document.activeElement);
    menu.open = false;
    if (held) menu.querySelector("summary").focus();
  }
});

document.addEventListener("click", (event) => {
  for (const menu of menus()) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// One press sends a form once. After ten seconds without an answer it may be sent again.
const PATIENCE = 10_000;

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  delete form.dataset.unsent;
  event.submitter?.setAttribute("aria-busy", "true");
  setTimeout(() => release(form), PATIENCE);
});

function release(form) {
  delete form.dataset.sent;
  form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
}

addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));

// Words typed into a form with data-draft are not lost without a question.
document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-draft]");
  if (form) form.dataset.unsent = "yes";
});

addEventListener("beforeunload", (event) => {
  if (document.querySelector("form[data-unsent]:not([data-sent])")) event.preventDefault();
});

// Who signs out leaves no words on this device.
document.addEventListener("submit", (event) => {
  if (!event.target.action.includes("/sign-out")) return;
  try {
    localStorage.clear();
  } catch {
    // the browser keeps nothing
  }
});

// A code can be copied where the browser allows it.
if (navigator.clipboard) {
  for (const code of document.querySelectorAll("code[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet";
    button.textContent = code.dataset.copy;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(code.textContent.trim());
      button.textContent = code.dataset.copied;
    });
    code.after(button);
  }
}

// A day can be chosen from the browser's calendar as well as typed.
for (const day of document.querySelectorAll("input[data-calendar]")) {
  const calendar = document.createElement("input");
  const button = document.createElement("button");
  Object.assign(calendar, { type: "date", tabIndex: -1, className: "calendar" });
  calendar.setAttribute("aria-hidden", "true");
  Object.assign(button, { type: "button", className: "button quiet", textContent: day.dataset.calendar });
  button.addEventListener("click", () => {
    calendar.value = day.value;
    calendar.showPicker();
  });
  calendar.addEventListener("change", () => {
    day.value = calendar.value;
    day.dispatchEvent(new Event("input", { bubbles: true }));
  });
  if (calendar.showPicker) day.after(" ", button, calendar);
}

document.querySelector("[data-focus]")?.focus();
