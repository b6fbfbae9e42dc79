"""`adresses`: what a published site answers at → the record of the content, before the next build."""

import argparse
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from annuaire import problems, registre
from annuaire.commandes import ERREURS, MAUVAIS_USAGE, OK, compte
from annuaire.problems import Problem, sur_une_ligne
from annuaire.registre import FICHIER, Registre
from annuaire.telechargement import (
    PRODUCTION,
    AbsentError,
    Regles,
    TelechargementError,
    telecharger,
)


def retenir(args: argparse.Namespace, regles: Regles = PRODUCTION) -> int:
    """Add the addresses of a site, a folder or an address of the web, to those of the content.

    1 where one of the two records has a fault, 2 where the site cannot be read; the record of
    the content is then as it was. A site that has none yet adds nothing.
    """
    if not args.contenu.is_dir():
        return _refus(f"Ce n’est pas un dossier : {args.contenu}")
    with tempfile.TemporaryDirectory() as folder:
        try:
            published = _publie(args.site, Path(folder), regles)
        except AbsentError:
            print(f"{_fichier(args.site)} n’existe pas encore : rien à retenir.", file=sys.stderr)
            return OK
        except TelechargementError as error:
            return _refus(str(error))
        except FileNotFoundError:
            return _refus(
                f"Il n’y a pas de fichier {FICHIER} dans {args.site} : construisez d’abord le site."
            )
        found, faults = registre.lire(published)
    of_the_site = [replace(fault, path=Path(args.site, FICHIER)) for fault in faults]
    return _reunir(args.contenu / FICHIER, found, of_the_site)


def _publie(site: str, dossier: Path, regles: Regles) -> Path:
    """Return the record of a site, fetched into a folder if it is online."""
    if site.startswith(("http://", "https://")):
        telecharger(_fichier(site), dossier / FICHIER, regles)
        return dossier / FICHIER
    found = Path(site) / FICHIER
    if not found.is_file():
        raise FileNotFoundError(found)
    return found


def _fichier(site: str) -> str:
    return f"{site.rstrip('/')}/{FICHIER}"


def _reunir(path: Path, published: Registre, faults: list[Problem]) -> int:
    known, own_faults = registre.lire(path)
    for problem in (*own_faults, *faults):
        print(problems.terminal(problem))
    if own_faults or faults:
        return ERREURS
    every = registre.reunir(known, published)
    partial = path.with_name(f"{FICHIER}.partiel")
    partial.write_text(registre.texte(every), encoding="utf-8")
    partial.replace(path)
    told = f"{compte(len(every), 'adresse')}, dont {compte(len(every) - len(known), 'nouvelle')}"
    print(f"{path} : {told}.")
    return OK


def _refus(said: str) -> int:
    print(sur_une_ligne(said), file=sys.stderr)
    return MAUVAIS_USAGE
