"""Lighthouse on six types of page, five times each, as on a phone with a slow line.

The slowness is applied to the browser (devtools), not computed after a fast load (simulate):
what is measured is what happened, requests in a row and compression included.
"""

import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from audit import choix
from audit.constat import Constat, EmpechementError
from audit.outils import PAQUETS, lancer
from navigateur.conftest import OPTIONS
from navigateur_trouve import chemin_du_navigateur

CLI = PAQUETS / "lighthouse" / "cli" / "index.js"
FOIS = 5
SEUIL = 98
"""Least median of the performances; the other categories are worth 100 at each run."""
CHARGE = 2.0
"""Load average above which performances say more of the machine than of the site."""
CATEGORIES = {
    "accessibility": "accessibilité",
    "best-practices": "bonnes pratiques",
    "seo": "référencement",
}
COLONNES = (
    "page",
    "perf.",
    "les cinq",
    "acc.",
    "prat.",
    "réf.",
    "FCP s",
    "LCP s",
    "TBT ms",
    "CLS",
    "charge",
)


@dataclass(frozen=True)
class Passage:
    """One run: points of 100 by category, seconds, milliseconds, what was lost, load average."""

    notes: dict[str, int]
    fcp: float
    lcp: float
    tbt: float
    cls: float
    pertes: tuple[str, ...]
    charge: float


def passage(rapport: dict, charge: float) -> Passage:
    """Read a report; raise EmpechementError when the page did not load."""
    if erreur := rapport.get("runtimeError"):
        raise EmpechementError(f"Lighthouse, {rapport['requestedUrl']} : {erreur['message']}")
    scores = {nom: categorie["score"] for nom, categorie in rapport["categories"].items()}
    if None in scores.values():
        raise EmpechementError(
            f"Lighthouse n’a pas tout noté, {rapport['requestedUrl']} : {scores}"
        )
    audits = rapport["audits"]
    fcp, lcp, tbt, cls = (
        audits[nom]["numericValue"]
        for nom in (
            "first-contentful-paint",
            "largest-contentful-paint",
            "total-blocking-time",
            "cumulative-layout-shift",
        )
    )
    return Passage(
        notes={nom: round(score * 100) for nom, score in scores.items()},
        fcp=fcp / 1000,
        lcp=lcp / 1000,
        tbt=tbt,
        cls=cls,
        pertes=tuple(_pertes(rapport)),
        charge=charge,
    )


def _pertes(rapport: dict) -> list[str]:
    """Return the audits that took points off, performance set aside: it is a matter of degree."""
    return [
        f"{nom}, {rapport['audits'][ref['id']]['title']} ({ref['id']})"
        for categorie, nom in CATEGORIES.items()
        for ref in rapport["categories"][categorie]["auditRefs"]
        if ref["weight"] and rapport["audits"][ref["id"]]["score"] not in (None, 1)
    ]


def ligne(nom: str, passages: list[Passage]) -> tuple[str, ...]:
    """Return a row of the table: medians, the worst of the three other categories, the top load."""
    performances = [p.notes["performance"] for p in passages]
    pires = (min(p.notes[c] for p in passages) for c in CATEGORIES)
    return (
        nom,
        f"{median(performances):.0f}",
        " ".join(map(str, performances)),
        *map(str, pires),
        f"{median(p.fcp for p in passages):.1f}",
        f"{median(p.lcp for p in passages):.1f}",
        f"{median(p.tbt for p in passages):.0f}",
        f"{median(p.cls for p in passages):.3f}",
        f"{max(p.charge for p in passages):.1f}",
    )


def tableau(lignes: list[tuple[str, ...]]) -> str:
    """Return rows as aligned text, titles first."""
    rows = [COLONNES, *lignes]
    larges = [max(len(row[n]) for row in rows) for n in range(len(COLONNES))]
    return "\n".join(
        "  "
        + "  ".join(cell.ljust(large) for cell, large in zip(row, larges, strict=True)).rstrip()
        for row in rows
    )


def fautes(nom: str, passages: list[Passage]) -> list[str]:
    """Return what is below the bars on a page."""
    found = [
        f"{nom} : {texte} = {pire} sur 100"
        for categorie, texte in CATEGORIES.items()
        if (pire := min(p.notes[categorie] for p in passages)) < 100
    ]
    found += [f"{nom} : {perte}" for perte in dict.fromkeys(x for p in passages for x in p.pertes)]
    note = median(p.notes["performance"] for p in passages)
    if note < SEUIL:
        charge = max(p.charge for p in passages)
        bruit = (
            f" (charge {charge:.1f} : à refaire sur une machine calme)" if charge > CHARGE else ""
        )
        found.append(f"{nom} : performance = {note:.0f}, il faut {SEUIL}{bruit}")
    return found


def auditer(site: Path, url: str, fois: int = FOIS) -> Constat:
    """Measure the heaviest page of six types of a served site."""
    lignes, manquees = [], []
    for nom, chemin in choix.pour_lighthouse(site).items():
        try:
            passages = [_passer(url + chemin) for _ in range(fois)]
        except EmpechementError as error:  # the other pages are measured all the same
            manquees.append(f"{nom} : {error}")
            continue
        lignes.append(ligne(nom, passages))
        manquees += fautes(nom, passages)
        print(f"  {nom} ({chemin or 'accueil'}) : mesuré", flush=True)
    print(tableau(lignes))
    return Constat("Lighthouse", f"{len(lignes)} pages, {fois} fois chacune", manquees)


def _passer(url: str) -> Passage:
    with tempfile.TemporaryDirectory() as folder:
        # Not on its output: Lighthouse leaves it cut at 64 KB when it stops on an error.
        rapport = Path(folder, "rapport.json")
        command = ["node", str(CLI), url, "--quiet", "--output=json", f"--output-path={rapport}"]
        command += ["--locale=fr", "--throttling-method=devtools"]
        command += [f"--chrome-flags=--headless=new {' '.join(OPTIONS)}"]
        env = {**os.environ, "CHROME_PATH": chemin_du_navigateur()}
        done = lancer(command, attendus=(0, 1), env=env, secondes=180)
        if not rapport.is_file():
            raise EmpechementError(f"Lighthouse n’a pas rendu de rapport : {done.stderr[-500:]}")
        return passage(json.loads(rapport.read_text(encoding="utf-8")), os.getloadavg()[0])
