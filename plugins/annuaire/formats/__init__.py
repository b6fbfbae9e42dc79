"""The formats that lieux come in, recognised by what the file holds, not by its name."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from annuaire.ligne import Ligne


@dataclass(frozen=True)
class Document:
    """A file whose format was recognised. `lignes` reads it as it goes, never whole in memory.

    `format` is a key of FORMATS; `titre` says it in French; `avis` what was noticed of the file
    itself (an encoding that is not UTF-8, columns that no field takes), for the report.
    """

    format: str
    titre: str
    lignes: Iterator[Ligne]
    avis: tuple[str, ...] = field(default=())


def ouvrir(fichier: Path, correspondance: object | None = None) -> Document:
    """Recognise a file; raise FormatInconnuError, in French with what to do, where none fits."""
    raise NotImplementedError
