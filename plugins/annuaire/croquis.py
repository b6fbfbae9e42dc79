"""The outlines of régions and départements as drawings of the page: no tile, no script.

Made from `data/contours.json`, whose format is told in `referentiel/contours.py`.
"""

import json
import math
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from annuaire import polyligne
from annuaire.fiche import Fiche
from annuaire.voisins import Point

COTE = 440
"""The longer side of a drawing, in units of its viewBox; about as many pixels on a wide screen."""
MARGE = 6
Anneau = tuple[Point, ...]


class Repere(NamedTuple):
    """A lieu on a drawing: where, and whether its mark is that of a labelled fabrique."""

    x: int
    y: int
    label: bool


class Forme(NamedTuple):
    """A département drawn: its SVG path (relative, closed, even-odd rule), where to write in it."""

    d: str
    x: int
    y: int


class Croquis(NamedTuple):
    """A drawing: its viewBox, its départements by code, the marks of its lieux."""

    vue: str
    formes: dict[str, Forme]
    reperes: tuple[Repere, ...] = ()


@cache
def contours() -> dict[str, tuple[Anneau, ...]]:
    """Return the rings of each département that has an outline, (latitude, longitude) in degrees."""
    path = Path(__file__).parent / "data" / "contours.json"
    found = json.loads(path.read_text(encoding="utf-8"))
    arcs: list[list[polyligne.Point]] = []
    last = (0, 0)
    for text in found["arcs"].split(" "):
        arcs.append(polyligne.decode(text, last))
        last = arcs[-1][-1]

    def ring(references: Iterable[int]) -> Anneau:
        lines = (arcs[i] if i >= 0 else arcs[~i][::-1] for i in references)
        return tuple(
            (y / found["echelle"], x / found["echelle"]) for line in lines for x, y in line
        )

    return {code: tuple(map(ring, rings)) for code, (_, rings) in found["departements"].items()}


def croquis(codes: Iterable[str], fiches: Iterable[Fiche] = ()) -> Croquis | None:
    """Draw départements to one scale, with a mark for each lieu; None where no outline is known."""
    shapes = {code: contours()[code] for code in codes if code in contours()}
    points = [point for rings in shapes.values() for ring in rings for point in ring]
    if not points:
        return None
    cadre = _Cadre.de(points)
    drawn = {code: [_poses(ring, cadre) for ring in rings] for code, rings in shapes.items()}
    return Croquis(
        f"0 0 {cadre.taille[0]} {cadre.taille[1]}",
        {code: _forme(rings) for code, rings in drawn.items()},
        tuple(_reperes(fiches, cadre)),
    )


class _Cadre(NamedTuple):
    """Degrees → units of the viewBox, y down; longitudes narrowed as at the middle latitude."""

    nord: float
    ouest: float
    echelle: float
    cosinus: float
    taille: tuple[int, int]

    @classmethod
    def de(cls, points: Sequence[Point]) -> "_Cadre":
        lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
        cosine = math.cos(math.radians((min(lats) + max(lats)) / 2))
        width, height = (max(lons) - min(lons)) * cosine, max(lats) - min(lats)
        scale = (COTE - 2 * MARGE) / max(width, height)
        size = (round(width * scale) + 2 * MARGE, round(height * scale) + 2 * MARGE)
        return cls(max(lats), min(lons), scale, cosine, size)

    def pose(self, point: Point) -> tuple[int, int]:
        lat, lon = point
        x = (lon - self.ouest) * self.cosinus * self.echelle
        return round(x) + MARGE, round((self.nord - lat) * self.echelle) + MARGE


def _poses(ring: Anneau, cadre: _Cadre) -> list[tuple[int, int]]:
    """Return the ring in units, without the points that fall on the one before."""
    placed = list(map(cadre.pose, ring))
    return [placed[0], *(b for a, b in pairwise(placed) if a != b)]


def _forme(rings: Sequence[Sequence[tuple[int, int]]]) -> Forme:
    largest = max(rings, key=lambda ring: abs(_aire(ring)))
    return Forme("".join(map(_path, rings)), *_centre(largest))


def _path(ring: Sequence[tuple[int, int]]) -> str:
    steps = " ".join(f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(ring))
    return f"M{ring[0][0]} {ring[0][1]}l{steps}z".replace(" -", "-") if steps else ""


def _aire(ring: Sequence[tuple[int, int]]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*ring, ring[0]])) / 2


def _centre(ring: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return the centre of mass of a ring: inside it, for the shapes that départements have."""
    area = _aire(ring)
    if not area:
        return ring[0]
    x = y = 0
    for a, b in pairwise([*ring, ring[0]]):
        cross = a[0] * b[1] - b[0] * a[1]
        x, y = x + (a[0] + b[0]) * cross, y + (a[1] + b[1]) * cross
    return round(x / (6 * area)), round(y / (6 * area))


def _reperes(fiches: Iterable[Fiche], cadre: _Cadre) -> list[Repere]:
    """Return one mark a spot: that of a labelled fabrique where one of its lieux is labelled."""
    placed = {}
    for fiche in sorted(fiches, key=lambda fiche: fiche.lieu.est_labellise):
        if fiche.point:
            placed[cadre.pose(fiche.point)] = fiche.lieu.est_labellise
    marks = (Repere(x, y, label) for (x, y), label in placed.items())
    # A point outside the drawing (an island that the outline leaves out) has no place on it.
    width, height = cadre.taille
    return sorted(m for m in marks if 0 < m.x < width and 0 < m.y < height)
