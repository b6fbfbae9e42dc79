"""`adopter`: a record of an open dataset → an entry of ours, to be corrected from then on."""

import argparse
import os
import sys
from pathlib import Path

from annuaire import ecriture, federation, rapprochement, reader, sources
from annuaire.commandes import ERREURS, MAUVAIS_USAGE, OK
from annuaire.federation import Place
from annuaire.problems import sur_une_ligne
from annuaire.progression import suivi
from annuaire.site import aujourdhui


def adopter(args: argparse.Namespace) -> int:
    """Write the entry of each identifier asked for under `contenu/lieux/`; none is overwritten."""
    content: Path = args.contenu
    if not (content / "lieux").is_dir():
        print(f"Il n’y a pas de dossier « lieux » dans {content}", file=sys.stderr)
        return MAUVAIS_USAGE
    try:
        given = sources.donnes(os.environ.get("SOURCES", ""), Path.cwd())
        read = sources.collecter(content, given, aujourdhui(), suivi)
    except sources.SourceInvalideError as error:
        print(error, file=sys.stderr)
        return MAUVAIS_USAGE
    found = federation.federer(
        list(reader.read_tree(content)), read, rapprochement.lire(content)[0]
    )
    by_id: dict[str, list[Place]] = {}
    for place in found.places:
        for id_ in place.ids:
            by_id.setdefault(id_.lower(), []).append(place)
    done = [_adopte(content, id_, by_id.get(id_.lower(), [])) for id_ in args.ids]
    if all(done):
        print(f"Corrigez ce qui doit l’être, puis : python -m annuaire check {content}")
    return OK if all(done) else ERREURS


def _adopte(content: Path, id_: str, places: list[Place]) -> bool:
    """Write one entry and say where; else say why not."""
    why = _refus(places)
    if why:
        print(sur_une_ligne(f"{id_} : {why}"), file=sys.stderr)
        return False
    (place,) = places
    path = content / ecriture.place(place.lieu, place.slug)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8") as stream:
        stream.write(ecriture.entree(place.lieu))
    print(f"{id_} : {path}")
    return True


def _refus(places: list[Place]) -> str:
    """Return why an identifier names no record to adopt, "" if it names one."""
    if not places:
        return "aucune source n’a cet identifiant"
    own = next((place.lecture for place in places if place.lecture), None)
    if own:
        return f"c’est déjà la fiche {own.path}"
    if len(places) > 1:
        named = ", ".join(f"{place.lieu.nom} ({place.lieu.commune})" for place in places)
        return f"plusieurs lieux ont cet identifiant : {named}"
    return ""
