"""The body of an entry or of a page: Markdown → HTML that cannot harm the reader."""

import re
from functools import cache

import markdown
import nh3

_TAGS = {"p", "strong", "em", "ul", "ol", "li", "a", "h3", "h4", "br", "blockquote"}
_PAGE_TAGS = _TAGS | {"h2", "code", "pre", "table", "thead", "tbody", "tr", "th", "td", "hr"}
_SCHEMES = {"http", "https", "mailto", "tel"}


@cache
def _markdown() -> markdown.Markdown:
    engine = markdown.Markdown(extensions=["sane_lists", "tables"], output_format="html")
    # Raw HTML is text: what a contributor types is shown, never obeyed.
    engine.preprocessors.deregister("html_block")
    engine.inlinePatterns.deregister("html")
    return engine


def html_fiche(texte: str) -> str:
    """Return the safe HTML of a lieu's body: paragraphs, lists, links, titles from h3 down."""
    return _clean(texte, 3, _TAGS)


def html_page(texte: str) -> str:
    """Return the safe HTML of one of our own pages: tables and code too, titles from h2 down."""
    return _clean(texte, 2, _PAGE_TAGS)


def _own_scheme(_tag: str, attribute: str, value: str) -> str | None:
    # //site.fr/ takes the scheme of the page: on a USB stick, it is a file.
    return None if attribute == "href" and re.match(r"[/\\]{2}", value) else value


def _clean(texte: str, first_level: int, tags: set[str]) -> str:
    if not texte.strip():
        return ""
    safe = nh3.clean(
        _shifted(_markdown().reset().convert(texte), first_level),
        tags=tags,
        attributes={"a": {"href"}, "*": set()},
        attribute_filter=_own_scheme,
        url_schemes=_SCHEMES,
        link_rel="nofollow" if tags is _TAGS else None,
    )
    return safe.strip()


def _shifted(html: str, first_level: int) -> str:
    """Move the titles so that the highest is of the level that the page has room for."""
    levels = [int(level) for level in re.findall(r"<h([1-6])>", html)]
    shift = first_level - min(levels, default=first_level)
    return re.sub(r"<(/?)h([1-6])>", lambda m: f"<{m[1]}h{min(int(m[2]) + shift, 4)}>", html)
