"""The outlines of the départements as the Leaflet map reads them: all, or those around one.

The format is told in referentiel/contours.py; here a département has no région.
"""

import json
from functools import cache
from math import cos, radians
from pathlib import Path
from typing import Any, NamedTuple

from annuaire import polyligne
from annuaire.polyligne import Point

PAYSAGE, PORTRAIT = 1.6, 1.7
"""The widest and the highest window of the map: how many times the other side."""
MARGE = 1.1

Anneaux = list[list[int]]


class Cadre(NamedTuple):
    """South, west, north and east, in degrees."""

    sud: float
    ouest: float
    nord: float
    est: float

    def touche(self, other: "Cadre") -> bool:
        return (
            self.sud <= other.nord
            and other.sud <= self.nord
            and self.ouest <= other.est
            and other.ouest <= self.est
        )


@cache
def _lus() -> tuple[int, list[list[Point]], dict[str, Anneaux]]:
    """The scale, the arcs in 1/scale degree (longitude, latitude), the rings of each code."""
    path = Path(__file__).parent / "data" / "contours.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    arcs, last = [], (0, 0)
    for text in content["arcs"].split(" "):
        arcs.append(polyligne.decode(text, last))
        last = arcs[-1][-1]
    return content["echelle"], arcs, {c: r for c, (_, r) in content["departements"].items()}


def tous() -> dict[str, Any]:
    """Every département."""
    return _extrait(list(_lus()[2]))


def autour(code: str) -> dict[str, Any] | None:
    """The département and those that a window fitted to it may show, with that window: `cadre`.

    None for the few that no outline is known of.
    """
    if code not in _lus()[2]:
        return None
    window = _fenetre(_boite(code))
    near = [other for other in _lus()[2] if _boite(other).touche(window)]
    return {**_extrait(near), "cadre": [round(side, 2) for side in window]}


def _extrait(codes: list[str]) -> dict[str, Any]:
    """These départements alone, in the same format."""
    scale, arcs, rings = _lus()
    used = sorted({_rang(i) for code in codes for ring in rings[code] for i in ring})
    ranks = {old: new for new, old in enumerate(used)}
    texts, last = [], (0, 0)
    for i in used:
        texts.append(polyligne.encode(arcs[i], last))
        last = arcs[i][-1]
    renumbered = {
        code: [[ranks[i] if i >= 0 else ~ranks[~i] for i in ring] for ring in rings[code]]
        for code in codes
    }
    return {"echelle": scale, "arcs": " ".join(texts), "departements": renumbered}


def _rang(reference: int) -> int:
    return reference if reference >= 0 else ~reference


@cache
def _boite(code: str) -> Cadre:
    scale, arcs, rings = _lus()
    points = [point for ring in rings[code] for i in ring for point in arcs[_rang(i)]]
    lons, lats = [x / scale for x, _ in points], [y / scale for _, y in points]
    return Cadre(min(lats), min(lons), max(lats), max(lons))


def _fenetre(boite: Cadre) -> Cadre:
    """What a window of any usual shape shows when it is fitted to a box."""
    lat, lon = (boite.sud + boite.nord) / 2, (boite.ouest + boite.est) / 2
    shrink = cos(radians(lat))
    width, height = (boite.est - boite.ouest) * shrink, boite.nord - boite.sud
    x = max(width, PAYSAGE * height) * MARGE / 2 / shrink
    y = max(height, PORTRAIT * width) * MARGE / 2
    return Cadre(lat - y, lon - x, lat + y, lon + x)
