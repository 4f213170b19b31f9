"""Markdown → HTML, for text that may come from anybody.

CommonMark and tables. Raw HTML is shown as text; links lead to the web, to an e-mail address or
to another activity; pictures come from the package and from nowhere else.
"""

import re
from collections.abc import Callable, Sequence
from html import escape
from typing import Any, cast

from markdown_it import MarkdownIt
from markdown_it.common.utils import isPunctChar
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token

MEDIA = re.compile(r"media/(?:[A-Za-z0-9_][A-Za-z0-9._-]*/)*[A-Za-z0-9_][A-Za-z0-9._-]*")
WEB = re.compile(r"https?://[^/\s]|mailto:[^\s@]+@", re.IGNORECASE)
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
ACTIVITY_FILE = re.compile(r"(?:\.\./)?(?:[\w-]+/)?([\w-]+)\.(?:md|yaml)(#.*)?")
CJK = re.compile("[\u2e80-\u312f\u3190-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]")

Name = Callable[[str], str]


def to_html(markdown: str, media_url: Name | None = None) -> str:
    """Render authored text; the result is safe to put into a page as it is.

    media_url  gives the address of a name such as media/map.svg; without it the name stays.

    Headings start at h2, because the page's h1 is the activity's title, and carry ids. A link to
    the file of another activity becomes a relative link to that activity's id.
    """
    env: dict[str, Any] = {"media_url": media_url or str, "ids": set()}
    return cast(str, _markdown.render(markdown, env))


def parse(markdown: str) -> list[Token]:
    """The blocks of a text as markdown-it sees them, with the lines they stand on."""
    return _markdown.parse(markdown)


def is_allowed_link(url: str) -> bool:
    """Whether a text may lead there: the web, an e-mail address, or inside the package."""
    if SCHEME.match(url):
        return bool(WEB.match(url))
    return not url.startswith(("/", "\\", "%5C"))


def _emphasis(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls it
    """Find the stars of *emphasis*; CommonMark's own rule fails beside Chinese punctuation."""
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    scanned = state.scanDelims(state.pos, marker == "*")
    can_open, can_close = scanned.can_open, scanned.can_close
    if marker == "*":
        before = state.src[state.pos - 1] if state.pos else " "
        after = (state.src + " ")[state.pos + scanned.length]
        can_open = can_open or _beside_cjk(inner=after, outer=before)
        can_close = can_close or _beside_cjk(inner=before, outer=after)
    for _ in range(scanned.length):
        state.push("text", "", 0).content = marker
        token = len(state.tokens) - 1
        state.delimiters.append(
            Delimiter(ord(marker), scanned.length, token, -1, can_open, can_close)
        )
    state.pos += scanned.length
    return True


def _beside_cjk(*, inner: str, outer: str) -> bool:
    """Stars that touch punctuation inside count where Chinese writing is on either side."""
    return isPunctChar(inner) and bool(CJK.match(inner) or CJK.match(outer))


Rule = Callable[[RendererHTML, Sequence[Token], int, Any, dict[str, Any]], str]


def _image(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: dict[str, Any]
) -> str:
    token = tokens[index]
    source = str(token.attrs.get("src", ""))
    alt = escape(self.renderInlineAsText(token.children, options, env))
    if not MEDIA.fullmatch(source):
        return alt
    address = escape(env["media_url"](source))
    return f'<img src="{address}" alt="{alt}" loading="lazy" decoding="async">'


def _link(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: dict[str, Any]
) -> str:
    token = tokens[index]
    target = str(token.attrs.get("href", ""))
    if SCHEME.match(target):
        token.attrSet("rel", "noopener noreferrer")
    elif MEDIA.fullmatch(target):
        token.attrSet("href", env["media_url"](target))
    elif activity := ACTIVITY_FILE.fullmatch(target):
        token.attrSet("href", activity[1] + (activity[2] or ""))
    return self.renderToken(tokens, index, options, env)


def _heading(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: dict[str, Any]
) -> str:
    token = tokens[index]
    token.tag = tokens[index + 2].tag = max(token.tag, "h2")
    slug = "-".join(re.findall(r"\w+", tokens[index + 1].content.casefold())) or "part"
    name = next(
        name
        for name in (f"h-{slug}", *(f"h-{slug}-{n}" for n in range(2, len(tokens) + 2)))
        if name not in env["ids"]
    )
    env["ids"].add(name)
    token.attrSet("id", name)
    return self.renderToken(tokens, index, options, env)


def _cell(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: dict[str, Any]
) -> str:
    """Say alignment by a class: pages forbid inline styles."""
    token = tokens[index]
    if style := token.attrs.pop("style", None):
        side = {"left": "start", "right": "end"}.get(str(style).removeprefix("text-align:"))
        token.attrSet("class", f"align-{side or 'center'}")
    if token.tag == "th":
        token.attrSet("scope", "col")
    return self.renderToken(tokens, index, options, env)


def parser(allows: Callable[[str], bool]) -> MarkdownIt:
    """CommonMark with tables and our rules, for links that are allowed so."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.validateLink = allows  # type: ignore[method-assign,assignment]  # its own way
    markdown.inline.ruler.at("emphasis", _emphasis)
    rules: dict[str, Rule] = {
        "image": _image,
        "link_open": _link,
        "heading_open": _heading,
        "th_open": _cell,
        "td_open": _cell,
    }
    for name, rule in rules.items():
        markdown.add_render_rule(name, rule)
    return markdown


_markdown = parser(is_allowed_link)
