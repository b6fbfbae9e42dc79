"""What changed in the lieux of the site, the newest first: by lieu, by territory, by month."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from annuaire import textes
from annuaire.annuaire import Annuaire
from annuaire.fiche import Fiche
from annuaire.historique import Changement, Historique, Type


class Nouvelle(NamedTuple):
    """What changed in one lieu in one day, of one type."""

    le: date
    type: Type
    phrase: str
    fiche: Fiche

    @property
    def datee(self) -> str:
        """The sentence with its day: « Horaires modifiés le 3 mars 2026 »."""
        if self.type == "ferme":  # the day that matters is said already
            return self.phrase
        quoi, deux_points, detail = self.phrase.partition(" : ")
        return f"{quoi} le {textes.date_fr(self.le)}{deux_points}{detail}"


@dataclass(frozen=True)
class Nouvelles:
    """All of them; every other view is derived."""

    toutes: tuple[Nouvelle, ...] = ()

    def de(self, fiche: Fiche) -> tuple[Nouvelle, ...]:
        """Return what changed in one lieu."""
        return self._par_lieu.get(fiche.slug, ())

    @cached_property
    def _par_lieu(self) -> Mapping[str, tuple[Nouvelle, ...]]:
        return _groupees(self.toutes, lambda fiche: fiche.slug)

    @cached_property
    def par_departement(self) -> Mapping[str, tuple[Nouvelle, ...]]:
        """What changed by code of département."""
        return _groupees(self.toutes, lambda fiche: fiche.departement.code)

    @cached_property
    def par_region(self) -> Mapping[str, tuple[Nouvelle, ...]]:
        """What changed by code of région."""
        return _groupees(self.toutes, lambda fiche: fiche.region.code)


def nouvelles(annuaire: Annuaire, historique: Historique) -> Nouvelles:
    """Give each change to the lieu that it speaks of today; a lieu that has no page is left out."""
    said: dict[tuple[date, str, Type], list[Changement]] = {}
    for one in historique.changements:
        if fiche := annuaire.par_id.get(one.lieu.id):
            said.setdefault((one.le, fiche.slug, one.type), []).append(one)
    return Nouvelles(
        tuple(
            Nouvelle(le, kind, _phrase(group), annuaire.par_id[group[0].lieu.id])
            for (le, _, kind), group in said.items()
        )
    )


def par_mois(found: Iterable[Nouvelle]) -> list[tuple[str, list[Nouvelle]]]:
    """Return (month in words, what changed then)."""
    return [(mois, list(group)) for mois, group in groupby(found, lambda n: textes.mois_fr(n.le))]


def _phrase(changements: Iterable[Changement]) -> str:
    return " ; ".join(dict.fromkeys(one.phrase for one in changements))


def _groupees(
    found: Iterable[Nouvelle], key: Callable[[Fiche], str]
) -> Mapping[str, tuple[Nouvelle, ...]]:
    groups: dict[str, list[Nouvelle]] = {}
    for one in found:
        groups.setdefault(key(one.fiche), []).append(one)
    return {name: tuple(group) for name, group in groups.items()}
