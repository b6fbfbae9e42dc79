"""The national standard of the places of digital help: CSV v1, CSV v0, JSON of the ANCT library."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from annuaire.formats.champs import ligne, nationaux
from annuaire.formats.fichier import Fichier
from annuaire.formats.passage_v1 import en_v1
from annuaire.formats.vocabulaire_v0 import COLONNES_V0
from annuaire.ligne import Ligne
from annuaire.model import CHAMPS_NATIONAUX
from annuaire.noms import slug

INDISPENSABLES = ("id", "nom", "commune")
COLONNES = frozenset(CHAMPS_NATIONAUX)
COLONNES_MELEES = COLONNES | COLONNES_V0
_SEULS_V1 = COLONNES - {
    *("id", "pivot", "nom", "commune", "code_postal", "code_insee", "adresse"),
    *("complement_adresse", "latitude", "longitude", "typologie", "telephone", "site_web"),
    *("horaires", "presentation_resume", "presentation_detail", "source", "structure_parente"),
    *("date_maj", "services", "modalites_accompagnement", "prise_rdv"),
}
_BLOCS = {
    "adresse": {
        "voie": "adresse",
        "commune": "commune",
        "code_postal": "code_postal",
        "code_insee": "code_insee",
        "complement_adresse": "complement_adresse",
    },
    "localisation": {"latitude": "latitude", "longitude": "longitude"},
    "contact": {
        "telephone": "telephone",
        "courriels": "courriels",
        "courriel": "courriel",
        "site_web": "site_web",
    },
    "presentation": {"resume": "presentation_resume", "detail": "presentation_detail"},
}
"""Where the library's own model keeps in blocks what the standard has in fields."""
COLONNES_JSON = COLONNES_MELEES | _BLOCS.keys()
_INSTANT = re.compile(r"(\d{4}-\d\d-\d\d)T\d\d:.*")


_ASSEZ = 12
"""Columns that have to be the standard's where people spelt their names in their own way."""


def aux_noms_du_standard(fichier: Fichier) -> Fichier:
    """Name the columns of a CSV as the standard does: « Code postal » is code_postal."""
    spelt = [slug(name).replace("-", "_") for name in fichier.colonnes]
    if fichier.genre != "csv" or len(COLONNES_MELEES & set(spelt)) < _ASSEZ:
        return fichier
    named = zip(fichier.colonnes, spelt, strict=True)
    return replace(
        fichier, colonnes=tuple(key if key in COLONNES_MELEES else name for name, key in named)
    )


def est_v1(fichier: Fichier) -> bool:
    """True for a CSV with the names of the standard, of which nothing says v0."""
    return fichier.genre == "csv" and set(INDISPENSABLES) <= set(fichier.colonnes)


def est_v0(fichier: Fichier) -> bool:
    """True for a CSV with names that only v0 has."""
    names = set(fichier.colonnes)
    old = names & COLONNES_V0
    return est_v1(fichier) and bool(old) and len(old) > len(names & _SEULS_V1)


def est_json(fichier: Fichier) -> bool:
    """True for a JSON list of objects with the names of the standard."""
    names = set(fichier.colonnes)
    return (
        fichier.genre == "json"
        and {"id", "nom"} <= names
        and bool({"commune", "adresse"} & names)
        and len(names & COLONNES_JSON) >= len(INDISPENSABLES) + 2
    )


def lignes_v1(fichier: Fichier) -> Iterator[Ligne]:
    """Read a CSV of the standard v1."""
    for one in fichier.enregistrements():
        yield ligne(one.numero, nationaux(one.brut), faute=one.faute)


def lignes_v0(fichier: Fichier) -> Iterator[Ligne]:
    """Read a CSV of the standard v0."""
    for one in fichier.enregistrements():
        yield en_v1(one.numero, one.brut, one.faute)


def lignes_json(fichier: Fichier) -> Iterator[Ligne]:
    """Read the objects of the library, v1 or v0, their lists as lists or as joined texts."""
    told = {*fichier.colonnes} | COLONNES_JSON
    for one in fichier.enregistrements():
        found = en_v1(one.numero, _a_plat(one.brut), one.faute)
        for unknown in one.brut.keys() - told:
            found.valeurs[unknown] = str(one.brut[unknown])
            found.note(unknown, None, "champ inconnu du standard national")
        yield found


def _a_plat(brut: dict[str, Any]) -> dict[str, Any]:
    """Take out of their blocks the fields of the library's model."""
    cells = dict(brut)
    for bloc, names in _BLOCS.items():
        inside = cells.get(bloc)
        if isinstance(inside, dict):
            del cells[bloc]
            cells |= {new: inside[old] for old, new in names.items() if old in inside}
    day = _INSTANT.fullmatch(str(cells.get("date_maj", "")))
    return cells | {"date_maj": day[1]} if day else cells
