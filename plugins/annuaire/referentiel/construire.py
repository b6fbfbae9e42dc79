"""All tables in order, then the page that says where they come from."""

# ruff: noqa: T201 - a command speaks on its own output

import time
from collections.abc import Callable
from pathlib import Path

from . import administratif, carte, communes, contours, contours_communes, provenance
from .points import points


def construire(target: Path) -> None:
    """Write every table and SOURCES.md under `target`. Says each step on stdout."""
    target.mkdir(parents=True, exist_ok=True)
    _step("communes.tsv", lambda: communes.build(target))
    _step("departements.tsv", lambda: administratif.build_departements(target, points()))
    _step("regions.tsv", lambda: administratif.build_regions(target))
    errors: dict[str, float] = {}
    _step("contours-communes.tsv", lambda: errors.update(contours_communes.build(target)))
    _step("contours.json", lambda: contours.build(target))
    _step("carte-france.json", lambda: carte.build(target))
    _step("SOURCES.md", lambda: provenance.build(target, errors))


def _step(name: str, work: Callable[[], None]) -> None:
    start = time.monotonic()
    work()
    print(f"{name} : {time.monotonic() - start:.0f} s")
