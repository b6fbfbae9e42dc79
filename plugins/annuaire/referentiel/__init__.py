"""Rebuild the reference tables of `annuaire/data/`. For maintainers: needs shapely and pyproj.

python -m annuaire referentiel                all tables and SOURCES.md
python -m annuaire referentiel --vers DIR     the same, elsewhere, to compare
"""

# ruff: noqa: T201 - a command speaks on its own output

import argparse
import importlib.util
import sys
from pathlib import Path

from .paquets import PaquetIndisponible

DONNEES = Path(__file__).resolve().parents[1] / "data"
OUTILS = ("shapely", "pyproj", "numpy")


def run(argv: list[str] | None = None) -> int:
    """Entry point. Returns 0, or 1 after saying in French what is missing."""
    parser = argparse.ArgumentParser(
        prog="python -m annuaire referentiel",
        description="Reconstruit les tables des communes, départements, régions et contours.",
    )
    parser.add_argument(
        "--vers", type=Path, default=DONNEES, metavar="DOSSIER", help="où écrire les tables"
    )
    options = parser.parse_args(argv)
    missing = [name for name in OUTILS if importlib.util.find_spec(name) is None]
    if missing:
        print(
            f"Il manque : {', '.join(missing)}. Installez-les avec « pip install "
            f"{' '.join(missing)} », puis recommencez.",
            file=sys.stderr,
        )
        return 1
    from .construire import construire  # noqa: PLC0415 - needs the tools checked above

    try:
        construire(options.vers)
    except PaquetIndisponible as error:
        print(error, file=sys.stderr)
        return 1
    return 0
