"""Read the pages of a built site: tags, links, ids, headings."""

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path


def pages(site: Path) -> list[Path]:
    """All the HTML files of a site, in order."""
    return sorted(site.rglob("*.html"))


def echantillon(site: Path) -> list[Path]:
    """The same, but of the 6,310 postcodes one in 100, and the longest: one template makes them all.

    Likewise one in ten of the needs in a département.
    """
    every = pages(site)
    postcodes = [path for path in every if path.parent.parent == site / "cp"]
    needs = [path for path in every if path.parents[2] == site / "je-veux"]
    apart = {*postcodes, *needs}
    kept = {*postcodes[::100], *needs[::10], *sorted(apart, key=_taille)[-6:]}
    return [path for path in every if path in kept or path not in apart]


def _taille(path: Path) -> int:
    return path.stat().st_size


class Document(HTMLParser):
    """One page: its tags in order, each with its attributes."""

    def __init__(self, path: Path) -> None:
        """Read the file at once."""
        super().__init__()
        self._tags: list[tuple[str, dict[str, str]]] = []
        self.titre = ""
        self._in_title = False
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        self._tags.append((tag, {name: value or "" for name, value in attrs}))
        self._in_title = tag == "title"

    def handle_data(self, data):
        if self._in_title:
            self.titre += data
            self._in_title = False

    def attributs(self, tag: str) -> list[dict[str, str]]:
        """The attributes of each tag of that name."""
        return [attributes for name, attributes in self._tags if name == tag]

    def balises(self, tag: str) -> list[str]:
        """The tags of that name."""
        return [name for name, _ in self._tags if name == tag]

    @property
    def ids(self) -> list[str]:
        """Every id, in order."""
        return [attributes["id"] for _, attributes in self._tags if "id" in attributes]

    @property
    def niveaux(self) -> list[int]:
        """The levels of the headings, in order."""
        return [int(name[1]) for name, _ in self._tags if name in {"h1", "h2", "h3", "h4"}]

    @property
    def liens(self) -> list[str]:
        """Where its links lead."""
        return [a["href"] for a in self.attributs("a") if "href" in a]

    @property
    def ressources(self) -> list[str]:
        """What the page asks for by itself: scripts, sheets, images, frames."""
        found = [a["src"] for _, a in self._tags if "src" in a]
        wanted = {"stylesheet", "icon", "preload", "modulepreload", "manifest"}
        return found + [a["href"] for a in self.attributs("link") if a["rel"] in wanted]

    def attributs_interdits(self) -> list[str]:
        """Attributes that the CSP would block."""
        return [
            f"{tag} {name}"
            for tag, attributes in self._tags
            for name in attributes
            if name == "style" or name.startswith("on")
        ]


def texte_de(html: str) -> str:
    """What a page says in its <main>: one line a block, a link followed by its address."""
    main = html[html.index("<main") : html.index("</main>")]
    main = re.sub(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', r"\2 [\1]", main, flags=re.DOTALL)
    main = re.sub(r"</(?:h\d|p|li|dt|dd|div|ul|section)>", "\n", main.replace("\n", " "))
    lines = (" ".join(unescape(re.sub(r"<[^>]+>", " ", line)).split()) for line in main.split("\n"))
    return "".join(f"{line}\n" for line in lines if line)


def visible(html: str) -> str:
    """What a page says in its <main>, on one line, every space the same."""
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())
