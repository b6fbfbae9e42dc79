"""The files offered as open data: one module a kind of file, and the package that describes them.

A module of DONNEES has a LABEL, and either
- PATH and `export(annuaire) -> str`: one file; or
- DOSSIERS and `fichiers(annuaire) -> Iterator[Fichier]`: a family of files.
One that makes CSV also has SCHEMA (a Table Schema, or the PATH of the module that writes it) and
DIALECTE (a CSV dialect): `datapackage` says both to programs.
"""

from collections.abc import Iterator
from types import ModuleType

from annuaire.annuaire import Annuaire
from annuaire.exports import (
    atlas_csv,
    ce_qui_manque,
    datapackage,
    lieu_schema,
    lieux_complet,
    lieux_csv,
    lieux_geojson,
    lieux_json,
    lieux_tableschema,
    lieux_territoires,
    sources_json,
)
from annuaire.exports.datapackage import PATH as PAQUET
from annuaire.exports.datapackage import paquet, ressource
from annuaire.exports.fichier import Fichier
from annuaire.site import Site

DONNEES: tuple[ModuleType, ...] = (
    lieux_csv,
    lieux_territoires,
    lieux_complet,
    lieux_json,
    lieux_geojson,
    ce_qui_manque,
    atlas_csv,
    sources_json,
    lieux_tableschema,
    lieu_schema,
)
EXPORTS: tuple[ModuleType, ...] = (*DONNEES, datapackage)
"""In the order of the page /donnees/ (a test holds that no module is forgotten)."""


def fichiers(annuaire: Annuaire, site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield (path, bytes) of every file offered; last the package, which holds their hashes."""
    described = []
    for module in DONNEES:
        for fichier in de(module, annuaire):
            data = fichier.texte.encode()
            described.append(ressource(module, fichier, data))
            yield fichier.path, data
    yield PAQUET, paquet(annuaire, site, described).encode()


def de(module: ModuleType, annuaire: Annuaire) -> Iterator[Fichier]:
    """Yield the files of one module of DONNEES."""
    if hasattr(module, "fichiers"):
        yield from module.fichiers(annuaire)
    else:
        yield Fichier(module.PATH, module.LABEL, module.export(annuaire))
