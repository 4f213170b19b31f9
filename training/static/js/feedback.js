// Marking a draft: words selected in it become a note, rows for notes appear as they are needed,
// and 0, 1 and 2 mark a letter and go on to the next. Without this script all rows are there.

const draft = document.getElementById("quotable");
const quote = document.getElementById("quote");
const form = document.getElementById("marking");
const rows = [...form.querySelectorAll(".note-row")];
const letters = [...form.querySelectorAll(".marks")];
let selected;

// Who has a mouse has a keyboard; on a phone the hint would only take room.
if (matchMedia("(hover: hover)").matches) form.querySelector(".with-keys").hidden = false;

document.addEventListener("selectionchange", () => {
  const range = getSelection().rangeCount ? getSelection().getRangeAt(0) : undefined;
  const inside = range && !range.collapsed && draft.contains(range.startContainer) && draft.contains(range.endContainer);
  if (!inside || !range.toString().trim()) return;
  const before = document.createRange();
  before.setStart(draft, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const words = range.toString();
  const blanks = words.length - words.trimStart().length;
  selected = { words: words.trim(), start: [...(before.toString() + words.slice(0, blanks))].length };
  quote.hidden = false;
});

quote.addEventListener("click", () => {
  const free = rows.find((row) => isEmpty(row)) ?? rows.at(-1);
  const [words, note] = free.querySelectorAll("input");
  words.value = selected.words;
  form.elements[words.name.replace("words", "start")].value = selected.start;
  form.closest("details")?.setAttribute("open", "");
  showRows();
  note.focus();
});

form.addEventListener("input", showRows);
form.addEventListener("keydown", (event) => {
  const place = letters.findIndex((letter) => letter.contains(event.target));
  const plain = !(event.ctrlKey || event.metaKey || event.altKey);
  const chosen = place >= 0 && plain && [...letters[place].querySelectorAll("input")].find((mark) => mark.value === event.key);
  if (!chosen) return;
  event.preventDefault();
  chosen.click();
  const next = letters[place + 1]?.querySelector("input:checked, input") ?? form.elements.comment;
  next.focus();
});

function isEmpty(row) {
  return [...row.querySelectorAll("input")].every((input) => !input.value);
}

function showRows() {
  const firstFree = rows.findIndex(isEmpty);
  for (const [place, row] of rows.entries()) row.hidden = isEmpty(row) && place !== firstFree;
}

showRows();
