"""The real files, imported once."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from annuaire import annuaire, reader
from annuaire.annuaire import Annuaire
from annuaire.importation import Rapport
from annuaire_de_test import LE
from exports.standard_de_test import lignes

CONTENT = Path(__file__).parents[2] / "content"
FICHIERS = ("france-services-2024-08-01", "lieux-hinaura-corse")
"""The 2,845 and 848 real rows in the national format."""


@dataclass(frozen=True)
class Reel:
    """A real file: its rows, the account of its import, the annuaire it makes."""

    lignes: list[dict[str, str]]
    rapport: Rapport | None
    annuaire: Annuaire


@pytest.fixture(scope="session")
def reels(donnees_reelles: Path, importe_une_fois) -> dict[str, Reel]:
    """The real files by name, and our own entries."""
    found = {"les nôtres": Reel([], None, annuaire.build(reader.read_tree(CONTENT), LE))}
    for nom in FICHIERS:
        fichier = donnees_reelles / f"{nom}.csv"
        rapport, vers = importe_une_fois(fichier.name)
        rows = lignes(fichier.read_text(encoding="utf-8-sig"))
        found[nom] = Reel(rows, rapport, annuaire.build(reader.read_tree(vers), LE))
    return found
