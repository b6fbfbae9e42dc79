"""`demande` and `revue`: what GitHub's workflows run, and anybody on his own machine."""

import argparse
import os
import sys
from pathlib import Path

from annuaire import problems, reader
from annuaire.commandes import ERREURS, MAUVAIS_USAGE, OK
from annuaire.contribution import (
    changements,
    ecrire,
    evenement,
    gabarits,
    preparation,
    reponse,
    reponses,
    resume,
    revue,
)
from annuaire.contribution.evenement import Evenement
from annuaire.contribution.formulaires import ACCEPTE
from annuaire.contribution.proposition import Proposition
from annuaire.progression import suivi
from annuaire.site import aujourdhui


def verifier(args: argparse.Namespace) -> int:
    """Answer the message of an event; 1 if it has faults."""
    read = _lue(args)
    if read is None:
        return MAUVAIS_USAGE
    event, proposal = read
    accepted = event.action == "edited" and ACCEPTE in event.etiquettes
    _write(args.reponse, reponse.repondre(proposal, _siteurl(), acceptee=accepted))
    return OK if proposal and not proposal.fautes else ERREURS


def ecrire_(args: argparse.Namespace) -> int:
    """Write the entry of an accepted message, and the texts of its pull request."""
    read = _lue(args)
    if read is None:
        return MAUVAIS_USAGE
    event, proposal = read
    if event.etiquette != ACCEPTE:
        print(f"Cette demande n’a pas reçu l’étiquette « {ACCEPTE} ».", file=sys.stderr)
        return MAUVAIS_USAGE
    folder: Path = args.vers
    folder.mkdir(parents=True, exist_ok=True)
    if proposal is None or not proposal.prete:
        _write(folder / "reponse.md", reponse.repondre(proposal, _siteurl()))
        return ERREURS
    path = ecrire.ecrire(proposal, args.contenu)
    sent = ecrire.envoi(proposal, event.numero, _siteurl())
    _write(folder / "branche.txt", f"{sent.branche}\n")
    _write(folder / "titre.txt", f"{sent.titre}\n")
    _write(folder / "message.txt", sent.message)
    _write(folder / "corps.md", sent.corps)
    _write(folder / "reponse.md", reponse.remercier(proposal, _siteurl()))
    print(path)
    return OK


def revoir(args: argparse.Namespace) -> int:
    """Review the entries that changed since a revision; 1 if one of them has a fault."""
    if not (args.contenu / "lieux").is_dir():
        print(f"Il n’y a pas de dossier « lieux » dans {args.contenu}", file=sys.stderr)
        return MAUVAIS_USAGE
    try:
        found = revue.revoir(args.contenu, args.depuis, aujourdhui())
    except changements.RevisionInconnueError as error:
        print(problems.sur_une_ligne(str(error)), file=sys.stderr)
        return MAUVAIS_USAGE
    if args.format == "github":
        for problem in revue.les_plus_utiles([*found.fautes, *found.avis]):
            print(problems.github(problem))
    else:
        for problem in [*found.anciennes, *found.avis]:
            print(problems.terminal(problem), file=sys.stderr)
        for problem in found.fautes:
            print(problems.terminal(problem))
    if args.resume:
        with args.resume.open("a", encoding="utf-8") as stream:
            stream.write(resume.resumer(found, _siteurl()))
    return ERREURS if found.fautes else OK


def formulaires(args: argparse.Namespace) -> int:
    """Write the issue forms."""
    args.vers.mkdir(parents=True, exist_ok=True)
    for name, text in gabarits.gabarits().items():
        _write(args.vers / name, text)
    return OK


def _lue(args: argparse.Namespace) -> tuple[Evenement, Proposition | None] | None:
    """Return an event and what it proposes; None, once that is said, if there is none to read."""
    if not (args.contenu / "lieux").is_dir():
        print(f"Il n’y a pas de dossier « lieux » dans {args.contenu}", file=sys.stderr)
        return None
    try:
        event = evenement.lire(args.evenement)
    except evenement.EvenementInvalideError as error:
        print(problems.sur_une_ligne(str(error)), file=sys.stderr)
        return None
    answers = reponses.lire(event.corps)
    if answers is None:
        return event, None
    lectures = list(suivi("Lecture des fiches")(reader.read_tree(args.contenu)))
    return event, preparation.preparer(answers, lectures, aujourdhui())


def _write(path: Path | None, text: str) -> None:
    if path is None:
        print(text, end="")
    else:
        path.write_text(text, encoding="utf-8")


def _siteurl() -> str:
    """Return the address of the site where the environment says it, as for `make publish`."""
    return os.environ.get("SITEURL", "")
