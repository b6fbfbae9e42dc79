"""What is long to make is made once for a whole run of the tests, whatever the number of processes."""

import os
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from annuaire import verrou

Faire = Callable[[Path], object]
"""Fills a folder that is there, and empty."""
UneFois = Callable[[str, Faire], Path]


def une_fois(commun: Path, nom: str, faire: Faire) -> Path:
    """Return the folder that `faire` fills, once: the processes that come later find it filled.

    `commun` is a folder of the whole run, `nom` its own in it. What is in the folder is everyone's:
    nobody writes there afterwards. Where `faire` fails, it fails in each process, with what was said
    in the first.
    """
    folder, done, failed = (commun / f"{nom}{end}" for end in ("", ".fait", ".manque"))
    taken = verrou.prendre(commun / f"{nom}.verrou")
    try:
        if failed.exists():
            pytest.fail(f"{nom} n’a pas pu être préparé :\n{failed.read_text('utf-8')}", False)
        if not done.exists():
            _remplir(folder, failed, faire)
            done.touch()
    finally:
        verrou.rendre(taken)
    return folder


def _remplir(folder: Path, failed: Path, faire: Faire) -> None:
    try:
        folder.mkdir()
        faire(folder)
    except BaseException:
        failed.write_text(traceback.format_exc(), encoding="utf-8")
        raise


def dossier_commun(dossiers: pytest.TempPathFactory) -> Path:
    """Return the folder that all the processes of a run share."""
    base = dossiers.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent  # each process has a folder of its own in the run's
    commun = base / "une-fois"
    commun.mkdir(exist_ok=True)
    return commun
