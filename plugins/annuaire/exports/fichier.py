"""One file offered, and the dialects of those that are CSV."""

from typing import Any, NamedTuple


class Fichier(NamedTuple):
    """A file: its path from the root of the site, its title in French, its text."""

    path: str
    titre: str
    texte: str


_COMMUN = {"delimiter": ",", "quoteChar": '"', "lineTerminator": "\n", "header": True}
NATIONAL: dict[str, Any] = {**_COMMUN, "doubleQuote": False, "skipInitialSpace": False}
"""The exporter's (see `lieux_csv`): no quote is ever inside a cell, so none is doubled."""
USUEL: dict[str, Any] = {**_COMMUN, "doubleQuote": True, "skipInitialSpace": False}
"""That of every spreadsheet: quotes where a cell needs them, doubled inside it."""
