"""Files watched: what changed since the last look, and nothing else."""

import os
from pathlib import Path

import pytest

from annuaire.guet import Guet


@pytest.fixture
def lieux(tmp_path: Path) -> Path:
    """Two entries saved long ago."""
    for name in ("a.md", "b.md"):
        path = tmp_path / "lieux/23-creuse" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
        os.utime(path, (1, 1))
    return tmp_path / "lieux"


def test_nothing_changed_is_nothing(lieux: Path):
    guet = Guet(lambda: [lieux])

    assert guet.changements() == {}


def test_a_saved_file_is_told_once(lieux: Path):
    guet = Guet(lambda: [lieux])
    path = lieux / "23-creuse/a.md"
    path.write_text("autre", encoding="utf-8")

    assert guet.changements() == {path: False}
    assert guet.changements() == {}


def test_a_new_file_and_one_that_is_gone_are_told(lieux: Path):
    guet = Guet(lambda: [lieux])
    old, new = lieux / "23-creuse/a.md", lieux / "23-creuse/c.md"
    old.rename(new)

    assert guet.changements() == {old: True, new: True}


def test_a_second_change_within_the_same_instant_is_seen(lieux: Path):
    guet = Guet(lambda: [lieux])
    path = lieux / "23-creuse/a.md"
    path.write_text("un", encoding="utf-8")
    instant = path.stat().st_mtime_ns
    assert guet.changements() == {path: False}

    etat = path.stat()
    guet._vus[str(path)] = (
        (etat.st_size, etat.st_mtime_ns, etat.st_ctime_ns, etat.st_ino),
        guet._vus[str(path)][1],
    )
    path.write_text("de", encoding="utf-8")
    os.utime(path, ns=(instant, instant))
    etat = path.stat()
    guet._vus[str(path)] = (
        (etat.st_size, etat.st_mtime_ns, etat.st_ctime_ns, etat.st_ino),
        guet._vus[str(path)][1],
    )

    assert guet.changements() == {path: False}


def test_a_file_named_alone_and_one_that_does_not_exist_are_watched(tmp_path: Path):
    path = tmp_path / "lieux.csv"
    guet = Guet(lambda: [path])
    assert guet.changements() == {}

    path.write_text("id", encoding="utf-8")

    assert guet.changements() == {path: True}


def test_a_folder_that_comes_is_seen(lieux: Path):
    guet = Guet(lambda: [lieux])
    path = lieux / "19-correze/c.md"
    path.parent.mkdir()
    path.write_text("c", encoding="utf-8")

    assert guet.changements() == {path: True}
