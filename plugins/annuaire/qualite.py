"""How complete and how fresh the fiches are: in all, by région, by département; the phone round."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from annuaire import contextes, fraicheur
from annuaire.annuaire import Annuaire
from annuaire.fiche import Fiche
from annuaire.fraicheur import ANCIEN, STADES, Fraicheur
from annuaire.territoires import Departement, Region

TOURNEE_MAX = 60
"""The lieux of one sheet: an afternoon of calls."""


class Bilan(NamedTuple):
    """What we know of the lieux of a territory that have not closed.

    `connus` counts those of which each of contextes.CONNUS is known, `complet` is the share of
    MANQUES that is known, in whole percent (100 only where nothing is missing). `verifies` counts
    the checks by stage, `jamais` those that nobody checked.
    """

    territoire: Region | Departement
    lieux: int
    connus: list[int]
    complet: int
    verifies: list[int]
    jamais: int

    @property
    def a_verifier(self) -> int:
        """How many nobody checked for a year."""
        old = (n for n, one in zip(self.verifies, STADES, strict=True) if one.mois >= ANCIEN.mois)
        return self.jamais + sum(old)


def bilan(territoire: Region | Departement, fiches: Iterable[Fiche], annuaire: Annuaire) -> Bilan:
    """Count what is known of the lieux of a territory."""
    opened = [fiche for fiche in fiches if not fiche.lieu.est_ferme(annuaire.le)]
    total, known = contextes.connus(opened, annuaire)
    missing = sum(len(contextes.manques(fiche)) for fiche in opened)
    asked = total * len(contextes.MANQUES)
    checks, never = verifications(opened, annuaire)
    share = 100 * (asked - missing) // asked if asked else 0
    return Bilan(territoire, total, known, share, checks, sum(never))


def verifications(fiches: Iterable[Fiche], annuaire: Annuaire) -> tuple[list[int], list[int]]:
    """Count by stage the lieux checked, then by the age of their facts those that nobody checked."""
    checks, never = dict.fromkeys(STADES, 0), dict.fromkeys(STADES, 0)
    for fiche in fiches:
        age = fraicheur.de(fiche, annuaire.le)
        if age.verifie_le:
            checks[fraicheur.stade(age.verifie_le, annuaire.le)] += 1
        else:
            never[age.stade] += 1
    return list(checks.values()), list(never.values())


def bilans(annuaire: Annuaire) -> dict[str, Any]:
    """Return `regions` and `departements`, each with a lieu, and `vides`, that have none."""
    regions = [bilan(r, annuaire.par_region.get(r.code, ()), annuaire) for r in annuaire.regions]
    own = [
        bilan(d, annuaire.par_departement.get(d.code, ()), annuaire) for d in annuaire.departements
    ]
    return {
        "regions": [one for one in regions if one.lieux],
        "departements": [one for one in own if one.lieux],
        "vides": [one.territoire for one in own if not one.lieux],
    }


class Appel(NamedTuple):
    """One line of the phone round: the lieu, how old what we know is, its hours in words."""

    fiche: Fiche
    fraicheur: Fraicheur
    horaires: str


def tournee_telephonique(fiches: Iterable[Fiche], annuaire: Annuaire) -> dict[str, Any]:
    """Return whom to call: those that nobody checked for a year, never first, then the oldest.

    `appels`: at most TOURNEE_MAX; `autres`: how many more there are; `muets`: how many to check
    have no telephone.
    """
    opened = [fiche for fiche in fiches if not fiche.lieu.est_ferme(annuaire.le)]
    ages = [(fiche, fraicheur.de(fiche, annuaire.le)) for fiche in opened]
    due = [(fiche, age) for fiche, age in ages if age.a_verifier]
    callable_ = [(fiche, age) for fiche, age in due if fiche.lieu.telephone]
    callable_.sort(key=lambda row: (row[1].verifie_le is not None, row[1].jour, row[0].ordre))
    return {
        "appels": [
            Appel(fiche, age, _horaires(fiche, annuaire)) for fiche, age in callable_[:TOURNEE_MAX]
        ],
        "autres": max(0, len(callable_) - TOURNEE_MAX),
        "muets": len(due) - len(callable_),
    }


def _horaires(fiche: Fiche, annuaire: Annuaire) -> str:
    return contextes.quand(fiche.lieu.horaires, annuaire) if fiche.lieu.horaires else ""
