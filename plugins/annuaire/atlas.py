"""How far people live from a lieu: from each commune to the nearest of each kind, as the crow flies.

A commune is its point, the mairie's in most cases. Nothing is joined by sea: a commune is measured
to the lieux of its own `terre` only. The small islands of a coast are of the continent's: our data
cannot tell them apart.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from annuaire import filtres, horaires, territoires
from annuaire.fiche import Fiche, point_de
from annuaire.territoires import Commune, Departement
from annuaire.voisins import Voisinage

FICHIER = "donnees/atlas.csv"
"""Where the distances of all communes are offered."""
SEUILS = (10, 20, 30)
"""Kilometres, as the crow flies, that people are counted beyond."""
SOIR = 18 * 60
"""Minutes since midnight: a lieu that is open later on a weekday is open in the evening."""
CORSE = ("2A", "2B")


class Question(NamedTuple):
    """A kind of lieu that people may be far from.

    `nom` heads a table, `sans` ends « n’ont … à moins de 10 km », `bornes` part the shares of people
    beyond the first of SEUILS into four tints, in per cent; `passe` takes a lieu, whether somebody
    helps there, and a day.
    """

    cle: str
    nom: str
    sans: str
    bornes: tuple[int, int, int]
    passe: Callable[[Fiche, bool, date], bool]

    @property
    def colonne(self) -> str:
        """The column of donnees/atlas.csv."""
        return f"km_{self.cle}"

    def teinte(self, part: float | None) -> int:
        """Return the tint of a share, 0 to 3; 0 where nobody lives."""
        return sum((part or 0) >= borne for borne in self.bornes)


QUESTIONS = (
    Question("lieu", "Un lieu", "aucun lieu", (1, 5, 10), lambda _fiche, _aide, _le: True),
    Question(
        "fabrique",
        "Une fabrique labellisée",
        "aucune fabrique labellisée",
        (25, 50, 75),
        lambda fiche, _aide, _le: fiche.lieu.est_labellise,
    ),
    Question(
        "gratuit",
        "Une aide gratuite",
        "aucune aide gratuite",
        (1, 5, 10),
        lambda fiche, aide, _le: aide and filtres.gratuit(fiche),
    ),
    Question(
        "samedi_soir",
        "Une aide le samedi ou le soir",
        "aucune aide le samedi ou le soir",
        (25, 50, 75),
        lambda fiche, aide, le: aide and (filtres.samedi(fiche, le) or ouvre_le_soir(fiche, le)),
    ),
)


def ouvre_le_soir(fiche: Fiche, le: date) -> bool:
    """True if a lieu said that it is open after 18 h on a weekday of its ordinary week."""
    if not fiche.lieu.horaires:
        return False
    semaine = horaires.semaine(fiche.lieu.horaires, le)
    return not semaine.rare and any(fin > SOIR for jour in semaine.jours[:5] for _, fin in jour)


def terre(departement: Departement) -> str:
    """Return the land that a département is of: the continent, Corse, or itself overseas."""
    if departement.code in CORSE:
        return "corse"
    return departement.code if len(departement.code) == 3 else "continent"


class Distances(NamedTuple):
    """A commune, and how far it is from each of QUESTIONS: km to 0.1, None where its land has none."""

    commune: Commune
    km: tuple[float | None, ...]


class Bilan(NamedTuple):
    """What a territory adds up to: its located communes, their people, and those who are far.

    `loin[question][seuil]` counts the people of the communes that have no such lieu within that
    many km, on their land.
    """

    communes: int
    population: int
    loin: tuple[tuple[int, ...], ...]

    def part(self, question: int, seuil: int) -> float | None:
        """Return the share of people who are far, in per cent; None where nobody lives."""
        return 100 * self.loin[question][seuil] / self.population if self.population else None


@dataclass(frozen=True)
class Atlas:
    """The distances of all located communes, by code, and the communes that nothing locates.

    `nombres` counts the lieux of each of QUESTIONS, wherever they are.
    """

    distances: tuple[Distances, ...]
    sans_point: tuple[Commune, ...]
    nombres: tuple[int, ...]

    @cached_property
    def par_departement(self) -> Mapping[str, tuple[Distances, ...]]:
        """The distances by code of département."""
        groups: dict[str, list[Distances]] = {}
        for one in self.distances:
            groups.setdefault(one.commune.departement, []).append(one)
        return MappingProxyType({code: tuple(group) for code, group in groups.items()})

    @cached_property
    def par_commune(self) -> Mapping[str, Distances]:
        """The distances by code INSEE."""
        return {one.commune.code: one for one in self.distances}

    @cached_property
    def _bilans(self) -> Mapping[str, Bilan]:
        return {code: bilan(own) for code, own in self.par_departement.items()}

    def bilan(self, departements: Iterable[Departement]) -> Bilan:
        """Return what départements add up to."""
        return reunir(self._bilans[d.code] for d in departements if d.code in self._bilans)

    def plus_loin(self, departement: Departement, question: int, n: int) -> tuple[Distances, ...]:
        """Return the inhabited communes of a département beyond the first of SEUILS, the farthest first."""
        found = [
            one
            for one in self.par_departement.get(departement.code, ())
            if one.commune.population and est_loin(one.km[question], SEUILS[0])
        ]
        return tuple(sorted(found, key=lambda one: _eloignement(one, question))[:n])


def _eloignement(one: Distances, question: int) -> tuple[float, int, str]:
    km = one.km[question]
    far = float("-inf") if km is None else -km
    return (far, -(one.commune.population or 0), one.commune.code)


def est_loin(km: float | None, seuil: float) -> bool:
    """True beyond a distance, and where there is nothing at all to go to."""
    return km is None or km > seuil


def bilan(distances: Iterable[Distances]) -> Bilan:
    """Add communes up."""
    communes, population = 0, 0
    loin = [[0] * len(SEUILS) for _ in QUESTIONS]
    for commune, kms in distances:
        people = commune.population or 0
        communes, population = communes + 1, population + people
        for question, km in enumerate(kms):
            for rang, seuil in enumerate(SEUILS):
                if est_loin(km, seuil):
                    loin[question][rang] += people
    return Bilan(communes, population, tuple(map(tuple, loin)))


def reunir(bilans: Iterable[Bilan]) -> Bilan:
    """Add territories up; of none of them, zeros."""
    kept = [bilan(()), *bilans]
    return Bilan(
        sum(one.communes for one in kept),
        sum(one.population for one in kept),
        tuple(
            tuple(sum(one.loin[q][s] for one in kept) for s in range(len(SEUILS)))
            for q in range(len(QUESTIONS))
        ),
    )


def mesurer(
    departements: Iterable[Departement],
    ouvertes: Sequence[Fiche],
    aide: Callable[[Fiche], bool],
    le: date,
) -> Atlas:
    """Measure every located commune of départements to open lieux; `aide`: does somebody help there?

    Some 2 s for 16,000 lieux and all the communes of France.
    """
    kinds = [[f for f in ouvertes if q.passe(f, aide(f), le)] for q in QUESTIONS]
    communes: dict[str, list[Commune]] = {}
    lost: list[Commune] = []
    for departement in departements:
        for commune in territoires.communes_du_departement(departement.code):
            if point_de(commune):
                communes.setdefault(terre(departement), []).append(commune)
            else:
                lost.append(commune)
    found: list[Distances] = []
    for land, own in communes.items():
        columns = [_km(own, [f for f in kind if terre(f.departement) == land]) for kind in kinds]
        found += map(Distances, own, zip(*columns, strict=True))
    return Atlas(
        tuple(sorted(found, key=lambda one: one.commune.code)),
        tuple(lost),
        tuple(map(len, kinds)),
    )


def _km(communes: Sequence[Commune], fiches: Iterable[Fiche]) -> list[float | None]:
    """Return how far each commune is from the nearest of lieux, None of each where there is none."""
    voisinage = Voisinage([fiche.point for fiche in fiches if fiche.point])
    points = [point for commune in communes if (point := point_de(commune))]
    return [round(row[0][1], 1) if row else None for row in voisinage.proches_de(points, 1)]
