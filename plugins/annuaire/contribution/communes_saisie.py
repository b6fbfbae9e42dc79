"""A commune as the form's checks read it (theme/static/js/saisie/communes.js)."""

from typing import Any

from annuaire import contours_communes, territoires
from annuaire.territoires import Commune


def decrire(commune: Commune, *, contour: bool = False) -> dict[str, Any]:
    """Return its codes, names and point; its contour too if asked, as data/ writes it."""
    codes, noms = territoires.anciens(commune.code)
    drawn = contours_communes.texte(commune.code) if contour else ""
    said = {
        "code": commune.code,
        "nom": commune.nom,
        "codes_postaux": commune.codes_postaux,
        "departement": commune.departement,
        "lat": commune.latitude,
        "lon": commune.longitude,
        "parent": commune.parent,
        "anciens_codes": codes,
        "anciens_noms": noms,
        "contour": drawn,
    }
    return {key: value for key, value in said.items() if value or key == "codes_postaux"}
