"""`carte-france.json`: the map of départements that the home page draws as inline SVG.

    {"viewBox": "0 0 640 609",
     "cadres": [{"codes": ["971"], "x": 0, "y": 500, "largeur": 118, "hauteur": 138}, …],
     "departements": {"01": {"d": "m742 507 3-8 …z", "x": 750, "y": 520}, …}}

- Units are those of the viewBox, integers; y goes down. Métropole: Lambert-93, 1 unit ≈ 1.7 km,
  Corsica drawn 84 km nearer.
- `d`: SVG path, relative (`m`, then implicit `l`), sub-paths closed. Draw with fill-rule evenodd.
- `cadres`: frames of the insets (the five DROM; Paris and its three neighbours, enlarged).
  75, 92, 93 and 94 are drawn twice in one path: in place, and in their inset.
- `x`, `y`: a point inside, far from the border, to hang a label on (in the inset if there is one).
- A région is the group of its départements: no separate data.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

from .arcs import Anneau, anneaux
from .departements_geo import departements, simplifie

FICHIER = "carte-france.json"
LARGEUR, HAUTEUR = 640, 609
GAUCHE = 48  # units left free for the insets
CORSE_RAPPROCHEE_M = 84_000  # Corsica is drawn that much nearer: the same room, gained
TOLERANCE = 4.0  # units, see `simplifie`
TOLERANCE_CADRE = 3.0
ILE_MIN = 10  # square units, about 33 km²: Ouessant alone would narrow the whole map
PETITE_COURONNE = ("75", "92", "93", "94")
MARGE = 6  # units between a frame and what it shows


@dataclass(frozen=True, slots=True)
class Cadre:
    """An inset: the départements shown, and its frame in viewBox units."""

    codes: tuple[str, ...]
    x: int
    y: int
    largeur: int
    hauteur: int


# Where the sea leaves room: Channel (top left) and Bay of Biscay (bottom left).
CADRES = (
    Cadre(PETITE_COURONNE, 3, 3, 134, 122),
    Cadre(("971",), 3, 355, 150, 79),
    Cadre(("972",), 3, 439, 72, 79),
    Cadre(("973",), 80, 439, 72, 79),
    Cadre(("974",), 3, 524, 72, 79),
    Cadre(("976",), 80, 524, 72, 79),
)
Points = NDArray[np.float64]
Projection = Callable[[Points], Points]


def build(target: Path) -> None:
    """Write carte-france.json under `target`."""
    shapes = departements()
    overseas = {code for cadre in CADRES for code in cadre.codes if len(code) == 3}
    mainland = {c: shape for c, shape in shapes.items() if c not in overseas}
    drawn = _decale(_dessine(mainland, LARGEUR - GAUCHE, HAUTEUR, TOLERANCE), GAUCHE, 0)
    rings = {c: anneaux(shape, 1) for c, shape in drawn.items()}
    labels = {c: _ancre(shape) for c, shape in drawn.items()}
    for cadre in CADRES:
        inset = _encart(cadre, shapes)
        for code, shape in inset.items():
            rings[code] = rings.get(code, []) + anneaux(shape, 1)
            labels[code] = _ancre(shape)
    _write(target / FICHIER, rings, labels)


def _dessine(
    shapes: dict[str, BaseGeometry], width: float, height: float, tolerance: float
) -> dict[str, BaseGeometry]:
    """Project, fit in a box of the given size (0, 0 at its top left), simplify."""
    project = _projection(shapely.total_bounds(np.array(list(shapes.values()))))
    plane = shapely.transform(np.array(list(shapes.values())), project)
    main = [max(shapely.get_parts(shape), key=lambda p: p.area) for shape in plane]
    west, south, east, north = shapely.total_bounds(main if len(main) > 1 else plane)
    scale = min(width / (east - west), height / (north - south))
    left = (width - scale * (east - west)) / 2
    top = (height - scale * (north - south)) / 2
    fitted = shapely.transform(
        plane,
        lambda xy: np.column_stack(
            (left + scale * (xy[:, 0] - west), top + scale * (north - xy[:, 1]))
        ),
    )
    return _allege(dict(zip(shapes, fitted, strict=True)), tolerance)


def _allege(shapes: dict[str, BaseGeometry], tolerance: float) -> dict[str, BaseGeometry]:
    """Simplify; islands alone keep three times finer outlines, or they would become shards."""
    tree = shapely.STRtree(list(shapes.values()))
    coasts: dict[str, BaseGeometry] = {}
    islands: dict[str, list[BaseGeometry]] = {}
    for code, shape in shapes.items():
        parts = sorted(shapely.get_parts(shape), key=lambda p: -p.area)
        alone = [p for p in parts[1:] if len(tree.query(p, predicate="intersects")) == 1]
        islands[code] = [p.simplify(tolerance / 4) for p in alone if p.area >= ILE_MIN]
        coasts[code] = MultiPolygon([p for p in parts if p not in alone])
    slim = dict(zip(coasts, simplifie(list(coasts.values()), tolerance), strict=True))
    return {code: MultiPolygon([*shapely.get_parts(slim[code]), *islands[code]]) for code in slim}


def _projection(bounds: Points) -> Projection:
    """Lambert-93 for métropole (its official projection); elsewhere a local plane is enough."""
    west, south, _, north = (float(b) for b in bounds)
    if south > 41 and west > -6:
        lambert = Transformer.from_crs("EPSG:4326", "EPSG:2154", always_xy=True)

        def project(xy: Points) -> Points:
            east, northing = lambert.transform(xy[:, 0], xy[:, 1])
            corsica = (xy[:, 0] > 8.3) & (xy[:, 1] < 43.2)
            return np.column_stack((east - CORSE_RAPPROCHEE_M * corsica, northing))

        return project
    ratio = float(np.cos(np.radians((south + north) / 2)))
    return lambda xy: xy * [ratio, 1]


def _encart(cadre: Cadre, shapes: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    width, height = cadre.largeur - 2 * MARGE, cadre.hauteur - 2 * MARGE
    chosen = {code: shapes[code] for code in cadre.codes}
    drawn = _dessine(chosen, width, height, TOLERANCE_CADRE)
    return _decale(drawn, cadre.x + MARGE, cadre.y + MARGE)


def _decale(shapes: dict[str, BaseGeometry], x: int, y: int) -> dict[str, BaseGeometry]:
    return {
        c: shapely.transform(shape, lambda xy: xy + np.array([x, y])) for c, shape in shapes.items()
    }


def _ancre(shape: BaseGeometry) -> tuple[int, int]:
    largest = max(shapely.get_parts(shape), key=lambda p: p.area)
    centre = shapely.get_coordinates(shapely.maximum_inscribed_circle(largest, tolerance=0.5))[0]
    return round(float(centre[0])), round(float(centre[1]))


def chemin(rings: Iterable[Anneau]) -> str:
    """Shortest SVG path of closed integer rings.

    >>> chemin([[(10, 20), (13, 18), (13, 25)], [(40, 20), (43, 18), (43, 25)]])
    'm10 20 3-2 0 7zm30 0 3-2 0 7z'
    """
    text, start = "", (0, 0)  # after z, the pen is back at the start of the sub-path
    for ring in rings:
        steps = [(x - a, y - b) for (a, b), (x, y) in pairwise(ring)]
        moves = [(ring[0][0] - start[0], ring[0][1] - start[1]), *steps]
        text += "m" + _nombres(n for move in moves for n in move) + "z"
        start = ring[0]
    return text


def _nombres(numbers: Iterable[int]) -> str:
    return "".join(f" {n}" if n >= 0 else str(n) for n in numbers).lstrip(" ")


def _write(path: Path, rings: dict[str, list[Anneau]], labels: dict[str, tuple[int, int]]) -> None:
    frames = [
        {"codes": list(c.codes), "x": c.x, "y": c.y, "largeur": c.largeur, "hauteur": c.hauteur}
        for c in CADRES
    ]
    content = {
        "viewBox": f"0 0 {LARGEUR} {HAUTEUR}",
        "cadres": frames,
        "departements": {
            code: {"d": chemin(rings[code]), "x": labels[code][0], "y": labels[code][1]}
            for code in sorted(rings)
        },
    }
    text = json.dumps(content, separators=(",", ":"))
    # One département a line, so that a rebuild can be read as a diff.
    text = text.replace('"departements":{', '"departements":{\n').replace('},"', '},\n"')
    path.write_text(text + "\n", encoding="utf-8", newline="\n")
