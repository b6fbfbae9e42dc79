"""What a site is built from, as two hashes: what every page comes from, and all of it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from importlib.metadata import distributions
from pathlib import Path
from typing import Any, NamedTuple

from annuaire.manifeste import empreinte

IGNORES = ("__pycache__",)
HORS_DES_TEXTES = ("lieux", ".sources")
"""What stands in a content without being in every page: the entries, the copies of open datasets."""
FRAIS_NS = 2_000_000_000
"""A file changed so shortly before it was read may change again within the same instant."""


class Entrees(NamedTuple):
    """`fond`: the code, the theme, the settings, the texts; `tout`: the entries and sources as well."""

    fond: str
    tout: str


def lire(
    memoire: Path, fond: Iterable[Path], entrees: Iterable[Path], dits: Iterable[str], du_tout: str
) -> Entrees:
    """Hash files and folders; `dits` are settings that all pages come from, `du_tout` what else.

    Files are read again only where their size, time or place on the disk moved: `memoire` is the
    file that remembers it. A memory that is lost, or of another machine, costs time, nothing else.
    """
    known = _memoire(memoire)
    seen: dict[str, list[int | str]] = {}
    shared = [*dits, sys.version, *_bibliotheques(), *_empreintes(fond, known, seen)]
    deep = empreinte("\0".join(shared).encode())
    rest = [deep, du_tout, *_empreintes(entrees, known, seen)]
    if seen != known:
        _retenir(memoire, seen)
    return Entrees(deep, empreinte("\0".join(rest).encode()))


def textes(content: Path, projet: Path) -> list[Path]:
    """Return what stands in a content, and in the project's own, and may be in every page."""
    return list(dict.fromkeys([*_textes(content), *_textes(projet)]))


def _textes(content: Path) -> Iterator[Path]:
    if content.is_dir():
        yield from (path for path in sorted(content.iterdir()) if path.name not in HORS_DES_TEXTES)


def donnees(content: Path, reglages: Mapping[str, Any]) -> Iterator[Path]:
    """Yield the open data that a site is built from: the copies of its sources, the files given by hand."""
    yield content / ".sources"
    base = Path(reglages.get("SOURCES_DEPUIS") or Path.cwd())
    if reglages.get("QPV"):
        yield base / str(reglages["QPV"])
    if reglages.get("SOURCES"):
        # Imported here: a build that has none and where nothing changed does not wait for it.
        from annuaire import sources  # noqa: PLC0415

        for given in sources.donnes(str(reglages["SOURCES"]), base):
            yield Path(given.rpartition("=")[2])


def instant(content: Path) -> str:
    """Return what moves the clock of a build and its history: the day, the day asked for, the commit."""
    command = ["git", "-C", str(content), "rev-parse", "HEAD", "--is-shallow-repository"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        commit = done.stdout
    except OSError:
        commit = ""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return f"{datetime.now(UTC).date()} {epoch} {commit}"


def _bibliotheques() -> list[str]:
    """The versions of the installed libraries: another Jinja may write other bytes."""
    return sorted(f"{d.name} {d.version}" for d in distributions())


def _empreintes(
    roots: Iterable[Path], known: dict[str, list[int | str]], seen: dict[str, list[int | str]]
) -> Iterator[str]:
    for root in roots:
        for name, path, found in sorted(_fichiers(root)):
            now = [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]
            before = known.get(path)
            if before and before[:4] == now:
                mark = str(before[4])
            else:
                mark = empreinte(Path(path).read_bytes())
            if found.st_mtime_ns < time.time_ns() - FRAIS_NS:
                seen[path] = [*now, mark]
            yield f"{name} {mark}"


def _fichiers(root: Path) -> Iterator[tuple[str, str, os.stat_result]]:
    """Yield (name under the root, path, stat) of each file; what cannot be read is left out."""
    if not root.is_dir():
        if root.is_file():
            yield root.name, str(root), root.stat()
        return
    todo = [("", str(root))]
    while todo:
        name, folder = todo.pop()
        with os.scandir(folder) as found:
            for one in found:
                if one.is_dir(follow_symlinks=False):
                    if one.name not in IGNORES:
                        todo.append((f"{name}{one.name}/", one.path))
                elif one.is_file():
                    yield f"{name}{one.name}", one.path, one.stat()


def _memoire(path: Path) -> dict[str, list[int | str]]:
    try:
        known = json.loads(path.read_bytes())
        return known if isinstance(known, dict) else {}
    except (OSError, ValueError):
        return {}


def _retenir(path: Path, seen: dict[str, list[int | str]]) -> None:
    """Remember, if the disk lets us: it only saves time."""
    part = path.with_suffix(f".{os.getpid()}")
    try:
        part.write_text(json.dumps(seen, separators=(",", ":")), encoding="utf-8")
        part.replace(path)
    except OSError:
        return
