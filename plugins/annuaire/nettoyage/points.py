"""The point of a record, in degrees and in its commune, else left out."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from annuaire import territoires
from annuaire.ligne import Ligne
from annuaire.nettoyage import lambert93
from annuaire.regles import DISTANCE_MAX_KM
from annuaire.territoires import Commune

ILLISIBLE = "point incomplet ou illisible"
NUL = "point 0, 0 : inconnu"
LOIN = "point à plus de 5 km de la commune"

_NOMBRE = r"[+-]?\d{1,7}(?:[.,]\d+)?"
_COUPLE = re.compile(r"[\[(]?\s*(-?\d{1,7}\.\d+)\s*[,;\s]\s*(-?\d{1,7}\.\d+)\s*[\])]?")
_WKT = re.compile(r"(?:SRID=4326;)?\s*POINT\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)", re.IGNORECASE)
_AVEC_UNITE = re.compile(
    rf"(?:lat(?:itude)?|lon(?:gitude)?|lng|[xy])?\s*[:=]?\s*({_NOMBRE})\s*(?:°|degr[ée]s?|m(?:[èe]tres?)?)?\s*([NSEWO])?\.?",
    re.IGNORECASE,
)


class Point(NamedTuple):
    """A reading of the two cells: degrees as text, and what was done to read them."""

    latitude: str
    longitude: str
    raison: str = ""


def nettoyer(ligne: Ligne, commune: Commune) -> None:
    """Keep the point that falls in the commune, and say how precise it is."""
    values = ligne.valeurs
    typed = [champ for champ in ("latitude", "longitude") if champ in values]
    readings = list(_lectures(*_cellules(ligne)))
    for point in readings:
        if not _est_dans(commune, float(point.latitude), float(point.longitude)):
            continue
        if values.get("precision") == "commune":
            break
        for champ, valeur in (("latitude", point.latitude), ("longitude", point.longitude)):
            if values.get(champ) != valeur:
                ligne.note(champ, valeur, point.raison)
        values.setdefault("precision", "lieu")
        return
    reason = _refus(_cellules(ligne), readings, known=values.get("precision") == "commune")
    for champ in typed:
        ligne.note(champ, None, reason)
    values["precision"] = "commune"


def dans(ligne: Ligne, parmi: Iterable[Commune]) -> Commune | None:
    """Return the only one of some communes that holds the point of a record, None if unsure."""
    communes = {commune.code: commune for commune in parmi}
    for point in _lectures(*_cellules(ligne)):
        code = territoires.commune_du_point(float(point.latitude), float(point.longitude), communes)
        if code:
            return communes[code]
    return None


def _cellules(ligne: Ligne) -> tuple[str, str]:
    latitude, longitude = (ligne.valeurs.get(champ, "") for champ in ("latitude", "longitude"))
    return " ".join(str(latitude).split()), " ".join(str(longitude).split())


def _lectures(latitude: str, longitude: str) -> Iterator[Point]:
    """Yield the readings of two cells, the likeliest first: as typed, swapped, in metres."""
    if latitude and longitude and latitude != longitude:
        lat, lon = _degres(latitude), _degres(longitude)
        if not (lat and lon):
            return
        raison = "" if (lat, lon) == (latitude, longitude) else "point écrit en degrés décimaux"
        yield from _des_nombres(lat, lon, raison)
        return
    both = latitude or longitude
    wkt = _WKT.fullmatch(both)
    couple = _COUPLE.fullmatch(both)
    raison = "latitude et longitude séparées"
    if wkt:
        yield from _des_nombres(wkt[2], wkt[1], raison)
    elif couple:
        yield from _des_nombres(couple[1], couple[2], raison)


def _des_nombres(lat: str, lon: str, raison: str) -> Iterator[Point]:
    first, second = float(lat), float(lon)
    if not first and not second:
        return
    for x, y in ((first, second), (second, first)):
        if lambert93.est_en_metres(x, y):
            north, east = lambert93.en_degres(x, y)
            raison = "mètres Lambert-93 convertis en degrés"
            yield Point(f"{north:.6f}", f"{east:.6f}", raison)
            return
    if abs(first) <= 90 and abs(second) <= 180:
        yield Point(lat, lon, raison)
    if abs(second) <= 90 and abs(first) <= 180:
        yield Point(lon, lat, "latitude et longitude remises dans l’ordre")


def _degres(texte: str) -> str:
    """Return the number of a cell as its digits with a point, "" where it holds something else."""
    match = _AVEC_UNITE.fullmatch(texte)
    if match is None:
        return ""
    number = match[1].replace(",", ".").removeprefix("+")
    if 0 < abs(float(number)) < 0.0001:  # eleven metres, which an entry would write 5e-05
        number = f"{float(number):.4f}"
    turned = (match[2] or "").upper() in {"S", "W", "O"}
    if turned and number.startswith("-"):
        return ""
    return f"-{number}" if turned else number


def _refus(cells: tuple[str, str], readings: list[Point], *, known: bool) -> str:
    if readings:
        return "point connu à la commune près : le site le calcule" if known else LOIN
    zeros = re.fullmatch(r"[0.,;\s]*0[0.,;\s]*", "".join(cells))
    return NUL if zeros else ILLISIBLE


def _est_dans(commune: Commune, latitude: float, longitude: float) -> bool:
    distance = _distance_km(commune.code, latitude, longitude)
    if distance is not None:
        return distance <= DISTANCE_MAX_KM
    # No contour (overseas collectivities): their islands stand within some degrees of the mairie.
    if commune.latitude is None or commune.longitude is None:
        return True
    return abs(latitude - commune.latitude) <= 3 and abs(longitude - commune.longitude) <= 3


@lru_cache(maxsize=4096)
def _distance_km(code: str, latitude: float, longitude: float) -> float | None:
    return territoires.distance_hors_commune_km(code, latitude, longitude)
