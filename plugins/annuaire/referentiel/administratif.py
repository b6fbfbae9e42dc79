"""`departements.tsv` and `regions.tsv`, overseas collectivities included."""

from collections import Counter
from pathlib import Path

from annuaire.noms import slug

from .points import PointNomme
from .sources import cog
from .tables import write_tsv

# Time zone (IANA tz database) and telephone prefix, by code of département or collectivity;
# elsewhere Europe/Paris and +33. Saint-Barthélemy and Saint-Martin share Guadeloupe's prefix.
OUTRE_MER = {
    "971": ("America/Guadeloupe", "+590"),
    "972": ("America/Martinique", "+596"),
    "973": ("America/Cayenne", "+594"),
    "974": ("Indian/Reunion", "+262"),
    "975": ("America/Miquelon", "+508"),
    "976": ("Indian/Mayotte", "+262"),
    "977": ("America/St_Barthelemy", "+590"),
    "978": ("America/Marigot", "+590"),
    "984": ("Indian/Kerguelen", "+262"),
    "986": ("Pacific/Wallis", "+681"),
    "987": ("Pacific/Tahiti", "+689"),
    "988": ("Pacific/Noumea", "+687"),
    "989": ("Etc/GMT+8", ""),  # Clipperton: no inhabitant, no zone of its own, no telephone
}

# Grammar of the name (Insee, TNCC) where the package has none: « des Terres australes ».
LIAISONS = {"984": 4, "989": 5}


def build_departements(target: Path, points: dict[str, PointNomme]) -> None:
    """Write departements.tsv. The point is that of the chef-lieu (empty if unknown)."""
    population = _population("departement")
    rows = []
    for record in cog("departements"):
        code = record["code"]
        fuseau, indicatif = OUTRE_MER.get(code, ("Europe/Paris", "+33"))
        latitude, longitude, _ = points.get(record["chefLieu"], (None, None, ""))
        if code == "984":  # administered from La Réunion; the package gives a wrong chef-lieu
            latitude = longitude = None
        rows.append(
            (
                code,
                record["nom"],
                record["region"],
                f"{code.lower()}-{slug(record['nom'])}",
                LIAISONS.get(code, record["typeLiaison"]),
                "" if code in ("984", "989") else record["chefLieu"],
                "" if latitude is None else round(latitude, 4),
                "" if longitude is None else round(longitude, 4),
                population[code],
                fuseau,
                indicatif,
            )
        )
    header = "code nom region slug liaison chef_lieu latitude longitude population fuseau indicatif"
    write_tsv(target / "departements.tsv", header.split(), rows)


def build_regions(target: Path) -> None:
    """Write regions.tsv: the 18 régions, and each overseas collectivity as its own region."""
    population = _population("region")
    rows = [
        (
            r["code"],
            r["nom"],
            slug(r["nom"]),
            LIAISONS.get(r["code"], r["typeLiaison"]),
            population[r["code"]],
        )
        for r in cog("regions")
    ]
    write_tsv(target / "regions.tsv", ["code", "nom", "slug", "liaison", "population"], rows)


def _population(level: str) -> Counter[str]:
    total: Counter[str] = Counter()
    for commune in cog("communes"):
        if commune["type"] == "commune-actuelle":
            total[commune[level]] += commune.get("population", 0)
    return total
