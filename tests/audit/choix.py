"""Which pages are looked at: the types that the browser tests know, and the heaviest of each shape."""

from pathlib import Path

from audit.constat import EmpechementError
from lecture_html import pages
from types_de_pages import TYPES

LIGHTHOUSE = {
    "accueil": "",
    "lieu": "lieux/*/",
    "commune": "communes/*/",
    "département": "departements/*/",
    "région": "regions/*/",
    "carte": "carte/",
}
"""Name of a page type → its shape."""


def adresse(page: str) -> str:
    """Return the address of a file in the site: lieux/x/index.html → lieux/x/."""
    return page.removesuffix("index.html")


def forme(chemin: str) -> str:
    """Return what pages of a type share: departements/23-creuse/communes/ → departements/*/communes/."""
    premier, *reste = chemin.split("/")
    return "/".join([premier, "*", *reste[1:]]) if len(reste) > 1 else chemin


def plus_lourdes(site: Path) -> dict[str, str]:
    """Return the address of the heaviest page of each shape."""
    poids: dict[str, tuple[int, str]] = {}
    for path in pages(site):
        chemin = adresse(path.relative_to(site).as_posix())
        candidate = (path.stat().st_size, chemin)
        poids[forme(chemin)] = max(candidate, poids.get(forme(chemin), candidate))
    return {shape: chemin for shape, (_, chemin) in poids.items()}


def pour_lighthouse(site: Path) -> dict[str, str]:
    """Return name → address, the heaviest page of each type; raise EmpechementError without."""
    lourdes = plus_lourdes(site)
    if manquantes := [nom for nom, shape in LIGHTHOUSE.items() if shape not in lourdes]:
        raise EmpechementError(f"ce site n’a pas de page pour : {', '.join(manquantes)}")
    return {nom: lourdes[shape] for nom, shape in LIGHTHOUSE.items()}


def de_chaque_type(site: Path) -> list[str]:
    """Return the addresses, without repeat, of TYPES that this site has, then of the heaviest."""
    lourdes = plus_lourdes(site).values()
    connues = [
        c for c in TYPES.values() if (site / c / "index.html").is_file() or (site / c).is_file()
    ]
    return list(dict.fromkeys([*connues, *lourdes]))


def absentes(site: Path) -> list[str]:
    """Return the names of TYPES that this site has no page of."""
    vues = set(de_chaque_type(site))
    return [nom for nom, chemin in TYPES.items() if chemin not in vues]
