"""The measures of the build as one text: tables, bars, versions; and its place in docs/performance.md."""

import os
import platform
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from annuaire.textes import date_fr, nombre
from bench import hugo_binaire
from bench.construction_table import Mesure, Poids, barres, tableau, tableau_des_poids
from construction import PROJET

PAGE = PROJET / "docs/performance.md"
DEBUT, FIN = "<!-- make bench : début -->", "<!-- make bench : fin -->"


class Document(NamedTuple):
    """The text of a run, and whether all that it measured is within what is promised."""

    texte: str
    tenu: bool


def document(mesures: Sequence[Mesure], poids: Sequence[Poids], le: date | None = None) -> Document:
    """Return the tables of each size, then the bars."""
    found = barres(mesures, poids)
    parts = [f"Mesuré le {date_fr(le or datetime.now(UTC).date())}. {versions()}"]
    sites = {one.taille: one for one in poids}
    for taille in dict.fromkeys(m.taille for m in mesures):
        here = [m for m in mesures if m.taille == taille]
        turns = len({m.tour for m in here})
        parts += [f"### {nombre(taille)} fiches, {nombre(turns)} fois", tableau(here)]
        if taille in sites:
            parts += [
                "Ce que pèse notre site, par type de page :",
                tableau_des_poids(sites[taille]),
            ]
    parts += ["### Ce qui est promis", "\n".join(f"- {barre.verdict}" for barre in found)]
    return Document("\n\n".join(parts) + "\n", all(barre.tenue for barre in found))


def versions() -> str:
    """Return what was measured with, in one sentence."""
    tools = [
        f"Python {platform.python_version()}",
        *(f"{name.capitalize()} {version(name)}" for name in ("pelican", "markdown")),
        f"Hugo {hugo_binaire.version()}",
    ]
    return f"{', '.join(tools)} ; {os.cpu_count()} processeurs."


def ecrire(texte: str, page: Path = PAGE) -> None:
    """Put a text between the two marks of the page, in place of that of the last run."""
    written = page.read_text(encoding="utf-8")
    between = re.compile(f"{re.escape(DEBUT)}.*{re.escape(FIN)}", re.DOTALL)
    page.write_text(
        between.sub(lambda _: f"{DEBUT}\n\n{texte}\n{FIN}", written, count=1), encoding="utf-8"
    )
