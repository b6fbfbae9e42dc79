"""The open datasets that the site federates: `content/sources.yml`, their local copies."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from annuaire.ligne import Refus
from annuaire.model import Lieu
from annuaire.problems import Problem


@dataclass(frozen=True)
class Source:
    """One dataset as `content/sources.yml` declares it (or a file given by hand)."""

    cle: str
    nom: str


@dataclass(frozen=True)
class Collecte:
    """What reading the local copy of a source gave. `date` is the day its data speak of."""

    source: Source
    lieux: tuple[Lieu, ...] = ()
    lignes: int = 0
    refus: tuple[Refus, ...] = ()
    nettoyages: int = 0
    date: date | None = None
    etat: str = field(default="")


def declarees(content: Path) -> tuple[tuple[Source, ...], list[Problem]]:
    """Read `content/sources.yml`; none is declared where the file is absent."""
    raise NotImplementedError


def collecter(content: Path, fichiers: tuple[str, ...], le: date) -> tuple[Collecte, ...]:
    """Read the local copies of the active sources, or the files given by hand instead of them."""
    raise NotImplementedError
