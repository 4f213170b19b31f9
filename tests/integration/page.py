"""A page as a browser without scripts understands it: its words, its links and its forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import cast

INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "i", "kbd", "mark", "q"}
    | {"s", "small", "span", "strong", "sub", "sup", "time", "u"}
)
UNSEEN = frozenset({"script", "style", "template"})
BUTTONS = frozenset({"submit", "button", "reset", "image"})
OPEN_FORM = "(the form being read)"

Upload = tuple[bytes, str]
Sent = str | Upload


class NotOnThePage(AssertionError):
    """A test asked for a form, a field, a choice or a link that the page does not have."""


@dataclass
class Option:
    """One thing that may be chosen: a radio button, a checkbox or an option of a list."""

    value: str
    chosen: bool = False


@dataclass
class Field:
    """A named control. Where there are options, only they can be sent."""

    name: str
    kind: str
    text: str = ""
    options: list[Option] = field(default_factory=list)
    upload: Upload | None = None

    @property
    def sent(self) -> list[Sent]:
        """What a browser would send for this control now."""
        if self.upload:
            return [self.upload]
        if self.options:
            return [option.value for option in self.options if option.chosen]
        return [] if self.kind in {"checkbox", "radio", "select", "file"} else [self.text]

    def fill(self, value: object) -> None:
        """Type the value, choose it, tick it (True or False) or attach it (a path or an upload)."""
        if self.kind == "file":
            self.upload = attached(value)
        elif isinstance(value, bool):
            self.tick(value)
        elif self.options:
            self.choose(value)
        else:
            self.text = str(value)

    def tick(self, wanted: bool) -> None:
        """Set or clear the only box of this name."""
        if self.kind != "checkbox" or len(self.options) != 1:
            raise NotOnThePage(f"{self.name} is not a single checkbox")
        self.options[0].chosen = wanted

    def choose(self, value: object) -> None:
        """Choose exactly the given options; each must be offered."""
        several = isinstance(value, list | tuple | set | frozenset)
        wanted = [str(item) for item in cast(Iterable[object], value)] if several else [str(value)]
        offered = [option.value for option in self.options]
        if missing := set(wanted) - set(offered):
            raise NotOnThePage(f"{self.name} offers {offered}, not {sorted(missing)}")
        for option in self.options:
            option.chosen = option.value in wanted


def attached(value: object) -> Upload:
    """Make an upload of a file on disk, or of (content, file name)."""
    if isinstance(value, Path):
        return value.read_bytes(), value.name
    content, name = cast(tuple[str | bytes, str], value)
    return content.encode() if isinstance(content, str) else content, name


@dataclass(frozen=True)
class Button:
    """What can be pressed to send a form."""

    label: str
    name: str
    value: str
    action: str | None


@dataclass
class Form:
    """A form with its fields as they stand."""

    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)
    buttons: list[Button] = field(default_factory=list)
    in_main: bool = False

    def fill(self, values: dict[str, object]) -> None:
        """Fill in fields by name; every one must be there."""
        for name, value in values.items():
            if name not in self.fields:
                raise NotOnThePage(f"no field {name!r} here, only {sorted(self.fields)}")
            self.fields[name].fill(value)

    def sent(self, button: Button | None) -> dict[str, list[Sent]]:
        """What a browser would send when the button is pressed."""
        pairs = {name: control.sent for name, control in self.fields.items() if control.sent}
        return pairs | ({button.name: [button.value]} if button and button.name else {})

    def button(self, label: str) -> Button | None:
        """The button with this label, if the form has one."""
        return next((button for button in self.buttons if button.label == label), None)


@dataclass(frozen=True)
class Link:
    """A link and the words on it."""

    words: str
    href: str


@dataclass
class Element:
    """An open element whose words are still being read."""

    tag: str
    attributes: dict[str, str]
    words: list[str] = field(default_factory=list)


def tidy(words: Sequence[str]) -> str:
    """Join words as they are seen, with single spaces."""
    return " ".join("".join(words).split())


class Page(HTMLParser):
    """Everything that a test may ask of a page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.html = html
        self.forms: list[Form] = []
        self.links: list[Link] = []
        self.attributes: dict[str, str] = {}
        self.title = ""
        self._words: list[str] = []
        self._open: list[Element] = []
        self._named_forms: dict[str, Form] = {}
        self._inside: list[str] = []
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        """The words that can be read on the page."""
        return tidy(self._words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of what a test may ask for."""
        attributes = {name: value or "" for name, value in attrs}
        if tag in UNSEEN or tag == "main":
            self._inside.append(tag)
        if tag not in INLINE:
            self._say(" ")
        begin = getattr(self, f"_begin_{tag}", None)
        if begin:
            begin(attributes)

    def handle_endtag(self, tag: str) -> None:
        """Finish what was open."""
        if tag in self._inside:
            self._inside.remove(tag)
        if tag == "form":
            self._named_forms.pop(OPEN_FORM, None)
        if self._open and self._open[-1].tag == tag:
            element = self._open.pop()
            getattr(self, f"_end_{tag}")(element)
        if tag not in INLINE:
            self._say(" ")

    def handle_data(self, data: str) -> None:
        """Hear words, unless they are a script's."""
        if not UNSEEN.intersection(self._inside):
            self._say(data)

    def _say(self, words: str) -> None:
        self._words.append(words)
        for element in self._open:
            element.words.append(words)

    def _begin_html(self, attributes: dict[str, str]) -> None:
        self.attributes = attributes

    def _begin_form(self, attributes: dict[str, str]) -> None:
        form = self._form_named(attributes.get("id", ""))
        form.action = attributes.get("action", "")
        form.method = attributes.get("method", "get").lower()
        form.in_main = "main" in self._inside
        self.forms.append(form)
        self._named_forms[OPEN_FORM] = form

    def _form_named(self, name: str) -> Form:
        """The form of that id, which may come later on the page than its fields."""
        if not name:
            return Form("", "get")
        return self._named_forms.setdefault(name, Form("", "get"))

    def _owner(self, attributes: dict[str, str]) -> Form:
        named = attributes.get("form")
        return self._form_named(named) if named else self._named_forms.get(OPEN_FORM, Form("", ""))

    def _field(self, attributes: dict[str, str], kind: str) -> Field | None:
        """The field of that name, unless a browser would not send it."""
        name = attributes.get("name")
        if not name or "disabled" in attributes:
            return None
        return self._owner(attributes).fields.setdefault(name, Field(name, kind))

    def _begin_input(self, attributes: dict[str, str]) -> None:
        kind = attributes.get("type", "text").lower()
        value = attributes.get("value", "on" if kind in {"checkbox", "radio"} else "")
        if kind in BUTTONS:
            self._button(attributes, value)
        elif control := self._field(attributes, kind):
            control.text = value
            if kind in {"checkbox", "radio"}:
                control.options.append(Option(value, "checked" in attributes))

    def _button(self, attributes: dict[str, str], label: str) -> None:
        if attributes.get("type", "submit").lower() == "submit" and "disabled" not in attributes:
            name, value = attributes.get("name", ""), attributes.get("value", "")
            button = Button(label, name, value, attributes.get("formaction"))
            self._owner(attributes).buttons.append(button)

    def _wait(self, tag: str, attributes: dict[str, str]) -> None:
        self._open.append(Element(tag, attributes))

    def _begin_button(self, attributes: dict[str, str]) -> None:
        self._wait("button", attributes)

    def _end_button(self, element: Element) -> None:
        self._button(element.attributes, tidy(element.words))

    def _begin_a(self, attributes: dict[str, str]) -> None:
        self._wait("a", attributes)

    def _end_a(self, element: Element) -> None:
        if "href" in element.attributes:
            self.links.append(Link(tidy(element.words), element.attributes["href"]))

    def _begin_title(self, attributes: dict[str, str]) -> None:
        self._wait("title", attributes)

    def _end_title(self, element: Element) -> None:
        self.title = self.title or tidy(element.words)

    def _begin_textarea(self, attributes: dict[str, str]) -> None:
        self._wait("textarea", attributes)

    def _end_textarea(self, element: Element) -> None:
        if control := self._field(element.attributes, "textarea"):
            control.text = "".join(element.words).removeprefix("\n")

    def _begin_select(self, attributes: dict[str, str]) -> None:
        control = self._field(attributes, "select")
        self._select = control or Field("", "select")
        self._several = "multiple" in attributes
        self._wait("select", attributes)

    def _end_select(self, _element: Element) -> None:
        options = self._select.options
        if options and not self._several and not any(option.chosen for option in options):
            options[0].chosen = True

    def _begin_option(self, attributes: dict[str, str]) -> None:
        self._wait("option", attributes)

    def _end_option(self, element: Element) -> None:
        value = element.attributes.get("value", tidy(element.words))
        if "disabled" not in element.attributes:
            self._select.options.append(Option(value, "selected" in element.attributes))

    def chosen_form(self, form: int | str | None, names: set[str]) -> Form:
        """The form a test means: by number or part of its address, else the one it can fill."""
        if isinstance(form, int):
            return self.forms[form]
        if isinstance(form, str):
            fitting = [one for one in self.forms if form in one.action]
        else:
            fitting = list(self._fillable(names))
        if len(fitting) != 1:
            raise NotOnThePage(f"{len(fitting)} forms fit among {self.described()}")
        return fitting[0]

    def _fillable(self, names: set[str]) -> Iterator[Form]:
        """The forms with all these fields: those of the main part, or else of the whole page."""
        fitting = [form for form in self.forms if names <= set(form.fields)]
        return iter([form for form in fitting if form.in_main] or fitting)

    def described(self) -> list[str]:
        """What forms there are, for the message of a failing test."""
        return [f"{form.method} {form.action} {sorted(form.fields)}" for form in self.forms]
