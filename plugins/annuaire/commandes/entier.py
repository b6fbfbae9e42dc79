"""`entier`: whether a built site is, to the byte, what its build wrote: nothing else is published."""

import argparse
import sys
from itertools import islice

from annuaire import manifeste
from annuaire.commandes import ERREURS, OK

MONTRES = 20


def verifier(args: argparse.Namespace) -> int:
    """Read every file of a built site again; 1 where one differs from the manifest of its build."""
    faults = manifeste.verifier(args.site)
    first = list(islice(faults, MONTRES))
    if not first:
        print(f"Le site de {args.site} est entier : il peut être publié.")
        return OK
    for fault in first:
        print(fault)
    more = sum(1 for _ in faults)
    print(
        f"Le site de {args.site} n’est pas ce qui a été construit"
        + (f" ({more} autres fichiers)" if more else "")
        + ". Relancez make publish, et ne changez rien dans ce dossier.",
        file=sys.stderr,
    )
    return ERREURS
