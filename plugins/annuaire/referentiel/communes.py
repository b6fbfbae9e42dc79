"""`communes.tsv`: current communes and the arrondissements of Paris, Lyon and Marseille."""

from pathlib import Path

from .points import points
from .sources import Record, cog
from .tables import write_tsv

FICHIER = "communes.tsv"
COLONNES = (
    "code",
    "nom",
    "codes_postaux",
    "departement",
    "region",
    "population",
    "anciens_codes",
    "parent",
    "latitude",
    "longitude",
    "point",
    "anciens_noms",
)


def build(target: Path) -> None:
    """Write communes.tsv under `target`. Lists are joined by |; coordinates have 4 decimals (11 m)."""
    kept = [
        c for c in cog("communes") if c["type"] in ("commune-actuelle", "arrondissement-municipal")
    ]
    current = {c["code"] for c in kept}
    old_codes = _anciens_codes(current)
    old_names = _anciens_noms(current)
    places = points()
    rows = []
    for commune in kept:
        code = commune["code"]
        latitude, longitude, kind = places.get(code, (None, None, ""))
        rows.append(
            (
                code,
                commune["nom"],
                "|".join(sorted(commune.get("codesPostaux", []))),
                commune["departement"],
                commune["region"],
                commune.get("population"),
                "|".join(sorted(old_codes.get(code, ()))),
                commune.get("commune"),
                _degres(latitude),
                _degres(longitude),
                kind,
                "|".join(sorted(old_names.get(code, set()) - {commune["nom"]})),
            )
        )
    write_tsv(target / FICHIER, COLONNES, rows)


def _degres(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}".rstrip("0").rstrip(".")


def _parties(current: set[str]) -> list[Record]:
    kinds = ("commune-deleguee", "commune-associee")
    return [c for c in cog("communes") if c["type"] in kinds and c["chefLieu"] in current]


def _anciens_codes(current: set[str]) -> dict[str, set[str]]:
    """Current code → codes it took over.

    A déléguée or associée says itself where it belongs today; `anciensCodes` says it for the others
    (it is behind for two, 55273 and 60455).
    """
    owner = {old: c["code"] for c in cog("communes") for old in c.get("anciensCodes", ())} | {
        c["code"]: c["chefLieu"] for c in _parties(current)
    }
    result: dict[str, set[str]] = {}
    for old, code in owner.items():
        if old not in current:
            result.setdefault(code, set()).add(old)
    return result


def _anciens_noms(current: set[str]) -> dict[str, set[str]]:
    """Current code → names of the communes déléguées and associées that are part of it."""
    result: dict[str, set[str]] = {}
    for part in _parties(current):
        result.setdefault(part["chefLieu"], set()).add(part["nom"])
    return result
