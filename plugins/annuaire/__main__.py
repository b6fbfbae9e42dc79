"""The command line: `python -m annuaire new | check | format | import | …`."""

import argparse
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from annuaire.commandes import ERREURS, MAUVAIS_USAGE, OK
from annuaire.commandes.francais import Parser

__all__ = ["ERREURS", "INTERROMPU", "MAUVAIS_USAGE", "OK", "main"]

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
    """Check entries."""
    from annuaire.commandes import verification

    return verification.check(args)


def format_(args: argparse.Namespace) -> int:
    """Rewrite entries in the canonical form."""
    from annuaire.commandes import mise_en_forme

    return mise_en_forme.format_(args)


def new(args: argparse.Namespace) -> int:
    """Start the entry of a lieu."""
    from annuaire.commandes import nouvelle

    return nouvelle.nouvelle(args)


def import_(args: argparse.Namespace) -> int:
    """Import a file of lieux, or what an address gives, under a folder."""
    from annuaire.commandes import imports

    return imports.importer(args)


def serve(args: argparse.Namespace) -> int:
    """Show the site of a content, read again as soon as something is saved."""
    from annuaire.commandes import serveur

    return serveur.serve(args)


def sources(args: argparse.Namespace) -> int:
    """Fetch the open datasets of `sources.yml`."""
    from annuaire.commandes import sources as command

    return command.telecharger(args)


def adresses(args: argparse.Namespace) -> int:
    """Add to the record what a published site answers at."""
    from annuaire.commandes import adresses as command

    return command.retenir(args)


def adopter(args: argparse.Namespace) -> int:
    """Turn records of the open datasets into entries."""
    from annuaire.commandes import adopter as command

    return command.adopter(args)


def galerie(args: argparse.Namespace) -> int:
    """Show every component of the theme with its examples."""
    from annuaire.commandes import galerie as command

    return command.galerie(args)


def entier(args: argparse.Namespace) -> int:
    """Tell whether a built site is what its build wrote."""
    from annuaire.commandes import entier as command

    return command.verifier(args)


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


def perimees(args: argparse.Namespace) -> int:
    """Ask about the entries that nobody looked after."""
    from annuaire.commandes import perimees as command

    return command.perimees(args)


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
    one.add_argument(
        "--changed-since",
        metavar="REF",
        help="seules les fiches changées depuis ce point de Git font échouer",
    )
    one.set_defaults(run=check)
    one = commands.add_parser("format", help="remet des fiches en forme")
    one.add_argument("chemins", nargs="+", type=Path, metavar="CHEMIN")
    one.set_defaults(run=format_)
    one = commands.add_parser("new", help="commence la fiche d’un lieu")
    one.add_argument("contenu", nargs="?", type=Path, default=Path("content"), metavar="CONTENU")
    one.add_argument("--nom", metavar="NOM")
    one.add_argument("--commune", metavar="NOM-OU-CODE-POSTAL", help="ou son code INSEE")
    one.add_argument("--source", metavar="ADRESSE-OU-TITRE", help="ce qui dit que ce lieu existe")
    one.set_defaults(run=new)
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
        "adresses", help="retient les adresses d’un site publié, pour qu’elles répondent toujours"
    )
    one.add_argument("contenu", type=Path, metavar="CONTENU")
    one.add_argument("--site", required=True, metavar="DOSSIER-OU-ADRESSE")
    one.set_defaults(run=adresses)
    one = commands.add_parser(
        "adopter", help="fait d’un lieu repris d’une source une fiche, à corriger ensuite"
    )
    one.add_argument("ids", nargs="+", metavar="IDENTIFIANT")
    one.add_argument("--vers", dest="contenu", type=Path, required=True, metavar="CONTENU")
    one.set_defaults(run=adopter)
    one = commands.add_parser("galerie", help="montre chaque composant du thème, avec ses exemples")
    one.add_argument("--vers", type=Path, required=True, metavar="DOSSIER")
    one.set_defaults(run=galerie)
    one = commands.add_parser("serve", help="montre le site sur cette machine, relu à chaque fiche")
    one.add_argument("contenu", nargs="?", type=Path, default=Path("content"), metavar="CONTENU")
    one.add_argument("--port", type=int, default=8000)
    one.set_defaults(run=serve)
    one = commands.add_parser("entier", help="vérifie qu’un site construit peut être publié")
    one.add_argument("site", type=Path, metavar="DOSSIER")
    one.set_defaults(run=entier)
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
    one = commands.add_parser(
        "perimees", help="demande de relire les fiches que personne n’a suivies depuis 18 mois"
    )
    one.add_argument("--contenu", type=Path, default=Path("content"), metavar="CONTENU")
    one.add_argument(
        "--deja", type=Path, metavar="FICHIER.txt", help="les titres déjà ouverts, un par ligne"
    )
    one.add_argument("--vers", type=Path, metavar="DOSSIER", help="un message par fichier")
    one.set_defaults(run=perimees)


if __name__ == "__main__":
    # `… | head` ends the output early: that is no error of ours.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    sys.exit(main())
