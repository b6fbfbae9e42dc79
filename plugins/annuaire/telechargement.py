"""A file of the public web → a local file: bounded in size and time, never a private address."""

from dataclasses import dataclass
from pathlib import Path

OCTETS_MAX = 100_000_000
SECONDES_MAX = 300


class TelechargementError(Exception):
    """Why a file could not be fetched, in French with what to do."""


@dataclass(frozen=True, slots=True)
class Recu:
    """What was fetched: where from in the end, its size in bytes, its sha256."""

    url: str
    octets: int
    sha256: str


def telecharger(url: str, vers: Path) -> Recu:
    """Fetch `url` into the file `vers`, which appears only when whole."""
    raise NotImplementedError
