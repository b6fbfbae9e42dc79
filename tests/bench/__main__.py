"""`make bench`: rows a second and peak memory of import and joining; the check of entries; the map.

Each measure runs in a process of its own, so that its peak memory is its own. Machines are noisy:
read the ratio within a run (1 is linear), not the figures of two runs.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import check_mesure
import lieux_inventes

from annuaire import federation, importation, sources
from bench import (
    atlas_mesure,
    carte_mesure,
    construction_mesure,
    pres_mesure,
    recherche_mesure,
    taille_mesure,
)

TAILLES = (3_000, 50_000)
MEMOIRE_MAX = 600
"""MB of memory at the larger size, at most."""
LE = date(2026, 11, 23)


def importe(lignes: int, folder: Path) -> Callable[[], int]:
    """Import a file into an empty tree."""
    fichier = lieux_inventes.ecrire(folder / "lieux.csv", lignes)
    return lambda: importation.importer(fichier, folder / "content", le=LE).importees


def reimporte(lignes: int, folder: Path) -> Callable[[], int]:
    """Import the same file a second time: nothing changes."""
    fichier = lieux_inventes.ecrire(folder / "lieux.csv", lignes)
    command = [sys.executable, __file__, "importe", str(lignes), str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    return lambda: importation.importer(fichier, folder / "content", le=LE).inchangees


def rapproche(lignes: int, folder: Path) -> Callable[[], int]:
    """Read two sources that share a quarter of their rows, and join them."""
    a = lieux_inventes.ecrire(folder / "a.csv", lignes * 3 // 4)
    b = lieux_inventes.ecrire(folder / "b.csv", lignes - lignes * 3 // 4, decale=0.0002)

    def run() -> int:
        collectes = sources.collecter(folder, (str(a), str(b)), LE)
        federation.federer((), collectes)
        return sum(len(collecte.lieux) for collecte in collectes)

    return run


MESURES = {mesure.__name__: mesure for mesure in (importe, reimporte, rapproche)}


def une(nom: str, lignes: int, folder: Path) -> None:
    """Make one measure in this process and print it: seconds, peak MB, rows treated."""
    run = MESURES[nom](lignes, folder)
    start = time.perf_counter()
    treated = run()
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(json.dumps([seconds, peak, treated]))


def toutes() -> int:
    """Print all measures; return 1 where one takes more memory than allowed."""
    trop = False
    print(f"{'mesure':<12}{'lignes':>8}{'lignes/s':>10}{'Mo':>6}")
    for nom in MESURES:
        seconds = {}
        for lignes in TAILLES:
            with tempfile.TemporaryDirectory() as folder:
                command = [sys.executable, __file__, nom, str(lignes), folder]
                done = subprocess.run(command, check=True, capture_output=True, text=True)
            seconds[lignes], peak, treated = json.loads(done.stdout)
            trop |= peak > MEMOIRE_MAX
            print(f"{nom:<12}{treated:>8}{treated / seconds[lignes]:>10.0f}{peak:>6.0f}")
        small, large = (seconds[lignes] / lignes for lignes in TAILLES)
        print(f"{'':<12}temps par ligne, grand sur petit : {large / small:.2f}")
    print(f"Au plus {MEMOIRE_MAX} Mo : {'dépassé' if trop else 'tenu'}.")
    return int(trop)


PARTIES = {
    "import": toutes,
    "check": check_mesure.toutes,
    "atlas": atlas_mesure.toutes,
    "carte": carte_mesure.toutes,
    "pres": pres_mesure.toutes,
    "recherche": recherche_mesure.toutes,
    "taille": taille_mesure.toutes,
    "construction": construction_mesure.toutes,
}


if __name__ == "__main__":
    if len(sys.argv) > 3:
        une(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
    else:
        sys.exit(max(PARTIES[nom]() for nom in sys.argv[1:] or PARTIES))
