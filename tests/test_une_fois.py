"""What is made once is made once, by whichever process comes first; and it fails for all of them."""

import multiprocessing
import os
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from une_fois import une_fois


def _compter(into: Path) -> None:
    with (into.parent / "appels").open("a", encoding="utf-8") as stream:
        stream.write(f"{os.getpid()}\n")
    (into / "fait").write_text("oui", encoding="utf-8")


def _demander(commun: Path, ensemble: Barrier) -> None:
    ensemble.wait()
    assert (une_fois(commun, "site", _compter) / "fait").read_text(encoding="utf-8") == "oui"


def test_processes_that_come_together_share_what_the_first_makes(tmp_path: Path):
    fork = multiprocessing.get_context("fork")
    ensemble = fork.Barrier(4)
    asking = [fork.Process(target=_demander, args=(tmp_path, ensemble)) for _ in range(4)]
    for process in asking:
        process.start()
    for process in asking:
        process.join()

    assert [process.exitcode for process in asking] == [0, 0, 0, 0]
    assert len((tmp_path / "appels").read_text(encoding="utf-8").split()) == 1


def test_what_could_not_be_made_is_refused_to_all_with_what_was_said(tmp_path: Path):
    def rater(into: Path) -> None:
        raise ValueError(f"rien dans {into.name}")

    with pytest.raises(ValueError, match="rien dans site"):
        une_fois(tmp_path, "site", rater)
    with pytest.raises(pytest.fail.Exception, match="rien dans site"):
        une_fois(tmp_path, "site", _compter)
    assert not (tmp_path / "appels").exists()
