"""The real files of shared data as notices: what `rapprochement` and `fusion` are judged on."""

from datetime import date
from functools import cache
from pathlib import Path

from annuaire import annuaire, reader, sources
from annuaire.annuaire import Annuaire
from annuaire.rapprochement import Notice
from annuaire.sources import Collecte

CONTENT = Path(__file__).parents[1] / "content"
FICHIERS = (
    "france-services-2024-08-01.csv",
    "fabriques-labellisees-anct.csv",
    "lieux-hinaura-corse.csv",
)
LE = date(2026, 11, 23)


def notices(donnees: Path) -> list[Notice]:
    """Our entries, the France services, the labelled fabriques, then Hinaura and Corse."""
    found = collectes(donnees)
    return [*propres(), *(Notice(c.source.cle, lieu) for c in found for lieu in c.lieux)]


@cache
def collectes(donnees: Path, noms: tuple[str, ...] = FICHIERS) -> tuple[Collecte, ...]:
    """What the real files of these names hold, read once in a process."""
    return tuple(sources.collecter(CONTENT, tuple(str(donnees / nom) for nom in noms), LE))


def propres() -> list[Notice]:
    """Our own entries."""
    return [Notice("", r.lieu) for r in reader.read_tree(CONTENT) if r.lieu]


@cache
def annuaire_reel(donnees: Path) -> Annuaire:
    """The annuaire of all of them."""
    return annuaire.build(reader.read_tree(CONTENT), LE, (), collectes(donnees))
