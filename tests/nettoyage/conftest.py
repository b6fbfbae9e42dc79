"""Records to clean: the good row of csv_de_test, changed as a test tells."""

from collections.abc import Callable
from datetime import date

import pytest

from annuaire.ligne import Ligne
from annuaire.mise_en_ordre import lieu_de
from annuaire.model import Lieu
from csv_de_test import LIGNE

LE = date(2026, 11, 23)


@pytest.fixture
def ligne() -> Callable[..., Ligne]:
    """Make a record of Felletin, some of its values changed; None leaves one out."""

    def make(**values: object) -> Ligne:
        kept = {
            champ: value for champ, value in {**LIGNE, **values}.items() if value not in ("", None)
        }
        return Ligne(2, "fs-1", kept)

    return make


@pytest.fixture
def lieu_d_une_ligne(ligne: Callable[..., Ligne]) -> Callable[..., tuple[Lieu, Ligne]]:
    """Put a record in order; return its Lieu and the record with its account."""

    def put(**values: object) -> tuple[Lieu, Ligne]:
        record = ligne(**values)
        return lieu_de(record, "essai", LE), record

    return put
