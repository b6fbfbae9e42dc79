"""A record made ready to be compared with many: name, kind, point, address, contacts."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple
from urllib.parse import urlsplit

from annuaire import ressemblance, territoires
from annuaire.model import Lieu
from annuaire.noms import normaliser
from annuaire.rapprochement.natures import natures, roule
from annuaire.ressemblance import Nom
from annuaire.voisins import Point

PARTAGE_MAX = 2
"""A contact that more records of one origin bear is a carrier's, and tells no place."""
POINT_DE_REPLI = 20
"""A point that more records of one origin bear is a default, and tells no place."""

_NUMERO = re.compile(
    r"(?<!\d)(\d{1,4})(?!\d)\s*(?:(bis|ter|quater|[a-d])\b)?[\s,]*(.*)", re.IGNORECASE
)
_CODE_POSTAL = re.compile(r"\b\d{5}\b.*|\b(?:BP|CS)\s*\d+.*", re.IGNORECASE)


@dataclass(frozen=True)
class Notice:
    """One record: the key of the source it comes from, "" for our own entries."""

    origine: str
    lieu: Lieu

    @property
    def propre(self) -> bool:
        """True for one of our own entries."""
        return not self.origine


class Adresse(NamedTuple):
    """An address as words: the number, or "" where there is none."""

    numero: str
    voie: str


@dataclass(frozen=True, slots=True)
class Fiche:
    """What is compared of a record. `rang` is its place in the order of all the records."""

    rang: int
    notice: Notice
    ids: frozenset[str]
    ville: str
    departement: str
    nom: Nom
    natures: frozenset[str]
    roule: bool | None
    point: Point | None
    adresse: Adresse | None
    contacts: frozenset[str]
    pivot: str | None

    @property
    def origine(self) -> str:
        """The key of the source, "" for our own entries."""
        return self.notice.origine


def preparer(notices: list[Notice]) -> list[Fiche]:
    """Prepare the records, already in their order; what too many bear tells no place."""
    points = Counter((n.origine, point) for n in notices if (point := _point(n.lieu)))
    contacts = Counter((n.origine, c) for n in notices for c in _contacts(n.lieu))
    pivots = Counter((n.origine, n.lieu.pivot) for n in notices)
    return [
        Fiche(
            rang=rang,
            notice=notice,
            ids=frozenset(i.lower() for i in (lieu.id, *lieu.anciens_ids)),
            ville=_ville(lieu.code_insee),
            departement=_departement(lieu.code_insee),
            nom=_nom(lieu),
            natures=natures(lieu),
            roule=roule(lieu),
            point=point
            if (point := _point(lieu)) and points[notice.origine, point] <= POINT_DE_REPLI
            else None,
            adresse=_adresse(lieu.adresse),
            contacts=frozenset(
                c for c in _contacts(lieu) if contacts[notice.origine, c] <= PARTAGE_MAX
            ),
            pivot=lieu.pivot if pivots[notice.origine, lieu.pivot] == 1 else None,
        )
        for rang, notice in enumerate(notices)
        for lieu in (notice.lieu,)
    ]


def _point(lieu: Lieu) -> Point | None:
    """The point of the lieu itself: that of its street or of its commune places nothing."""
    if lieu.latitude is None or lieu.longitude is None or lieu.precision != "lieu":
        return None
    return round(lieu.latitude, 6), round(lieu.longitude, 6)


def _nom(lieu: Lieu) -> Nom:
    commune = territoires.commune_actuelle(lieu.code_insee)
    return ressemblance.nom(lieu.nom, commune.nom if commune else lieu.commune)


@cache
def _ville(code: str) -> str:
    """Return the code of a commune today, of its city for an arrondissement."""
    commune = territoires.commune_actuelle(code)
    return (commune.parent or commune.code) if commune else code


@cache
def _departement(code: str) -> str:
    commune = territoires.commune_actuelle(code)
    return commune.departement if commune else ""


def _contacts(lieu: Lieu) -> Iterable[str]:
    yield from lieu.telephone
    yield from (mail.lower() for mail in lieu.courriels)
    for url in lieu.site_web:
        parts = urlsplit(url.lower())
        yield f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}"


def _adresse(texte: str | None) -> Adresse | None:
    """Split an address; what follows a postcode, a BP or a CS is not in it."""
    text = _CODE_POSTAL.sub("", texte or "")
    found = _NUMERO.search(text)
    if found and len(voie := normaliser(found[3])) >= 4:
        return Adresse(found[1].lstrip("0") + (found[2] or "").lower(), voie)
    voie = normaliser(text)
    return Adresse("", voie) if len(voie) >= 4 else None
