"""What a site of 16,000 lieux weighs on the disk of its host, as published: files and bytes."""

import tempfile
from collections import Counter
from pathlib import Path

from bench import lieux_inventes
from construction import SITEURL, construit

LIEUX = 16_000
FICHIERS_MAX = 60_000
MO_MAX = 300
COURRIEL = "contact@fabriques.example"


def toutes() -> int:
    """Build the site, print what each folder weighs; return 1 where it is too much."""
    with tempfile.TemporaryDirectory() as folder:
        fichier = lieux_inventes.ecrire(Path(folder) / "lieux.csv", LIEUX)
        site = construit(
            Path(folder) / "site", SITEURL=SITEURL, EDITEUR_COURRIEL=COURRIEL, SOURCES=str(fichier)
        )
        octets, fichiers = _par_dossier(site)
    print(f"{'dossier':<16}{'fichiers':>10}{'Mo':>8}")
    for nom, size in octets.most_common(12):
        print(f"{nom:<16}{fichiers[nom]:>10}{size / 1e6:>8.1f}")
    total, weight = sum(fichiers.values()), sum(octets.values()) / 1e6
    trop = total > FICHIERS_MAX or weight > MO_MAX
    print(f"{'en tout':<16}{total:>10}{weight:>8.1f}")
    print(f"Au plus {FICHIERS_MAX} fichiers et {MO_MAX} Mo : {'dépassé' if trop else 'tenu'}.")
    return int(trop)


def _par_dossier(site: Path) -> tuple[Counter[str], Counter[str]]:
    octets: Counter[str] = Counter()
    fichiers: Counter[str] = Counter()
    for path in site.rglob("*"):
        if path.is_file():
            nom = path.relative_to(site).parts[0]
            octets[nom] += path.stat().st_size
            fichiers[nom] += 1
    return octets, fichiers
