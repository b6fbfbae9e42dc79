"""What French typography refuses in the text that a page shows, by html5lib's reading of it."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib

HORS_TEXTE = {"script", "style", "code", "pre", "template", "svg", "textarea"}
EN_LIGNE = {"a", "span", "strong", "em", "small", "b", "i"}
LUS = ("aria-label", "alt", "placeholder", "title")
"""The attributes that are read aloud or shown."""

_URL = re.compile(r"https?://\S+|\S+@\S+\.\S+|\b[\w-]+(?:\.[\w-]+)+/?\S*")
FAUTES = {
    "apostrophe droite": re.compile(r"\w'|'\w"),
    "guillemet droit": re.compile(r'"'),
    "trois points": re.compile(r"\.\.\."),
    "point redoublé": re.compile(r"(?<!\.)\.\.(?!\.)|[!?…]\.|,,|\s[,.](?!\d)"),
    "espace fine absente avant ; ! ?": re.compile(r"[^\u202f;!?][;!?]"),
    "espace insécable absente avant :": re.compile(r"[^\u00a0\d]:|\d:(?!\d)"),
    "espace insécable absente dans « »": re.compile(r"«[^\u00a0]|[^\u00a0]»"),
    "espace insécable absente avant une unité": re.compile(r"\d ?(?:€|%|km\b|h\b|Ko\b|Mo\b)"),
    "milliers sans espace fine": re.compile(r"\d[ \u00a0]\d{3}(?!\d| ?\d)(?=[ \u00a0](?:lieu|€))"),
    "téléphone qui se coupe": re.compile(r"\b0\d(?: \d\d){2,}"),
    "téléphone non groupé": re.compile(r"\+(?:33|590|594|596|262|508|68\d)\d|\b0[1-9]\d{8}\b"),
    "date en chiffres": re.compile(r"\b\d{4}-\d\d(?:-\d\d)?\b|\b\d\d/\d\d/\d{4}\b"),
    "plage au trait d’union": re.compile(r"\d ?h(?:[ \u00a0]\d\d)?\s*-\s*\d|\b\d{4}-\d{4}\b"),
    "heure en anglais": re.compile(r"\b\d\d:\d\d\b"),
    "valeur de programme": re.compile(r"\b(?:None|True|False|undefined|nan)\b"),
}


def lue(html: str) -> tuple[Element, list[object]]:
    """Return the tree of a page as a browser makes it, and what is not valid in its HTML."""
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    return parser.parse(html), parser.errors


def textes(document: Element) -> Iterator[str]:
    """Yield each run of text that a block shows, title and labels included."""
    for node in document.iter():
        if isinstance(node.tag, str):
            yield from (node.get(name) for name in LUS if node.get(name))
            if node.tag == "meta" and node.get("name") == "description":
                yield node.get("content")
    yield from filter(None, map(_normal, "".join(_runs(document)).split("\0")))


def _runs(node) -> Iterator[str]:
    # The map has a template and tests of its own.
    if not isinstance(node.tag, str) or node.tag in HORS_TEXTE or "data-carte" in node.attrib:
        yield "\0"
        return
    edge = "" if node.tag in EN_LIGNE else "\0"
    yield edge + (node.text or "")
    for child in node:
        yield from _runs(child)
        yield child.tail or ""
    yield edge


def _normal(text: str) -> str:
    """Spaces as a browser shows them: those that do not break are kept."""
    return re.sub(r"[ \t\n\r\f]+", " ", text).strip(" ")


def fautes(path: Path) -> list[str]:
    """Return the faults of a page, each with the words around."""
    return fautes_du_texte(lue(path.read_text(encoding="utf-8"))[0])


def fautes_du_texte(document: Element) -> list[str]:
    """Return the same of a page that is read already."""
    found = []
    for text in textes(document):
        bare = _URL.sub("www", text)
        for name, pattern in FAUTES.items():
            for match in pattern.finditer(bare):
                around = bare[max(0, match.start() - 25) : match.end() + 15]
                found.append(f"{name} : {around!r}")
    return found
