"""What a page tells the browser of the opening of its lieux: one calendar, a table for each."""

from collections.abc import Iterable
from typing import NamedTuple

from annuaire import fraicheur, ouverture
from annuaire.annuaire import Annuaire
from annuaire.fiche import Fiche
from annuaire.ouverture import Calendrier
from annuaire.territoires import Commune, Departement

LIGNE_MAX = 100
"""The longest table that a row of a list carries, in characters; beyond, it keeps its words."""


class Statuts(NamedTuple):
    """The calendar of a page, and the tables of its lieux by slug, as the browser reads them.

    A lieu of another clock or other holidays than the page's is not there: the page says its days
    in words, which are right anywhere.
    """

    calendrier: str
    tables: dict[str, str]


def de_la_page(fiche: Fiche, annuaire: Annuaire) -> Statuts:
    """Return what the page of one lieu tells: no table where nobody can say when it is open."""
    calendrier = _calendrier(fiche.departement, fiche.commune, annuaire)
    written = _table(fiche, calendrier, annuaire)
    return Statuts(calendrier.texte, {fiche.slug: written} if written else {})


def de_la_liste(
    fiches: Iterable[Fiche],
    annuaire: Annuaire,
    departement: Departement,
    commune: Commune | None = None,
) -> Statuts:
    """Return what a list tells, by the clock of a commune, else of most of its département."""
    calendrier = _calendrier(departement, commune, annuaire)
    own = (
        (fiche.slug, _table(fiche, calendrier, annuaire))
        for fiche in fiches
        if _calendrier(fiche.departement, fiche.commune, annuaire) == calendrier
    )
    return Statuts(
        calendrier.texte, {slug: text for slug, text in own if 0 < len(text) <= LIGNE_MAX}
    )


def _table(fiche: Fiche, calendrier: Calendrier, annuaire: Annuaire) -> str:
    lieu = fiche.lieu
    if not lieu.horaires or lieu.est_ferme(annuaire.le):
        return ""
    table = ouverture.table(lieu.horaires, fiche.departement.code, annuaire.le)
    if table is None:
        return ""
    avis = [(calendrier.rang(a.du), calendrier.rang(a.au)) for a in lieu.avis]
    return table.texte(fraicheur.de(fiche, annuaire.le).jour, avis)


def _calendrier(
    departement: Departement, commune: Commune | None, annuaire: Annuaire
) -> Calendrier:
    clock = ouverture.fuseau(commune) if commune else departement.fuseau
    return ouverture.calendrier(departement.code, clock, annuaire.le)
