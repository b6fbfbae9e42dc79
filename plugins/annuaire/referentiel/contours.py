"""`contours.json`: outlines of the 101 départements and 18 régions, for the Leaflet base map.

    {"echelle": 200,
     "arcs": "…",
     "departements": {"01": ["84", [[0, 1, -3], …]], …}}

- `arcs`: all arcs, joined by spaces, in order. Each is an encoded polyline (`annuaire.polyligne`) of
  points (longitude, latitude) in 1/`echelle` degree, WGS84. The first point of an arc is relative
  to the last point of the arc before it; that of arc 0 to (0, 0).
- `departements`: code → [région, rings]. A ring is a list of arc references: `i` is arc i, `~i`
  (that is -i - 1) is arc i backwards; joined end to end they close. Rings are outer ones, except
  one enclave (84 inside 26); the even-odd rule fills them rightly.
- A région has no data of its own: its outline is made of the arcs that are used exactly once by
  all of its départements together.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from annuaire import polyligne

from .arcs import anneaux, decoupe
from .departements_geo import departements, simplifie
from .sources import cog

FICHIER = "contours.json"
ECHELLE = 200  # 1/200 degree, at most 280 m off
TOLERANCE = 0.015  # degrees of latitude
COS_LATITUDE = 0.69  # 46.5° north


def build(target: Path) -> None:
    """Write contours.json under `target`."""
    regions = {d["code"]: d["region"] for d in cog("departements")}
    shapes = departements()
    slim = simplifie(list(shapes.values()), TOLERANCE, COS_LATITUDE)
    rings = {c: anneaux(s, ECHELLE) for c, s in zip(shapes, slim, strict=True)}
    arcs, references = decoupe(rings)
    content = {
        "echelle": ECHELLE,
        "arcs": _encode(arcs),
        "departements": {c: [regions[c], references[c]] for c in sorted(references)},
    }
    text = json.dumps(content, separators=(",", ":"))
    (target / FICHIER).write_text(text + "\n", encoding="utf-8", newline="\n")


def _encode(arcs: list[tuple[polyligne.Point, ...]]) -> str:
    texts, last = [], (0, 0)
    for arc in arcs:
        texts.append(polyligne.encode(arc, last))
        last = arc[-1]
    return " ".join(texts)


Coordonnees = list[tuple[float, float]]


def decode_arcs(content: dict[str, Any]) -> list[Coordonnees]:
    """Reference decoder: the arcs as (longitude, latitude) in degrees."""
    arcs, last, scale = [], (0, 0), content["echelle"]
    for text in content["arcs"].split(" "):
        points = polyligne.decode(text, last)
        last = points[-1]
        arcs.append([(x / scale, y / scale) for x, y in points])
    return arcs


def decode_departement(content: dict[str, Any], code: str) -> list[Coordonnees]:
    """Reference decoder: the closed rings of a département, (longitude, latitude) in degrees."""
    arcs = decode_arcs(content)
    rings = []
    for references in content["departements"][code][1]:
        ring: Coordonnees = []
        for i in references:
            arc = arcs[i] if i >= 0 else arcs[~i][::-1]
            ring += arc[1:] if ring else arc
        rings.append(ring)
    return rings


def decode_region(content: dict[str, Any], code: str) -> list[Coordonnees]:
    """Reference decoder: the outline of a région as lines (arcs, in no order)."""
    arcs = decode_arcs(content)
    members = [rings for region, rings in content["departements"].values() if region == code]
    used = Counter(i if i >= 0 else ~i for rings in members for ring in rings for i in ring)
    return [arcs[i] for i, times in sorted(used.items()) if times == 1]
