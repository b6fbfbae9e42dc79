"""Work shared between processes: the same results as alone, and the same errors."""

import multiprocessing
import os

import pytest

from annuaire import ouvriers


@pytest.mark.parametrize("combien", [1, 2, 5])
def test_each_part_is_done_once(combien):
    assert sorted(ouvriers.partager(lambda part: part * part, 20, combien)) == [
        part * part for part in range(20)
    ]


def test_several_processes_do_it_and_this_one_is_one_of_them():
    here = os.getpid()
    ours, theirs = os.pipe(), os.pipe()

    def travail(part):
        mine, other = (ours, theirs) if os.getpid() == here else (theirs, ours)
        os.write(mine[1], b".")
        os.read(other[0], 1)  # each waits for the other to have begun as many
        return os.getpid()

    done = list(ouvriers.partager(travail, 2, 2))
    assert len(set(done)) == 2
    assert here in done
    assert set(ouvriers.partager(lambda _: os.getpid(), 20, 1)) == {os.getpid()}


@pytest.mark.parametrize("combien", [1, 3])
def test_an_error_comes_back(combien):
    def travail(part):
        if part == 7:
            raise OSError(28, "No space left on device", "lieux/x/index.html")
        return part

    with pytest.raises(OSError, match="No space left") as refused:
        list(ouvriers.partager(travail, 20, combien))
    assert refused.value.filename == "lieux/x/index.html"


def test_a_process_that_is_killed_is_an_error_not_a_wait():
    found, whole = os.pipe()
    here = os.getpid()

    def travail(part):
        if os.getpid() != here:
            os.kill(os.getpid(), 9)
        if part < 2:
            os.close(whole)
            os.read(found, 1)  # until the other is dead
        return part

    with pytest.raises(
        ouvriers.OuvrierPerduError, match="Relancez avec un seul : make html PROCESSUS=1"
    ):
        list(ouvriers.partager(travail, 20, 2))


@pytest.mark.parametrize(("said", "expected"), [("1", 1), ("3", 3), ("99", ouvriers.MAX)])
def test_processus_is_what_is_asked_for(said, expected, monkeypatch):
    monkeypatch.setenv("PROCESSUS", said)
    assert ouvriers.processus() == expected


@pytest.mark.parametrize("said", ["", "0", "deux", "-1"])
def test_else_there_is_one_a_processor(said, monkeypatch):
    monkeypatch.setenv("PROCESSUS", said)
    assert 1 <= ouvriers.processus() <= ouvriers.MAX


def test_without_fork_there_is_one(monkeypatch):
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    monkeypatch.setenv("PROCESSUS", "4")
    assert ouvriers.processus() == 1
