"""CSV files of the national standard of any size, for the benchmarks: invented, always the same."""

import csv
import random
from collections.abc import Iterator
from pathlib import Path

from annuaire import territoires
from annuaire.model import CHAMPS_NATIONAUX
from annuaire.territoires import Commune

GENRES = (
    ("France services de {commune}", "RFS", "France Services"),
    ("Médiathèque {nom}", "BIB", ""),
    ("Espace numérique {nom}", "EPN", "Conseillers numériques"),
    ("Centre social {nom}", "CS", "Aidants Connect"),
    ("Association {nom} {numero}", "ASSO", ""),
    ("Le Tiers-lieu {nom}", "TIERS_LIEUX", ""),
)
NOMS = ("Jean Moulin", "des Tilleuls", "Simone Veil", "du Lavoir", "Louise Michel", "de la Gare")
RUES = ("rue de l’Église", "place de la Mairie", "avenue Jean Jaurès", "chemin du Moulin")
HORAIRES = (
    "Mo-Fr 09:00-12:00,14:00-17:00",
    "Tu-Fr 09:00-12:00,13:30-17:30; Sa 09:00-12:00",
    "Mo,Tu,Th 08:30-12:30; We 00:00-00:00,09:00-12:00",
    "Mo-Fr 09:00-12:00; PH off",
    "",
)
PREFIXES = {"971": "+590590", "972": "+596596", "973": "+594594", "974": "+262262"}


def ecrire(path: Path, lignes: int, *, graine: int = 1, decale: float = 0.0) -> Path:
    """Write `lignes` rows. The same seed gives the same places; `decale` moves and renames them.

    `decale` is in degrees: 0.0002 is some 20 m, as two datasets differ on one place.
    """
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, CHAMPS_NATIONAUX, restval="")
        writer.writeheader()
        writer.writerows(_rows(lignes, graine, decale))
    return path


def communes() -> list[Commune]:
    """Return the communes where an invented place may be: those with a postcode and a point."""
    return [c for c in territoires.communes().values() if c.codes_postaux and c.latitude]


def _rows(lignes: int, graine: int, decale: float) -> Iterator[dict[str, str]]:
    known = communes()
    chance = random.Random(graine)
    for numero in range(1, lignes + 1):
        yield _row(numero, chance.choice(known), chance, decale)


def _row(numero: int, commune: Commune, chance: random.Random, decale: float) -> dict[str, str]:
    nom, typologie, dispositif = chance.choice(GENRES)
    name = nom.format(commune=commune.nom, nom=chance.choice(NOMS), numero=numero)
    assert commune.latitude is not None
    assert commune.longitude is not None
    prefix = PREFIXES.get(commune.departement, "+335")
    digits = 12 - len(prefix) if prefix == "+335" else 13 - len(prefix)
    return {
        "id": f"{'b' if decale else 'a'}-{numero}",
        "pivot": "00000000000000",
        "nom": name.upper() if decale else name,
        "commune": commune.nom,
        "code_postal": commune.codes_postaux[0],
        "code_insee": commune.code,
        "adresse": f"{chance.randint(1, 90)} {chance.choice(RUES)}",
        "latitude": f"{commune.latitude + chance.uniform(-0.002, 0.002) + decale:.6f}",
        "longitude": f"{commune.longitude + chance.uniform(-0.002, 0.002):.6f}",
        "typologie": typologie,
        "telephone": prefix + "".join(chance.choice("123456789") for _ in range(digits)),
        "horaires": chance.choice(HORAIRES),
        "source": "Banc d’essai",
        "date_maj": "2026-01-15",
        "services": "Aide aux démarches administratives|Accès internet et matériel informatique",
        "dispositif_programmes_nationaux": dispositif,
    }
