"""The bytes of a file, unpacked as they are read: what they are, and how many at most."""

import gzip
import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Protocol

from annuaire.ligne import FormatInconnuError

OCTETS_MAX = 300_000_000
OCTETS_MAX_DECOMPRESSES = 300_000_000
RATIO_MAX = 100
"""A real file of lieux shrinks 5 to 30 times; beyond this, past RATIO_DES, it is a trap."""
RATIO_DES = 10_000_000

_EN_CSV = "Ouvrez-le, puis enregistrez la feuille en CSV (UTF-8)."
_SIGNATURES = (
    (b"%PDF", "c’est un document PDF. Demandez le tableau d’où il vient, en CSV."),
    (b"\xd0\xcf\x11\xe0", f"c’est un classeur Excel ancien (XLS). {_EN_CSV}"),
    (b"PAR1", "c’est un fichier Parquet. Téléchargez-le en CSV."),
    (b"SQLite format 3", "c’est une base SQLite. Exportez sa table en CSV."),
    (b"\x89PNG", "c’est une image."),
    (b"\xff\xd8\xff", "c’est une image."),
    (b"PK\x03\x04", "c’est une archive dans une archive. Décompressez-la et donnez le fichier."),
    (b"\x1f\x8b", "c’est une archive dans une archive. Décompressez-la et donnez le fichier."),
)


class SupportsRead(Protocol):
    """What bytes are read from."""

    def read(self, size: int, /) -> bytes:
        """Read at most so many bytes."""


_ABIMEE = "l’archive est abîmée. Téléchargez-la de nouveau."
_ABIMEES = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(OSError, EOFError, RuntimeError, ValueError, KeyError),
)
"""What the readers of archives raise on bytes that are not what they should be."""


@dataclass(frozen=True)
class Octets:
    """A file as bytes: plain, or the one file that an archive holds (`membre` of a zip)."""

    path: Path
    archive: str = ""
    membre: str = ""

    @contextmanager
    def ouvrir(self) -> Iterator[IO[bytes]]:
        """Read from the start; raise FormatInconnuError past the limits or on a broken archive."""
        if not self.archive:
            with self.path.open("rb") as stream:
                yield stream
            return
        with ExitStack() as stack:
            try:
                packed = stack.enter_context(self._decompresse())
            except _ABIMEES as error:
                raise _refus(self.path, _raison(error)) from None
            yield io.BufferedReader(_Borne(self.path, packed))

    @contextmanager
    def _decompresse(self) -> Iterator[SupportsRead]:
        if self.archive == "gzip":
            with gzip.open(self.path) as stream:
                yield stream
            return
        with zipfile.ZipFile(self.path) as archive, archive.open(self.membre) as member:
            yield member


class _Borne(io.RawIOBase):
    """What is unpacked, counted: an archive never fills the memory nor the disk."""

    def __init__(self, path: Path, stream: SupportsRead) -> None:
        self._path, self._stream = path, stream
        self._total, self._packed = 0, max(path.stat().st_size, 1)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        try:
            data = self._stream.read(len(buffer))
        except _ABIMEES as error:
            raise _refus(self._path, _raison(error)) from None
        self._total += len(data)
        if self._total > OCTETS_MAX_DECOMPRESSES:
            megas = OCTETS_MAX_DECOMPRESSES // 1_000_000
            raise _refus(self._path, f"une fois décompressé, il dépasse {megas} Mo.")
        if self._total > RATIO_DES and self._total > RATIO_MAX * self._packed:
            raise _refus(
                self._path,
                f"décompressé, il est plus de {RATIO_MAX} fois plus gros : cette archive est "
                "peut-être un piège. Décompressez-la vous-même si vous la connaissez.",
            )
        buffer[: len(data)] = data
        return len(data)


def reconnaitre(path: Path) -> Octets:
    """Say what holds the text of a file; raise FormatInconnuError where it is no text at all."""
    if not path.is_file():
        raise _refus(path, "ce fichier n’existe pas." if not path.exists() else "ce n’est pas "
                     "un fichier.")  # fmt: skip
    size = path.stat().st_size
    if not size:
        raise _refus(path, "il est vide.")
    if size > OCTETS_MAX:
        raise _refus(
            path,
            f"il pèse {size // 1_000_000} Mo, plus que la limite de {OCTETS_MAX // 1_000_000} Mo. "
            "Découpez-le, par exemple par région.",
        )
    with path.open("rb") as stream:
        magic = stream.read(4)
    octets = Octets(path)
    if magic[:2] == b"\x1f\x8b":
        octets = Octets(path, "gzip")
    elif magic[:2] == b"PK" and magic[2:] in {b"\x03\x04", b"\x05\x06"}:
        octets = Octets(path, "zip", _membre(path))
    with octets.ouvrir() as stream:
        raison = _pas_un_texte(stream.read(65_536))
    if raison:
        raise _refus(path, raison)
    return octets


def _membre(path: Path) -> str:
    """Return the one data file of a zip."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [info.filename for info in archive.infolist() if not info.is_dir()]
    except _ABIMEES as error:
        raise _refus(path, _raison(error)) from None
    if "[Content_Types].xml" in names:
        raise _refus(path, f"c’est un classeur Excel (XLSX) ou un document Word. {_EN_CSV}")
    if "content.xml" in names and "mimetype" in names:
        raise _refus(path, f"c’est un classeur LibreOffice (ODS). {_EN_CSV}")
    visible = [name for name in names if not re.search(r"(^|/)(\.|__MACOSX)", name)]
    data = [name for name in visible if re.search(r"(?i)\.(csv|tsv|txt|json|geojson)$", name)]
    if len(data) == 1 or len(visible) == 1:
        return (data if len(data) == 1 else visible)[0]
    if not visible:
        raise _refus(path, "cette archive ne contient aucun fichier.")
    raise _refus(
        path,
        f"cette archive contient {len(visible)} fichiers ({', '.join(sorted(visible)[:5])}…). "
        "Décompressez-la et donnez celui des lieux.",
    )


def _pas_un_texte(head: bytes) -> str:
    """Return why bytes are no text of data, "" if they may be."""
    for signature, raison in _SIGNATURES:
        if head.startswith(signature):
            return raison
    if not head.strip():
        return "il est vide."
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ""
    if head.count(0) > len(head) / 100:
        return (
            "ce n’est pas un texte (ou c’est de l’UTF-16 sans sa marque de début). "
            "Enregistrez-le en CSV (UTF-8)."
        )
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:2000].lower()
    if start.startswith(b"<"):
        web = b"<html" in start or b"<!doctype html" in start or not start.startswith(b"<?xml")
        return (
            "c’est une page web. Téléchargez le fichier lui-même."
            if web
            else "c’est un fichier XML. Téléchargez-le en CSV ou en GeoJSON."
        )
    return ""


def _raison(error: Exception) -> str:
    if "encrypted" in str(error) or "password" in str(error):
        return "l’archive est protégée par un mot de passe. Décompressez-la d’abord."
    if isinstance(error, NotImplementedError):
        return "l’archive est d’une sorte que nous ne lisons pas. Décompressez-la d’abord."
    return _ABIMEE


def _refus(path: Path, raison: str) -> FormatInconnuError:
    return FormatInconnuError(f"{path} : {raison}")
