"""The filters of a list of lieux, declared once: their keys, words, and which lieux pass.

The pages filter by CSS alone: each row carries the keys of the filters that it passes, and
theme/static/css/filtres.css has two rules a key.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from annuaire import horaires
from annuaire import vocabulaires as voc
from annuaire.fiche import Fiche
from annuaire.vocabulaires import Besoin

LIGNES_MIN = 9
"""A shorter list is read whole."""

SAMEDI = 5


class Filtre(NamedTuple):
    """What a list may be narrowed to: `passe` says whether a lieu told us so, on a given day."""

    cle: str
    label: str
    passe: Callable[[Fiche, date], bool]


class Choix(NamedTuple):
    """A filter that parts a list, and how many of its lieux pass."""

    filtre: Filtre
    nombre: int


def _besoin(besoin: Besoin) -> Filtre:
    """A need of the home page: met by whoever stands on one of the pages that answer it."""
    wanted = set(besoin.pages)
    return Filtre(besoin.cle, besoin.phrase, lambda fiche, _: not wanted.isdisjoint(_pages(fiche)))


def _pages(fiche: Fiche) -> set[str]:
    own = {f"services/{service.slug}/" for service in fiche.services}
    return own | {f"familles/{famille.cle}/" for famille in fiche.familles}


def _france_services(fiche: Fiche, _: date) -> bool:
    return "familles/france-services/" in _pages(fiche)


def _samedi(fiche: Fiche, le: date) -> bool:
    if not fiche.lieu.horaires:
        return False
    semaine = horaires.semaine(fiche.lieu.horaires, le)
    return not semaine.rare and bool(semaine.jours[SAMEDI])


FILTRES = (
    *map(_besoin, voc.BESOINS),
    Filtre("gratuit", "Gratuit", lambda fiche, _: fiche.lieu.frais_a_charge == ("Gratuit",)),
    Filtre("samedi", "Ouvert le samedi", _samedi),
    Filtre("fabrique", "Fabrique labellisée", lambda fiche, _: fiche.lieu.est_labellise),
    Filtre("france-services", "France services", _france_services),
)


def cles(fiche: Fiche, le: date) -> tuple[str, ...]:
    """Return the keys of the filters that a lieu passes; none once it has closed."""
    if fiche.lieu.est_ferme(le):
        return ()
    return tuple(filtre.cle for filtre in FILTRES if filtre.passe(fiche, le))


def choix(fiches: Sequence[Fiche], le: date) -> list[Choix]:
    """Return the filters that part a list, as some of its lieux pass and some do not."""
    if len(fiches) < LIGNES_MIN:
        return []
    passed = [cle for fiche in fiches for cle in cles(fiche, le)]
    counted = (Choix(filtre, passed.count(filtre.cle)) for filtre in FILTRES)
    return [one for one in counted if 0 < one.nombre < len(fiches)]
