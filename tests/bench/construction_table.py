"""The measures of the build as a table and as bars held or not: nothing is run here."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

from annuaire.textes import nombre
from bench.outil_construction import BLOG_YAML, NOTRE, REFERENCE

CIBLE, PETITE, GRANDE = 16_000, 1_800, 50_000
MEMOIRE_MAX = {CIBLE: 300, GRANDE: 700}
"""MB of PSS, at most, by number of entries."""
FICHIERS_MAX = 60_000
OCTETS_MAX = {CIBLE: 300, GRANDE: 1_000}
"""MB of a whole site."""


class Mesure(NamedTuple):
    """One build: what it took (seconds, seconds of CPU, MB), how many files and bytes it wrote."""

    taille: int
    tour: int
    etape: str
    outil: str
    secondes: float
    cpu: float
    memoire: float
    fichiers: int
    octets: int


class Poids(NamedTuple):
    """What our whole site weighs at one size, by type of page."""

    taille: int
    octets: Counter[str]
    fichiers: Counter[str]


class Barre(NamedTuple):
    """One promise: what was found must be at most `plafond`; None where it was not measured."""

    texte: str
    valeur: float | None
    plafond: float

    @property
    def tenue(self) -> bool:
        """True unless it was measured and is too much."""
        return self.valeur is None or self.valeur <= self.plafond

    @property
    def verdict(self) -> str:
        """One line, as it is printed."""
        most = nombre(self.plafond).replace(".", ",")
        if self.valeur is None:
            return f"{self.texte} : au plus {most} ; non mesuré."
        told = "tenu" if self.tenue else "dépassé"
        return f"{self.texte} : {_nombre(self.valeur)}, au plus {most} : {told}."


def tableau(mesures: Sequence[Mesure]) -> str:
    """Return the measures of one size as a Markdown table, medians with their least and most."""
    steps = dict.fromkeys(m.etape for m in mesures)
    tools = dict.fromkeys(m.outil for m in mesures)
    rows = [ENTETES]
    for etape in steps:
        for outil in tools:
            found = [m for m in mesures if (m.etape, m.outil) == (etape, outil)]
            if found:
                rows.append(_ligne(etape, outil, found, rapport(mesures, etape, outil, REFERENCE)))
    return _markdown(rows)


ENTETES = (
    "étape",
    "outil",
    "s",
    "de – à",
    "× Hugo",
    "s de calcul",
    "Mo (PSS)",
    "fichiers écrits",
    "Mo écrits",
)


def _ligne(etape: str, outil: str, found: Sequence[Mesure], ratio: float | None) -> tuple[str, ...]:
    seconds = [m.secondes for m in found]
    return (
        etape,
        outil,
        _nombre(median(seconds)),
        f"{_nombre(min(seconds))} – {_nombre(max(seconds))}",
        "non mesuré" if ratio is None else _nombre(ratio),
        _nombre(median(m.cpu for m in found)),
        _nombre(max(m.memoire for m in found)),
        nombre(round(median(m.fichiers for m in found))),
        _nombre(median(m.octets for m in found) / 1e6),
    )


def tableau_des_poids(poids: Poids, premiers: int = 12) -> str:
    """Return what each type of page of our site weighs, the heaviest first, then the others."""
    heavy = poids.octets.most_common(premiers)
    rows = [("pages", "fichiers", "Mo", "octets par fichier")]
    rows += [_poids(f"`{nom}`", poids.fichiers[nom], size) for nom, size in heavy]
    files, size = poids.fichiers.total(), poids.octets.total()
    shown = sum(poids.fichiers[nom] for nom, _ in heavy)
    if files > shown:
        rows.append(_poids("le reste", files - shown, size - sum(size for _, size in heavy)))
    return _markdown([*rows, _poids("en tout", files, size)])


def _poids(nom: str, files: int, size: int) -> tuple[str, ...]:
    return nom, nombre(files), _nombre(size / 1e6), nombre(round(size / files))


def rapport(
    mesures: Iterable[Mesure], etape: str, outil: str, reference: str, *, par_fichier: bool = False
) -> float | None:
    """Return how many times as long a tool takes as another, None where one was not measured.

    The median of the ratios of each turn, when both ran one after the other.
    """
    seconds = {
        (m.outil, m.tour): m.secondes / (m.fichiers if par_fichier else 1)
        for m in mesures
        if m.etape == etape and m.outil in (outil, reference) and (m.fichiers or not par_fichier)
    }
    turns = {tour for nom, tour in seconds if nom == outil}
    ratios = [
        seconds[outil, tour] / seconds[reference, tour]
        for tour in turns
        if (reference, tour) in seconds
    ]
    return median(ratios) if ratios else None


def barres(mesures: Sequence[Mesure], poids: Iterable[Poids]) -> list[Barre]:
    """Return what the project promises of the build of its site, with what was found."""
    at = [m for m in mesures if m.taille == CIBLE]
    ours = [m for m in mesures if m.outil == NOTRE]
    idle = [m.fichiers for m in ours if m.etape == "rien de changé"]
    sites = {one.taille: one for one in poids}

    def fois(etape: str, reference: str = REFERENCE, *, par_fichier: bool = False) -> float | None:
        return rapport(at, etape, NOTRE, reference, par_fichier=par_fichier)

    said = f"{nombre(CIBLE)} fiches,"
    found = [
        Barre(f"{said} tout, par fichier écrit, sur Hugo", fois("tout", par_fichier=True), 0.5),
        Barre(f"{said} tout, sur Hugo", fois("tout"), 1.5),
        Barre(f"{said} tout, sur Pelican-YAML", fois("tout", BLOG_YAML), 0.3),
        Barre(f"{said} une fiche, sans exports, sur Hugo", fois("une fiche, sans exports"), 0.06),
        Barre(f"{said} une fiche, sur Hugo", fois("une fiche"), 0.3),
        Barre(f"{said} rien de changé, sur Hugo", fois("rien de changé"), 0.05),
        Barre("fichiers écrits quand rien n’a changé", max(idle, default=None), 0),
        Barre(f"exposant de {nombre(PETITE)} à {nombre(GRANDE)} fiches", exposant(ours), 1),
    ]
    for taille, most in MEMOIRE_MAX.items():
        peak = max((m.memoire for m in ours if m.taille == taille), default=None)
        found.append(Barre(f"{nombre(taille)} fiches, Mo (PSS)", peak, most))
    site = sites.get(CIBLE)
    files = site.fichiers.total() if site else None
    found.append(Barre(f"{said} fichiers du site", files, FICHIERS_MAX))
    for taille, most in OCTETS_MAX.items():
        size = sites[taille].octets.total() / 1e6 if taille in sites else None
        found.append(Barre(f"{nombre(taille)} fiches, Mo du site", size, most))
    return found


def exposant(mesures: Iterable[Mesure]) -> float | None:
    """Return how the time of a full build grows with the entries: 1 is in proportion."""
    seconds: dict[int, list[float]] = {}
    for m in mesures:
        if m.etape == "tout":
            seconds.setdefault(m.taille, []).append(m.secondes)
    if not {PETITE, GRANDE} <= seconds.keys():
        return None
    return math.log(median(seconds[GRANDE]) / median(seconds[PETITE])) / math.log(GRANDE / PETITE)


def _nombre(value: float) -> str:
    """Return a measure with three figures, a whole number as it is."""
    if value == round(value) or value >= 100:
        return nombre(round(value))
    return f"{value:.{1 if value >= 10 else 2 if value >= 1 else 3}f}".replace(".", ",")


def _markdown(rows: Sequence[tuple[str, ...]]) -> str:
    """Return rows as a table that is read in a terminal too: words to the left, figures to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    words = [not any(cell[:1].isdigit() for cell in column) for column in zip(*rows, strict=True)]
    lines = [
        "| "
        + " | ".join(
            cell.ljust(width) if word else cell.rjust(width)
            for cell, width, word in zip(row, widths, words, strict=True)
        )
        + " |"
        for row in rows
    ]
    rule = [
        "-" * width if word else "-" * (width - 1) + ":"
        for width, word in zip(widths, words, strict=True)
    ]
    return "\n".join((lines[0], f"| {' | '.join(rule)} |", *lines[1:]))
