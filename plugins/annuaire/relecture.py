"""Three things to check again, chosen anew each week: the same for all who look that week."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from annuaire import contextes, provenance, textes
from annuaire.annuaire import Annuaire
from annuaire.fiche import Fiche

TOUR = 52
"""How many of the neediest take turns, one a week, until something is done about them."""

T = TypeVar("T")


class ARelire(NamedTuple):
    """What to check: one lieu, or two that may be the same, and why in one sentence."""

    fiches: tuple[Fiche, ...]
    pourquoi: str


def trois_choses(annuaire: Annuaire) -> tuple[ARelire, ...]:
    """Return the three of the week: the oldest, the least complete, a doubt; fewer where none is.

    Only entries of ours are chosen: what a dataset says is corrected there.
    """
    ours = [fiche for fiche in annuaire.ouvertes if not fiche.est_reprise]
    found: list[ARelire] = []
    kinds = (_douteuses(annuaire), _anciennes(ours), _incompletes(ours), _anciennes(ours))
    for candidates in kinds:
        seen = {fiche.slug for one in found for fiche in one.fiches}
        free = [c for c in candidates if seen.isdisjoint(fiche.slug for fiche in c.fiches)]
        if free and len(found) < 3:
            found.append(de_la_semaine(free, annuaire.le))
    return tuple(found)


def de_la_semaine(candidates: Sequence[T], le: date) -> T:
    """Return the one whose turn it is: the next one each Monday, among the first TOUR."""
    first = candidates[:TOUR]
    return first[(le.toordinal() - 1) // 7 % len(first)]


def _douteuses(annuaire: Annuaire) -> Iterator[ARelire]:
    for paire in provenance.paires(annuaire):
        yield ARelire((paire.a, paire.b), f"Un seul lieu, ou deux ? {paire.raison}")


def _anciennes(fiches: list[Fiche]) -> Iterator[ARelire]:
    def age(fiche: Fiche) -> tuple[date, tuple[str, ...]]:
        return fiche.lieu.meta.verifie_le or fiche.lieu.date_maj, fiche.ordre

    for fiche in sorted(fiches, key=age):
        checked = fiche.lieu.meta.verifie_le
        said = f"Vérifiée le {textes.date_fr(checked)}" if checked else "Jamais vérifiée"
        yield ARelire(
            (fiche,),
            f"{said}, modifiée le {textes.date_fr(fiche.lieu.date_maj)} : est-ce toujours vrai ?",
        )


def _incompletes(fiches: list[Fiche]) -> Iterator[ARelire]:
    for fiche in sorted(fiches, key=lambda f: (-len(contextes.manques(f)), f.ordre)):
        missing = [one.label for one in contextes.manques(fiche)]
        if missing:
            yield ARelire((fiche,), f"Il manque {textes.liste_fr(missing)}")
