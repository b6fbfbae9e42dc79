"""`sources`: the open datasets of `sources.yml` → their local copies."""

import argparse
import sys
from collections.abc import Iterable
from typing import TextIO

from annuaire import problems
from annuaire.commandes import ERREURS, MAUVAIS_USAGE, OK
from annuaire.problems import sur_une_ligne
from annuaire.progression import suivi
from annuaire.site import aujourdhui
from annuaire.sources import FICHIER, compte_rendu, declarees
from annuaire.sources.actualisation import actualiser


def telecharger(args: argparse.Namespace) -> int:
    """Fetch the open datasets of `sources.yml`; 1 where an active source has no copy at all."""
    if not args.contenu.is_dir():
        print(f"Ce n’est pas un dossier : {args.contenu}", file=sys.stderr)
        return MAUVAIS_USAGE
    declared, faults = declarees(args.contenu)
    for problem in faults:
        print(problems.terminal(problem))
    if faults:
        return ERREURS
    active = {source.cle: source for source in declared if source.active}
    unknown = [cle for cle in (*args.cles, *args.accepter) if cle not in active]
    if unknown:
        said = f"Pas de source active de ce nom dans {FICHIER} : {', '.join(unknown)}"
        print(sur_une_ligne(said), file=sys.stderr)
        return MAUVAIS_USAGE
    try:
        done = []
        for result in actualiser(
            args.contenu,
            [source for cle, source in active.items() if not args.cles or cle in args.cles],
            aujourdhui(),
            accepter=args.accepter,
            suivre=suivi,
        ):
            done.append(result)
            _say(compte_rendu.phrases(result), sys.stderr if result.echec else sys.stdout)
    except OSError as error:
        print(f"Impossible d’écrire {error.filename} : vérifiez vos droits.", file=sys.stderr)
        return MAUVAIS_USAGE
    _say(compte_rendu.inactives(declared), sys.stdout)
    _say(compte_rendu.bilan(done), sys.stdout)
    return OK if all(result.copie for result in done) else ERREURS


def _say(lines: Iterable[str], stream: TextIO) -> None:
    for line in lines:
        print(sur_une_ligne(line), file=stream, flush=True)
