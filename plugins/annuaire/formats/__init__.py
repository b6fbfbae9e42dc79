"""The formats that lieux come in, recognised by what the file holds, not by its name."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from annuaire.formats import fabriques, france_services, generique, inconnu, national
from annuaire.formats.correspondance import Correspondance, CorrespondanceInvalideError
from annuaire.formats.correspondance import lire as lire_correspondance
from annuaire.formats.fichier import Fichier, jour_dans
from annuaire.formats.fichier import ouvrir as ouvrir_fichier
from annuaire.ligne import FormatInconnuError, Ligne

__all__ = [
    "FORMATS",
    "Correspondance",
    "CorrespondanceInvalideError",
    "Document",
    "Format",
    "jour_dans",
    "lire_correspondance",
    "ouvrir",
]


@dataclass(frozen=True)
class Document:
    """A file whose format was recognised. `lignes` reads it as it goes, never whole in memory.

    `format` is a key of FORMATS or, with a mapping, of GENERIQUES; `titre` says it in French;
    `avis` what was noticed of the file itself (an encoding that is not UTF-8, columns that no
    field takes), for the report.
    """

    format: str
    titre: str
    lignes: Iterator[Ligne]
    avis: tuple[str, ...] = field(default=())


class Format(NamedTuple):
    """One format: its title in French, how it is known and read, the columns it makes use of."""

    titre: str
    reconnait: Callable[[Fichier], bool]
    lignes: Callable[[Fichier], Iterator[Ligne]]
    colonnes: frozenset[str]


FORMATS = {
    "fabriques-anct-csv": Format(
        "Fabriques de territoire labellisées (tableau de l’ANCT)",
        fabriques.est_csv,
        fabriques.lignes_csv,
        fabriques.COLONNES_CSV,
    ),
    "fabriques-anct-geojson": Format(
        "Fabriques de territoire labellisées (carte de l’ANCT)",
        fabriques.est_geojson,
        fabriques.lignes_geojson,
        fabriques.COLONNES_GEOJSON,
    ),
    "france-services": Format(
        "Liste des France services (ANCT)",
        france_services.reconnait,
        france_services.lignes,
        france_services.COLONNES,
    ),
    "national-v0": Format(
        "Standard national de la médiation numérique, v0",
        national.est_v0,
        national.lignes_v0,
        national.COLONNES_MELEES,
    ),
    "national-v1": Format(
        "Standard national de la médiation numérique, v1",
        national.est_v1,
        national.lignes_v1,
        national.COLONNES,
    ),
    "mediation-numerique-json": Format(
        "Lieux de médiation numérique en JSON (bibliothèque de l’ANCT)",
        national.est_json,
        national.lignes_json,
        national.COLONNES_JSON,
    ),
}
"""The first that recognises a file reads it: the most particular stand first."""
GENERIQUES = {
    "csv": ("csv-generique", "CSV lu avec une correspondance"),
    "geojson": ("geojson-generique", "GeoJSON lu avec une correspondance"),
    "json": ("json-generique", "JSON lu avec une correspondance"),
}
_CONNUES = frozenset[str]().union(*(one.colonnes for one in FORMATS.values()))


def ouvrir(
    fichier: Path,
    correspondance: Correspondance | None = None,
    *,
    date_fichier: date | None = None,
) -> Document:
    """Recognise a file; raise FormatInconnuError, in French with what to do, where none fits.

    A mapping, where one is given, wins over the formats. `date_fichier` is the day that the data
    speak of, for the formats whose rows do not say it; else the day in the file's name serves.
    """
    if correspondance:
        used = frozenset(correspondance.champs.values())
        opened = ouvrir_fichier(fichier, used, date_fichier)
        _sans_doublon(opened, used)
        told = generique.verifier(opened, correspondance)
        key, titre = GENERIQUES[opened.genre]
        return Document(
            key, titre, generique.lignes(opened, correspondance), (*told, *_avis(opened, used))
        )
    opened = national.aux_noms_du_standard(ouvrir_fichier(fichier, _CONNUES, date_fichier))
    for key, one in FORMATS.items():
        if one.reconnait(opened):
            _sans_doublon(opened, one.colonnes)
            return Document(key, one.titre, one.lignes(opened), _avis(opened, one.colonnes))
    raise inconnu.erreur(opened)


def _sans_doublon(opened: Fichier, used: frozenset[str]) -> None:
    double = sorted({name for name in used if opened.colonnes.count(name) > 1})
    if double:
        raise FormatInconnuError(
            f"{opened.path} : deux colonnes ont le même nom ({', '.join(double)}). "
            "Renommez ou retirez celle qui ne sert pas."
        )


def _avis(opened: Fichier, used: frozenset[str]) -> tuple[str, ...]:
    """Say what was noticed of the file as a whole."""
    others = [name for name in dict.fromkeys(opened.colonnes) if name and name not in used]
    unnamed = opened.colonnes.count("")
    return tuple(
        filter(
            None,
            (
                opened.encodage.avis,
                f"Colonnes non reprises : {', '.join(others)}." if others else "",
                f"Colonnes sans nom, non reprises : {unnamed}." if unnamed else "",
            ),
        )
    )
