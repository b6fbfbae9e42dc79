"""Lambert-93 metres → degrees: the projection of the French maps (EPSG:2154), GRS80.

Closed formulas of IGN, « Projection cartographique conique conforme de Lambert » (NT/G 71,
January 1995), algorithms ALG0004 and ALG0002, with the constants that IGN publishes for
Lambert-93. Its version 2b (EPSG:9793) is the same within a centimetre.
"""

import math

_N = 0.7256077650532670
_C = 11754255.426096
_XS = 700000.0
_YS = 12655612.049876
_E = 0.08181919104281579  # first eccentricity of GRS80
_LAMBDA0 = math.radians(3.0)
_EPSILON = 1e-12  # radians, some micrometres on the ground


def en_degres(x: float, y: float) -> tuple[float, float]:
    """Return (latitude, longitude) in degrees of a point in metres, easting then northing.

    >>> en_degres(700000.0, 6600000.0)
    (46.5, 3.0)
    """
    radius = math.hypot(x - _XS, y - _YS)
    gamma = math.atan2(x - _XS, _YS - y)
    longitude = _LAMBDA0 + gamma / _N
    latitude = _latitude(-math.log(radius / _C) / _N)
    return round(math.degrees(latitude), 7), round(math.degrees(longitude), 7)


def est_en_metres(x: float, y: float) -> bool:
    """True in the bounds of the projection over mainland France and Corsica."""
    return 0 < x < 1_300_000 and 6_000_000 < y < 7_200_000


def _latitude(isometric: float) -> float:
    """Invert the isometric latitude by iteration (ALG0002)."""
    power = math.exp(isometric)
    found = 2 * math.atan(power) - math.pi / 2
    while True:
        sine = _E * math.sin(found)
        then = 2 * math.atan(((1 + sine) / (1 - sine)) ** (_E / 2) * power) - math.pi / 2
        if abs(then - found) < _EPSILON:
            return then
        found = then
