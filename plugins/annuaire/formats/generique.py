"""Any CSV, GeoJSON or JSON list, read with a mapping that a person wrote."""

import re
from collections.abc import Iterator
from typing import Any

from annuaire import ecriture
from annuaire.formats.champs import ligne, texte
from annuaire.formats.correspondance import (
    Correspondance,
    CorrespondanceInvalideError,
)
from annuaire.formats.fichier import Enregistrement, Fichier
from annuaire.ligne import Ligne
from annuaire.model import LISTES
from annuaire.valeurs import proche


def verifier(fichier: Fichier, correspondance: Correspondance) -> tuple[str, ...]:
    """Return what to tell of the columns; raise CorrespondanceInvalideError for those missing.

    The objects of a JSON may leave out what is empty: a key that the first ones have not is only
    told.
    """
    missing = [
        (champ, column)
        for champ, column in correspondance.champs.items()
        if column not in fichier.colonnes
    ]
    told = () if "id" in correspondance.champs else (SANS_ID,)
    if not missing:
        return told
    said = [_manque(champ, column, fichier.colonnes) for champ, column in missing]
    if fichier.genre != "csv":
        return (*told, *said)
    lines = "\n".join(f"  {one}" for one in said)
    raise CorrespondanceInvalideError(
        f"{fichier.path} n’a pas toutes les colonnes de la correspondance :\n{lines}\n"
        f"  Ses colonnes sont : {', '.join(fichier.colonnes)}"
    )


def _manque(champ: str, column: str, columns: tuple[str, ...]) -> str:
    near = proche(column, columns)
    found = f" Vouliez-vous « {near} » ?" if near else ""
    return f"{champ} : pas de colonne « {column} ».{found}"


def lignes(fichier: Fichier, correspondance: Correspondance) -> Iterator[Ligne]:
    """Read the records, each cell under the field that the mapping says."""
    for one in fichier.enregistrements():
        found = ligne(
            one.numero,
            _brut(one, correspondance),
            re.escape(correspondance.separateur),
            one.faute,
        )
        if found.id or found.valeurs:
            _constantes(found, correspondance)
        for champ, table in correspondance.valeurs.items():
            _traduire(found, champ, table)
        yield found


SANS_ID = (
    "Aucune colonne ne donne d’identifiant : il est fait du nom et de la commune. Un lieu qui change"
    " de nom sera une nouvelle fiche."
)


def _brut(one: Enregistrement, correspondance: Correspondance) -> dict[str, Any]:
    cells = {champ: one.brut.get(column) for champ, column in correspondance.champs.items()}
    number = texte(cells.get("id")).strip()
    if "id" not in correspondance.champs and cells.get("nom"):
        number = ecriture.slug(texte(cells["nom"]), texte(cells.get("commune")))
    cells["id"] = f"{correspondance.prefixe_id}{number}" if number else ""
    typed = {"latitude", "longitude"} & correspondance.champs.keys()
    if one.point and not typed and correspondance.geometrie != "commune":
        cells["latitude"], cells["longitude"] = one.point
    return cells


def _constantes(found: Ligne, correspondance: Correspondance) -> None:
    """Fill what the file itself leaves empty."""
    for champ, value in correspondance.constantes.items():
        found.valeurs.setdefault(champ, list(value) if isinstance(value, list) else value)
    if correspondance.geometrie != "lieu":
        found.valeurs.setdefault("precision", correspondance.geometrie)


def _traduire(found: Ligne, champ: str, table: Any) -> None:
    """Put the words of the file in those of the standard, with the account of it."""
    typed = found.valeurs.get(champ)
    if not typed:
        return
    words = typed if isinstance(typed, list) else [typed]
    new = [value for word in words for value in table.get(" ".join(word.split()), [word]) if value]
    kept = list(dict.fromkeys(new))
    if kept == words:
        return
    value = kept if champ in LISTES else " ".join(kept)
    found.note(champ, value or None, "valeur traduite selon la correspondance")
