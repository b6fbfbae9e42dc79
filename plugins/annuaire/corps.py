"""The body of an entry or of a page: Markdown → HTML that cannot harm the reader."""

import re
from functools import lru_cache

import markdown
import nh3

_TAGS = {"p", "strong", "em", "ul", "ol", "li", "a", "h3", "h4", "br", "blockquote"}
_PAGE_TAGS = _TAGS | {"h2", "code", "pre", "table", "thead", "tbody", "tr", "th", "td", "hr"}
_SCHEMES = {"http", "https", "mailto", "tel"}


@lru_cache(maxsize=2)
def _markdown(base_level: int) -> markdown.Markdown:
    # `toc` is there to shift the titles down: the page has its own h1 (and a lieu its h2).
    engine = markdown.Markdown(
        extensions=["sane_lists", "tables", "toc"],
        extension_configs={"toc": {"baselevel": base_level, "marker": ""}},
        output_format="html",
    )
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


def _clean(texte: str, base_level: int, tags: set[str]) -> str:
    if not texte.strip():
        return ""
    raw = _markdown(base_level).reset().convert(texte)
    raw = re.sub(r"<(/?)h[56]\b", r"<\1h4", raw)
    safe = nh3.clean(
        raw,
        tags=tags,
        attributes={"a": {"href"}},
        url_schemes=_SCHEMES,
        link_rel="nofollow" if tags is _TAGS else None,
    )
    return safe.strip()
