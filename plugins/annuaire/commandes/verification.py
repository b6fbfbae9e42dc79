"""`check`: what is wrong with entries, and with what stands beside them in a content/."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from annuaire import arbre, checks, photos, problems, redaction, registre
from annuaire.commandes import ERREURS, MAUVAIS_USAGE, OK, compte
from annuaire.commandes.fiches import demandees
from annuaire.contribution import changements
from annuaire.problems import Problem, sur_une_ligne
from annuaire.progression import suivi
from annuaire.reader import Lecture
from annuaire.site import aujourdhui


def check(args: argparse.Namespace) -> int:
    """Check entries: errors on stdout, one line each; what only informs on stderr."""
    asked = demandees(args.chemins)
    if not asked:
        return MAUVAIS_USAGE
    try:
        changed = _changed(args.chemins, args.changed_since) if args.changed_since else None
    except changements.RevisionInconnueError as error:
        print(sur_une_ligne(str(error)), file=sys.stderr)
        return MAUVAIS_USAGE
    found = _problems(asked, args.chemins)
    if changed is not None:
        found = _apart(found, changed)
    render = problems.github if args.format == "github" else problems.terminal
    for problem in problems.avis(found):
        print(render(problem), file=sys.stdout if args.format == "github" else sys.stderr)
    errors = problems.erreurs(found)
    for problem in errors:
        print(render(problem))
    _summary(len(asked), errors)
    return ERREURS if errors else OK


def _problems(asked: list[Path], chemins: Sequence[Path]) -> list[Problem]:
    read = arbre.lire_avec_leur_arbre(asked)
    wanted = {arbre.place(file) for file in asked}
    own = [lecture for lecture in read if arbre.place(lecture.path) in wanted]
    found = [problem for lecture in own for problem in checks.check_one(lecture, aujourdhui())]
    found += [p for p in checks.check_together(read) if arbre.place(p.path) in wanted]
    found += [p for p in _prises(read, wanted) if arbre.place(p.path) in wanted]
    found += [p for lecture in suivi("Lecture des photos")(own) for p in photos.verifier(lecture)]
    return [*found, *_written(chemins, own)]


def _prises(read: list[Lecture], wanted: Iterable[Path]) -> Iterator[Problem]:
    """Yield what entries take of the addresses that their site has published."""
    contents = {root.parent for file in wanted if (root := arbre.racine(file))}
    for content in sorted(contents):
        known, _ = registre.lire(content / registre.FICHIER)
        yield from registre.verifier(known, read)


def _changed(chemins: Sequence[Path], depuis: str) -> set[Path]:
    """Return the place of each file under the paths that changed since a reference."""
    folders = {path if path.is_dir() else path.parent for path in chemins}
    return {
        arbre.place(file)
        for folder in folders
        for file in changements.fichiers_changes(folder, depuis)
    }


def _apart(found: list[Problem], changed: set[Path]) -> list[Problem]:
    """Keep what was found of changed files; an error elsewhere stops nobody, it only informs."""
    return [
        problem if arbre.place(problem.path) in changed else replace(problem, niveau="avis")
        for problem in found
        if arbre.place(problem.path) in changed or problem.niveau == "erreur"
    ]


def _written(paths: Sequence[Path], own: list[Lecture]) -> Iterator[Problem]:
    """Check what stands beside the entries of a whole content/: pages, programme, sources."""
    folders = [path for path in paths if path.is_dir()]
    if folders:
        from annuaire import rapprochement, sources  # they load scipy

    for path in folders:
        if any((path / name).is_dir() for name in ("pages", "programme", "demarches")):
            yield from redaction.read(path, path)[1]
        decisions, faults = rapprochement.lire(path)
        entries = [one for one in own if one.path.is_relative_to(path)]
        ours = [rapprochement.Notice("", r.lieu) for r in entries if r.lieu]
        yield from sources.declarees(path)[1]
        yield from faults
        yield from registre.lire(path / registre.FICHIER)[1]
        # What no entry of ours bears may be a dataset's: only the build, that reads them, knows.
        yield from problems.erreurs(rapprochement.verifier(decisions, ours))


def _summary(count: int, errors: list[Problem]) -> None:
    if errors:
        files = len({problem.path for problem in errors})
        told = f"{compte(len(errors), 'erreur')} dans {compte(files, 'fiche')} sur {count}."
    else:
        told = f"{compte(count, 'fiche vérifiée', 'fiches vérifiées')}, aucune erreur."
    print(told, file=sys.stderr)
