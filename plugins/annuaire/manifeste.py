"""The manifest of a build: each file with the hash of its bytes, and of what they came from."""

import json
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

VERSION = 1
"""One of another version is ignored."""

MARQUE = ".fabriques"
"""The file by which a folder of ours is known; its second line is the hash of the manifest."""

GARDES = (".gitignore",)
"""What stands in the output folder without being built, and stays."""

_MOT = "Construit par Fabriques ; ce qui est changé ici à la main est perdu à la construction suivante.\n"


class ManifesteIllisibleError(Exception):
    """A manifest of another version, damaged or lost in part."""


class Fait(NamedTuple):
    """A file as it was built: hash of its bytes, size, time in ns; `cle`: hash of what it came from."""

    empreinte: str
    taille: int
    instant: int
    cle: str = ""


class Manifeste(NamedTuple):
    """All the files of a build by path, what every page came from, and what all came from."""

    fichiers: Mapping[str, Fait]
    fond: str = ""
    tout: str = ""

    def ecrit(self) -> bytes:
        """Return the manifest as it is kept."""
        return en_json(
            {
                "version": VERSION,
                "marque": marque(self.fichiers),
                "fond": self.fond,
                "tout": self.tout,
                "fichiers": {path: list(self.fichiers[path]) for path in sorted(self.fichiers)},
            }
        )


def empreinte(data: bytes) -> str:
    """Return the hash by which bytes are known: 16 bytes of BLAKE2b, in hexadecimal."""
    return blake2b(data, digest_size=16).hexdigest()


def en_json(value: object) -> bytes:
    """Write what a build remembers: JSON, which runs nothing where it is read, unlike pickle."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def travail(output: Path) -> Path:
    """Return the folder where an output is prepared: on its disk, so that a rename is one step."""
    return output.with_name(f".{output.name}.travail")


def marque(fichiers: Mapping[str, Fait]) -> str:
    """Return what the marker of an output says: of which files it is made."""
    known = sorted(path for path in fichiers if path != MARQUE)
    whole = "".join(f"{path}\0{fichiers[path].empreinte}\0" for path in known)
    return f"{_MOT}{empreinte(whole.encode())}\n"


def lire(output: Path) -> Manifeste:
    """Return the manifest of an output, empty where it has none or was built by others since.

    Raises ManifesteIllisibleError.
    """
    path = travail(output) / "manifeste.json"
    if not path.exists() or not output.exists():
        return Manifeste({})
    try:
        known = json.loads(path.read_bytes())
        version, mark = known["version"], known["marque"]
        files = {name: Fait(*values) for name, values in known["fichiers"].items()}
        found = Manifeste(files, str(known["fond"]), str(known["tout"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ManifesteIllisibleError from error
    if version != VERSION:
        raise ManifesteIllisibleError
    try:
        said = (output / MARQUE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        said = ""
    return found if said == mark else Manifeste({})


def verifier(output: Path) -> Iterator[str]:
    """Yield what differs from the manifest of a build, a French sentence a file; none if whole.

    Every byte is read again: what is published is what was built.
    """
    try:
        known = lire(output.resolve()).fichiers
    except ManifesteIllisibleError:
        known = {}
    if not known:
        yield "Ce dossier ne correspond à aucune construction : relancez make publish."
        return
    found = {path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()}
    for path in sorted(found - known.keys() - set(GARDES)):
        yield f"{path} : ce fichier n’a pas été construit"
    for path, fait in known.items():
        if path not in found:
            yield f"{path} : ce fichier manque"
        elif empreinte((output / path).read_bytes()) != fait.empreinte:
            yield f"{path} : ce fichier a changé depuis sa construction"
