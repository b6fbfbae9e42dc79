"""`contours-communes.tsv`: contour of every commune, simplified, to check points. Never published.

Columns: `code`, `contours` = rings separated by a space, each an encoded polyline
(`annuaire.polyligne`) of (longitude, latitude) in 1/ECHELLE degree, not closed. The first ring of a
commune starts from (0, 0), each other from the last point of the ring before it.
"""

from pathlib import Path

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from annuaire import polyligne

from .arcs import anneaux
from .couverture import couverture
from .tables import write_tsv

FICHIER = "contours-communes.tsv"
ECHELLE = 500
TOLERANCE = 0.0019  # degrees of latitude (210 m), Douglas-Peucker
COS_LATITUDE = 0.7
KM_PAR_DEGRE = 111.2
# Islets (0.25 km²) and holes (0.8 km²) that change no check at 500 m.
ILOT_MIN_DEG2, TROU_MIN_DEG2 = 3e-5, 1e-4


def build(target: Path) -> dict[str, float]:
    """Write the table; returns the error measured on every commune, in km (95 %, max)."""
    shapes = couverture()
    wide = shapely.transform(np.array(list(shapes.values())), lambda xy: xy * [COS_LATITUDE, 1])
    slim = shapely.simplify(wide, TOLERANCE)
    degrees = shapely.transform(slim, lambda xy: xy / [COS_LATITUDE, 1])
    rows = []
    for code, shape in zip(shapes, degrees, strict=True):
        texts, last = [], (0, 0)
        for ring in anneaux(_principal(shape), ECHELLE):
            texts.append(polyligne.encode(ring, last))
            last = ring[-1]
        rows.append((code, " ".join(texts)))
    write_tsv(target / FICHIER, ("code", "contours"), rows)
    grid = shapely.transform(slim, lambda xy: np.rint(xy * ECHELLE) / ECHELLE)
    gaps = shapely.hausdorff_distance(wide, grid) * KM_PAR_DEGRE
    return {"centile_95": float(np.percentile(gaps, 95)), "maximum": float(gaps.max())}


def _principal(shape: BaseGeometry) -> BaseGeometry:
    parts = sorted(shapely.get_parts(shape), key=lambda p: -p.area)
    kept = [p for i, p in enumerate(parts) if i == 0 or p.area >= ILOT_MIN_DEG2]
    return shapely.MultiPolygon(
        [
            shapely.Polygon(
                p.exterior, [r for r in p.interiors if shapely.Polygon(r).area >= TROU_MIN_DEG2]
            )
            for p in kept
        ]
    )
