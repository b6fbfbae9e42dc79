"""`perimees`: what the monthly workflow asks about old entries, on anybody's own machine."""

import argparse
import json
import os
import sys
from datetime import UTC, datetime, time
from pathlib import Path

from annuaire import annuaire, reader
from annuaire import perimees as anciennes
from annuaire.commandes import MAUVAIS_USAGE, OK, compte
from annuaire.perimees import Demande
from annuaire.progression import suivi
from annuaire.site import Site, aujourdhui


def perimees(args: argparse.Namespace) -> int:
    """Print the messages as JSON, or write each as `01-slug.txt` (its title) and `01-slug.md`."""
    if not (args.contenu / "lieux").is_dir():
        print(f"Il n’y a pas de dossier « lieux » dans {args.contenu}", file=sys.stderr)
        return MAUVAIS_USAGE
    depot = os.environ.get("DEPOT", "").rstrip("/")
    if not depot:
        print(
            "Il manque DEPOT, l’adresse du dépôt où l’on répond (exemple :"
            " DEPOT=https://github.com/fabriques/fabriques).",
            file=sys.stderr,
        )
        return MAUVAIS_USAGE
    deja = args.deja.read_text(encoding="utf-8").splitlines() if args.deja else []
    lectures = list(suivi("Lecture des fiches")(reader.read_tree(args.contenu)))
    found = anciennes.demandes(annuaire.build(lectures, aujourdhui()), _site(depot), set(deja))
    if args.vers:
        _write(args.vers, found)
    else:
        print(json.dumps([one._asdict() for one in found], ensure_ascii=False, indent=1))
    return OK


def _site(depot: str) -> Site:
    siteurl = os.environ.get("SITEURL", "").rstrip("/")
    instant = datetime.combine(aujourdhui(), time(), UTC)
    return Site(sitename="", siteurl=siteurl, depot=depot, instant=instant)


def _write(folder: Path, found: list[Demande]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, demande in enumerate(found, 1):
        path = folder / f"{number:02}-{demande.slug}.md"
        path.write_text(demande.corps, encoding="utf-8")
        path.with_suffix(".txt").write_text(f"{demande.titre}\n", encoding="utf-8")
    print(f"{compte(len(found), 'message')} dans {folder}", file=sys.stderr)
