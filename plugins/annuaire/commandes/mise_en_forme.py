"""`format`: entries rewritten in the canonical form, their comments kept."""

import argparse
import sys

from annuaire import ecriture, reader
from annuaire.commandes import MAUVAIS_USAGE, OK, compte
from annuaire.commandes.fiches import demandees
from annuaire.problems import sur_une_ligne


def format_(args: argparse.Namespace) -> int:
    """Rewrite entries in the canonical form; those that have a fault stay as they are."""
    asked = demandees(args.chemins)
    if not asked:
        return MAUVAIS_USAGE
    changed = 0
    for file in asked:
        lecture, shown = reader.read(file), sur_une_ligne(str(file))
        if lecture.lieu is None:
            print(f"{shown} : à corriger d’abord (commande check)", file=sys.stderr)
            continue
        try:
            text = ecriture.entree(lecture.lieu, lecture.tape)
        except ecriture.CommentairePerduError:
            print(f"{shown} : laissée telle quelle, à cause de ses commentaires", file=sys.stderr)
            continue
        if file.read_bytes() != text.encode():
            file.write_text(text, encoding="utf-8", newline="\n")
            changed += 1
    print(f"{compte(changed, 'fiche remise', 'fiches remises')} en forme.")
    return OK
