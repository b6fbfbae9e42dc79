"""Copy the browser libraries we serve, untouched, and keep the list of their sha256.

python -m annuaire vendor              fetch, copy, write vendor.toml
python -m annuaire vendor --verifier   no network: the files are those of vendor.toml
"""

# ruff: noqa: T201 - a command speaks on its own output

import argparse
import sys
import tarfile
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .paquets import PaquetIndisponible, fetch_npm, sha256_of

RACINE = Path(__file__).resolve().parents[3]
VENDOR = RACINE / "theme" / "static" / "vendor"
LISTE = "vendor.toml"


@dataclass(frozen=True, slots=True)
class Bibliotheque:
    """One upstream package, and which of its files we serve (path in the package → our name)."""

    nom: str
    version: str
    licence: str
    sha256: str
    fichiers: dict[str, str]

    @property
    def dossier(self) -> str:
        return f"{self.nom}-{self.version}"


BIBLIOTHEQUES = (
    Bibliotheque(
        nom="leaflet",
        version="1.9.4",
        licence="BSD-2-Clause",
        sha256="84c65a256e50657896f54c33bd857b6849ebe94c817803be818bf32a3dde0b77",
        # dist/images/ is left out: we draw our own pins, and no layer control is shown.
        fichiers={
            "package/dist/leaflet.js": "leaflet.js",
            "package/dist/leaflet.css": "leaflet.css",
            "package/LICENSE": "LICENSE",
        },
    ),
)


def run(argv: Sequence[str] | None = None) -> int:
    """Entry point. Returns 0, or 1 after saying in French what is wrong."""
    parser = argparse.ArgumentParser(
        prog="python -m annuaire vendor",
        description="Copie les bibliothèques du navigateur dans theme/static/vendor/.",
    )
    parser.add_argument(
        "--verifier", action="store_true", help="vérifie les fichiers présents, sans réseau"
    )
    options = parser.parse_args(argv)
    try:
        if not options.verifier:
            copy_all(VENDOR)
    except PaquetIndisponible as error:
        print(error, file=sys.stderr)
        return 1
    faults = verify(VENDOR)
    for fault in faults:
        print(fault, file=sys.stderr)
    if not faults:
        print(f"theme/static/vendor : {len(BIBLIOTHEQUES)} bibliothèque, fichiers conformes.")
    return 1 if faults else 0


def copy_all(vendor: Path) -> None:
    """Fetch every library, copy its files under `vendor`, write `vendor.toml`."""
    for library in BIBLIOTHEQUES:
        archive = fetch_npm(library.nom, library.version, library.sha256)
        folder = vendor / library.dossier
        folder.mkdir(parents=True, exist_ok=True)
        with tarfile.open(archive) as package:
            for inside, name in library.fichiers.items():
                (folder / name).write_bytes(_member(package, inside))
    (vendor / LISTE).write_text(_listing(vendor), encoding="utf-8", newline="\n")


def verify(vendor: Path) -> list[str]:
    """French sentences on what differs from `vendor.toml`: changed, missing or unlisted files."""
    try:
        listing = tomllib.loads((vendor / LISTE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return [f"{vendor / LISTE} manque : lancez « python -m annuaire vendor »."]
    expected = {
        f"{entry['dossier']}/{name}": digest
        for entry in listing.values()
        for name, digest in entry["fichiers"].items()
    }
    present = {
        path.relative_to(vendor).as_posix(): sha256_of(path)
        for path in vendor.rglob("*")
        if path.is_file() and path.name != LISTE
    }
    faults = [f"{name} : fichier absent." for name in sorted(expected.keys() - present.keys())]
    faults += [f"{name} : absent de {LISTE}." for name in sorted(present.keys() - expected.keys())]
    faults += [
        f"{name} : modifié. Remettez le fichier d'origine avec « python -m annuaire vendor »."
        for name in sorted(expected.keys() & present.keys())
        if expected[name] != present[name]
    ]
    return faults


def _member(package: tarfile.TarFile, name: str) -> bytes:
    stream = package.extractfile(name)
    if stream is None:
        raise PaquetIndisponible(f"Le paquet ne contient pas {name}.")
    return stream.read()


def _listing(vendor: Path) -> str:
    lines = [
        "# Écrit par « python -m annuaire vendor ». Ne pas modifier à la main.",
        "# Fichiers d'origine, jamais retouchés : une empreinte SHA-256 par fichier.",
    ]
    for library in BIBLIOTHEQUES:
        lines += [
            "",
            f"[{library.nom}]",
            f'version = "{library.version}"',
            f'licence = "{library.licence}"',
            f'source = "npm {library.nom}@{library.version}"',
            f'sha256 = "{library.sha256}"',
            f'dossier = "{library.dossier}"',
            "",
            f"[{library.nom}.fichiers]",
        ]
        for name in sorted(library.fichiers.values()):
            lines.append(f'"{name}" = "{sha256_of(vendor / library.dossier / name)}"')
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(run())
