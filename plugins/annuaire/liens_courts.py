"""Short links: l/23/#k3m9qx leads to a lieu for as long as its id is known, wherever its page goes."""

from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from annuaire.fiche import Fiche
from annuaire.site import Site
from annuaire.territoires import Departement

DOSSIER = "l/"
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: no letter that one takes for a digit, nor for another, read aloud."""
LONGUEUR = 6
"""Signs of a code: 30 bits. In a département of 600 lieux, two share a code once in 6,000."""


class CodesEnConflitError(Exception):
    """Two lieux of a département whose ids have the same code."""


class Ligne(NamedTuple):
    """A lieu of a page of short links: its code, then those of its former ids."""

    fiche: Fiche
    code: str
    anciens: tuple[str, ...]


@lru_cache(maxsize=65536)
def code(id_: str) -> str:
    """Return the code of an id. Printed on paper: what makes it must never change.

    >>> code("quartier-rouge-felletin")
    'dksv72'
    """
    number = int.from_bytes(sha256(id_.encode()).digest())
    return "".join(ALPHABET[number >> (256 - 5 * n) & 31] for n in range(1, LONGUEUR + 1))


def page(departement: Departement) -> str:
    """Return the path of the page that knows the short links of a département."""
    return f"{DOSSIER}{departement.code.lower()}/"


def lien(fiche: Fiche, site: Site) -> str:
    """Return the whole short link of a lieu, "" for a site whose address is not known."""
    if not site.siteurl:
        return ""
    return f"{site.siteurl}/{page(fiche.departement)}#{code(fiche.lieu.id)}"


def lignes(fiches: Iterable[Fiche]) -> list[Ligne]:
    """Return the lieux of a département with their codes, those that closed too.

    The code of a former id that a lieu of today has is left to that one. Raises
    CodesEnConflitError where two lieux of today have the same.
    """
    own: dict[str, Fiche] = {}
    for fiche in fiches:
        other = own.setdefault(code(fiche.lieu.id), fiche)
        if other is not fiche:
            raise CodesEnConflitError(_conflit(other, fiche))
    taken = set(own)
    found = []
    for short, fiche in own.items():
        former = [c for c in dict.fromkeys(map(code, fiche.ids)) if c not in taken]
        taken.update(former)
        found.append(Ligne(fiche, short, tuple(former)))
    return found


def _conflit(one: Fiche, other: Fiche) -> str:
    return (
        f"Deux lieux ont le même lien court, {page(one.departement)}#{code(one.lieu.id)} :"
        f" « {one.lieu.id} » ({one.lieu.nom}) et « {other.lieu.id} » ({other.lieu.nom})."
        " Changez l’identifiant de celui dont le lien n’est encore imprimé nulle part, dans sa fiche"
        f" (content/{one.chemin} ou content/{other.chemin}, à créer si elle n’existe pas ;"
        f" exemple : id: {other.lieu.id}-2)."
    )
