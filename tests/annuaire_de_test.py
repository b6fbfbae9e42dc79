"""Small annuaires for the tests of what comes after the reader: pages, exports, map data."""

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from annuaire import annuaire, reader, redaction, territoires
from annuaire.annuaire import Annuaire
from annuaire.model import Lieu
from annuaire.pages import Contenu, Page
from annuaire.reader import Lecture
from annuaire.rendu import Rendu
from annuaire.site import Site

TESTS = Path(__file__).parent
PETIT = TESTS / "fixtures" / "petit"
"""Twelve entries, each there for a hard case, with pages and a programme of their own."""
GOLDEN = TESTS / "golden" / "petit"
"""What is expected of that tree."""
LE = date(2026, 11, 23)
TOUT = {
    "adresse": "1 rue de la Gare",
    "telephone": "+33555664242",
    "horaires": "Mo 09:00-12:00",
    "services": "Utilisation sécurisée du numérique",
    "frais_a_charge": "Gratuit",
    "courriels": "contact@quartierrouge.org",
    "site_web": "https://www.quartierrouge.org/",
}
"""All that a visitor needs to know of a lieu."""


def lecture(lieu: Lieu | None, slug: str = "", dossier: str = "23-creuse") -> Lecture:
    """What reading the entry of a lieu gives; its file is named after its id."""
    if lieu is None:
        return Lecture(Path("lieux", dossier, f"{slug}.md"), None)
    commune = territoires.commune_actuelle(lieu.code_insee)
    assert commune
    folder = territoires.departements()[commune.departement].slug
    return Lecture(Path("lieux", folder, f"{slug or lieu.id}.md"), lieu)


def annuaire_de(*lieux: Lieu, le: date = LE, territoire: tuple[str, ...] = ()) -> Annuaire:
    """Index these lieux alone."""
    return annuaire.build(map(lecture, lieux), le, territoire)


@cache
def petit() -> Annuaire:
    """The annuaire of the small tree."""
    return annuaire.build(reader.read_tree(PETIT), LE)


def site(**reglages: object) -> Site:
    """A site that has a name and a clock."""
    values = {"sitename": "Fabriques", "instant": datetime(2026, 11, 23, tzinfo=UTC)}
    return Site(**{**values, **reglages})


def contenu(lieux: Annuaire | None = None) -> Contenu:
    """All that the pages of the small tree may speak of, or of another annuaire."""
    written, problems = redaction.read(PETIT, PETIT)
    assert problems == []
    return Contenu(lieux or petit(), written, site())


class _Site:
    """What a test builds, with its templates."""

    def __init__(self, found: Contenu) -> None:
        env = Environment(
            loader=FileSystemLoader(TESTS.parent / "theme" / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.found, self.rendu = found, Rendu(env, found)


_dernier: list[_Site] = []


def html_de(found: Contenu, page: Page) -> str:
    """A page as its HTML, by the templates of the theme, compiled once for the pages of one site."""
    if not _dernier or _dernier[0].found is not found:
        _dernier[:] = [_Site(found)]
    return _dernier[0].rendu.html(page)
