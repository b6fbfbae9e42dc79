"""The command line: `python -m annuaire check | format | import | champs | referentiel | vendor`."""

import argparse
import re
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from annuaire import checks, ecriture, importation, problems, reader, redaction
from annuaire.importation import Rapport
from annuaire.ligne import FormatInconnuError
from annuaire.problems import sur_une_ligne
from annuaire.progression import suivi
from annuaire.reader import Lecture
from annuaire.site import aujourdhui

OK, ERREURS, MAUVAIS_USAGE = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return 0, 1 where entries have errors, 2 where the command is misused."""
    parser = _parser()
    args = parser.parse_args(argv)
    code: int = args.run(args)
    return code


def check(args: argparse.Namespace) -> int:
    """Check entries: errors on stdout, one line each; what only informs on stderr."""
    asked = _asked(args.chemins)
    if not asked:
        return MAUVAIS_USAGE
    read = suivi("Lecture des fiches")(_with_their_tree(asked))
    found = checks.check_all(read, aujourdhui())
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
    print(f"{_count(changed, 'fiche remise', 'fiches remises')} en forme.")
    return OK


def import_(args: argparse.Namespace) -> int:
    """Import a CSV of the national standard v1 under a folder."""
    if not args.fichier.is_file():
        print(f"Ce fichier n’existe pas : {args.fichier}", file=sys.stderr)
        return MAUVAIS_USAGE
    if any(path.exists() and not path.is_dir() for path in (args.vers, *args.vers.parents)):
        print(f"Ce n’est pas un dossier : {args.vers}", file=sys.stderr)
        return MAUVAIS_USAGE
    try:
        rapport = importation.importer(
            args.fichier,
            args.vers,
            suivi("Lecture des lignes"),
            remplacer=args.remplacer,
            le=aujourdhui(),
        )
    except FormatInconnuError as error:
        print(sur_une_ligne(str(error)), file=sys.stderr)
        return ERREURS
    except OSError as error:
        print(f"Impossible d’écrire {error.filename} : vérifiez vos droits.", file=sys.stderr)
        return MAUVAIS_USAGE
    _say_import(rapport)
    print(f"Le détail de cet import est dans {args.vers / importation.RAPPORT}")
    if not rapport.importees and not rapport.gardees:
        return ERREURS
    print(f"Pour voir le site : make html CONTENT={args.vers} OUTPUT=essai")
    return OK


def _say_import(rapport: Rapport) -> None:
    written = rapport.importees - rapport.inchangees
    print(
        f"{_count(written, 'fiche écrite', 'fiches écrites')}"
        f" sur {_count(rapport.lignes, 'ligne')},"
        f" {_count(len(rapport.refus), 'refusée')},"
        f" {_count(len(rapport.nettoyages), 'valeur mise', 'valeurs mises')} en ordre."
    )
    for refus in rapport.refus:
        print(sur_une_ligne(f"  ligne {refus.ligne} ({refus.id}) : {refus.raison}"))
    if rapport.inchangees:
        print(f"{_count(rapport.inchangees, 'fiche était', 'fiches étaient')} déjà ainsi.")
    for gardee in rapport.gardees:
        why = f"diffère par {', '.join(gardee.champs)}" if gardee.champs else "a une faute"
        print(sur_une_ligne(f"  {gardee.fiche} : gardée telle quelle ; {why}"))
    if rapport.gardees:
        print("Pour écrire par-dessus, ajoutez --remplacer.")


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


class _Aide(argparse.HelpFormatter):
    """The help of a command, in French."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Say « utilisation » where argparse says usage."""
        super().add_usage(usage, actions, groups, "utilisation : " if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """The parser of the command line, in French."""

    def __init__(self, **options: Any) -> None:
        """Take what argparse takes."""
        super().__init__(**options, add_help=False, formatter_class=_Aide)
        self._positionals.title = "à donner"
        self._optionals.title = "options"
        self.add_argument("-h", "--help", action="help", help="affiche cette aide")

    def error(self, message: str) -> NoReturn:
        """Say in French how the command is misused, and exit."""
        self.print_usage(sys.stderr)
        found = ((re.fullmatch(pattern, message), said) for pattern, said in _MAUVAIS_USAGES)
        told = next((said.format(*match.groups()) for match, said in found if match), message)
        self.exit(MAUVAIS_USAGE, f"{sur_une_ligne(told)}\n")


_MAUVAIS_USAGES = (
    (r"the following arguments are required: (.*)", "Il manque : {0}"),
    (
        r".*invalid choice: '?(.*?)'? \(choose from (.*)\)",
        "« {0} » n’existe pas ; choisissez : {1}",
    ),
    (r"argument (.*): expected .*", "Il manque une valeur après {0}"),
    (r"argument (.*): ignored explicit argument (.*)", "{0} ne prend pas de valeur : {1}"),
    (r"unrecognized arguments: (.*)", "De trop dans cette commande : {0}"),
    (r"ambiguous option: (.*) could match (.*)", "« {0} » est ambigu : {1}"),
    (r"(?s).*", "Cette commande est mal écrite"),
)
"""What argparse says of a misused command → the same in French."""


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m annuaire", description="L’annuaire.")
    commands = parser.add_subparsers(required=True, metavar="commande", title="commandes")
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
    one.add_argument(
        "--remplacer", action="store_true", help="écrit par-dessus les fiches qui diffèrent"
    )
    one.set_defaults(run=import_)
    for name, run, text in (
        ("champs", champs, "écrit la liste des champs (docs/champs.md)"),
        ("referentiel", referentiel, "reconstruit les tables des communes"),
        ("vendor", vendor, "recopie les bibliothèques du navigateur"),
    ):
        commands.add_parser(name, help=text).set_defaults(run=run)
    return parser


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
    """Check the pages and the programme too, of a whole content/."""
    return [
        problem
        for path in paths
        if (path / "pages").is_dir() or (path / "programme").is_dir()
        for problem in redaction.read(path, path)[1]
    ]


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
    # `… | head` ends the output early: that is no error of ours.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    sys.exit(main())
