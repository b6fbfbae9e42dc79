"""What reading an entry must never do, whatever its file holds: mutants and chance, in number."""

import os
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from audit.constat import Constat
from fiches_bonnes import Fiche, importees, propres
from mutants import eprouver, supposer

MUTANTS, CAS = 100_000, 5_000
DONNEES = Path(os.environ.get("DONNEES_REELLES") or Path(__file__).parents[3] / "shared" / "data")
_LOTS = 20


def mutants(combien: int = MUTANTS) -> Constat:
    """Read mutants of our entries, and of one row in twenty of the real files if they are there."""
    fiches = [*propres(), *(importees(DONNEES, une_sur=20) if DONNEES.is_dir() else ())]
    part = combien // _LOTS
    with ProcessPoolExecutor() as pool:
        lots = pool.map(_lot, [fiches] * _LOTS, [part] * _LOTS, range(_LOTS))
        found = [fault for lot in lots for fault in lot]
    vu = f"{part * _LOTS} fiches abîmées au hasard, tirées de {len(fiches)}, ont été lues"
    return Constat("mutants", vu, found)


def _lot(fiches: list[Fiche], combien: int, graine: int) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        return list(eprouver(fiches, combien, graine, Path(folder)))


def hasard(combien: int = CAS) -> Constat:
    """Read entries whose fields hold any value."""
    with tempfile.TemporaryDirectory() as folder:
        found = supposer(combien, Path(folder))
    return Constat("hypothesis", f"{combien} fiches aux valeurs quelconques ont été lues", found)
