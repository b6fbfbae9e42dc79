"""Is a point in its commune? Simplified contours of the communes, for checks only.

Read from `data/contours-communes.tsv` (accuracy in `data/SOURCES.md`: about 200 m). No contour
for the overseas collectivities nor for four communes of Cantal. Standard library only: a commune
has some twenty points, so plain loops are enough.
"""

import math
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from annuaire import polyligne

FICHIER = Path(__file__).parent / "data" / "contours-communes.tsv"
ECHELLE = 500  # as written by referentiel/contours_communes.py
RAYON_KM = 6371.0

Sommet = tuple[float, float]  # longitude, latitude in degrees
Segment = tuple[Sommet, Sommet]


def distance_km(code: str, latitude: float, longitude: float) -> float | None:
    """0.0 inside the contour of commune `code`, else km to it; None if the contour is unknown.

    Great-circle distance to the nearest point of the contour, that point being found in a plane:
    exact enough near by, within a few per cent at thousands of km.
    """
    segments = _segments(code)
    if not segments:
        return None
    point = (longitude, latitude)
    if _contient(segments, point):
        return 0.0
    ratio = math.cos(math.radians(segments[0][0][1]))
    nearest = min(
        (_plus_proche(segment, point, ratio) for segment in segments),
        key=lambda candidate: _carre(candidate, point, ratio),
    )
    return _orthodromie(nearest, point)


def texte(code: str) -> str:
    """Return the contour as the file writes it, "" if unknown."""
    return _textes().get(code, "")


@cache
def _textes() -> dict[str, str]:
    lines = FICHIER.read_text(encoding="utf-8").splitlines()[1:]
    return {code: text for code, _, text in (line.partition("\t") for line in lines)}


@cache
def _segments(code: str) -> tuple[Segment, ...]:
    segments: list[Segment] = []
    last = (0, 0)
    for text in texte(code).split():
        points = polyligne.decode(text, last)
        last = points[-1]
        ring = [(x / ECHELLE, y / ECHELLE) for x, y in points]
        segments += zip(ring, ring[1:] + ring[:1], strict=True)
    return tuple(segments)


def _contient(segments: Iterable[Segment], point: Sommet) -> bool:
    """Even-odd rule: holes and islands need no special case."""
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in segments:
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            inside = not inside
    return inside


def _plus_proche(segment: Segment, point: Sommet, ratio: float) -> Sommet:
    (ax, ay), (bx, by) = segment
    dx, dy = (bx - ax) * ratio, by - ay
    length = dx * dx + dy * dy
    along = ((point[0] - ax) * ratio * dx + (point[1] - ay) * dy) / length if length else 0.0
    share = min(1.0, max(0.0, along))
    return (ax + share * (bx - ax), ay + share * (by - ay))


def _carre(a: Sommet, b: Sommet, ratio: float) -> float:
    return ((a[0] - b[0]) * ratio) ** 2 + (a[1] - b[1]) ** 2


def _orthodromie(a: Sommet, b: Sommet) -> float:
    west, south, east, north = (math.radians(v) for v in (*a, *b))
    half = (
        math.sin((north - south) / 2) ** 2
        + math.cos(south) * math.cos(north) * math.sin((east - west) / 2) ** 2
    )
    return 2 * RAYON_KM * math.asin(math.sqrt(half))
