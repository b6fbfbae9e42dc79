"""A row of the national CSV that is good, and files of rows like it."""

import csv
from pathlib import Path

from annuaire.model import CHAMPS_NATIONAUX

LIGNE = {
    "id": "fs-1",
    "pivot": "00000000000000",
    "nom": "Médiathèque de Felletin",
    "commune": "Felletin",
    "code_postal": "23500",
    "code_insee": "23079",
    "adresse": "1 rue de l’Église",
    "latitude": "45.8835",
    "longitude": "2.1741",
    "services": "Aide aux démarches administratives|Insertion professionnelle via le numérique",
    "telephone": "+33555661234",
    "date_maj": "2024-08-01",
    "source": "ANCT",
}


def ecrit(path: Path, *rows: dict[str, str], encoding: str = "utf-8") -> Path:
    """Write a CSV of the standard with rows that differ from LIGNE as told."""
    with path.open("w", encoding=encoding, newline="") as stream:
        writer = csv.DictWriter(stream, CHAMPS_NATIONAUX)
        writer.writeheader()
        writer.writerows({**LIGNE, **row} for row in rows)
    return path
