"""The description of all the files offered, for programs: a Frictionless Data Package, v1.

Specification: https://specs.frictionlessdata.io/data-package/ and …/tabular-data-resource/.
"""

import hashlib
import json
from collections import Counter
from pathlib import PurePosixPath
from types import ModuleType
from typing import Any

from annuaire.annuaire import Annuaire
from annuaire.exports.fichier import Fichier
from annuaire.site import Site
from annuaire.textes import domaine

PATH = "donnees/datapackage.json"
LABEL = "Description de tous ces fichiers, pour les programmes (Data Package)"

LICENCE = {
    "name": "etalab-2.0",
    "title": "Licence Ouverte 2.0",
    "path": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
}
_MEDIATYPES = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".geojson": "application/geo+json",
}
_DOSSIER = PurePosixPath(PATH).parent


def ressource(module: ModuleType, fichier: Fichier, data: bytes) -> dict[str, Any]:
    """Describe one file from its module and its bytes; paths are relative to the package."""
    path = _relatif(fichier.path)
    suffix = PurePosixPath(path).suffix
    table: dict[str, Any] = {}
    if schema := getattr(module, "SCHEMA", None):
        table["dialect"] = module.DIALECTE
        table["schema"] = _relatif(schema) if isinstance(schema, str) else schema
    return {
        "profile": "tabular-data-resource" if table else "data-resource",
        "name": path.replace("/", "-").replace(".", "-"),
        "path": path,
        "title": fichier.titre,
        "format": suffix.removeprefix("."),
        "mediatype": _MEDIATYPES[suffix],
        # Not of the specification: without it frictionless takes lieu.schema.json for a table's.
        **({"type": "json"} if suffix == ".json" else {}),
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        **table,
    }


def paquet(annuaire: Annuaire, site: Site, ressources: list[dict[str, Any]]) -> str:
    """Return the package. It is made last: it holds the size and the hash of all the others."""
    package = {
        "profile": "data-package",
        "name": "annuaire",
        "title": site.sitename,
        "description": "L’annuaire des fabriques de territoire et des lieux d’aide au numérique.",
        "homepage": site.siteurl or site.depot,
        "version": annuaire.le.isoformat(),
        "created": site.instant.isoformat().replace("+00:00", "Z"),
        "licenses": [LICENCE],
        "sources": sources(annuaire, site),
        "resources": ressources,
    }
    known = {key: value for key, value in package.items() if value}
    return json.dumps(known, ensure_ascii=False, indent=1) + "\n"


def sources(annuaire: Annuaire, site: Site) -> list[dict[str, str]]:
    """Name the repository of the entries, then the sources of several lieux, the widest first.

    What only one lieu cites (its own pages, as a rule) is in the column `sources` of the complete
    CSV.
    """
    cited = Counter(
        one
        for fiche in annuaire.fiches
        for one in {
            *((origine.source.nom, origine.source.page or "") for origine in fiche.origines),
            *((s.titre or domaine(s.url or ""), s.url or "") for s in fiche.lieu.meta.sources),
        }
    )
    shared = sorted((-n, *source) for source, n in cited.items() if n > 1)
    own = [(f"Les fiches de « {site.sitename} »", site.depot)] if site.depot else []
    found = [*own, *((title, url) for _, title, url in shared)]
    return [{"title": title, **({"path": url} if url else {})} for title, url in found]


def _relatif(path: str) -> str:
    return PurePosixPath(path).relative_to(_DOSSIER).as_posix()
