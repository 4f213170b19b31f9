// Calling the roll: the counter follows each mark, and 1 to 4 mark a person and go on to the next.

const form = document.getElementById("roll");
const groups = form ? [...form.querySelectorAll(".segments")] : [];
const counter = document.querySelector("[data-counter]");

// Who has a mouse has a keyboard; on a phone the hint would only take room.
const hint = document.querySelector(".with-script");
if (hint && matchMedia("(hover: hover)").matches) hint.hidden = false;

form?.addEventListener("change", count);
form?.addEventListener("keydown", (event) => {
  const place = groups.findIndex((group) => group.contains(event.target));
  const marks = place < 0 ? [] : groups[place].querySelectorAll("input");
  const chosen = event.ctrlKey || event.metaKey || event.altKey ? undefined : marks[event.key - 1];
  if (!chosen) return;
  event.preventDefault();
  chosen.click();
  goOn(place + 1);
});

function goOn(place) {
  const next = groups[place]?.querySelector("input:checked, input") ?? form.querySelector(".counter button");
  next.focus();
}

function count() {
  const marked = groups.filter((group) => group.querySelector(":checked")).length;
  counter.textContent = counter.dataset.counter.replace("{marked}", marked).replace("{all}", groups.length);
}

if (counter) count();
