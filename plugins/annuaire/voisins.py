"""The nearest points of a sphere, in kilometres."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.spatial import cKDTree

RAYON_KM = 6371.0

Point = tuple[float, float]
"""Latitude and longitude in degrees, WGS84."""


class Voisinage:
    """A set of points that answers "which are the nearest to here?".

    Points become unit vectors, so that a chord orders as the great circle does, even across
    the antimeridian; scipy's tree then takes microseconds a question.
    """

    def __init__(self, points: Sequence[Point]) -> None:
        """Keep the points in their order: answers are their indexes."""
        self._tree = cKDTree(_vectors(points)) if points else None
        self._size = len(points)

    def proches(self, point: Point, n: int) -> list[tuple[int, float]]:
        """Return the n nearest as (index, km), nearest first, ties by index."""
        return self.proches_de([point], n)[0]

    def proches_de(self, points: Sequence[Point], n: int) -> list[list[tuple[int, float]]]:
        """Return the n nearest of each point at once."""
        if self._tree is None or not points or n < 1:
            return [[] for _ in points]
        count = min(n, self._size)
        chords, indexes = self._tree.query(_vectors(points), k=range(1, count + 1))
        km = 2 * RAYON_KM * np.arcsin(np.clip(chords / 2, 0, 1))
        return [
            sorted(
                zip(map(int, row), map(float, far), strict=True),
                key=lambda p: (round(p[1], 6), p[0]),
            )
            for row, far in zip(indexes, km, strict=True)
        ]


def _vectors(points: Sequence[Point]) -> Any:
    radians = np.radians(np.asarray(points, dtype=float).reshape(-1, 2))
    lat, lon = radians[:, 0], radians[:, 1]
    return np.column_stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)))
