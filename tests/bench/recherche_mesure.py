"""The search: what one typo reaches, in which place, and what it costs in bytes.

Queries are drawn from a seed, communes weighted by the square root of their population; they go
through the scripts that are served, in Node, on the files that the site would hold.
"""

import json
import math
import random
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from annuaire import annuaire, demarches, noms, recherche, sources, territoires
from annuaire.annuaire import Annuaire
from annuaire.territoires import Commune
from bench import lieux_inventes

PROJET = Path(__file__).parents[2]
SCRIPT = Path(__file__).with_suffix(".mjs")
LE = date(2026, 11, 23)
GRAINE = 20261123
LETTRES = "abcdefghijklmnopqrstuvwxyz"
OCTETS_MAX = 9_000
ATTEINTE_MIN = 0.96
PARMI_TROIS_MIN = 0.95


class Bilan(NamedTuple):
    """Shares of queries from 0 to 1; bytes of all files asked for, each search with nothing kept."""

    exacte: float
    atteinte: float
    parmi_trois: float
    octets_median: int
    octets_max: int
    la_pire: str


def ecrire_index(found: Annuaire, folder: Path) -> Path:
    """Write the files of the index as a site would hold them."""
    (folder / recherche.DOSSIER).mkdir(parents=True)
    written, _ = demarches.lire(PROJET / "content" / "demarches")
    for path, text in recherche.fichiers(found, written.values()):
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def tirees(n: int, graine: int = GRAINE) -> list[Commune]:
    """Draw communes, the larger the more often."""
    known = [c for c in territoires.communes().values() if c.parent is None]
    weights = [math.sqrt(commune.population or 0) for commune in known]
    return random.Random(graine).choices(known, weights, k=n)


def avec_une_faute(nom: str, alea: random.Random) -> str:
    """Return a name with one letter left out, changed, exchanged with the next, or added."""
    text = noms.normaliser(nom)
    while True:
        i, letter = alea.randrange(len(text)), alea.choice(LETTRES)
        end = text[i + 1 :]
        exchanged = text[i + 1 : i + 2] + text[i] + text[i + 2 :]
        wrong = text[:i] + alea.choice([end, letter + end, exchanged, letter + text[i:]])
        if noms.normaliser(wrong) != text:
            return wrong


def chercher(site: Path, demandes: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """Search each (query, code INSEE wanted, "" if none); raises where Node is not there."""
    asked = json.dumps([{"q": q, "code": code} for q, code in demandes])
    node = shutil.which("node") or "node"
    command = [node, str(SCRIPT), str(site), str(PROJET / "theme/static/js")]
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=True)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def mesurer(site: Path, n: int) -> Bilan:
    """Search n communes by their exact name, then by their name with one typo."""
    communes = tirees(n)
    alea = random.Random(GRAINE)
    exact = chercher(site, ((c.nom, c.code) for c in communes))
    wrong = chercher(site, ((avec_une_faute(c.nom, alea), c.code) for c in communes))
    both = sorted([*exact, *wrong], key=lambda one: one["octets"])
    return Bilan(
        sum(one["atteint"] and one["rang"] >= 0 for one in exact) / n,
        sum(one["atteint"] for one in wrong) / n,
        sum(0 <= one["rang"] < 3 for one in wrong) / n,
        both[n]["octets"],
        both[-1]["octets"],
        both[-1]["q"],
    )


def toutes() -> int:
    """Print the measure on 16,000 lieux and 6,000 queries; return 1 where a bar is not held."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fichier = lieux_inventes.ecrire(folder / "lieux.csv", 16_000)
        collectes = sources.collecter(folder, (str(fichier),), LE)
        site = ecrire_index(annuaire.build((), LE, (), collectes), folder / "site")
        files = list((site / recherche.DOSSIER).iterdir())
        bilan = mesurer(site, 6_000)
        print(
            f"Index : {len(files)} fichiers, {sum(f.stat().st_size for f in files) / 1e6:.1f} Mo."
        )
    print(f"Nom exact, la commune est trouvée : {bilan.exacte:.1%} (100 % voulu)")
    print(f"Une faute, le bon fichier est lu : {bilan.atteinte:.1%} ({ATTEINTE_MIN:.0%} voulu)")
    print(f"Une faute, parmi les trois : {bilan.parmi_trois:.1%} ({PARMI_TROIS_MIN:.0%} voulu)")
    print(f"Octets par recherche : médiane {bilan.octets_median}, au plus {bilan.octets_max}")
    print(f"  (« {bilan.la_pire} » ; {OCTETS_MAX} au plus voulu)")
    return int(not tenu(bilan))


def tenu(bilan: Bilan) -> bool:
    """Whether all bars are held."""
    return (
        bilan.exacte == 1
        and bilan.atteinte >= ATTEINTE_MIN
        and bilan.parmi_trois >= PARMI_TROIS_MIN
        and bilan.octets_max <= OCTETS_MAX
    )
