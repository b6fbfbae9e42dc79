"""What 500 communes of France, drawn by their people, get from the home page: a lieu to call, near?

On the site with both real sources. Each commune is looked for by its name through the scripts that
are served, then its first postcode: a gesture is the field filled in and an answer touched, or one
tap. Bytes are of all that a phone with nothing kept asks for, home page included;
tests/navigateur/test_gestes.py finds the same on the network of a real browser.
"""

import gzip
import os
import random
import re
import statistics
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from annuaire import territoires
from bench import recherche_mesure
from bench.carte_sites import REELLES
from construction import PROJET, construit
from lecture_html import Document

COMMUNES = 500
GRAINE = 6
PROCHE_KM = 15
PART_MIN = 0.9
OCTETS_MAX = 4_000
"""Of the page of a postcode."""
TRAJET_MAX = 30_000
"""From a cold home page to the nearest list, all in: what nine in ten may weigh at most."""
MONTREES = 8
"""How many answers the field shows."""
DE_LA_RECHERCHE = ("theme/js/recherche/champ.js", "theme/css/recherche.css")
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
    whole = [path.stat().st_size for path in site.glob("cp/*/index.html")]
    heavy = max(_octets(path) for path in site.glob("cp/*/index.html"))
    named = _trajets(site, pages, [(c.nom, c.code) for c in drawn])
    coded = _trajets(
        site, [_du_code(site, c) for c in drawn], [(c.codes_postaux[0], "") for c in drawn]
    )
    part = near / len(pages)
    two = [sum(t.gestes == 2 for t in found) / COMMUNES for found in (named, coded)]
    light = [sum(t.octets <= TRAJET_MAX for t in found) / COMMUNES for found in (named, coded)]
    rows = (
        (f"à {PROCHE_KM} km ou moins, avec téléphone et jours", _pour_cent(part)),
        ("deux gestes : la commune, le numéro", _pour_cent(two[0])),
        ("deux gestes : le code postal, le numéro", _pour_cent(two[1])),
        ("octets, la commune (médiane et plus lourd)", _etendue(t.octets for t in named)),
        (f"  au plus {TRAJET_MAX}", _pour_cent(light[0])),
        ("octets, le code postal (médiane et plus lourd)", _etendue(t.octets for t in coded)),
        (f"  au plus {TRAJET_MAX}", _pour_cent(light[1])),
        ("requêtes, la commune (médiane et plus)", _etendue(t.requetes for t in named)),
        ("requêtes, le code postal (médiane et plus)", _etendue(t.requetes for t in coded)),
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
    kept = part >= PART_MIN and heavy <= OCTETS_MAX and min(*two, *light) >= PART_MIN
    print(f"Au moins {PART_MIN:.0%} de chacun : {'tenu' if kept else 'manqué'}.")
    return int(not kept)


class _Trajet(NamedTuple):
    """A way from the home page to a number; gestes 0 where the answer or the number is not there."""

    gestes: int
    octets: int
    requetes: int


def _trajets(site: Path, pages: list[Path], asked: list[tuple[str, str]]) -> list[_Trajet]:
    """Look for each (query, code INSEE) through the scripts, and follow the answer to its page."""
    home = {site / "index.html", *_ressources(site, site / "index.html")}
    searched = {site / path for path in DE_LA_RECHERCHE}
    found = []
    for page, one in zip(pages, recherche_mesure.chercher(site, asked), strict=True):
        wanted = page.parent.relative_to(site).as_posix() + "/"
        shown = [option["url"].partition("#")[0] for option in one["options"][:MONTREES]]
        calls = 'href="tel:' in page.read_text(encoding="utf-8")
        files = home | searched | {page, *_ressources(site, page)}
        found.append(
            _Trajet(
                2 if wanted in shown and calls else 0,
                sum(map(_octets, files)) + one["octets"],
                len(files) + one["requetes"],
            )
        )
    return found


def _ressources(site: Path, page: Path) -> set[Path]:
    asked = [href for href in Document(page).ressources if not href.startswith("data:")]
    return {(page.parent / href).resolve() for href in asked} & set(site.glob("theme/**/*"))


def _du_code(site: Path, commune: territoires.Commune) -> Path:
    return site / "cp" / commune.codes_postaux[0] / "index.html"


def _pour_cent(part: float) -> str:
    return f"{part:.1%}".replace(".", ",")


def _etendue(values: Iterable[int]) -> str:
    known = sorted(values)
    return f"{statistics.median(known):.0f} · {known[-1]}"


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


@cache
def _octets(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6, mtime=0))
