"""A stranger's text inside the Markdown of GitHub: shown as typed, it does nothing.

No mention calls anybody, no link can be clicked, no HTML passes, no block ends early.
"""

import html
import re
from collections.abc import Sequence

from annuaire.problems import sur_une_ligne

LONGUEUR_MAX = 300
"""Characters of one value shown, at most."""
_COUPE = "<!-- -->"
"""What GitHub does not show, and where it stops reading a name, a number or an address."""


def prose(text: str) -> str:
    """Return a text as prose: one line, in which no sign means anything.

    >>> prose("« @equipe » <b>#3</b>")
    '« @<!-- -->equipe » &lt;b&gt;#<!-- -->3&lt;/b&gt;'
    """
    shown = html.escape(court(text), quote=False)
    shown = re.sub(r"([\\`*_\[\]|~])", r"\\\1", shown)
    # A mention, an e-mail address, « #3 », « GH-3 », an address of the web.
    shown = re.sub(r"([@#]|://|\bwww\.|\bGH-)", rf"\1{_COUPE}", shown, flags=re.IGNORECASE)
    # A list or a title at the start of the line.
    return re.sub(r"^(\d*)([-+=.)])", r"\1\\\2", shown)


def code(text: str) -> str:
    """Return a text between backquotes, more of them than it holds; no pipe parts a table."""
    shown = court(text).replace("|", "\\|")
    fence = "`" * (_longest_run(shown) + 1)
    pad = " " if shown.startswith("`") or shown.endswith("`") or not shown else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def bloc(text: str, langage: str = "") -> str:
    """Return several lines as a block that nothing in them can close."""
    lines = "\n".join(_visible(line) for line in text.split("\n"))
    fence = "`" * max(3, _longest_run(lines) + 1)
    return f"{fence}{langage}\n{lines}\n{fence}"


def tableau(titres: tuple[str, ...], lignes: Sequence[tuple[str, ...]]) -> str:
    """Return a table; its cells are Markdown already."""
    rows = [titres, tuple("---" for _ in titres), *lignes]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def court(text: str) -> str:
    """Return a text on one line, its end cut where it is long."""
    line = _visible(" ".join(text.split()))
    return line if len(line) <= LONGUEUR_MAX else f"{line[:LONGUEUR_MAX]}…"


def _visible(line: str) -> str:
    return sur_une_ligne(line)


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall(r"`+", text)), default=0)
