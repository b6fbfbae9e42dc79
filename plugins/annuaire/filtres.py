"""The filters of the lists and of the map, declared once: their keys, words, and which lieux pass.

The pages filter by CSS alone: each row carries the keys of the filters that it passes, and
theme/static/css/filtres.css has two rules a key. The map reads the same keys and words from
carte/donnees/filtres.json. On both, a lieu is left when it passes every box that is ticked.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from annuaire import besoins, horaires, noms
from annuaire import vocabulaires as voc
from annuaire.fiche import Fiche
from annuaire.vocabulaires import Besoin, Famille, Regle

LIGNES_MIN = 9
"""A shorter list is read whole."""

SAMEDI = 5


class Filtre(NamedTuple):
    """What a list may be narrowed to: `passe` says whether a lieu told us so, on a given day.

    `groupe` is the words above it in a form; `cle` needs no escape in an address.
    """

    cle: str
    label: str
    groupe: str
    passe: Callable[[Fiche, date], bool]


class Choix(NamedTuple):
    """A filter that parts a list, and how many of its lieux pass."""

    filtre: Filtre
    nombre: int


BESOIN = "Ce que vous venez faire"
PRATIQUE = "Pour venir"
PUBLIC = "Pour qui"
GENRE = "Le genre de lieu"


def _besoin(besoin: Besoin) -> Filtre:
    return Filtre(besoin.cle, besoin.phrase, BESOIN, lambda fiche, _: besoins.repond(besoin, fiche))


def _besoins() -> Iterator[Filtre]:
    """Every need but those that the same lieux answer as another: one box does for both."""
    by_rule: dict[Regle, Besoin] = {}
    for besoin in voc.BESOINS:
        by_rule.setdefault(besoin.regle, besoin)
    return map(_besoin, by_rule.values())


def _public(public: str) -> Filtre:
    return Filtre(
        noms.slug(public),
        public,
        PUBLIC,
        lambda fiche, _: public in fiche.lieu.publics_specifiquement_adresses,
    )


def _famille(famille: Famille) -> Filtre:
    return Filtre(famille.cle, famille.nom, GENRE, lambda fiche, _: famille in fiche.familles)


def _familles() -> Iterator[Filtre]:
    """Every famille but those that are all of a need: one box does for both."""
    alone = {b.regle.familles for b in voc.BESOINS if _is_of_one_famille(b.regle)}
    return (_famille(one) for one in voc.FAMILLES if (one.cle,) not in alone)


def _is_of_one_famille(regle: Regle) -> bool:
    return regle == Regle(familles=regle.familles[:1], dit_par=regle.dit_par)


def gratuit(fiche: Fiche) -> bool:
    """True if a lieu said that all is free, for everybody."""
    return fiche.lieu.frais_a_charge == ("Gratuit",)


def samedi(fiche: Fiche, le: date) -> bool:
    """True if a lieu said that it is open on the Saturdays of its ordinary week."""
    if not fiche.lieu.horaires:
        return False
    semaine = horaires.semaine(fiche.lieu.horaires, le)
    return not semaine.rare and bool(semaine.jours[SAMEDI])


def _handicap(fiche: Fiche, _: date) -> bool:
    """An address on Acceslibre tells how one gets in, not that everybody can."""
    cared = set(fiche.lieu.prise_en_charge_specifique)
    return bool(fiche.lieu.fiche_acces_libre) or not cared.isdisjoint(voc.HANDICAPS)


FILTRES = (
    *_besoins(),
    Filtre("gratuit", "Gratuit", PRATIQUE, lambda fiche, _: gratuit(fiche)),
    Filtre("samedi", "Ouvert le samedi", PRATIQUE, samedi),
    Filtre("accessible", "Dit comment il accueille le handicap", PRATIQUE, _handicap),
    *map(_public, voc.PUBLICS),
    Filtre("fabrique", "Fabrique labellisée", GENRE, lambda fiche, _: fiche.lieu.est_labellise),
    *_familles(),
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
