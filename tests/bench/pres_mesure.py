"""What the nearest page gives to 500 communes of France, drawn by their people: a lieu to call, near?

On the site with both real sources. Bytes and requests are counted on the built files, gestures as
one makes them from the home page: with JavaScript the postcode is typed, then Enter; without, links.
"""

import gzip
import os
import random
import re
import statistics
import tempfile
from pathlib import Path

from annuaire import territoires
from bench.carte_sites import REELLES
from construction import PROJET, construit
from lecture_html import Document

COMMUNES = 500
GRAINE = 6
PROCHE_KM = 15
PART_MIN = 0.9
OCTETS_MAX = 4_000
_LIGNE = re.compile(r'<li[^>]*><span class="nom">.*?</li>', re.DOTALL)
_KM = re.compile(r"à\xa0(?:environ\xa0)?([0-9,]+)\xa0(k?m)")


def toutes() -> int:
    """Build the site, print the table; return 1 where a promise is not kept."""
    data = Path(os.environ.get("DONNEES_REELLES") or PROJET.parent / "shared" / "data")
    files = [data / name for name in REELLES]
    if not all(map(Path.is_file, files)):
        print(f"Les données réelles manquent ({data}) : rien à mesurer.")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        site = construit(Path(folder) / "site", SOURCES=",".join(map(str, files)))
        return _mesure(site)


def _mesure(site: Path) -> int:
    people = [c for c in territoires.communes().values() if c.parent is None and c.population]
    drawn = random.Random(GRAINE).choices(people, [c.population or 0 for c in people], k=COMMUNES)
    pages = [_pres(site, commune) for commune in drawn]
    near = sum(_sert(page, own=page.parent.parent.name == "communes") for page in pages)
    zipped = [_octets(page) for page in pages]
    sheet = _octets(site / "theme/site.css")
    paper = _octets(site / "theme/css/mairie.css")
    requests = {2 + _autres(page) for page in pages}
    whole = [path.stat().st_size for path in site.glob("cp/*/index.html")]
    heavy = max(_octets(path) for path in site.glob("cp/*/index.html"))
    part = near / len(pages)
    rows = (
        (f"à {PROCHE_KM} km ou moins, avec téléphone et jours", f"{part:.1%}".replace(".", ",")),
        (
            "page (octets, gzip), médiane et plus lourde",
            f"{statistics.median(zipped):.0f} · {max(zipped)}",
        ),
        ("feuille de style, la même partout", f"{sheet}"),
        ("feuille du papier, chargée sans attendre", f"{paper}"),
        ("requêtes, papier et filtres compris", " ou ".join(map(str, sorted(requests)))),
        ("gestes avec JavaScript : code, Entrée, numéro", "3"),
        ("gestes sans : codes postaux, département, commune, numéro", "4"),
        ("pages de codes postaux", f"{len(whole)}"),
        (
            "leur poids moyen et total (brut)",
            f"{statistics.mean(whole):.0f} o · {sum(whole) / 1e6:.1f} Mo",
        ),
        ("la plus lourde (gzip)", f"{heavy}"),
    )
    print(f"{COMMUNES} communes tirées selon leur population (graine {GRAINE})")
    for label, value in rows:
        print(f"  {label:<58}{value:>16}")
    kept = part >= PART_MIN and heavy <= OCTETS_MAX
    print(f"Au moins {PART_MIN:.0%}, au plus {OCTETS_MAX} octets : {'tenu' if kept else 'manqué'}.")
    return int(not kept)


def _pres(site: Path, commune: territoires.Commune) -> Path:
    own = site / "communes" / commune.slug / "index.html"
    return own if own.is_file() else site / "cp" / commune.codes_postaux[0] / "index.html"


def _sert(page: Path, *, own: bool) -> bool:
    """Tell whether a row of the page is near, can be called, and says its open days."""
    rows = _LIGNE.findall(page.read_text(encoding="utf-8"))
    return any("tel:" in row and "uvert " in row and _km(row, own=own) <= PROCHE_KM for row in rows)


def _km(row: str, *, own: bool) -> float:
    """Return the distance that a row says; a lieu of the commune says none."""
    found = _KM.search(row)
    if not found:
        return 0 if own or "tout près" in row else float("inf")
    return float(found[1].replace(",", ".")) / (1 if found[2] == "km" else 1000)


def _autres(page: Path) -> int:
    asked = [href for href in Document(page).ressources if not href.startswith("data:")]
    return len([href for href in asked if not href.endswith("site.css")])


def _octets(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6, mtime=0))
