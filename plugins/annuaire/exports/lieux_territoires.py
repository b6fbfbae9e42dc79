"""The CSV of the national standard again, one file per région and per département.

Every territory of the site has its file at a stable address, with its first line alone where no
lieu conforms to the standard.
"""

from collections.abc import Iterable, Iterator, Mapping

from annuaire.annuaire import Annuaire
from annuaire.contextes import csv_departement, csv_region
from annuaire.exports import lieux_csv
from annuaire.exports.fichier import Fichier

DOSSIERS = ("donnees/regions/", "donnees/departements/")
LABEL = "Le même CSV, par région et par département"
SCHEMA, DIALECTE = lieux_csv.SCHEMA, lieux_csv.DIALECTE


def fichiers(annuaire: Annuaire) -> Iterator[Fichier]:
    """Yield the files of the régions, then those of the départements."""
    rows = [(fiche, lieux_csv.rangee(fiche)) for fiche in annuaire.conformes]
    by_region = _lignes((fiche.region.code, row) for fiche, row in rows)
    by_departement = _lignes((fiche.departement.code, row) for fiche, row in rows)
    for region in annuaire.regions:
        yield _fichier(csv_region(region), f"{region.nom} (région)", by_region.get(region.code, ()))
    for departement in annuaire.departements:
        own = by_departement.get(departement.code, ())
        yield _fichier(csv_departement(departement), f"{departement.nom} (département)", own)


def _lignes(rows: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for code, row in rows:
        groups.setdefault(code, []).append(row)
    return groups


def _fichier(path: str, nom: str, rows: Iterable[str]) -> Fichier:
    return Fichier(path, f"{nom} : CSV du standard national", lieux_csv.reunir(rows))
