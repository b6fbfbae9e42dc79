"""The pages that the map's measures open, for any number of lieux."""

import os
import runpy
from datetime import UTC, date, datetime, time
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from annuaire import annuaire, carte_donnees, pages, reader, redaction, sources
from annuaire import site as reglages
from annuaire.annuaire import Annuaire
from annuaire.pages import Contenu, url_departement
from annuaire.rendu import Rendu
from annuaire.theme import theme
from bench import lieux_inventes
from construction import PROJET

REELLES = ("france-services-2024-08-01.csv", "fabriques-labellisees-anct.csv")


def national(folder: Path, le: date) -> str | None:
    """Write the pages of our entries and of the real files; None where these are not there."""
    data = Path(os.environ.get("DONNEES_REELLES") or PROJET.parent / "shared" / "data")
    files = [data / name for name in REELLES]
    if not all(map(Path.is_file, files)):
        return None
    collectes = sources.collecter(PROJET / "content", tuple(map(str, files)), le)
    entries = reader.read_tree(PROJET / "content")
    return ecrire(folder, annuaire.build(entries, le, (), collectes))


def invente(folder: Path, lieux: int, le: date) -> str:
    """Write the pages of a site of that many invented lieux."""
    csv = lieux_inventes.ecrire(folder / "lieux.csv", lieux)
    collectes = sources.collecter(folder, (str(csv),), le)
    return ecrire(folder, annuaire.build((), le, (), collectes))


def ecrire(folder: Path, found: Annuaire) -> str:
    """Write /carte/, the largest département, data and theme; return that département's path."""
    settings = runpy.run_path(str(PROJET / "pelicanconf.py"))
    env = Environment(
        loader=FileSystemLoader(PROJET / "theme/templates"),
        **settings["JINJA_ENVIRONMENT"],  # it escapes
    )
    written, _ = redaction.read(PROJET / "content", PROJET / "content")
    instant = datetime.combine(found.le, time(), UTC)
    contenu = Contenu(found, written, reglages.from_settings(settings, instant))
    rendu = Rendu(env, contenu)
    largest = max(found.departements, key=lambda d: len(found.par_departement.get(d.code, ())))
    path = url_departement(largest)
    wanted = [*pages.site.carte(contenu), *pages.territoires.departements(contenu)]
    files = [
        *((f"{p.path}index.html", rendu.html(p)) for p in wanted if p.path in ("carte/", path)),
        *carte_donnees.fichiers(found),
        *theme(PROJET / "theme/static"),
    ]
    for name, data in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return path
