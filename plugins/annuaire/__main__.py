"""The command line: `python -m annuaire check | format | import | champs | referentiel | vendor`."""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from annuaire import checks, ecriture, importation, problems, reader, redaction
from annuaire.progression import suivi
from annuaire.reader import Lecture

OK, ERREURS, MAUVAIS_USAGE = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return 0, 1 where entries have errors, 2 where the command is misused."""
    parser = _parser()
    args = parser.parse_args(argv)
    code: int = args.run(args)
    return code


def check(args: argparse.Namespace) -> int:
    """Check entries: errors on stdout, one line each; what only informs on stderr."""
    missing = [path for path in args.chemins if not path.exists()]
    if missing:
        print(f"Ce chemin n’existe pas : {', '.join(map(str, missing))}", file=sys.stderr)
        return MAUVAIS_USAGE
    asked = [file for path in args.chemins for file in _entries(path)]
    if not asked:
        print("Aucune fiche (*.md) à cet endroit.", file=sys.stderr)
        return MAUVAIS_USAGE
    read = suivi("Lecture des fiches")(_with_their_tree(asked))
    found = checks.check_all(read, _today())
    wanted = {_place(file) for file in asked}
    found = [problem for problem in found if _place(problem.path) in wanted]
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
    changed = 0
    for file in (file for path in args.chemins for file in _entries(path)):
        lecture = reader.read(file)
        if lecture.lieu is None:
            print(f"{file} : à corriger d’abord (python -m annuaire check {file})", file=sys.stderr)
        elif lecture.a_des_commentaires:
            print(f"{file} : laissée telle quelle, à cause de ses commentaires", file=sys.stderr)
        elif file.read_text(encoding="utf-8") != (text := ecriture.entree(lecture.lieu)):
            file.write_text(text, encoding="utf-8")
            changed += 1
    print(f"{changed} fiches remises en forme.")
    return OK


def import_(args: argparse.Namespace) -> int:
    """Import a CSV of the national standard v1 under a folder."""
    if not args.fichier.is_file():
        print(f"Ce fichier n’existe pas : {args.fichier}", file=sys.stderr)
        return MAUVAIS_USAGE
    try:
        rapport = importation.importer(args.fichier, args.vers, suivi("Lecture des lignes"))
    except importation.FormatInconnuError as error:
        print(error, file=sys.stderr)
        return ERREURS
    print(
        f"{_count(rapport.importees, 'fiche écrite', 'fiches écrites')}"
        f" sur {_count(rapport.lignes, 'ligne')},"
        f" {_count(len(rapport.refus), 'refusée')},"
        f" {_count(len(rapport.nettoyages), 'valeur mise', 'valeurs mises')} en ordre."
    )
    for refus in rapport.refus:
        print(f"  ligne {refus.ligne} ({refus.id}) : {refus.raison}")
    print(f"Le détail est dans {args.vers / importation.RAPPORT}")
    if not rapport.importees:
        return ERREURS
    print(f"Pour voir le site : make html CONTENT={args.vers} OUTPUT=essai")
    return OK


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
    parser = argparse.ArgumentParser(prog="python -m annuaire", description="L’annuaire.")
    commands = parser.add_subparsers(required=True, metavar="commande")
    one = commands.add_parser("check", help="vérifie des fiches")
    one.add_argument("chemins", nargs="+", type=Path, metavar="CHEMIN")
    one.add_argument("--format", choices=("texte", "github"), default="texte")
    one.set_defaults(run=check)
    one = commands.add_parser("format", help="remet des fiches en forme")
    one.add_argument("chemins", nargs="+", type=Path, metavar="CHEMIN")
    one.set_defaults(run=format_)
    one = commands.add_parser("import", help="importe un CSV du standard national")
    one.add_argument("fichier", type=Path, metavar="FICHIER")
    one.add_argument("--vers", type=Path, required=True, metavar="DOSSIER")
    one.set_defaults(run=import_)
    for name, run, text in (
        ("champs", champs, "écrit la liste des champs (docs/champs.md)"),
        ("referentiel", referentiel, "reconstruit les tables des communes"),
        ("vendor", vendor, "recopie les bibliothèques du navigateur"),
    ):
        commands.add_parser(name, help=text).set_defaults(run=run)
    return parser


def _entries(path: Path) -> list[Path]:
    """Return the entries under a path: a file, a folder of entries, or a whole content/."""
    if path.is_file():
        return [path]
    root = path / "lieux" if (path / "lieux").is_dir() else path
    return sorted(root.rglob("*.md"))


def _with_their_tree(asked: list[Path]) -> list[Lecture]:
    """Read the rest of the trees, then the files asked for: the newcomer is told of a clash."""
    wanted = {_place(file): file for file in asked}
    roots = {parent for file in wanted for parent in file.parents if parent.name == "lieux"}
    others = {_place(file) for root in roots for file in root.rglob("*.md")} - wanted.keys()
    return [reader.read(file) for file in (*sorted(others), *sorted(wanted.values()))]


def _place(file: Path) -> Path:
    """One path for one file; a shortcut is a file of its own, to be refused as such."""
    return file.parent.resolve() / file.name


def _written(paths: Sequence[Path]) -> list[problems.Problem]:
    """Check the pages and the programme too, of a whole content/."""
    return [
        problem
        for path in paths
        if (path / "pages").is_dir() or (path / "programme").is_dir()
        for problem in redaction.read(path, path)[1]
    ]


def _today() -> date:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
    return now.date()


def _summary(count: int, errors: list[problems.Problem]) -> None:
    if errors:
        files = len({problem.path for problem in errors})
        told = f"{_count(len(errors), 'erreur')} dans {_count(files, 'fiche')} sur {count}."
    else:
        told = f"{_count(count, 'fiche vérifiée', 'fiches vérifiées')}, aucune erreur."
    print(told, file=sys.stderr)


def _count(number: int, un: str, plusieurs: str = "") -> str:
    # Plain spaces, unlike textes.pluriel: scripts read this.
    return f"{number} {un if number < 2 else plusieurs or un + 's'}"


if __name__ == "__main__":
    sys.exit(main())
