"""The real files of shared data as notices: what `rapprochement` and `fusion` are judged on."""

from datetime import date
from functools import cache
from pathlib import Path

from annuaire import annuaire, reader, sources
from annuaire.annuaire import Annuaire
from annuaire.rapprochement import Notice

CONTENT = Path(__file__).parents[1] / "content"
FICHIERS = (
    "france-services-2024-08-01.csv",
    "fabriques-labellisees-anct.csv",
    "lieux-hinaura-corse.csv",
)
LE = date(2026, 11, 23)


def notices(donnees: Path) -> list[Notice]:
    """Our entries, the France services, the labelled fabriques, then Hinaura and Corse."""
    files = [donnees / name.rpartition("=")[2] for name in FICHIERS]
    found = sources.collecter(CONTENT, tuple(map(str, files)), LE)
    return [*propres(), *(Notice(c.source.cle, lieu) for c in found for lieu in c.lieux)]


def propres() -> list[Notice]:
    """Our own entries."""
    return [Notice("", r.lieu) for r in reader.read_tree(CONTENT) if r.lieu]


@cache
def annuaire_reel(donnees: Path) -> Annuaire:
    """The annuaire of all of them."""
    files = [donnees / name for name in FICHIERS]
    found = sources.collecter(CONTENT, tuple(map(str, files)), LE)
    return annuaire.build(reader.read_tree(CONTENT), LE, (), found)
