"""`import`: a file of lieux, or what an address gives, → entries under a folder."""

import argparse
import re
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from annuaire import formats, importation
from annuaire.commandes import ERREURS, MAUVAIS_USAGE, OK, compte
from annuaire.importation import Rapport, Suite
from annuaire.ligne import FormatInconnuError
from annuaire.problems import sur_une_ligne
from annuaire.progression import suivi
from annuaire.site import aujourdhui
from annuaire.telechargement import TelechargementError, telecharger


def importer(args: argparse.Namespace) -> int:
    """Import a file of lieux, or what an address gives, under a folder."""
    if any(path.exists() and not path.is_dir() for path in (args.vers, *args.vers.parents)):
        print(f"Ce n’est pas un dossier : {args.vers}", file=sys.stderr)
        return MAUVAIS_USAGE
    try:
        with tempfile.TemporaryDirectory() as folder:
            fichier = _fichier(args.fichier, Path(folder))
            if not fichier.is_file():
                print(f"Ce fichier n’existe pas : {fichier}", file=sys.stderr)
                return MAUVAIS_USAGE
            rapport = importation.importer(
                fichier,
                args.vers,
                suivi("Lecture des lignes"),
                remplacer=args.remplacer,
                simuler=args.simuler,
                correspondance=formats.lire_correspondance(args.correspondance)
                if args.correspondance
                else None,
                le=aujourdhui(),
            )
    except (FormatInconnuError, TelechargementError) as error:
        for line in str(error).splitlines():
            print(sur_une_ligne(line), file=sys.stderr)
        return ERREURS
    except OSError as error:
        where, why = error.filename or args.vers, error.strerror or "erreur du disque"
        print(f"Impossible de lire ou d’écrire {where} ({why}).", file=sys.stderr)
        return MAUVAIS_USAGE
    _say_import(rapport, simule=args.simuler)
    if not rapport.importees and not rapport.gardees:
        return ERREURS
    if args.simuler:
        print("Rien n’a été écrit. Pour le faire, relancez sans --simuler.")
    else:
        print(f"Le détail de cet import est dans {args.vers / importation.RAPPORT}")
        print(f"Pour voir le site : make html CONTENT={args.vers} OUTPUT=essai")
    return OK


def _fichier(asked: str, folder: Path) -> Path:
    """Return the file asked for; what an address gives is put in a folder first."""
    if not re.match(r"(?i)[a-z][a-z0-9+.-]*://", asked):
        return Path(asked)
    name = Path(urlsplit(asked).path).name or "telechargement"
    telecharger(asked, folder / name)
    return folder / name


MONTREES = 20
"""Lines of one kind that the command shows; the report has them all."""


def _say_import(rapport: Rapport, *, simule: bool) -> None:
    print(f"{rapport.format} : {compte(rapport.lignes, 'ligne lue', 'lignes lues')}.")
    print(
        f"{compte(len(rapport.nouvelles), 'fiche nouvelle', 'fiches nouvelles')},"
        f" {compte(len(rapport.changees), 'mise à jour', 'mises à jour')},"
        f" {compte(len(rapport.refus), 'ligne refusée', 'lignes refusées')},"
        f" {compte(len(rapport.nettoyages), 'valeur mise', 'valeurs mises')} en ordre."
    )
    for avis in rapport.avis:
        print(sur_une_ligne(f"  {avis}"))
    _list([f"ligne {refus.ligne} ({refus.id}) : {refus.raison}" for refus in rapport.refus])
    if simule:
        _list([f"{suite.fiche} : nouvelle fiche" for suite in rapport.nouvelles])
    _list([f"{suite.fiche} : {', '.join(suite.pris)}" for suite in rapport.changees])
    if rapport.inchangees:
        print(f"{compte(rapport.inchangees, 'fiche était', 'fiches étaient')} déjà ainsi.")
    _list([f"{suite.fiche} : {_kept(suite)}" for suite in rapport.gardees])
    if rapport.gardees:
        print("Pour écrire par-dessus, ajoutez --remplacer.")


def _kept(suite: Suite) -> str:
    """Say what an entry keeps of its own, and why."""
    if suite.raison:
        return f"gardée telle quelle : {suite.raison}"
    if not suite.gardes:
        return "gardée telle quelle"
    taken = f" ; mis à jour : {', '.join(suite.pris)}" if suite.pris else ""
    return f"gardé tel quel : {', '.join(suite.gardes)}{taken}"


def _list(lines: list[str]) -> None:
    for line in lines[:MONTREES]:
        print(sur_une_ligne(f"  {line}"))
    if len(lines) > MONTREES:
        print(f"  … et {len(lines) - MONTREES} autres, dans le rapport")
