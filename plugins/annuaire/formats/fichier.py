"""A file opened: its columns, its first records, and all of them as a stream."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from annuaire.formats import encodage, flux_json, octets, tableau
from annuaire.formats.encodage import Encodage
from annuaire.formats.octets import Octets
from annuaire.ligne import FormatInconnuError

EXEMPLES = 20
"""How many records are read to recognise a format."""
_DEBUT = 65_536

Genre = Literal["csv", "json", "geojson"]


@dataclass(frozen=True, slots=True)
class Enregistrement:
    """One record as its file gives it: its line (JSON: its rank), its cells by column, its fault.

    `point` is the (latitude, longitude) of a GeoJSON point, as texts.
    """

    numero: int
    brut: dict[str, Any]
    faute: str = ""
    point: tuple[str, str] | None = None


@dataclass(frozen=True)
class Fichier:
    """What recognisers and readers know of a file. `jour` is the day its data speak of."""

    path: Path
    genre: Genre
    colonnes: tuple[str, ...]
    octets: Octets
    encodage: Encodage
    separateur: str = ""
    jour: date | None = None
    exemples: tuple[Enregistrement, ...] = field(default=())

    def enregistrements(self) -> Iterator[Enregistrement]:
        """Read all the records, from the first, one at a time."""
        with self.encodage.texte(self.octets) as text:
            if self.genre != "csv":
                yield from map(_enregistrement, flux_json.objets(text)[1])
                return
            names = self.colonnes
            for row in tableau.corps(text, self.separateur, len(names)):
                cells = zip(names, row.cellules, strict=False)
                yield Enregistrement(
                    row.numero, {name: cell for name, cell in cells if name and cell}, row.faute
                )


def ouvrir(path: Path, connues: frozenset[str], le: date | None) -> Fichier:
    """Open a file of any kind; raise FormatInconnuError where it holds no records at all.

    `connues` are the names of columns that some format knows, `le` the day of the data where the
    caller knows it better than the name of the file.
    """
    source = octets.reconnaitre(path)
    coding = encodage.detecter(source)
    day = le or jour_dans(path.name)
    with coding.texte(source) as text:
        head = text.read(_DEBUT)
    start = head.replace("\ufeff", "").lstrip()[:1]
    if not start:
        raise FormatInconnuError(f"{path} : il est vide.")
    if start in "[{":
        found = _json(path, source, coding, day)
    else:
        separator, names = tableau.entete(head, connues)
        found = Fichier(path, "csv", names, source, coding, separator, day)
    examples = tuple(islice(found.enregistrements(), EXEMPLES))
    if not examples:
        raise FormatInconnuError(f"{path} : {_rien(found.genre)}")
    columns = found.colonnes if found.genre == "csv" else _cles(path, examples)
    return replace(found, colonnes=columns, exemples=examples)


def _json(path: Path, source: Octets, coding: Encodage, day: date | None) -> Fichier:
    try:
        with coding.texte(source) as text:
            key, _ = flux_json.objets(text)
    except flux_json.ListeIntrouvableError as error:
        raise FormatInconnuError(f"{path} : {error}") from None
    genre: Genre = "geojson" if key == "features" else "json"
    return Fichier(path, genre, (), source, coding, jour=day)


def _cles(path: Path, examples: tuple[Enregistrement, ...]) -> tuple[str, ...]:
    """Return the keys of the first objects of a JSON, in the order they appear."""
    keys = tuple(dict.fromkeys(key for one in examples for key in one.brut))
    if not keys:
        raise FormatInconnuError(f"{path} : {examples[0].faute or _rien('json')}.")
    return keys


def _rien(genre: Genre) -> str:
    if genre == "csv":
        return "il n’a que sa première ligne, celle des titres : aucun lieu à lire."
    return "il ne contient aucun lieu."


def _enregistrement(objet: flux_json.Objet) -> Enregistrement:
    value = objet.valeur
    if value.get("type") != "Feature":
        return Enregistrement(objet.rang, value, objet.faute)
    properties = value.get("properties")
    cells = dict(properties) if isinstance(properties, dict) else {}
    if "id" in value:
        cells.setdefault("id", value["id"])
    return Enregistrement(objet.rang, cells, objet.faute, _point(value.get("geometry")))


def _point(geometry: Any) -> tuple[str, str] | None:
    if not isinstance(geometry, dict) or geometry.get("type") != "Point":
        return None
    coordinates = geometry.get("coordinates")
    if not isinstance(coordinates, list) or len(coordinates) < 2:
        return None
    longitude, latitude = coordinates[:2]
    both = isinstance(longitude, str) and isinstance(latitude, str)
    return (latitude, longitude) if both else None


def jour_dans(texte: str, le: date = date.max) -> date | None:
    """Return the last day written in a file name or an address (2024-08-01, 20240801), if any.

    A day after `le` is none.
    """
    found = [day for day in _jours(texte) if day <= le]
    return found[-1] if found else None


def _jours(texte: str) -> Iterator[date]:
    for match in re.finditer(r"(?<!\d)(20\d\d)([-_]?)(\d\d)\2(\d\d)(?!\d)", texte):
        try:
            yield date(int(match[1]), int(match[3]), int(match[4]))
        except ValueError:
            continue
