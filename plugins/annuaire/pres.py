"""The nearest lieux of a place that is known as a point only: a commune, a postcode."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from annuaire import textes
from annuaire.annuaire import Annuaire
from annuaire.fiche import Fiche, Proche, centre, point_de
from annuaire.territoires import Commune, Departement
from annuaire.voisins import Point

NOMBRE = 5
LOIN_KM = 50
"""Farther, the nearest lieu is not near: a page says so."""
_MARGE = 7


class Centre(NamedTuple):
    """Where the distances of a page are measured from; `repli` where it is only a chef-lieu."""

    point: Point
    repli: bool = False


def centre_de(communes: Collection[Commune], departement: Departement | None) -> Centre | None:
    """Return the population-weighted centre of communes, else the chef-lieu of their département.

    The arrondissements of a city stand for it, so that 75012 is not the centre of Paris.
    """
    cities = {commune.parent for commune in communes}
    located = [(c, p) for c in communes if c.code not in cities and (p := point_de(c))]
    if not located:
        point = centre(departement) if departement else None
        return Centre(point, repli=True) if point else None
    weights = [commune.population or 0 for commune, _ in located]
    if not sum(weights):
        weights = [1] * len(located)
    total = sum(weights)
    lat, lon = (
        sum(w * point[axis] for w, (_, point) in zip(weights, located, strict=True)) / total
        for axis in (0, 1)
    )
    return Centre((lat, lon))


def pres(
    annuaire: Annuaire, points: Sequence[Point], *, deja: Sequence[Collection[Fiche]] = ()
) -> list[tuple[Proche, ...]]:
    """Return the nearest open lieux of each point, as a page lists them; `deja`: those it shows already.

    The five nearest; at distances that are said alike, those that can be called come first. Where
    nobody helps in any of them, the nearest lieu where somebody does is added; likewise where
    none can be called.
    """
    more = max(map(len, deja), default=0)
    rows = annuaire.proches_de(points, NOMBRE + _MARGE + more)
    already = deja or [()] * len(points)
    found = [
        _cinq(annuaire, point, row, {fiche.slug for fiche in own})
        for point, row, own in zip(points, rows, already, strict=True)
    ]
    for which, passes in (("aidants", annuaire.aide), ("joignables", _appelle)):
        lacking = [
            i
            for i, near in enumerate(found)
            if not any(
                passes(fiche) for fiche in (*_ouverts(already[i], annuaire), *map(_de, near))
            )
        ]
        others = annuaire.proches_de([points[i] for i in lacking], 1 + more, parmi=which)
        for i, row in zip(lacking, others, strict=True):
            sauf = {fiche.slug for fiche in already[i]}
            found[i] += [near for near in row if near.fiche.slug not in sauf][:1]
    return [tuple(sorted(near, key=_rang)) for near in found]


def _ouverts(fiches: Iterable[Fiche], annuaire: Annuaire) -> Iterator[Fiche]:
    return (fiche for fiche in fiches if not fiche.lieu.est_ferme(annuaire.le))


def _de(near: Proche) -> Fiche:
    return near.fiche


def _appelle(fiche: Fiche) -> bool:
    return bool(fiche.lieu.telephone)


def sur_l_affiche(
    fiches: Iterable[Fiche], near: Iterable[Proche], annuaire: Annuaire
) -> frozenset[str]:
    """Choose the lieux that the poster of a commune has room for, as slugs: its own, then around.

    Who helps, and who can be called, come first.
    """
    own = sorted(
        (fiche for fiche in fiches if not fiche.lieu.est_ferme(annuaire.le)),
        key=lambda fiche: (not annuaire.aide(fiche), not _appelle(fiche)),
    )
    return frozenset([f.slug for f in [*own, *(one.fiche for one in near)]][:NOMBRE])


def _cinq(
    annuaire: Annuaire, point: Point, row: list[Proche], sauf: Collection[str]
) -> list[Proche]:
    while True:
        kept = sorted((near for near in row if near.fiche.slug not in sauf), key=_rang)
        fifth = kept[NOMBRE - 1 : NOMBRE]
        # As far, in words, as the last one found: others may be, and be called.
        if fifth and textes.km_dits(fifth[0].km) < textes.km_dits(row[-1].km):
            return kept[:NOMBRE]
        more = annuaire.proches_de([point], 4 * len(row))[0] if row else []
        if len(more) == len(row):
            return kept[:NOMBRE]
        row = more


def _rang(near: Proche) -> tuple[int, bool, float, str]:
    return textes.km_dits(near.km), not _appelle(near.fiche), near.km, near.fiche.slug
