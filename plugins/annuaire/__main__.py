"""The command line: `python -m annuaire check | format | import | sources | champs | …`."""

import argparse
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from annuaire import checks, ecriture, photos, problems, reader, redaction
from annuaire.commandes import ERREURS, MAUVAIS_USAGE, OK, compte
from annuaire.commandes.francais import Parser
from annuaire.problems import sur_une_ligne
from annuaire.progression import suivi
from annuaire.reader import Lecture
from annuaire.site import aujourdhui

INTERROMPU = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return 0, 1 where entries have errors, 2 where the command is misused."""
    parser = _parser()
    args = parser.parse_args(argv)
    try:
        code: int = args.run(args)
    except KeyboardInterrupt:
        print("Interrompu : relancez la commande pour finir.", file=sys.stderr)
        return INTERROMPU
    except OSError as error:
        print(
            f"Impossible de lire ou d’écrire {error.filename} ({error.strerror}).", file=sys.stderr
        )
        return MAUVAIS_USAGE
    return code


def check(args: argparse.Namespace) -> int:
    """Check entries: errors on stdout, one line each; what only informs on stderr."""
    asked = _asked(args.chemins)
    if not asked:
        return MAUVAIS_USAGE
    read = _with_their_tree(asked)
    found = checks.check_all(read, aujourdhui())
    wanted = {_place(file) for file in asked}
    found = [problem for problem in found if _place(problem.path) in wanted]
    own = [lecture for lecture in read if _place(lecture.path) in wanted]
    found += [p for lecture in suivi("Lecture des photos")(own) for p in photos.verifier(lecture)]
    found += _written(args.chemins)
    render = problems.github if args.format == "github" else problems.terminal
    for problem in problems.avis(found):
        print(render(problem), file=sys.stdout if args.format == "github" else sys.stderr)
    errors = problems.erreurs(found)
    for problem in errors:
        print(render(problem))
    _summary(len(asked), errors)
    return ERREURS if errors else OK


def format_(args: argparse.Namespace) -> int:
    """Rewrite entries in the canonical form; those with a fault or a comment stay as they are."""
    asked = _asked(args.chemins)
    if not asked:
        return MAUVAIS_USAGE
    changed = 0
    for file in asked:
        lecture, shown = reader.read(file), sur_une_ligne(str(file))
        if lecture.lieu is None:
            print(f"{shown} : à corriger d’abord (commande check)", file=sys.stderr)
        elif lecture.a_des_commentaires:
            print(f"{shown} : laissée telle quelle, à cause de ses commentaires", file=sys.stderr)
        elif file.read_text(encoding="utf-8") != (text := ecriture.entree(lecture.lieu)):
            file.write_text(text, encoding="utf-8")
            changed += 1
    print(f"{compte(changed, 'fiche remise', 'fiches remises')} en forme.")
    return OK


def import_(args: argparse.Namespace) -> int:
    """Import a file of lieux, or what an address gives, under a folder."""
    from annuaire.commandes import imports

    return imports.importer(args)


def sources(args: argparse.Namespace) -> int:
    """Fetch the open datasets of `sources.yml`."""
    from annuaire.commandes import sources as command

    return command.telecharger(args)


def adopter(args: argparse.Namespace) -> int:
    """Turn records of the open datasets into entries."""
    from annuaire.commandes import adopter as command

    return command.adopter(args)


def galerie(args: argparse.Namespace) -> int:
    """Show every component of the theme with its examples."""
    from annuaire.commandes import galerie as command

    return command.galerie(args)


def demande(args: argparse.Namespace) -> int:
    """Answer a message of GitHub, write its entry, review a proposal, write the issue forms."""
    from annuaire.commandes import demande as command

    run = {
        "verifier": command.verifier,
        "ecrire": command.ecrire_,
        "revue": command.revoir,
        "formulaires": command.formulaires,
    }
    return run[args.quoi](args)


def champs(_args: argparse.Namespace) -> int:
    """Print docs/champs.md."""
    from annuaire.documentation import champs_md

    print(champs_md(), end="")
    return OK


def referentiel(_args: argparse.Namespace) -> int:
    """Rebuild the tables of plugins/annuaire/data/ (maintainers: needs pip and npm)."""
    from annuaire import referentiel as command

    return command.run([])


def vendor(_args: argparse.Namespace) -> int:
    """Copy the browser's libraries from npm again (maintainers)."""
    from annuaire.referentiel import vendor as command

    return command.run([])


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="python -m annuaire", description="L’annuaire.")
    commands = parser.add_subparsers(required=True, metavar="commande", title="commandes")
    one = commands.add_parser("check", help="vérifie des fiches")
    one.add_argument("chemins", nargs="+", type=Path, metavar="CHEMIN")
    one.add_argument("--format", choices=("texte", "github"), default="texte")
    one.set_defaults(run=check)
    one = commands.add_parser("format", help="remet des fiches en forme")
    one.add_argument("chemins", nargs="+", type=Path, metavar="CHEMIN")
    one.set_defaults(run=format_)
    one = commands.add_parser("import", help="importe un fichier de lieux, ou une adresse du web")
    one.add_argument("fichier", metavar="FICHIER")
    one.add_argument("--vers", type=Path, required=True, metavar="DOSSIER")
    one.add_argument(
        "--remplacer", action="store_true", help="écrit par-dessus les fiches qui diffèrent"
    )
    one.add_argument(
        "--simuler", action="store_true", help="dit ce qui changerait, sans rien écrire"
    )
    one.add_argument(
        "--correspondance",
        type=Path,
        metavar="FICHIER.yml",
        help="dit quelle colonne donne quel champ, pour un fichier hors standard",
    )
    one.set_defaults(run=import_)
    one = commands.add_parser("sources", help="télécharge les données ouvertes de sources.yml")
    one.add_argument("contenu", type=Path, metavar="CONTENU")
    one.add_argument("cles", nargs="*", metavar="CLE", help="celles-ci seulement")
    one.add_argument(
        "--accepter",
        action="append",
        default=[],
        metavar="CLE",
        help="accepte que cette source ait perdu plus de 5 %% de ses lieux",
    )
    one.set_defaults(run=sources)
    one = commands.add_parser(
        "adopter", help="fait d’un lieu repris d’une source une fiche, à corriger ensuite"
    )
    one.add_argument("ids", nargs="+", metavar="IDENTIFIANT")
    one.add_argument("--vers", dest="contenu", type=Path, required=True, metavar="CONTENU")
    one.set_defaults(run=adopter)
    one = commands.add_parser("galerie", help="montre chaque composant du thème, avec ses exemples")
    one.add_argument("--vers", type=Path, required=True, metavar="DOSSIER")
    one.set_defaults(run=galerie)
    _demandes(commands)
    for name, run, text in (
        ("champs", champs, "écrit la liste des champs (docs/champs.md)"),
        ("referentiel", referentiel, "reconstruit les tables des communes"),
        ("vendor", vendor, "recopie les bibliothèques du navigateur"),
    ):
        commands.add_parser(name, help=text).set_defaults(run=run)
    return parser


def _demandes(commands: Any) -> None:
    """Declare the commands that GitHub's workflows run."""
    group = commands.add_parser("demande", help="répond à un message reçu par GitHub")
    actions = group.add_subparsers(required=True, metavar="action", title="actions")
    one = actions.add_parser("verifier", help="vérifie le message et écrit la réponse")
    one.add_argument("evenement", type=Path, metavar="EVENEMENT.json")
    one.add_argument("--contenu", type=Path, default=Path("content"), metavar="CONTENU")
    one.add_argument("--reponse", type=Path, metavar="FICHIER.md")
    one.set_defaults(run=demande, quoi="verifier")
    one = actions.add_parser("ecrire", help="écrit la fiche d’un message accepté")
    one.add_argument("evenement", type=Path, metavar="EVENEMENT.json")
    one.add_argument("--contenu", type=Path, default=Path("content"), metavar="CONTENU")
    one.add_argument("--vers", type=Path, required=True, metavar="DOSSIER")
    one.set_defaults(run=demande, quoi="ecrire")
    one = commands.add_parser("revue", help="relit les fiches changées depuis une révision de Git")
    one.add_argument("depuis", metavar="BASE")
    one.add_argument("--contenu", type=Path, default=Path("content"), metavar="CONTENU")
    one.add_argument("--format", choices=("texte", "github"), default="texte")
    one.add_argument("--resume", type=Path, metavar="FICHIER.md")
    one.set_defaults(run=demande, quoi="revue")
    one = commands.add_parser("formulaires", help="écrit les formulaires de GitHub")
    one.add_argument("vers", type=Path, metavar="DOSSIER")
    one.set_defaults(run=demande, quoi="formulaires")


def _asked(paths: list[Path]) -> list[Path]:
    """Return the entries under the paths; none, once that is said, if a path is a mistake."""
    missing = [path for path in paths if not path.exists() and not path.is_symlink()]
    found = [file for path in paths for file in _entries(path)]
    if missing:
        shown = sur_une_ligne(", ".join(map(str, missing)))
        print(f"Ce chemin n’existe pas : {shown}", file=sys.stderr)
    elif not found:
        print("Aucune fiche (*.md) à cet endroit.", file=sys.stderr)
    return [] if missing else found


def _entries(path: Path) -> list[Path]:
    """Return the entries under a path: a file, a folder of entries, or a whole content/."""
    if not path.is_dir():
        return [path]
    root = path / "lieux" if (path / "lieux").is_dir() else path
    # In a tree nothing but entries may stand; elsewhere they may have other files beside them.
    return reader.files(root) if _tree(_place(root / "x")) else sorted(root.rglob("*.md"))


def _tree(file: Path) -> Path | None:
    """Return the lieux/ that a file is an entry of: the nearest above it, or above its folder."""
    return next((parent for parent in file.parents[:3] if parent.name == "lieux"), None)


def _with_their_tree(asked: list[Path]) -> list[Lecture]:
    """Read the rest of the trees, then the files asked for: the newcomer is told of a clash."""
    wanted = {_place(file): file for file in asked}
    roots = {root for place in wanted if (root := _tree(place))}
    others = {_place(file) for root in roots for file in reader.files(root)} - wanted.keys()
    places = [*sorted(others), *sorted(wanted, key=wanted.__getitem__)]
    return [reader.read(wanted.get(place, place), _folders(place)) for place in places]


def _folders(place: Path) -> tuple[str, ...]:
    root = _tree(place)
    return place.relative_to(root).parts[:-1] if root else ()


def _place(file: Path) -> Path:
    """One path for one file; a shortcut is a file of its own, to be refused as such."""
    return file.parent.resolve() / file.name


def _written(paths: Sequence[Path]) -> list[problems.Problem]:
    """Check what stands beside the entries of a whole content/: pages, programme, sources."""
    from annuaire import rapprochement, sources

    found = []
    for path in (path for path in paths if path.is_dir()):
        if (path / "pages").is_dir() or (path / "programme").is_dir():
            found += redaction.read(path, path)[1]
        decisions, faults = rapprochement.lire(path)
        ours = [rapprochement.Notice("", r.lieu) for r in reader.read_tree(path) if r.lieu]
        # What no entry of ours bears may be a dataset's: only the build, that reads them, knows.
        merged = problems.erreurs(rapprochement.verifier(decisions, ours))
        found += sources.declarees(path)[1] + faults + merged
    return found


def _summary(count: int, errors: list[problems.Problem]) -> None:
    if errors:
        files = len({problem.path for problem in errors})
        told = f"{compte(len(errors), 'erreur')} dans {compte(files, 'fiche')} sur {count}."
    else:
        told = f"{compte(count, 'fiche vérifiée', 'fiches vérifiées')}, aucune erreur."
    print(told, file=sys.stderr)


if __name__ == "__main__":
    # `… | head` ends the output early: that is no error of ours.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    sys.exit(main())
