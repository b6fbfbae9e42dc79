"""The addresses that open a map on the way to a lieu. They send nothing until somebody follows them."""

from typing import NamedTuple
from urllib.parse import quote

from annuaire.fiche import Fiche

OSM = "https://www.openstreetmap.org"
SURS = ","


class Itineraire(NamedTuple):
    """`geo` opens the map of a phone (RFC 5870), `osm` OpenStreetMap.

    Where `exact` is false the lieu's point is not known: both then look for its address, or its
    commune, rather than lead to a false point.
    """

    geo: str
    osm: str
    exact: bool


def de(fiche: Fiche) -> Itineraire:
    """Return the way to a lieu."""
    if fiche.point_exact:
        at = "{:.5f},{:.5f}".format(*fiche.point_exact)
        # The point alone only moves the map, in most applications: q puts a mark on it.
        return Itineraire(f"geo:{at}?q={at}", f"{OSM}/directions?to={at}", exact=True)
    sought = quote(", ".join(filter(None, (fiche.lieu.adresse, fiche.ville))), safe=SURS)
    return Itineraire(f"geo:0,0?q={sought}", f"{OSM}/search?query={sought}", exact=False)
