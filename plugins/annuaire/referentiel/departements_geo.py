"""The 101 départements as a clean coverage, merged from the communes, and its simplification."""

from functools import cache

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from .couverture import couverture

# Square degrees; at 46° north one is about 8 500 km².
ILE_MIN_DEG2 = 0.0009  # islets under 8 km² are not drawn
ENCLAVE_MIN_DEG2 = 0.01  # of the enclaves, only that of Valréas (84 in 26) can be seen

Formes = dict[str, BaseGeometry]


def departement_of(code_insee: str) -> str:
    """Département code of a commune code: 3 characters overseas, else 2."""
    return code_insee[: 3 if code_insee[:2] in ("97", "98") else 2]


@cache
def departements() -> Formes:
    """Département → MultiPolygon (WGS84), valid coverage, without islets nor minute enclaves."""
    groups: dict[str, list[BaseGeometry]] = {}
    for code, shape in couverture().items():
        groups.setdefault(departement_of(code), []).append(shape)
    merged = {code: shapely.coverage_union_all(groups[code]) for code in sorted(groups)}
    filled = {code: _sans_petits_trous(shape) for code, shape in merged.items()}
    kept = {code: _sans_ilots(code, filled) for code in filled}
    clean = shapely.coverage_clean(np.array(list(kept.values())))
    return dict(zip(kept, clean, strict=True))


def _sans_petits_trous(shape: BaseGeometry) -> list[Polygon]:
    return [
        Polygon(p.exterior, [r for r in p.interiors if Polygon(r).area >= ENCLAVE_MIN_DEG2])
        for p in shapely.get_parts(shape)
    ]


def _sans_ilots(code: str, filled: dict[str, list[Polygon]]) -> MultiPolygon:
    parts = sorted(filled[code], key=lambda p: -p.area)
    others = [p for other, shapes in filled.items() if other != code for p in shapes]
    tree = shapely.STRtree(others)
    kept = parts[:1]
    for part in parts[1:]:
        point = part.representative_point()
        # Land inside a filled enclave now belongs to the département around it.
        if part.area >= ILE_MIN_DEG2 and not len(tree.query(point, predicate="within")):
            kept.append(part)
    return MultiPolygon(kept)


def simplifie(
    shapes: list[BaseGeometry], tolerance: float, etirement: float = 1.0
) -> NDArray[np.object_]:
    """Coverage simplified once per shared border (Visvalingam; tolerance² = area, in units²).

    `etirement`: factor on x, so that one unit is the same length both ways (cos latitude).
    """
    wide = shapely.transform(np.array(shapes), lambda xy: xy * [etirement, 1])
    slim = shapely.coverage_simplify(wide, tolerance)
    back: NDArray[np.object_] = shapely.transform(slim, lambda xy: xy / [etirement, 1])
    return back
