"""The parser of the command line, in French."""

import argparse
import re
import sys
from typing import Any, NoReturn

from annuaire.commandes import MAUVAIS_USAGE
from annuaire.problems import sur_une_ligne


class _Aide(argparse.HelpFormatter):
    """The help of a command, in French."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Say « utilisation » where argparse says usage."""
        super().add_usage(usage, actions, groups, "utilisation : " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
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
