"""The body of an entry or of a page: Markdown → HTML that cannot harm the reader."""

import re
from functools import cache

import markdown
import nh3

from annuaire.refus import dire

_TAGS = {"p", "strong", "em", "ul", "ol", "li", "a", "h3", "h4", "br", "blockquote"}
_PAGE_TAGS = _TAGS | {"h2", "code", "pre", "table", "thead", "tbody", "tr", "th", "td", "hr"}
NIVEAUX_MAX = 20
"""Elements of HTML one inside another, at most: a list in a list counts for four."""
CROCHETS_MAX = 200
"""Opening brackets of a text, at most: for each, Markdown looks for its end in all that follows."""
_SCHEMES = {"http", "https", "mailto", "tel"}


@cache
def _markdown() -> markdown.Markdown:
    engine = markdown.Markdown(
        extensions=["fenced_code", "sane_lists", "tables"], output_format="html"
    )
    # Raw HTML is text: what a contributor types is shown, never obeyed.
    engine.preprocessors.deregister("html_block")
    engine.inlinePatterns.deregister("html")
    return engine


def faute(texte: str) -> tuple[str, str, int] | None:
    """Return why a text cannot be made a page: message, remedy, line from 0; None if it can."""
    if texte.count("[") > CROCHETS_MAX:
        line = texte.replace("[", "\0", CROCHETS_MAX).partition("[")[0].count("\n")
        message, remede, _ = dire("crochets", max=CROCHETS_MAX)
        return message, remede, line
    try:
        deep = _depth(_markdown().reset().convert(texte)) > NIVEAUX_MAX
    except RecursionError:
        _markdown.cache_clear()  # it stopped in the middle of a list, and would go on from there
        deep = True
    if not deep:
        return None
    lines = texte.split("\n")
    starts = [len(line) - len(line.lstrip(" \t>*+-_.)0123456789")) for line in lines]
    return (
        "ce texte est trop imbriqué",
        "Retirez des tirets, des « > » ou du retrait au début de cette ligne",
        starts.index(max(starts)),
    )


def _depth(html: str) -> int:
    """Return how many elements stand one inside another."""
    depth = deepest = 0
    for closing in re.findall(r"<(/?)(?!br|hr|img)\w[^>]*>", html):
        depth += -1 if closing else 1
        deepest = max(deepest, depth)
    return deepest


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
