"""`make bench QUOI=check`: the check of 16,000 entries, and of one of them, as one types it."""

import os
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import lieux_inventes

from annuaire import importation

FICHES = 16_000
TOUTES_MAX, UNE_MAX = 10, 1
"""Seconds, at most."""
CHARGE_MAX = 1.0
"""Above this load, the machine was busy with something else: times say nothing."""


def toutes() -> int:
    """Print both measures; return 1 where one is too slow on a machine that is free."""
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        csv = lieux_inventes.ecrire(Path(folder) / "lieux.csv", FICHES)
        importation.importer(csv, content, le=date(2026, 11, 23))
        one = min((content / "lieux").rglob("*.md"))
        quiet = os.getloadavg()[0] - 1 < CHARGE_MAX  # the import that ends counts for one
        print(f"{'mesure':<12}{'fiches':>8}{'fiches/s':>10}{'s':>6}")
        slow = _mesure("check", content, FICHES) > TOUTES_MAX
        slow |= _mesure("check une", one, 1) > UNE_MAX
    told = "dépassé" if slow else "tenu"
    judged = "" if quiet else " (non jugé : la machine est occupée)"
    print(f"Au plus {TOUTES_MAX} s, et {UNE_MAX} s pour une seule : {told}{judged}.")
    return int(slow and quiet)


def _mesure(nom: str, chemin: Path, fiches: int) -> float:
    command = [sys.executable, "-m", "annuaire", "check", str(chemin)]
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    seconds = time.perf_counter() - start
    print(f"{nom:<12}{fiches:>8}{fiches / seconds:>10.0f}{seconds:>6.1f}")
    return seconds
